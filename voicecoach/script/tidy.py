"""Rewrite a script in canonical form: its words and comments are kept, its layout and spelling are unified."""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from voicecoach.errors import VoicecoachError
from voicecoach.script.links import Find, find_nothing
from voicecoach.script.page import Page
from voicecoach.script.printer import print_item
from voicecoach.script.reader import read_script
from voicecoach.script.sections import SETTING_LINE
from voicecoach.script.source import COLON, Span
from voicecoach.script.wording import group_terms, link_terms, movement_settings, prescription, print_track
from voicecoach.workout import Exercise, Group, Item, Link, Pause, Say, Workout

if TYPE_CHECKING:
    from voicecoach.script.page import Node

_LISTS = ("bullet_list", "ordered_list")
_BLANKS = re.compile(r"[ \t]+")


def tidy_script(text: str, path: str, find: Find = find_nothing) -> str:
    """Return a script in canonical form. Prose, names, comments and settings are not changed.

    Raises:
        ScriptError: the script has errors.
        VoicecoachError: its canonical form would be longer than a script may be.
    """
    workout = read_script(text, path, find).or_raise()
    tidied = _Tidier(Page(text, path), _terms_by_line(workout), workout).text()
    if read_script(tidied, path, find).workout != workout:
        raise VoicecoachError(f"{path} cannot be tidied: its canonical form would be too long", "split it")
    return tidied


def _terms_by_line(workout: Workout) -> dict[int, str]:
    """Return the canonical terms, the text after the colon, by line."""
    terms = {track.location.line: print_track(track).partition(": ")[2] for track in workout.progression.tracks}
    for group in workout.groups:
        terms |= dict(_item_terms(group))
    return terms


def _item_terms(item: Item) -> Iterator[tuple[int, str]]:
    match item:
        case Exercise():
            yield item.location.line, prescription(item)
        case Pause():
            yield item.location.line, "".join(print_item(item)).partition(": ")[2]
        case Say():
            pass  # Its words are the coach's own.
        case Link():
            yield item.location.line, link_terms(item)
        case Group():
            yield item.location.line, group_terms(item)
            for child in item.items:
                yield from _item_terms(child)


class _Tidier:
    """One pass over a page. ``terms`` are the canonical terms by line, from 1."""

    def __init__(self, page: Page, terms: dict[int, str], workout: Workout) -> None:
        self.page = page
        self.terms = terms
        self.movements = {movement.location.line: movement for movement in workout.movements.values()}
        self.comments = deque(page.comments)
        """The comments that have not been written yet."""
        self.settings: dict[str, str] = {}
        """The settings of the current movement."""
        self.has_title = False

    def text(self) -> str:
        """Return the tidied page."""
        blocks: list[str] = []
        for separator, block in self._blocks():
            blocks.append(f"{separator if blocks else ''}{block}")
        return "".join(blocks) + "\n"

    def _blocks(self) -> Iterator[tuple[str, str]]:
        """Yield every part of the page and every comment between them, each after its separator."""
        before = None
        if settings := self.page.settings:
            yield from self._comments_above(settings.start)
            yield "\n\n", "\n".join(self._front_matter(settings))
        for part in self.page.parts:
            comments = list(self._comments_above(part.map[0] if part.map else 0))
            yield from comments
            is_first_below_settings = bool(settings) and before is None
            separator = "\n" if is_first_below_settings else self._blank(before, part)
            yield "\n\n" if comments else separator, self._part(part)
            before = part
        yield from self._comments_above(len(self.page.lines))

    def _blank(self, before: "Node | None", part: "Node") -> str:
        """Return the separator: a blank line, except before settings and within lists that are joined."""
        if before is None:
            return "\n\n"
        is_one_list = before.type == part.type and part.type in _LISTS
        is_glued = before.tag == "h3" and self._is_settings(part)
        return "\n" if is_glued or is_one_list else "\n\n"

    def _comments_above(self, line: int) -> Iterator[tuple[str, str]]:
        """Yield the comments above a line, counted from 0, each after a blank line."""
        while self.comments and self.comments[0].line < line:
            yield "\n\n", self.comments.popleft().text

    def _with_comments(self, text: str, line: int) -> str:
        """Return the text of a line, counted from 1, followed by its comments."""
        comments = [comment for _, comment in self._comments_above(line)]
        return " ".join((_BLANKS.sub(" ", text), *comments)) if comments else text

    def _part(self, part: "Node") -> str:
        writers: dict[str, Callable[[Node], Iterable[str]]] = {
            "heading": self._heading,
            "paragraph": self._paragraph,
            "bullet_list": self._list,
            "ordered_list": self._list,
            "blockquote": self._quote,
            "hr": lambda _part: ("---",),
        }
        return "\n".join(writers.get(part.type, self._verbatim)(part))

    def _verbatim(self, part: "Node") -> Iterator[str]:
        yield part.content.strip("\n")

    def _front_matter(self, settings: range) -> Iterator[str]:
        text = "\n".join(self.page.lines[number].rstrip() for number in settings[1:-1])
        yield from ("---", text.strip("\n"), "---")

    def _quote(self, part: "Node") -> Iterator[str]:
        for number, paragraph in enumerate(part.children):
            if number:
                yield ">"
            yield from (f"> {self._with_comments(line.text, line.line)}" for line in self.page.lines_of(paragraph))

    def _heading(self, part: "Node") -> Iterator[str]:
        (span,) = self.page.lines_of(part)
        movement = self.movements.get(span.line)
        self.settings = movement_settings(movement) if movement else {}
        # Below the title, a single '#' is read as the heading of movements or of a progression.
        level = 2 if part.tag == "h1" and self.has_title else int(part.tag[1:])
        self.has_title = self.has_title or part.tag == "h1"
        yield f"{'#' * level} {self._line(span.text, span.line)}"

    def _is_settings(self, part: "Node") -> bool:
        return part.type == "paragraph" and bool(SETTING_LINE.match(self.page.lines_of(part)[0].text))

    def _paragraph(self, part: "Node") -> Iterator[str]:
        for line in self.page.lines_of(part):
            match = SETTING_LINE.match(line.text) if self.settings else None
            text = self.settings["cues" if match[1].casefold() == "cues" else "pace"] if match else line.text
            yield self._with_comments(text, line.line)

    def _list(self, part: "Node", indent: str = "") -> Iterator[str]:
        """Yield the items of a list; a numbered list that directly follows another continues its numbers."""
        before = part.previous_sibling
        first = 1
        while before is not None and before.type == part.type:
            first, before = first + len(before.children), before.previous_sibling
        for number, item in enumerate(part.children, start=first):
            (span,) = self.page.lines_of(item)
            marker = "-" if part.type == "bullet_list" else f"{number}."
            yield from (f"{indent}{comment}" for _, comment in self._comments_above(span.line - 1))
            yield f"{indent}{marker} {self.page.box(item)}{self._line(span.text, span.line)}"
            for below in item.children[1:]:
                yield from self._list(below, indent + " " * (len(marker) + 1))

    def _line(self, text: str, line: int) -> str:
        """Return a line with its terms, if it has any, in canonical form."""
        text = _BLANKS.sub(" ", text)
        if terms := self.terms.get(line):
            head, _ = Span(text, "", line, 1, text).split_once(COLON)
            text = f"{head.text}: {terms}"
        return self._with_comments(text, line)
