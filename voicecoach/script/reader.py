"""What a page means: its headings, items and paragraphs become a Workout, or every problem that stands in the way.

Nothing on the page is passed over in silence: what the language does not know is an error with its place.
"""

import difflib
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from voicecoach.errors import UNPRINTABLE, Problem, ScriptError
from voicecoach.script.page import Page, plain
from voicecoach.script.prescription import read_dose, read_group_terms, read_pace
from voicecoach.script.settings import SETTINGS, Settings, read_settings
from voicecoach.script.source import Problems, Words, did_you_mean
from voicecoach.workout import Counted, Exercise, FormCue, Group, Movement, Side, Unit, Workout

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_MOVEMENTS_HEADING = "movements"
_COLON = r":(\s+|$)"
_LOST_TERMS = re.compile(r"\d\s*(rounds?|s|secs?|seconds?|mins?|minutes?)\b|\brest\b.*\d", re.IGNORECASE)
_LOST_SETTING = re.compile(rf"({'|'.join(SETTINGS)}):(\s|$)")
_COMMENTS = re.compile(r"(<!--((?!-->).)*-->\s*)+", re.DOTALL)
_MOST_COMPARED = 100
"""Beyond so many names, looking for the one that was meant would take longer than reading the page."""
_SETTING_LINE = re.compile(r"([a-z][\w-]*|Pace):(\s|$)")
_LOST_PACE = re.compile(r"pace\b.*\d", re.IGNORECASE)
_GLUED_HEADING = re.compile(r"#{1,6}\w")


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


def read_script(text: str, path: str) -> ReadScript:
    """Read a workout script; ``path`` is only used to name places. Never raises for anything that ``text`` holds."""
    reading = _Reading(Page(text, path))
    reading.read()
    found = reading.problems.found
    problems = tuple(sorted(found, key=lambda problem: (problem.place.line, problem.place.column)))
    return ReadScript(None if reading.problems.has_errors else reading.workout(), problems)


