"""Read a page: its headings, items and paragraphs become a Workout, or a list of every problem found.

Nothing on the page is silently ignored: anything the language does not know is an error.
"""

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from voicecoach.errors import UNPRINTABLE
from voicecoach.script.checks import check_workout
from voicecoach.script.groups import GroupSection, read_heading
from voicecoach.script.links import Find, Links, find_nothing
from voicecoach.script.page import MAX_NAME_LENGTH, MAX_TEXT_LENGTH, Page, can_be_said, joined, name_of, plain
from voicecoach.script.prescription import read_group
from voicecoach.script.sections import MAX_PARAGRAPHS, MovementsSection, OpeningSection, ProgressionSection, Section
from voicecoach.script.settings import Settings, read_settings
from voicecoach.script.source import COLON, Problems, ReadScript, Span
from voicecoach.script.stray_lines import is_group_terms
from voicecoach.workout import Group, Movement, Progression, Workout

if TYPE_CHECKING:
    from voicecoach.script.page import Node

MOVEMENTS, PROGRESSION = "movements", "progression"
"""The ``##`` headings that are not groups."""

_GLUED_HEADING = re.compile(r"#{1,6}\w")


def read_script(text: str, path: str, find: Find = find_nothing) -> ReadScript:
    """Read a workout script. Never raises, whatever ``text`` contains.

    Args:
        text: the page.
        path: its name in problems; relative links start from here.
        find: finds the text of a linked script, given the link and the path of the page that contains it.
    """
    return _read(text, path, Links(find, _read))


def _read(text: str, path: str, links: Links) -> ReadScript:
    problems = Problems()
    page = Page.checked(text, path, problems)
    workout = None
    if page is not None:
        workout = _Reader(page, problems, links).workout()
        if not problems.has_errors:
            check_workout(workout, page.span_at(0, page.lines[0]), problems)
    found = tuple(sorted(problems.found, key=lambda problem: (problem.location.line, problem.location.column)))
    return ReadScript(None if problems.has_errors else workout, found)


