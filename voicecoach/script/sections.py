"""The sections of a page: the opening below the title, groups, movements, the progression.

Each takes the parts that stand below its heading, and knows what they mean there.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from voicecoach.script.links import Links
from voicecoach.script.page import LONGEST_NAME, Page, can_be_said, joined, name_of, plain
from voicecoach.script.prescription import (
    GroupTerms,
    read_exercise,
    read_group_terms,
    read_link_terms,
    read_pace,
    read_rests,
)
from voicecoach.script.progression import read_track
from voicecoach.script.settings import SETTINGS
from voicecoach.script.source import Problems, Words, did_you_mean
from voicecoach.workout import Exercise, FormCue, Free, Group, Item, Link, Movement, Pause, Progression

if TYPE_CHECKING:
    from voicecoach.script.page import Node

MOST_PARAGRAPHS = 20
MOST_CUES = 20
"""The most that is said in one place: a listener who waits for more than this has put the headphones down."""

COLON = r":(\s+|$)"
_COMMA = ","
_BAR = r"\|"
_LINK = re.compile(r"\[(?P<title>(?:\\.|[^\]\\])*)\]\((?:<(?P<quoted>[^<>]*)>|(?P<target>[^()\s]*))\)")
_REST = "rest"
_LOST_TERMS = re.compile(
    r"\d\s*(rounds?|s|secs?|seconds?|mins?|minutes?)\b|\brest\b.*\d|\b(emom|amrap)\b.*\d", re.IGNORECASE
)
_LOST_SETTING = re.compile(rf"({'|'.join(SETTINGS)}):(\s|$)")
SETTING_LINE = re.compile(r"([a-z][\w-]*|Pace|Tempo):(\s|$)")
_LOST_PACE = re.compile(r"(pace|tempo)\b.*\d", re.IGNORECASE)
_TEMPO = re.compile(r"tempo:\s*[\dx]", re.IGNORECASE)
_MOVEMENT_SETTINGS = ("pace", "tempo")


class Section:
    """What takes the parts below a heading; a part that has no meaning there is a problem."""

    def __init__(self, page: Page, problems: Problems) -> None:
        self.page = page
        self.problems = problems

    def subheading(self, _words: Words) -> bool:
        """Take a ``###`` heading; whether it has a meaning here."""
        return False

    def paragraph(self, lines: tuple[Words, ...]) -> None:
        """Take a paragraph that has something to say."""
        raise NotImplementedError

    def items(self, part: "Node") -> None:
        """Take a list."""
        raise NotImplementedError

    def quote(self, first: Words, rules: list[str]) -> None:
        """Take safety rules; ``first`` is their first line."""
        raise NotImplementedError

    def close(self) -> None:
        """Take it that the section is over."""

    def take_text(self, where: Words, texts: list[str], more: list[str]) -> None:
        """Add texts to say; what nobody would listen to is a problem, told once."""
        if len(texts) <= MOST_PARAGRAPHS < len(texts) + len(more):
            self.problems.error(where, f"at most {MOST_PARAGRAPHS} paragraphs stand here", "say less")
        texts += more[: MOST_PARAGRAPHS + 1 - len(texts)]


class Opening(Section):
    """What stands below the title, and above the first section."""

    def __init__(self, page: Page, problems: Problems) -> None:
        super().__init__(page, problems)
        self.paragraphs: list[str] = []
        self.safety: list[str] = []

    def paragraph(self, lines: tuple[Words, ...]) -> None:
        """Take a paragraph of the introduction."""
        for line in lines:
            if _LOST_SETTING.match(line.text):
                hint = "put it above the title, between two lines of '---'"
                self.problems.error(line, "a setting has no meaning here", hint)
        self.take_text(lines[0], self.paragraphs, [joined(lines)])

    def items(self, part: "Node") -> None:
        """Refuse a list: there is no group yet."""
        hint = "begin a group of exercises with '## Sequence: 2 rounds'"
        for item in part.children:
            self.problems.error(self.page.words_of(item)[0], "a list item belongs to a group or to a movement", hint)

    def quote(self, first: Words, rules: list[str]) -> None:
        """Take safety rules of the whole session."""
        self.take_text(first, self.safety, rules)


