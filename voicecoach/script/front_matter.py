"""The front matter of a page, in YAML: its lines, names and values, each with its location."""

import re
import warnings
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, replace
from typing import Any

from voicecoach.errors import UNPRINTABLE
from voicecoach.script.page import can_be_said
from voicecoach.script.source import Problems, Span

OF_OTHER_PROGRAMS = frozenset(
    """
    aliases alias archived area author authors banner banner_x banner_y banner_icon blog book bookmark canonical
    categories category color colour comments cover created created-at cssclass cssclasses date date-created
    date-modified date_created date_modified day deck description difficulty draft due duration email excerpt
    favorite favourite featured feed folder goal graph hidden icon id image images intensity kanban-plugin
    keywords kind last_modified last-modified lastmod layout license licence link links location math menu menus
    modified mood muscle muscles muscle-group muscles-worked nav_order nav_exclude next note notebook
    obsidianuimode order outputs parent permalink pinned position prev previous priority private project
    properties public publish published publishdate rating redirect_from redirect_to related reviewed robots rss
    search series sidebar slug sort source sources starred status sticky style subject subtitle summary tag tags
    taxonomies template theme thumbnail time toc topic topics translations type uid updated url uuid version
    week weight workout-type year zettel
    """.split()  # noqa: SIM905
)
"""Settings that note programs and site generators keep at the top of a page, and names that people give their own."""

_WORD = r"[^\W\d][\w-]*"
_NO_COLON = re.compile(rf"(?P<name>{_WORD})(?P<between>\s*=\s*|:(?=[^\s:/])|\s+:(?=\S)|\s+(?!:))(?P<value>\S.*)")
"""A line such as ``rest 90 s``, ``rest=90 s`` or ``rest:90 s``."""

_LINE = re.compile(rf"(?P<name>{_WORD}):\s+(?P<value>\S.*)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The lines of the front matter and their position on the page."""

    lines: list[str]
    path: str
    first_line: int

    def span_at(self, mark: Any, length: int | None = None) -> Span:
        """Return the span that starts at a mark of the YAML library, up to the end of the line by default."""
        line, column = (min(mark.line, len(self.lines) - 1), mark.column) if mark else (0, 0)
        source = self.lines[line]
        end = None if length is None else column + length
        return Span(source[column:end], self.path, self.first_line + line + 1, column + 1, source)

    def line(self, number: int) -> Span:
        """Return the span of a whole line, counted from 0."""
        line = self.lines[number]
        column = len(line) - len(line.lstrip()) + 1
        return Span(line.strip(), self.path, self.first_line + number + 1, column, line)

    def values_of(self, node: Any) -> tuple[Span, ...] | None:
        """Return the value or list of values of a setting; None if any of them is a map or a list."""
        from ruamel.yaml.nodes import ScalarNode, SequenceNode

        nodes = node.value if isinstance(node, SequenceNode) else [node]
        if not all(isinstance(one, ScalarNode) for one in nodes):
            return None
        starts = [(one, self.span_at(one.start_mark)) for one in nodes]
        return tuple(
            replace(start, text=one.value, column=start.column + (one.style in {"'", '"'})) for one, start in starts
        )


def _report_lines(front: FrontMatter, settings: Container[str], problems: Problems) -> bool:
    """Report lines that are clearly meant as a setting or a comment; return whether there are any."""
    before = len(problems.found)
    for number, line in enumerate(front.lines):
        span = front.line(number)
        match = _NO_COLON.fullmatch(line.rstrip())
        if match and match["name"].casefold() in settings:
            hint = f"write '{match['name'].casefold()}: {match['value']}'"
            problems.error(span, "a colon and a blank must follow the name of a setting", hint)
        elif "\t" in line[: len(line) - len(line.lstrip())]:
            indent = "  " if number and front.lines[number - 1].rstrip().endswith(":") else ""
            problems.error(span, "a line of the settings cannot begin with a tab", f"write '{indent}{span.text}'")
        elif span.text.startswith("<!--"):
            words = span.text.removeprefix("<!--").removesuffix("-->").strip()
            problems.error(span, "a comment in the settings begins with '#'", f"write '# {words}'")
    return len(problems.found) > before


def composed(front: FrontMatter, settings: Container[str], problems: Problems) -> Any:
    """Parse the lines into a map of nodes that know their location; None if it is empty or has an error.

    ``settings`` are the names of those that a script can have.
    """
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.nodes import MappingNode

    lines: Iterable[int] = range(len(front.lines))
    try:
        root = _parsed("\n".join(front.lines))
        if root is None or isinstance(root, MappingNode):
            return root
        lines = (root.start_mark.line,)
    except MarkedYAMLError as error:
        lines = {mark.line for mark in (error.context_mark, error.problem_mark) if mark} or lines
    except (YAMLError, RecursionError, ValueError, OverflowError):
        pass
    if not _report_lines(front, settings, problems):
        _report_unreadable(front, lines, problems)
    return None


def _parsed(text: str) -> Any:
    from ruamel.yaml import YAML

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # They would be printed to the terminal.
        return YAML(typ="safe", pure=True).compose(text)


def _report_unreadable(front: FrontMatter, lines: Iterable[int], problems: Problems) -> None:
    """Report a line that cannot be read: the first of these that can be once its value is in quotes."""
    spans = [front.line(number) for number in sorted({min(number, len(front.lines) - 1) for number in lines})]
    for span in spans:
        match = _LINE.fullmatch(span.text)
        if match and not _is_readable(span.text):
            bare = match["value"].strip("\"'[]{}").replace('"', "'")
            problems.error(span, "this line cannot be read", f'write {match["name"]}: "{bare}"')
            return
    indented = next((span for span in spans if span.column > 1 and _LINE.fullmatch(span.text)), None)
    hint = f"start it at the margin: '{indented.text}'" if indented else "write, for example, 'equipment: mini-band'"
    problems.error(indented or spans[0], "this line of the settings cannot be read", hint)


def _is_readable(line: str) -> bool:
    """Whether a line can be read by itself."""
    from ruamel.yaml.error import YAMLError

    try:
        return _parsed(line) is not None
    except (YAMLError, RecursionError, ValueError, OverflowError):
        return False


def pairs(
    node: Any, front: FrontMatter, problems: Problems, what: str, key_of: Callable[[str], str] = str
) -> list[tuple[Span, Any]]:
    """Return the keys and values of a map; a duplicate key is reported and its first value is used."""
    from ruamel.yaml.nodes import ScalarNode

    found: dict[str, tuple[Span, Any]] = {}
    for key_node, value_node in node.value if node is not None else ():
        if not isinstance(key_node, ScalarNode) or not is_sayable(key_node.value):
            problems.error(front.span_at(key_node.start_mark), f"the name of this {what} cannot be spoken", "use words")
            continue
        key = front.span_at(key_node.start_mark, len(str(key_node.value)))
        span = replace(key, text=str(key_node.value))
        if key_of(span.text) in found:
            problems.error(key, f"the {what} '{span.text}' is given twice", "keep one of them")
        found.setdefault(key_of(span.text), (span, value_node))
    return list(found.values())


def is_sayable(text: str) -> bool:
    """Whether a name or a word can be spoken: printable, on one line, with a letter or a digit."""
    return can_be_said(text) and not UNPRINTABLE.search(text) and "\n" not in text
