"""The sections of a page: the opening below the title, groups, movements, the progression.

Each section reads the parts below its heading.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from voicecoach.errors import did_you_mean
from voicecoach.script.page import Page, can_be_said, joined, name_of, plain
from voicecoach.script.prescription import read_pace
from voicecoach.script.progression import read_track
from voicecoach.script.source import COLON, Problems, Span
from voicecoach.script.spoken import BAR, is_reserved
from voicecoach.script.stray_lines import report_stray_lines
from voicecoach.script.switches import read_switches
from voicecoach.workout import PHASE_WORDS, FormCue, Movement, Progression

if TYPE_CHECKING:
    from voicecoach.script.page import Node

MAX_PARAGRAPHS = 20
MAX_CUES = 20
"""The most paragraphs or cues in one place; nobody listens to more than this."""

_ONE_WORD = re.compile(r"[^\W\d][\w'’-]*")
SETTING_LINE = re.compile(r"([a-z][\w-]*|Pace|Tempo|Cues):(\s|$)")
_MISPLACED_PACE = re.compile(r"(?P<key>pace|tempo)\b(?=.*\d)[\s:=–-]*(?P<value>.*)", re.IGNORECASE)
_TEMPO = re.compile(r"tempo:\s*[\dx]", re.IGNORECASE)
_MOVEMENT_SETTINGS = ("pace", "tempo", "cues")


class Section(ABC):
    """Reads the parts below a heading; a part that does not belong there is an error."""

    def __init__(self, page: Page, problems: Problems) -> None:
        self.page = page
        self.problems = problems

    def subheading(self, _words: Span) -> bool:
        """Read a ``###`` heading; return whether one is allowed here."""
        return False

    @abstractmethod
    def paragraph(self, lines: tuple[Span, ...]) -> None:
        """Read a paragraph, which is never empty."""

    @abstractmethod
    def items(self, part: "Node") -> None:
        """Read a list."""

    @abstractmethod
    def quote(self, first: Span, rules: list[str]) -> None:
        """Read safety rules; ``first`` is their first line."""

    def close(self) -> None:  # noqa: B027  # most sections have nothing left to do
        """Finish the section, at the next heading or the end of the page."""

    def one_line_items(self, part: "Node", what: str, hint: str) -> Iterator[Span]:
        """Yield the items of a list, each of which must be one line; ``what`` names them in messages."""
        for item in part.children:
            span = self.page.lines_of(item)
            if len(span) > 1 or [child.type for child in item.children] != ["paragraph"]:
                self.problems.error(self.page.first_line(item), f"{what} must be one line of text", hint)
            else:
                yield span[0]

    def take_text(self, where: Span, texts: list[str], more: list[str]) -> None:
        """Add paragraphs to ``texts``; report once if there are too many."""
        if len(texts) <= MAX_PARAGRAPHS < len(texts) + len(more):
            self.problems.error(where, f"there are more than {MAX_PARAGRAPHS} paragraphs here", "remove some")
        texts += more[: MAX_PARAGRAPHS + 1 - len(texts)]


class OpeningSection(Section):
    """The part below the title and above the first ``##`` heading."""

    def __init__(self, page: Page, problems: Problems, start_group: "Callable[[Node], None]") -> None:
        super().__init__(page, problems)
        self.start_group = start_group
        self.lines: list[Span] = []
        self.paragraphs: list[str] = []
        self.safety: list[str] = []

    def paragraph(self, lines: tuple[Span, ...]) -> None:
        """Read a paragraph of the introduction."""
        self.lines += lines
        self.take_text(lines[0], self.paragraphs, [joined(lines)])

    def finish(self, *, has_groups: bool) -> None:
        """Report lines that are meant as something else: on a page without groups, all that could be exercises."""
        report_stray_lines(self.lines, self.problems, may_have_terms=has_groups, may_be_text=has_groups)

    def items(self, part: "Node") -> None:
        """Start a group without a heading."""
        self.start_group(part)

    def quote(self, first: Span, rules: list[str]) -> None:
        """Read safety rules of the whole session."""
        self.take_text(first, self.safety, rules)