class GroupSection(Section):
    """A group: a ``##`` heading, with what is said as it begins and the items below it."""

    def __init__(self, page: Page, problems: Problems, links: Links, words: Words) -> None:
        super().__init__(page, problems)
        self.links = links
        self.words = words
        self.paragraphs: list[str] = []
        self.safety: list[str] = []
        self.done: list[Item] = []
        self.title = name_of(words.split_once(COLON)[0], problems)
        self.terms = self._terms()

    def group(self) -> Group:
        """Return the group with everything below its heading."""
        group = _group(self.title, self.words, self.terms, tuple(self.done))
        return replace(group, introduction=tuple(self.paragraphs), safety=tuple(self.safety))

    def paragraph(self, lines: tuple[Words, ...]) -> None:
        """Take a paragraph that is said as the group begins."""
        if self.done:
            hint = "put it below the heading, above the items; exercises are list items: '- Name: 10 reps'"
            self.problems.error(lines[0], "a paragraph has no meaning here", hint)
            return
        for line in lines:
            _, terms = line.split_once(COLON)
            is_item = terms is not None and (terms.text[:1].isdigit() or _LOST_TERMS.search(line.text))
            if is_item or _LOST_SETTING.match(line.text):
                hint = "exercises are list items, '- Name: 10 reps'; terms stand in the heading, '## Name: 2 rounds'"
                self.problems.error(line, "this would only be read out", hint)
        self.take_text(lines[0], self.paragraphs, [joined(lines)])

    def items(self, part: "Node") -> None:
        """Take exercises, rests, groups and links."""
        self.done += self._items(part)

    def quote(self, first: Words, rules: list[str]) -> None:
        """Take safety rules that are said as the group begins."""
        if self.done:
            self.problems.error(first, "a safety rule ('>') stands above the items", "put it below the heading")
        self.take_text(first, self.safety, rules)

    def close(self) -> None:
        """See that the group has something to do."""
        if not any(not isinstance(item, Pause) for item in self.done) and not self.problems.has_errors:
            name, _ = self.words.split_once(COLON)
            message = f"the group {name.quoted()} has no exercises"
            self.problems.error(self.words, message, "add '- Name: 10 reps' below it")

    def _terms(self) -> GroupTerms:
        name, terms_words = self.words.split_once(COLON)
        if not can_be_said(self.title):
            self.problems.error(self.words, "this group has no name", "for instance '## Sequence: 2 rounds'")
        if terms_words is not None:
            return read_group_terms(terms_words, self.problems)
        if _LOST_TERMS.search(name.text):
            hint = "write a colon before it: '## Sequence: 2 rounds'"
            message = "this heading speaks of rounds or a rest, but names the group only"
            self.problems.warning(self.words, message, hint)
        return GroupTerms()

    def _items(self, part: "Node") -> list[Item]:
        return [item for child in part.children if (item := self._item(child)) is not None]

    def _item(self, node: "Node") -> Item | None:
        lines = self.page.words_of(node)
        words = lines[0]
        parts = [child.type for child in node.children]
        below = [child for child in node.children if child.type in {"bullet_list", "ordered_list"}]
        if len(lines) > 1 or parts[:1] != ["paragraph"] or len(parts) > 1 + len(below):
            hint = "what is below it is a list of items, and makes it a group"
            self.problems.error(self.page.first_line(node), "a list item is one line of text", hint)
            return None
        head, terms = words.split_once(COLON)
        if below:
            return self._nested(words, [item for part in below for item in self._items(part)])
        if link := _LINK.fullmatch(head.text):
            return self._link(words, link, terms)
        return self._exercise(words, head, terms)

    def _nested(self, words: Words, items: list[Item]) -> Item | None:
        head, terms_words = words.split_once(COLON)
        title = name_of(head, self.problems)
        if not can_be_said(title):
            self.problems.error(words, "this group has no name", "for instance '- Superset: 3 rounds, no rest'")
            return None
        terms = read_group_terms(terms_words, self.problems) if terms_words else GroupTerms()
        if all(isinstance(item, Pause) for item in items) and not self.problems.has_errors:
            self.problems.error(words, "this group has no exercises", "add '- Name: 10 reps' below it")
        return _group(title, words, terms, tuple(items))

    def _link(self, words: Words, link: re.Match[str], terms_words: Words | None) -> Item | None:
        start, end = link.span("target" if link["target"] is not None else "quoted")
        target = words.part(start, end)
        target = replace(target, text=unquote(target.text))
        title = plain(link["title"][:LONGEST_NAME])
        if not can_be_said(title):
            self.problems.error(words, "this link has no name", "write '[Warm-up](warm-up.md)'")
        terms = read_link_terms(terms_words, self.problems) if terms_words else GroupTerms()
        workout = self.links.workout(target, self.problems)
        if workout is None:
            return None
        return Link(title, target.text, workout, words.place(), terms.rounds, terms.rests, terms.levels)

    def _exercise(self, words: Words, head: Words, terms: Words | None) -> Item | None:
        if terms is None:
            hint = "write a colon and the dose after the name: '- Lateral walks: 10 steps'"
            if ":" in words.text:
                hint = "put a space after the colon"
            self.problems.error(words, "this exercise has no dose", hint)
            return None
        named, detail = head.split_once(_COMMA)
        name = name_of(named, self.problems)
        if not can_be_said(name):
            self.problems.error(words, "this exercise has no name", "write '- Name: 10 reps'")
            return None
        if detail is None and name.casefold() == _REST:
            rest = read_rests(terms, self.problems).exercises
            return Pause(rest, words.place()) if rest else None
        detail_text = name_of(detail, self.problems) if detail else ""
        return read_exercise(Exercise(name, Free(), words.place(), detail_text), terms, self.problems)