@dataclass(slots=True)
class _Reading:
    """What has been gathered from the page so far."""

    page: Page
    problems: Problems = field(default_factory=Problems)
    settings: Settings = field(default_factory=Settings)
    title: str = ""
    introduction: list[str] = field(default_factory=list)
    safety: list[str] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    exercises: list[list[Exercise]] = field(default_factory=list)
    """Those of each group; the groups take them at the end."""
    movements: dict[str, Movement] = field(default_factory=dict)
    in_movements: bool = False
    movement: Movement | None = None

    def read(self) -> None:
        """Read every part of the page, then look at the whole."""
        readers: dict[str, Callable[[SyntaxTreeNode], None]] = {
            "front_matter": self._front_matter,
            "heading": self._heading,
            "paragraph": self._paragraph,
            "bullet_list": self._list,
            "ordered_list": self._list,
            "blockquote": self._quote,
            "html_block": self._html,
            "hr": lambda _part: None,
        }
        if self.page.lines[0].strip() == "---" and self.page.parts and self.page.parts[0].type != "front_matter":
            top = self.page.words_at(0, "---")
            self.problems.error(top, "the settings have no end", "write a second line of '---' below them")
            return
        self._refuse_unprintable()
        for part in self.page.parts:
            readers.get(part.type, self._unknown)(part)
        self._close_movement()
        self.groups = [
            replace(group, exercises=tuple(own)) for group, own in zip(self.groups, self.exercises, strict=True)
        ]
        if not self.problems.has_errors:
            self._check_whole()

    def _refuse_unprintable(self) -> None:
        """Note characters that would be spoken as nothing, cut the words short, or play with the terminal."""
        for number, line in enumerate(self.page.lines):
            if match := UNPRINTABLE.search(line):
                words = Words(match[0], self.page.path, number + 1, match.start() + 1, line)
                self.problems.error(words, "this character cannot be printed", "take it out")

    def workout(self) -> Workout:
        """Return the workout that the page describes."""
        return Workout(
            title=self.title,
            groups=tuple(self._with_default_rest(group) for group in self.groups),
            movements=self.movements,
            equipment=self.settings.equipment,
            language=self.settings.language,
            introduction=tuple(self.introduction),
            safety=tuple(self.safety),
        )

    def _with_default_rest(self, group: Group) -> Group:
        return group if group.rest_ms is not None else replace(group, rest_ms=self.settings.rest_ms)

    def _front_matter(self, part: "SyntaxTreeNode") -> None:
        first_line = (part.map or (0, 0))[0] + 1
        if self.page.lines[0].strip() != "---":
            top = self.page.words_at(0, self.page.lines[0])
            self.problems.error(top, "settings begin on the line below '---'", "put them there")
        self.settings = read_settings(part.content, self.page.path, first_line, self.problems)

    def _heading(self, part: "SyntaxTreeNode") -> None:
        words, *more = self.page.words_of(part)
        self._close_movement()
        if more:
            self.problems.error(more[0], "a heading is one line", "end it, or begin the line with '#'")
        if part.tag == "h1":
            self._title(words)
        elif part.tag == "h2":
            self.in_movements = words.text.casefold().rstrip(": ") == _MOVEMENTS_HEADING
            if not self.in_movements:
                self._open_group(words)
        elif part.tag == "h3" and self.in_movements:
            self._open_movement(words)
        else:
            hint = "'#' is the title, '##' a group of exercises or 'Movements', '###' a movement under it"
            self.problems.error(words, "a heading of this level has no meaning here", hint)

    def _title(self, words: Words) -> None:
        if self.title:
            self.problems.error(words, "a script has one title", "begin a group of exercises with '##'")
        elif not _can_be_said(plain(words.text)):
            self.problems.error(words, "the title is empty", "for instance '# Lower-body activation'")
        self.title = plain(words.text) or "untitled"

    def _open_group(self, words: Words) -> None:
        if difflib.get_close_matches(words.text.casefold(), (_MOVEMENTS_HEADING,), cutoff=0.8):
            self.problems.error(words, f"unknown heading '{words.text}'", "did you mean 'Movements'?")
        name, terms_words = words.split_once(_COLON)
        if not _can_be_said(plain(name.text)):
            self.problems.error(words, "this group has no name", "for instance '## Sequence: 2 rounds'")
        group = Group(plain(name.text), (), words.place())
        if terms_words is not None:
            terms = read_group_terms(terms_words, self.problems)
            rounds = terms.rounds or group.rounds
            group = replace(group, rounds=rounds, rest_ms=terms.rest_ms, round_rest_ms=terms.round_rest_ms)
        elif _LOST_TERMS.search(name.text):
            hint = "write a colon before it: '## Sequence: 2 rounds'"
            self.problems.warning(words, "this heading speaks of rounds or a rest, but names the group only", hint)
        self.groups.append(group)
        self.exercises.append([])

    def _open_movement(self, words: Words) -> None:
        name = plain(words.text)
        if not _can_be_said(name):
            self.problems.error(words, "this movement has no name", "write that of its exercises: '### Lateral walks'")
        if name.casefold() in self.movements:
            self.problems.error(words, f"the movement '{name}' is described twice", "keep one of them")
        self.movement = Movement(name, words.place())

    def _close_movement(self) -> None:
        if self.movement is not None:
            self.movements[self.movement.name.casefold()] = self.movement
            self.movement = None

    def _paragraph(self, part: "SyntaxTreeNode") -> None:
        lines = self.page.words_of(part)
        if not _can_be_said(_joined(lines)):
            self.problems.error(lines[0], "there is nothing to say here", "write words, or take it out")
        elif glued := next((line for line in lines if _GLUED_HEADING.match(line.text)), None):
            self.problems.error(glued, "this is not a heading yet", "put a space after the '#'")
        elif self.movement is not None:
            self.movement = self._with_paragraph(self.movement, lines)
        elif self.groups or self.in_movements:
            hint = "exercises are list items: '- Name: 10 reps'; an introduction goes below the title"
            self.problems.error(lines[0], "a paragraph has no meaning here", hint)
        elif self.title:
            for line in lines:
                if _LOST_SETTING.match(line.text):
                    hint = "put it above the title, between two lines of '---'"
                    self.problems.error(line, "a setting has no meaning here", hint)
            self.introduction.append(_joined(lines))
        else:
            hint = "for instance '# Lower-body activation'"
            self.problems.error(lines[0], "the script must begin with its title", hint)
            self.title = lines[0].text  # Said once: the words below are read as if it were there.

    def _with_paragraph(self, movement: Movement, lines: tuple[Words, ...]) -> Movement:
        """Read a paragraph of a movement: lines such as ``pace: 1 s per step`` are settings, other words its setup."""
        settings = [line for line in lines if _SETTING_LINE.match(line.text)]
        for line in lines:
            if line not in settings and _LOST_PACE.match(plain(line.text)):
                self.problems.error(line, "this looks like a pace", "write it as 'pace: 4 s per rep'")
        setup = tuple(line for line in lines if line not in settings)
        for line in settings:
            key, value = line.split_once(":")
            if key.text.casefold() != "pace" or value is None:
                self.problems.error(key, f"unknown setting '{key.text}'", did_you_mean(key.text, ("pace",)))
            elif movement.pace is not None:
                self.problems.error(key, "this movement has two paces", "keep one of them")
            else:
                movement = replace(movement, pace=read_pace(value, self.problems))
        return replace(movement, setup=(*movement.setup, _joined(setup))) if setup else movement

    def _list(self, part: "SyntaxTreeNode") -> None:
        for item in part.children:
            words = self.page.words_of(item)
            if len(words) > 1 or len(item.children) != 1 or item.children[0].type != "paragraph":
                hint = "put nothing below it or inside it"
                self.problems.error(self.page.first_line(item), "a list item is one line of text", hint)
            elif self.movement is not None:
                self.movement = self._with_form_cue(self.movement, words[0])
            elif self.groups and not self.in_movements:
                self._exercise(words[0])
            else:
                hint = "begin a group of exercises with '## Sequence: 2 rounds'"
                self.problems.error(words[0], "a list item belongs to a group or to a movement", hint)

    def _with_form_cue(self, movement: Movement, words: Words) -> Movement:
        text, short = words.split_once(r"\|")
        cue = FormCue(plain(text.text), plain((short or text).text))
        if not _can_be_said(cue.text) or not _can_be_said(cue.short):
            self.problems.error(words, "a form cue is empty", "write 'Hips back, stay low | Stay low'")
            return movement
        return replace(movement, form_cues=(*movement.form_cues, cue))

    def _exercise(self, words: Words) -> None:
        head, dose_words = words.split_once(_COLON)
        if dose_words is None:
            hint = "write a colon and the dose after the name: '- Lateral walks: 10 steps'"
            if ":" in words.text:
                hint = "put a space after the colon"
            self.problems.error(words, "this exercise has no dose", hint)
            return
        dose = read_dose(dose_words, self.problems)
        name, detail = head.split_once(",")
        if not _can_be_said(plain(name.text)):
            self.problems.error(words, "this exercise has no name", "write '- Name: 10 reps'")
        elif dose is not None:
            detail_text = plain(detail.text) if detail else ""
            exercise = Exercise(plain(name.text), dose, words.place(), detail_text, _side_of(detail_text))
            self.exercises[-1].append(exercise)

    def _quote(self, part: "SyntaxTreeNode") -> None:
        paragraphs = [child for child in part.children if child.type == "paragraph"]
        if not self.title or self.groups or self.in_movements:
            message = "a safety rule ('>') stands below the title, before the first group"
            self.problems.error(self.page.first_line(part), message)
        elif len(paragraphs) < len(part.children) or not paragraphs:
            message = "a safety rule ('>') is a paragraph"
            self.problems.error(self.page.first_line(part), message, "write plain sentences behind '>'")
        else:
            self.safety += [_joined(self.page.words_of(paragraph)) for paragraph in paragraphs]

    def _html(self, part: "SyntaxTreeNode") -> None:
        """Pass over comments; any other HTML may hide what somebody meant to be read."""
        if not _COMMENTS.fullmatch(part.content.strip()):
            self._unknown(part)

    def _unknown(self, part: "SyntaxTreeNode") -> None:
        hint = "a script is made of headings, paragraphs, list items and '>' for safety rules"
        message = f"this {part.type.replace('_', ' ')} has no meaning in a script"
        self.problems.error(self.page.first_line(part), message, hint)

    def _check_whole(self) -> None:
        """Note what is missing from the page as a whole, and what is legal but suspicious."""
        top = self.page.words_at(0, self.page.lines[0])
        if not self.title:
            message = "this is not a workout script: it has no title"
            self.problems.error(top, message, "begin with '# Name of the workout'")
        elif not self.groups:
            hint = "add '## Sequence: 2 rounds' and items such as '- Lateral walks: 10 steps'"
            self.problems.error(top, "this script has no exercises", hint)
        for group in self.groups:
            if not group.exercises:
                message = f"the group '{group.title}' has no exercises"
                self.problems.error(group.place, message, "add '- Name: 10 reps' below it")
        self._check_movements()

    def _check_movements(self) -> None:
        """Warn of movements that no exercise uses, which a slip in a name makes, and of paces that do not apply."""
        exercises = [exercise for group in self.groups for exercise in group.exercises]
        used = {exercise.name.casefold() for exercise in exercises}
        counted: defaultdict[str, set[Unit]] = defaultdict(set)
        for exercise in exercises:
            if isinstance(exercise.dose, Counted):
                counted[exercise.name.casefold()] |= {count.unit for count in exercise.dose.counts}
        missing = sorted(used - self.movements.keys())[:_MOST_COMPARED]
        comparable = self.movements if len(self.movements) <= _MOST_COMPARED else {}
        for exercise in {exercise.name: exercise for exercise in exercises}.values():
            near = difflib.get_close_matches(exercise.name.casefold(), comparable, n=1, cutoff=0.8)
            if near and exercise.name.casefold() not in self.movements:
                place = replace(exercise.place, length=len(exercise.title))
                self.problems.warning(place, f"no movement is named '{exercise.name}'", f"did you mean '{near[0]}'?")
        for key, movement in self.movements.items():
            if key not in used:
                hint = did_you_mean(movement.name, missing) if missing else "no exercise has this name"
                self.problems.warning(movement.place, f"no exercise uses the movement '{movement.name}'", hint)
            units = counted[key]
            if movement.pace and units and movement.pace.unit not in units:
                unit = movement.pace.unit.value
                message = f"the pace of '{movement.name}' is per {unit}, but its sets do not count {unit}s"
                self.problems.warning(movement.place, message, "write the unit of the sets, or correct the sets")


def _joined(lines: tuple[Words, ...]) -> str:
    return plain(" ".join(line.text for line in lines))


def _can_be_said(text: str) -> bool:
    """Whether there is a letter or a digit in it: an engine has nothing to say to dots and dashes alone."""
    return any(char.isalnum() for char in text)


def _side_of(detail: str) -> Side | None:
    """Return the side that the words beside the name speak of; both or none is no side."""
    words = re.findall(r"\w+", detail.casefold())
    sides = [side for side in Side if side.value in words]
    return sides[0] if len(sides) == 1 else None
