"""Read a group and its items: exercises, rests, links and nested groups."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import unquote

from voicecoach.script.gym_notes import LABEL
from voicecoach.script.links import Links
from voicecoach.script.page import MAX_NAME_LENGTH, Page, can_be_said, joined, name_of, plain
from voicecoach.script.pauses import read_pause
from voicecoach.script.prescription import corrected_exercise, read_exercise, read_group, read_link
from voicecoach.script.sections import Section
from voicecoach.script.source import COLON, Problems, Span
from voicecoach.script.spoken import (
    is_say,
    is_say_at_time,
    is_timed,
    may_be_timed,
    read_say,
    read_timed_say,
    refuse_unmarked,
)
from voicecoach.script.stray_lines import (
    LIST_ITEM,
    MISPLACED_TERMS,
    is_group_terms,
    meant_line,
    name_and_dose,
    report_stray_lines,
)
from voicecoach.script.wording import prescription
from voicecoach.workout import Exercise, Free, Group, Item, Link, Pause, Range, Say, TimedSay, Workout

if TYPE_CHECKING:
    from voicecoach.script.page import Node

_COMMA = ","
_LINK = re.compile(r"\[(?P<title>(?:\\.|[^\]\\])*)\]\((?:<(?P<quoted>[^<>]*)>|(?P<target>[^()\s]*))\)")
_REST = "rest"

_Read: TypeAlias = Item | TimedSay
"""What a list item can be read as: a line at a time belongs to the group around it."""


class GroupSection(Section):
    """A group: its heading as a group without items, the text that is said as it begins, and its items."""

    def __init__(self, page: Page, problems: Problems, links: Links, heading: Group) -> None:
        super().__init__(page, problems)
        self.links = links
        self.heading = heading
        self.paragraphs: list[str] = []
        self.safety: list[str] = []
        self.done: list[_Read] = []
        self.letters: set[str] = set()
        """The letters of labels that have been reported."""

    def group(self) -> Group:
        """Return the finished group."""
        introduction, safety = tuple(self.paragraphs), tuple(self.safety)
        group = _with_items(self.heading, self.done)
        return replace(group, introduction=introduction, safety=safety)

    def paragraph(self, lines: tuple[Span, ...]) -> None:
        """Read a paragraph that is said as the group begins."""
        before = len(self.problems.found)
        report_stray_lines(lines, self.problems)
        if self.done and len(self.problems.found) == before:
            hint = "move it above them; if it is an exercise, write '- Name: 10 reps'"
            self.problems.error(lines[0], "a paragraph cannot follow the exercises", hint)
        self.take_text(lines[0], self.paragraphs, [joined(lines)])

    def items(self, part: "Node") -> None:
        """Read exercises, rests, groups and links."""
        self.done += self._items(part)

    def quote(self, first: Span, rules: list[str]) -> None:
        """Read safety rules that are said as the group begins."""
        if self.done:
            self.problems.error(first, "a safety rule ('>') cannot follow the exercises", "move it above them")
        self.take_text(first, self.safety, rules)

    def close(self) -> None:
        """Report a group without exercises."""
        if not any(map(_is_work, self.done)) and not self.problems.has_errors:
            if self.heading.title:
                message, hint = f"the group '{self.heading.title}' has no exercises", "add '- Name: 10 reps' below it"
            else:
                message = "what follows the title directly is a group, and this one has no exercises"
                hint = "move its lines below the next '##' heading, or write it as a paragraph, without '- Say:'"
            self.problems.error(self.heading.location, message, hint)

    def _items(self, part: "Node") -> list[_Read]:
        return [item for child in part.children if (item := self._item(child)) is not None]

    def _item(self, node: "Node") -> _Read | None:
        lines = self.page.lines_of(node)
        span = lines[0]
        parts = [child.type for child in node.children]
        below = [child for child in node.children if child.type in {"bullet_list", "ordered_list"}]
        if len(lines) > 1 and parts[:1] == ["paragraph"]:
            self._report_lines_below(lines[0], list(lines[1:]))
            return None
        if parts[:1] != ["paragraph"] or len(parts) > 1 + len(below):
            hint = "write it on one line; only a list may be nested below it, which makes it a group"
            self.problems.error(self.page.first_line(node), "a list item must be one line of text", hint)
            return None
        head, terms = span.split_once(COLON)
        if below:
            return self._with_items_below(span, [child for part in below for child in part.children])
        return self._one_line(span, head, terms)

    def _one_line(self, span: Span, head: Span, terms: Span | None) -> _Read | None:
        if terms and is_say(head):
            return read_say(head, terms, self.problems)
        if terms and (is_timed(head) or is_say_at_time(head)):
            return read_timed_say(span, self.problems)
        if link := _LINK.fullmatch(head.text):
            return self._link(span, link, terms)
        return self._exercise(span, head, terms)

    def _report_lines_below(self, first: Span, below: list[Span]) -> None:
        """Report the further lines of an item, each of which may be meant as an item of its own."""
        one_line = " ".join(line.text for line in (first, *below))
        is_spoken = is_say(first.split_once(COLON)[0])
        for line in below:
            if LIST_ITEM.match(line.text):
                hint = f"write it below the start of the words above: '{' ' * (first.column - 1)}{line.text}'"
                self.problems.error(line, "this item is indented too far", hint)
            elif not is_spoken and (meant := meant_line(line, self.problems)):
                self.problems.error(line, "a list item must be one line of text", f"write '{meant}'")
            else:
                whole = replace(first, text=one_line)
                name, dose = ("", "") if is_spoken else name_and_dose(whole, self.problems)
                hint = f"write '- {name}: {dose}'" if name else f"write '- {one_line}'"
                self.problems.error(line, "a list item must be one line of text", hint)
                return

    def _with_items_below(self, span: Span, below: "list[Node]") -> Item | None:
        """Read an exercise with the lines that are spoken at times of its sets, or a group with its items."""
        head, terms = span.split_once(COLON)
        if is_say(head):
            self.problems.error(span, "nothing can be nested below a line that is spoken", "move it to the margin")
            return None
        if terms is None or is_group_terms(terms.text) or not all(map(self._may_be_line, below)):
            return self._nested(span, [item for child in below if (item := self._item(child)) is not None])
        exercise = self._exercise(span, head, terms)
        says = [say for child in below if (say := self._timed_say(child)) is not None]
        return replace(exercise, says=tuple(says)) if isinstance(exercise, Exercise) else exercise

    def _may_be_line(self, node: "Node") -> bool:
        """Whether an item below an exercise can be meant as a line that is spoken: it is no exercise, and no group."""
        first, *_ = self.page.lines_of(node)
        _, terms = first.split_once(COLON)
        is_work = (
            corrected_exercise(terms) or is_group_terms(terms.text) if terms else any(name_and_dose(first, Problems()))
        )
        return may_be_timed(first) or not (is_work or len(node.children) > 1)

    def _timed_say(self, node: "Node") -> TimedSay | None:
        lines = self.page.lines_of(node)
        if len(lines) > 1 or [child.type for child in node.children] != ["paragraph"]:
            hint = "write it on one line, with nothing nested in it"
            self.problems.error(self.page.first_line(node), "a line that is spoken must be one line of text", hint)
            return None
        return read_timed_say(lines[0], self.problems)

    def _nested(self, span: Span, items: list[_Read]) -> Item | None:
        head, terms = span.split_once(COLON)
        group = _with_items(Group(name_of(head, self.problems), location=span.location()), items)
        if not can_be_said(group.title):
            self.problems.error(span, "this group has no name", "write, for example, '- Superset: 3 rounds, no rest'")
            return None
        group = read_group(group, terms, self.problems) if terms else group
        if not any(map(_is_work, items)) and not self.problems.has_errors:
            self.problems.error(span, "this group has no exercises", "add '- Name: 10 reps' below it")
        return group

    def _link(self, span: Span, match: re.Match[str], terms: Span | None) -> Item | None:
        start, end = match.span("target" if match["target"] is not None else "quoted")
        target = span.part(start, end)
        target = replace(target, text=unquote(target.text))
        title = plain(match["title"][:MAX_NAME_LENGTH])
        if not can_be_said(title):
            self.problems.error(span, "this link has no name", "write, for example, '[Warm-up](warm-up.md)'")
        # The terms are read even if the link is broken, so that all problems are reported.
        link = Link(title, target.text, Workout(title), span.location())
        link = read_link(link, terms, self.problems) if terms else link
        workout = self.links.workout(target, self.problems)
        return replace(link, workout=workout) if workout else None

    def _exercise(self, span: Span, head: Span, terms: Span | None) -> Item | None:
        if label := LABEL.match(span.text):
            self._refuse_label(span, label)
            return None
        if terms is None and refuse_unmarked(span, self.problems):
            return None
        if terms is None:
            name, dose = name_and_dose(span, self.problems)
            if name:
                hint = f"write '- {name}: {dose}'"
                self.problems.error(span, "there is no colon before the reps or the time", hint)
            else:
                hint = "write them after the name and a colon: '- Name: 10 reps'"
                self.problems.error(span, "this exercise has no reps or time", hint)
            return None
        named, detail = head.split_once(_COMMA)
        name = name_of(named, self.problems)
        if not can_be_said(name):
            self.problems.error(span, "this exercise has no name", "write, for example, '- Name: 10 reps'")
            return None
        if name.casefold() == _REST:
            return read_pause(span, detail, terms, self.problems)
        detail_text = name_of(detail, self.problems) if detail else ""
        return read_exercise(Exercise(name, Free(), span.location(), detail_text), terms, self.problems)

    def _refuse_label(self, span: Span, label: re.Match[str]) -> None:
        """Report that labels say which exercises take turns, once for each letter."""
        if label["letter"] in self.letters:
            return
        self.letters.add(label["letter"])
        item = span.part(label.end())
        head, terms = item.split_once(COLON)
        name, dose = (head.text, terms.text) if terms else name_and_dose(item, self.problems)
        exercise = read_exercise(Exercise(name, Free()), replace(item, text=dose), Problems())
        if exercise and exercise.sets.low > 1:
            once = prescription(replace(exercise, sets=Range(1, 1)))
            rounds = f"{exercise.sets.low} rounds"
            hint = f"write '- Superset: {rounds}', and below it, indented, '- {name}: {once}' and the others"
        else:
            hint = f"remove '{label['label']}': items are done one after the other"
        self.problems.error(span.part(*label.span("label")), "a label does not make exercises take turns", hint)


def _is_work(item: _Read) -> bool:
    return not isinstance(item, Pause | Say | TimedSay)


def _with_items(group: Group, read: list[_Read]) -> Group:
    """Return a group with its items, and with the lines at times of it."""
    items = tuple(item for item in read if not isinstance(item, TimedSay))
    return replace(group, items=items, says=tuple(item for item in read if isinstance(item, TimedSay)))


def read_heading(span: Span, problems: Problems) -> Group:
    """Read a heading into a group without items."""
    name, terms = span.split_once(COLON)
    group = Group(name_of(name, problems), location=span.location())
    if not can_be_said(group.title):
        problems.error(span, "this group has no name", "write, for example, '## Sequence: 2 rounds'")
    if terms is not None:
        return read_group(group, terms, problems)
    if MISPLACED_TERMS.search(name.text):
        hint = "put a colon after the name: '## Sequence: 2 rounds'"
        problems.warning(span, "without a colon, all of this heading is the name of the group", hint)
    return group