@dataclass(slots=True)
class _Reader:
    """Reads one page; the fields hold what has been read so far."""

    page: Page
    problems: Problems
    links: Links
    settings: Settings = field(default_factory=Settings)
    title: str = ""
    title_line: Span | None = None
    """The title with its terms, if it has any; ``named`` is without those that its group takes."""
    named: Span | None = None
    section: Section = field(init=False)
    opening: OpeningSection = field(init=False)
    groups: list[GroupSection] = field(default_factory=list)
    movements: dict[str, Movement] = field(default_factory=dict)
    progression: Progression = field(default_factory=Progression)

    def __post_init__(self) -> None:
        self.section = self.opening = OpeningSection(self.page, self.problems, self._items_below_title)

    def workout(self) -> Workout:
        """Read every part of the page and return what it describes."""
        self._read_parts()
        self.opening.finish(has_groups=bool(self.groups or self.movements))
        self._finish_title()
        return Workout(
            title=self.title,
            groups=tuple(group.group() for group in self.groups),
            movements=self.movements,
            equipment=self.settings.equipment,
            language=self.settings.language,
            introduction=tuple(self.opening.paragraphs),
            safety=tuple(self.opening.safety),
            rests=self.settings.rests,
            self_paced=self.settings.self_paced,
            load=self.settings.load,
            levels=self.settings.levels,
            references=self.settings.references,
            cues=self.settings.cues,
            say=self.settings.say,
            progression=self.progression,
            pages=tuple(page.text for page in self.settings.pages),
            shared=self.links.movements(self.settings.pages, self.problems),
        )

    def _read_parts(self) -> None:
        readers: dict[str, Callable[[Node], None]] = {
            "heading": self._heading,
            "paragraph": self._paragraph,
            "bullet_list": self._list,
            "ordered_list": self._list,
            "blockquote": self._quote,
            "hr": lambda _part: None,
        }
        self._refuse_unprintable()
        if self.page.settings:
            first, *_, end = self.page.settings
            text = "\n".join(self.page.lines[first + 1 : end])
            self.settings = read_settings(text, self.page.path, first + 1, self.problems)
        for part in self.page.parts:
            readers.get(part.type, self._unknown)(part)
        self.section.close()

    def _refuse_unprintable(self) -> None:
        """Report control characters and the like: they cannot be spoken and can corrupt a terminal."""
        for number, line in enumerate(self.page.lines):
            if match := UNPRINTABLE.search(line):
                span = Span(match[0], self.page.path, number + 1, match.start() + 1, line)
                self.problems.error(span, "this character is not printable", "remove it")

    def _heading(self, part: "Node") -> None:
        span, *more = self.page.lines_of(part)
        if more:
            hint = f"put a blank line above '{part.markup * 3}', or write one line that starts with '#'"
            self.problems.error(more[0], "a heading must be one line", hint)
        is_section = span.text.casefold().rstrip(": ") in {MOVEMENTS, PROGRESSION}
        if part.tag == "h1" and not (self.title_line and is_section):
            self._title(span)
        elif part.tag == "h2" and self._is_movement(span) and self.section.subheading(span):
            self.problems.error(span, "the heading of a movement has three '#'", f"write '### {span.text}'")
        elif part.tag in {"h1", "h2"}:
            self.section.close()
            self.section = self._section(span)
        elif part.tag != "h3" or not self.section.subheading(span):
            ways = "a group in a group is a nested list; movements go below '## Movements'"
            hint = f"for a group, write '## {span.text}'; {ways}"
            self.problems.error(span, "a heading of this level cannot be used here", hint)

    def _is_movement(self, span: Span) -> bool:
        """Whether a heading below the movements has the name of an exercise."""
        exercises = (one for group in self.groups for one in group.group().exercises())
        name = plain(span.text).casefold()
        return isinstance(self.section, MovementsSection) and any(one.name.casefold() == name for one in exercises)

    def _title(self, span: Span) -> None:
        if self.title_line or self.groups or self.opening.paragraphs or self.opening.safety:
            message = "a script can have only one title" if self.title_line else "the title must come first"
            self.problems.error(span, message, f"for a group of exercises, write '## {span.text}'")
            self.section = GroupSection(self.page, self.problems, self.links, Group(span.text))
            return
        self.title_line = self.named = span
        if not can_be_said(plain(span.text[:MAX_NAME_LENGTH])):
            self.problems.error(span, "the title is empty", "write, for example, '# Lower-body activation'")

    def _items_below_title(self, part: "Node") -> None:
        """Start a group without a heading of its own: it has the name and the terms of the title."""
        where = self.title_line or self.page.first_line(part)
        heading = Group("", location=where.location())
        name, terms = where.split_once(COLON)
        if self.title_line and terms and is_group_terms(terms.text):
            self.named = name
            heading = read_group(heading, terms, self.problems)
        self.section = GroupSection(self.page, self.problems, self.links, heading)
        self.groups.append(self.section)
        self.section.items(part)

    def _finish_title(self) -> None:
        """Decide the title of a page without one, name the group without a heading, and check the title's terms."""
        if self.named:
            self.title = name_of(self.named, self.problems)
        elif self.groups or self.movements:
            self.title = self.settings.title or title_of_file(self.page.path)
            if self.title and not self.settings.title:
                first = self.page.span_at(self.page.top, self.page.lines[self.page.top])
                message = f"the title is '{self.title}', as the file is named"
                self.problems.info(first, message, f"for another, write it on top: '# {self.title}'")
        if self.title_line:
            self._check_terms_of_title(self.title_line)
        if self.groups and not self.groups[0].heading.title:
            self.groups[0].heading = replace(self.groups[0].heading, title=self.title)

    def _check_terms_of_title(self, title: Span) -> None:
        """Report terms in the title that are not those of its only group."""
        _, terms = title.split_once(COLON)
        is_of_group = bool(self.groups) and not self.groups[0].heading.title
        if terms is None or not is_group_terms(terms.text) or (is_of_group and len(self.groups) == 1):
            return
        hint = f"write it in the heading of a group: '## {title.text}'"
        if is_of_group:
            self.problems.error(terms, f"it is not clear what {terms.quoted()} is for", hint)
        else:
            self.problems.warning(terms, f"{terms.quoted()} is only part of the title", hint)

    def _section(self, span: Span) -> Section:
        name = span.text.casefold().rstrip(": ")
        if name == MOVEMENTS:
            return MovementsSection(self.page, self.problems, self.movements)
        if name == PROGRESSION:
            return ProgressionSection(self.page, self.problems, self._take_progression)
        if near := difflib.get_close_matches(name, (MOVEMENTS, PROGRESSION), n=1, cutoff=0.8):
            hint = f"did you mean '{near[0].capitalize()}'?"
            self.problems.error(span, f"unknown heading {span.quoted()}", hint)
        section = GroupSection(self.page, self.problems, self.links, read_heading(span, self.problems))
        self.groups.append(section)
        return section

    def _take_progression(self, progression: Progression) -> None:
        self.progression = progression

    def _paragraph(self, part: "Node") -> None:
        lines = self.page.lines_of(part)
        if sum(len(line.text) + 1 for line in lines) > MAX_TEXT_LENGTH:
            self.problems.error(lines[0], f"this paragraph is longer than {MAX_TEXT_LENGTH} characters", "shorten it")
        elif not can_be_said(joined(lines)):
            self.problems.error(lines[0], "there is nothing to say here", "write words, or remove it")
        elif glued := next((line for line in lines if _GLUED_HEADING.match(line.text)), None):
            marks = glued.text[: len(glued.text) - len(glued.text.lstrip("#"))]
            hint = f"put a space after the '#': '{marks} {glued.text[len(marks) :]}'"
            self.problems.error(glued, "this is not read as a heading", hint)
        else:
            self.section.paragraph(lines)

    def _list(self, part: "Node") -> None:
        self.section.items(part)

    def _quote(self, part: "Node") -> None:
        paragraphs = [child for child in part.children if child.type == "paragraph"]
        first = self.page.first_line(part)
        if len(paragraphs) < len(part.children) or not paragraphs:
            self.problems.error(first, "a safety rule ('>') must be a paragraph", "write plain sentences after '>'")
        else:
            rules = [joined(self.page.lines_of(paragraph)) for paragraph in paragraphs[: MAX_PARAGRAPHS + 1]]
            if sum(map(len, rules)) > MAX_TEXT_LENGTH:
                self.problems.error(first, f"these rules are longer than {MAX_TEXT_LENGTH} characters", "shorten them")
            if not all(map(can_be_said, rules)):
                self.problems.error(first, "there is nothing to say here", "write words, or remove it")
            self.section.quote(first, rules)

    def _unknown(self, part: "Node") -> None:
        first = self.page.first_line(part)
        hint = "use headings, paragraphs, list items, and '>' for safety rules"
        message = f"this {part.type.replace('_', ' ')} cannot be used in a script"
        if part.type == "code_block":
            message = "this line is indented too far to be read"
            hint = f"start it at the margin: '{first.text}'"
        self.problems.error(first, message, hint)


def title_of_file(path: str) -> str:
    """Return the title of a page that has none, from its path: ``leg-day.md`` is ``Leg day``; empty for no file."""
    name = "" if path.startswith("<") else re.split(r"[/\\]", path)[-1].rpartition(".")[0]
    words = " ".join(re.findall(r"\w+", name.replace("_", " ")))
    return words[:1].upper() + words[1:]
