"""Read the page: Markdown and front matter become a Workout, or every problem that stands in the way.

The page is read by a CommonMark library; what its headings, items and paragraphs mean is decided here. Nothing on the
page is passed over in silence: what the language does not know is an error with its place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from voicecoach.errors import Problem, ScriptError
from voicecoach.script.prescription import read_dose, read_group_terms, read_pace
from voicecoach.script.settings import Settings, read_settings
from voicecoach.script.source import Problems, Words, did_you_mean
from voicecoach.workout import Exercise, FormCue, Group, Movement, Side, Workout

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_MOVEMENTS_HEADING = "movements"
_COLON = r":(\s+|$)"
_LOST_TERMS = re.compile(r"\d\s*(rounds?\b|s\b|min\b)", re.IGNORECASE)
_SETTING_LINE = re.compile(r"[A-Za-z][\w-]*:(\s|$)")
_MARKUP = re.compile(r"(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1")


@dataclass(frozen=True, slots=True)
class ReadScript:
    """What came of reading a script: the workout, unless an error was found, and all the problems in their order."""

    workout: Workout | None
    problems: tuple[Problem, ...]

    def or_raise(self) -> Workout:
        """Return the workout.

        Raises:
            ScriptError: an error was found; it holds every problem.
        """
        if self.workout is None:
            raise ScriptError(self.problems)
        return self.workout


@dataclass(slots=True)
class _Page:
    """What has been gathered from the page so far."""

    path: str
    lines: list[str]
    problems: Problems = field(default_factory=Problems)
    settings: Settings = field(default_factory=Settings)
    title: str = ""
    introduction: list[str] = field(default_factory=list)
    safety: list[str] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    movements: dict[str, Movement] = field(default_factory=dict)
    in_movements: bool = False
    movement: Movement | None = None

    def words_of(self, node: "SyntaxTreeNode") -> tuple[Words, ...]:
        """Return the lines of a heading, a paragraph or an item, each with its place."""
        inline = next((child for child in node.walk() if child.type == "inline"), None)
        if inline is None:
            return (self.line_words(node),)
        first_line = (inline.map or (0, 0))[0]
        return tuple(self._words(first_line + offset, text) for offset, text in enumerate(inline.content.split("\n")))

    def line_words(self, node: "SyntaxTreeNode") -> Words:
        """Return the whole first line of a part of the page."""
        index = (node.map or (0, 0))[0]
        return self._words(index, self.lines[index].strip() if index < len(self.lines) else "")

    def _words(self, index: int, text: str) -> Words:
        source = self.lines[index] if index < len(self.lines) else ""
        text = text.strip()
        return Words(text, self.path, index + 1, max(0, source.find(text)) + 1, source)


def read_script(text: str, path: str) -> ReadScript:
    """Read a workout script; ``path`` is only used to name places. Never raises for anything that ``text`` holds."""
    page = _Page(path, text.splitlines())
    for node in _markdown(text):
        _PARTS.get(node.type, _read_unknown)(page, node)
    _close_movement(page)
    _check(page)
    problems = tuple(sorted(page.problems.found, key=lambda problem: (problem.place.line, problem.place.column)))
    if page.problems.has_errors:
        return ReadScript(None, problems)
    workout = Workout(
        title=page.title,
        groups=tuple(_with_default_rest(group, page.settings) for group in page.groups),
        movements=page.movements,
        equipment=page.settings.equipment,
        language=page.settings.language,
        introduction=tuple(page.introduction),
        safety=tuple(page.safety),
    )
    return ReadScript(workout, problems)


def _markdown(text: str) -> Iterator["SyntaxTreeNode"]:
    """Parse the page; a second way of counting lines is avoided by reading it as the library does."""
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark").use(front_matter_plugin)
    yield from SyntaxTreeNode(parser.parse(text)).children


def _read_front_matter(page: _Page, node: "SyntaxTreeNode") -> None:
    page.settings = read_settings(node.content, page.path, (node.map or (0, 0))[0] + 1, page.problems)


def _read_heading(page: _Page, node: "SyntaxTreeNode") -> None:
    words = page.words_of(node)[0]
    _close_movement(page)
    if node.tag == "h1":
        _read_title(page, words)
    elif node.tag == "h2":
        page.in_movements = words.text.casefold() == _MOVEMENTS_HEADING
        if not page.in_movements:
            _open_group(page, words)
    elif node.tag == "h3" and page.in_movements:
        _open_movement(page, words)
    else:
        hint = "'#' is the title, '##' a group of exercises or 'Movements', '###' a movement under it"
        page.problems.error(words, "a heading of this level has no meaning here", hint)


def _read_title(page: _Page, words: Words) -> None:
    if page.title:
        page.problems.error(words, "a script has one title", "begin a group of exercises with '##'")
    page.title = _plain(words.text)


def _open_group(page: _Page, words: Words) -> None:
    name, terms_words = words.split_once(_COLON)
    group = Group(_plain(name.text), (), words.place())
    if terms_words is None and _LOST_TERMS.search(name.text):
        hint = "write a colon before it: '## Sequence: 2 rounds'"
        page.problems.warning(words, "this heading speaks of rounds or a rest, but names the group only", hint)
    if terms_words is not None:
        terms = read_group_terms(terms_words, page.problems)
        rounds = terms.rounds or group.rounds
        group = replace(group, rounds=rounds, rest_ms=terms.rest_ms, round_rest_ms=terms.round_rest_ms)
    page.groups.append(group)


def _open_movement(page: _Page, words: Words) -> None:
    name = _plain(words.text)
    if name.casefold() in page.movements:
        page.problems.error(words, f"the movement '{name}' is described twice", "keep one of them")
    page.movement = Movement(name, words.place())


def _close_movement(page: _Page) -> None:
    if page.movement is not None:
        page.movements[page.movement.name.casefold()] = page.movement
        page.movement = None


def _read_paragraph(page: _Page, node: "SyntaxTreeNode") -> None:
    lines = page.words_of(node)
    if page.movement is not None:
        _read_movement_paragraph(page, page.movement, lines)
    elif page.groups or page.in_movements:
        hint = "exercises are list items: '- Name: 10 reps'; an introduction goes below the title"
        page.problems.error(lines[0], "a paragraph has no meaning here", hint)
    elif page.title:
        page.introduction.append(_plain(" ".join(line.text for line in lines)))
    else:
        page.problems.error(lines[0], "the script must begin with its title", "for instance '# Lower-body activation'")
        page.title = lines[0].text  # Said once: the words below are read as if it were there.


def _read_movement_paragraph(page: _Page, movement: Movement, lines: tuple[Words, ...]) -> None:
    """Read a paragraph of a movement: lines such as ``pace: 1 s per step`` are settings, other words its setup."""
    setup = []
    for line in lines:
        if not _SETTING_LINE.match(line.text):
            setup.append(line.text)
            continue
        key, value = line.split_once(":")
        if key.text.casefold() == "pace" and value is not None:
            movement = replace(movement, pace_ms=read_pace(value, page.problems))
        else:
            page.problems.error(key, f"unknown setting '{key.text}'", did_you_mean(key.text, ("pace",)))
    if setup:
        movement = replace(movement, setup=(*movement.setup, _plain(" ".join(setup))))
    page.movement = movement


def _read_list(page: _Page, node: "SyntaxTreeNode") -> None:
    for item in node.children:
        words = page.words_of(item)
        if len(words) > 1 or len(item.children) != 1 or item.children[0].type != "paragraph":
            page.problems.error(page.line_words(item), "a list item is one line", "put nothing below it or inside it")
        elif page.movement is not None:
            _read_form_cue(page, page.movement, words[0])
        elif page.groups and not page.in_movements:
            _read_exercise(page, words[0])
        else:
            hint = "begin a group of exercises with '## Sequence: 2 rounds'"
            page.problems.error(words[0], "a list item belongs to a group or to a movement", hint)


def _read_form_cue(page: _Page, movement: Movement, words: Words) -> None:
    text, short = words.split_once(r"\|")
    if not text.text or (short is not None and not short.text):
        page.problems.error(words, "a form cue is empty", "write 'Hips back, stay low | Stay low'")
        return
    cue = FormCue(_plain(text.text), _plain(short.text if short else text.text))
    page.movement = replace(movement, form_cues=(*movement.form_cues, cue))


def _read_exercise(page: _Page, words: Words) -> None:
    head, dose_words = words.split_once(_COLON)
    if dose_words is None:
        hint = "write a colon and the dose after the name: '- Lateral walks: 10 steps'"
        page.problems.error(words, "this exercise has no dose", hint)
        return
    dose = read_dose(dose_words, page.problems)
    name, detail = head.split_once(",")
    if not name.text:
        page.problems.error(words, "this exercise has no name", "write '- Name: 10 reps'")
    if dose is None or not name.text:
        return
    detail_text = _plain(detail.text) if detail else ""
    exercise = Exercise(_plain(name.text), dose, words.place(), detail_text, _side_of(detail_text))
    group = page.groups[-1]
    page.groups[-1] = replace(group, exercises=(*group.exercises, exercise))


def _side_of(detail: str) -> Side | None:
    """Return the side that the words beside the name speak of; both or none is no side."""
    words = re.findall(r"\w+", detail.casefold())
    sides = [side for side in Side if side.value in words]
    return sides[0] if len(sides) == 1 else None


def _read_quote(page: _Page, node: "SyntaxTreeNode") -> None:
    if page.title and not page.groups and not page.in_movements:
        page.safety += [_plain(" ".join(line.text for line in page.words_of(child))) for child in node.children]
    else:
        page.problems.error(page.line_words(node), "a safety rule ('>') stands below the title, before the first group")


def _read_unknown(page: _Page, node: "SyntaxTreeNode") -> None:
    hint = "a script is made of headings, paragraphs, list items and '>' for safety rules"
    page.problems.error(page.line_words(node), f"a {node.type.replace('_', ' ')} has no meaning in a script", hint)


def _read_nothing(page: _Page, node: "SyntaxTreeNode") -> None:
    """Pass over what is for the reader of the page only: a ruler, a comment."""


_PARTS = {
    "front_matter": _read_front_matter,
    "heading": _read_heading,
    "paragraph": _read_paragraph,
    "bullet_list": _read_list,
    "ordered_list": _read_list,
    "blockquote": _read_quote,
    "hr": _read_nothing,
    "html_block": _read_nothing,
}


def _plain(text: str) -> str:
    """Return the words without the marks for bold, italics and code, which a voice would read out."""
    while (plain := _MARKUP.sub(r"\2", text)) != text:
        text = plain
    return text


def _with_default_rest(group: Group, settings: Settings) -> Group:
    return group if group.rest_ms is not None else replace(group, rest_ms=settings.rest_ms)


def _check(page: _Page) -> None:
    """Note what is missing from the page as a whole, and what is legal but suspicious."""
    top = Words("", page.path, 1, 1, page.lines[0] if page.lines else "")
    if not page.title and not page.problems.has_errors:
        page.problems.error(top, "this is not a workout script: it has no title", "begin with '# Name of the workout'")
    if not page.groups and not page.problems.has_errors:
        hint = "add '## Sequence: 2 rounds' and items such as '- Lateral walks: 10 steps'"
        page.problems.error(top, "this script has no exercises", hint)
    for group in page.groups:
        if not group.exercises and not page.problems.has_errors:
            words = _words_at(page, group.place.line)
            page.problems.error(words, f"the group '{group.title}' has no exercises", "add '- Name: 10 reps' below it")
    if not page.problems.has_errors:
        _check_movements(page)


def _check_movements(page: _Page) -> None:
    """Warn of movements that no exercise uses, which a slip in a name makes of both."""
    used = {exercise.name.casefold() for group in page.groups for exercise in group.exercises}
    missing = sorted(used - page.movements.keys())
    for key, movement in page.movements.items():
        if key not in used:
            hint = did_you_mean(movement.name, missing) if missing else "no exercise has this name"
            words = _words_at(page, movement.place.line)
            page.problems.warning(words, f"no exercise uses the movement '{movement.name}'", hint)


def _words_at(page: _Page, line: int) -> Words:
    source = page.lines[line - 1]
    text = source.lstrip("# ").rstrip()
    return Words(text, page.path, line, source.find(text) + 1, source)