class MovementsSection(Section):
    """``## Movements``: each ``###`` heading is a movement, with its text and form cues below it."""

    def __init__(self, page: Page, problems: Problems, movements: dict[str, Movement]) -> None:
        super().__init__(page, problems)
        self.movements = movements
        self.movement: Movement | None = None

    def subheading(self, span: Span) -> bool:
        """Start a movement."""
        self.close()
        name = name_of(span, self.problems)
        if not can_be_said(name):
            hint = "write the name that its exercises use: '### Lateral walks'"
            self.problems.error(span, "this movement has no name", hint)
        if is_reserved(name):
            hint = "give the movement and its exercises another name"
            self.problems.error(span, f"'{name}' cannot be a movement: an item '- {name}: …' is only spoken", hint)
        if name.casefold() in self.movements:
            self.problems.error(span, f"the movement '{name}' is defined twice", "keep one of them")
        self.movement = Movement(name, span.location())
        return True

    def close(self) -> None:
        """Store the finished movement."""
        if self.movement is not None:
            self.movements[self.movement.name.casefold()] = self.movement
            self.movement = None

    def paragraph(self, lines: tuple[Span, ...]) -> None:
        """Read a paragraph: lines such as ``pace: 1 s per step`` are settings, others are setup text."""
        if self.movement is None:
            self._no_movement(lines[0])
            return
        setup = []
        for line in lines:
            if SETTING_LINE.match(line.text):
                self._setting(self.movement, line)
                continue
            if _MISPLACED_PACE.match(plain(line.text)):
                message = "this looks like a pace, but it is only read out"
                self.problems.warning(line, message, f"write it as '{_pace_meant(line)}'")
            setup.append(line)
        if setup:
            texts = list(self.movement.setup)
            self.take_text(lines[0], texts, [joined(tuple(setup))])
            self.movement = replace(self.movement, setup=tuple(texts))

    def _setting(self, movement: Movement, line: Span) -> None:
        key, value = line.split_once(COLON)
        known = key.text.casefold()
        if known not in _MOVEMENT_SETTINGS or value is None:
            hint = did_you_mean(key.text, _MOVEMENT_SETTINGS)
            self.problems.error(key, f"unknown setting '{key.text}'", hint)
        elif known == "cues":
            if movement.cues:
                self.problems.error(key, "this movement has 'cues' twice", "put both on one line")
            self.movement = replace(movement, cues=read_switches(value, self.problems))
        elif movement.pace is not None:
            self.problems.error(key, "this movement has two paces", "keep one of them")
        else:
            if _TEMPO.match(line.text):
                value = line
            self.movement = replace(movement, pace=read_pace(value, self.problems))

    def items(self, part: "Node") -> None:
        """Read form cues."""
        for span in self.one_line_items(part, "a form cue", "write it on one line, with nothing nested in it"):
            if self.movement is None:
                self._no_movement(span)
            else:
                self._form_cue(self.movement, span)

    def _form_cue(self, movement: Movement, span: Span) -> None:
        text, short = span.split_once(BAR)
        phase, text = _phase_of(text, movement)
        words, shorter = name_of(text, self.problems), name_of(short or text, self.problems)
        cue = FormCue(words, shorter, phase, span.location())
        if len(movement.form_cues) == MAX_CUES:
            self.problems.error(span, f"this movement has more than {MAX_CUES} form cues", "remove some")
        if not can_be_said(cue.text) or not can_be_said(cue.short):
            self.problems.error(span, "this form cue is empty", "write, for example, 'Hips back, stay low | Stay low'")
            return
        self.movement = replace(movement, form_cues=(*movement.form_cues, cue))

    def quote(self, first: Span, rules: list[str]) -> None:
        """Read safety rules of a movement."""
        if self.movement is None:
            self._no_movement(first)
        else:
            texts = list(self.movement.safety)
            self.take_text(first, texts, rules)
            self.movement = replace(self.movement, safety=tuple(texts))

    def _no_movement(self, span: Span) -> None:
        self.problems.error(span, "there is no movement above this", "start one with '### Name of the exercise'")


def _phase_of(text: Span, movement: Movement) -> tuple[str, Span]:
    """Split a form cue such as ``up: Elbows back`` into its phase, if it has one, and its words.

    A word before a colon is a phase if every coach knows it as one, if the movement's tempo has it, or if it is in
    lower case, as those of settings are.
    """
    before, after = text.split_once(COLON)
    word = before.text.casefold()
    known = {*PHASE_WORDS, *(phase.name for phase in movement.phases)}
    is_phase = _ONE_WORD.fullmatch(before.text) and (word in known or before.text == word)
    return (word, after) if after is not None and is_phase else ("", text)


class ProgressionSection(Section):
    """``## Progression``: each item is a track, or says what to make easier when it hurts."""

    def __init__(self, page: Page, problems: Problems, take: Callable[[Progression], None]) -> None:
        super().__init__(page, problems)
        self.take = take
        self.progression = Progression()

    def paragraph(self, lines: tuple[Span, ...]) -> None:
        """Report a paragraph: tracks are list items."""
        hint = "write tracks as list items, '- reps: 10, 12, 15', and other text below the title"
        self.problems.error(lines[0], "a paragraph cannot be used in a progression", hint)

    def items(self, part: "Node") -> None:
        """Read tracks."""
        for span in self.one_line_items(part, "a track", "write it on one line, with nothing nested in it"):
            self.progression = read_track(self.progression, span, self.problems)

    def quote(self, first: Span, _rules: list[str]) -> None:
        """Report safety rules."""
        self.problems.error(first, "a safety rule ('>') cannot be used in a progression", "move it below the title")

    def close(self) -> None:
        """Hand over the finished progression."""
        self.take(self.progression)


def _pace_meant(line: Span) -> str:
    """Return a line that looks like a pace as a setting; an example if what it says cannot be read."""
    match = _MISPLACED_PACE.match(line.text)
    if match is None:
        return "pace: 4 s per rep"
    key, value, found = match["key"].casefold(), line.part(match.start("value")), Problems()
    read_pace(value, found)
    example = "tempo: 3-1-1-0" if key == "tempo" else "pace: 4 s per rep"
    return example if found.found else f"{key}: {value.text}"
