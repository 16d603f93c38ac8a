"""Rewrite a script in canonical form: its words and comments are kept, its layout and spelling are unified."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from voicecoach.errors import VoicecoachError
from voicecoach.script.links import Find, find_nothing
from voicecoach.script.page import Page
from voicecoach.script.printer import print_item
from voicecoach.script.reader import read_script
from voicecoach.script.sections import COLON, SETTING_LINE
from voicecoach.script.source import Span
from voicecoach.script.wording import group_terms, link_terms, movement_settings, prescription, print_track
from voicecoach.workout import Exercise, Group, Item, Link, Pause, Workout

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
        self.settings: dict[str, str] = {}
        """The settings of the current movement."""

    def text(self) -> str:
        """Return the tidied page."""
        parts: list[str] = []
        before = None
        for part in self.page.parts:
            text = self._part(part)
            parts.append(f"{'' if before is None else self._blank(before, part)}{text}")
            before = part
        return "".join(parts) + "\n"

    def _blank(self, before: "Node", part: "Node") -> str:
        """Return the separator: a blank line, except before settings and within lists that are joined."""
        is_one_list = before.type == part.type and part.type in _LISTS
        is_glued = before.type == "front_matter" or (before.tag == "h3" and self._is_settings(part))
        return "\n" if is_glued or is_one_list else "\n\n"

    def _part(self, part: "Node") -> str:
        writers: dict[str, Callable[[Node], Iterable[str]]] = {
            "front_matter": self._front_matter,
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

    def _front_matter(self, part: "Node") -> Iterator[str]:
        yield "---"
        yield from (line.rstrip() for line in part.content.strip("\n").split("\n"))
        yield "---"

    def _quote(self, part: "Node") -> Iterator[str]:
        for number, paragraph in enumerate(part.children):
            if number:
                yield ">"
            yield from (f"> {line.text}" for line in self.page.lines_of(paragraph))

    def _heading(self, part: "Node") -> Iterator[str]:
        (span,) = self.page.lines_of(part)
        movement = self.movements.get(span.line)
        self.settings = movement_settings(movement) if movement else {}
        yield f"{'#' * int(part.tag[1:])} {self._line(span.text, span.line)}"

    def _is_settings(self, part: "Node") -> bool:
        return part.type == "paragraph" and bool(SETTING_LINE.match(self.page.lines_of(part)[0].text))

    def _paragraph(self, part: "Node") -> Iterator[str]:
        for line in self.page.lines_of(part):
            match = SETTING_LINE.match(line.text) if self.settings else None
            yield self.settings["cues" if match[1].casefold() == "cues" else "pace"] if match else line.text

    def _list(self, part: "Node", indent: str = "") -> Iterator[str]:
        """Yield the items of a list; a numbered list that directly follows another continues its numbers."""
        before = part.previous_sibling
        first = 1
        while before is not None and before.type == part.type:
            first, before = first + len(before.children), before.previous_sibling
        for number, item in enumerate(part.children, start=first):
            (span,) = self.page.lines_of(item)
            marker = "-" if part.type == "bullet_list" else f"{number}."
            yield f"{indent}{marker} {self._line(span.text, span.line)}"
            for below in item.children[1:]:
                yield from self._list(below, indent + " " * (len(marker) + 1))

    def _line(self, text: str, line: int) -> str:
        """Return a line with its terms, if it has any, in canonical form."""
        text = _BLANKS.sub(" ", text)
        if line not in self.terms:
            return text
        head, _ = Span(text, "", line, 1, text).split_once(COLON)
        return f"{head.text}: {self.terms[line]}" if self.terms[line] else head.text