class MovementsSection(Section):
    """``## Movements``: each ``###`` heading is a movement, with the words and cues below it."""

    def __init__(self, page: Page, problems: Problems, movements: dict[str, Movement]) -> None:
        super().__init__(page, problems)
        self.movements = movements
        self.movement: Movement | None = None

    def subheading(self, words: Words) -> bool:
        """Begin a movement."""
        self.close()
        name = name_of(words, self.problems)
        if not can_be_said(name):
            self.problems.error(words, "this movement has no name", "write that of its exercises: '### Lateral walks'")
        if name.casefold() in self.movements:
            self.problems.error(words, f"the movement '{name}' is described twice", "keep one of them")
        self.movement = Movement(name, words.place())
        return True

    def close(self) -> None:
        """Take the movement as it is now."""
        if self.movement is not None:
            self.movements[self.movement.name.casefold()] = self.movement
            self.movement = None

    def paragraph(self, lines: tuple[Words, ...]) -> None:
        """Take a paragraph: lines such as ``pace: 1 s per step`` are settings, other words its setup."""
        if self.movement is None:
            self._no_movement(lines[0])
            return
        setup = []
        for line in lines:
            if SETTING_LINE.match(line.text):
                self._setting(self.movement, line)
                continue
            if _LOST_PACE.match(plain(line.text)):
                self.problems.warning(
                    line, "this looks like a pace, and is only read out", "write it as 'pace: 4 s per rep'"
                )
            setup.append(line)
        if setup:
            texts = list(self.movement.setup)
            self.take_text(lines[0], texts, [joined(tuple(setup))])
            self.movement = replace(self.movement, setup=tuple(texts))

    def _setting(self, movement: Movement, line: Words) -> None:
        key, value = line.split_once(COLON)
        known = key.text.casefold()
        if known not in _MOVEMENT_SETTINGS or value is None:
            hint = did_you_mean(key.text, _MOVEMENT_SETTINGS)
            self.problems.error(key, f"unknown setting '{key.text}'", hint)
        elif movement.pace is not None:
            self.problems.error(key, "this movement has two paces", "keep one of them")
        else:
            if _TEMPO.match(line.text):
                value = line
            self.movement = replace(movement, pace=read_pace(value, self.problems))

    def items(self, part: "Node") -> None:
        """Take form cues."""
        for item in part.children:
            words = self.page.words_of(item)
            if len(words) > 1 or [child.type for child in item.children] != ["paragraph"]:
                hint = "put nothing below it or inside it"
                self.problems.error(self.page.first_line(item), "a form cue is one line of text", hint)
            elif self.movement is None:
                self._no_movement(words[0])
            else:
                self._form_cue(self.movement, words[0])

    def _form_cue(self, movement: Movement, words: Words) -> None:
        text, short = words.split_once(_BAR)
        cue = FormCue(name_of(text, self.problems), name_of(short or text, self.problems))
        if len(movement.form_cues) == MOST_CUES:
            self.problems.error(words, f"a movement has at most {MOST_CUES} form cues")
        if not can_be_said(cue.text) or not can_be_said(cue.short):
            self.problems.error(words, "a form cue is empty", "write 'Hips back, stay low | Stay low'")
            return
        self.movement = replace(movement, form_cues=(*movement.form_cues, cue))

    def quote(self, first: Words, rules: list[str]) -> None:
        """Take safety rules of a movement."""
        if self.movement is None:
            self._no_movement(first)
        else:
            texts = list(self.movement.safety)
            self.take_text(first, texts, rules)
            self.movement = replace(self.movement, safety=tuple(texts))

    def _no_movement(self, words: Words) -> None:
        self.problems.error(words, "this belongs to no movement", "begin one with '### Name of the exercise'")


class ProgressionSection(Section):
    """``## Progression``: each item is a track, or what to make easier when it hurts."""

    def __init__(self, page: Page, problems: Problems, take: Callable[[Progression], None]) -> None:
        super().__init__(page, problems)
        self.take = take
        self.progression = Progression()

    def paragraph(self, lines: tuple[Words, ...]) -> None:
        """Refuse a paragraph: tracks are items."""
        hint = "tracks are list items: '- reps: 10, 12, 15'; other words go below the title"
        self.problems.error(lines[0], "a paragraph has no meaning here", hint)

    def items(self, part: "Node") -> None:
        """Take tracks."""
        for item in part.children:
            words = self.page.words_of(item)
            if len(words) > 1 or [child.type for child in item.children] != ["paragraph"]:
                self.problems.error(self.page.first_line(item), "a track is one line of text", "put nothing below it")
            else:
                self.progression = read_track(self.progression, words[0], self.problems)

    def quote(self, first: Words, _rules: list[str]) -> None:
        """Refuse safety rules."""
        self.problems.error(first, "a safety rule ('>') has no meaning here", "put it below the title")

    def close(self) -> None:
        """Give the progression away."""
        self.take(self.progression)


def _group(title: str, words: Words, terms: GroupTerms, items: tuple[Item, ...]) -> Group:
    return Group(
        title=title,
        items=items,
        place=words.place(),
        rounds=terms.rounds,
        rests=terms.rests,
        mode=terms.mode,
        time_ms=terms.time_ms,
        every_ms=terms.every_ms,
        self_paced=terms.self_paced,
        levels=terms.levels,
    )
