"""Read a page: its headings, items and paragraphs become a Workout, or a list of every problem found.

Nothing on the page is silently ignored: anything the language does not know is an error.
"""

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from voicecoach.errors import UNPRINTABLE
from voicecoach.script.checks import check_workout
from voicecoach.script.groups import GroupSection
from voicecoach.script.links import Find, Links, find_nothing
from voicecoach.script.page import MAX_TEXT_LENGTH, Page, can_be_said, joined, name_of
from voicecoach.script.sections import MAX_PARAGRAPHS, MovementsSection, OpeningSection, ProgressionSection, Section
from voicecoach.script.settings import Settings, read_settings
from voicecoach.script.source import Problems, ReadScript, Span
from voicecoach.workout import Movement, Progression, Workout

if TYPE_CHECKING:
    from voicecoach.script.page import Node

MOVEMENTS, PROGRESSION = "movements", "progression"
"""The ``##`` headings that are not groups."""

_COMMENTS = re.compile(r"(<!--((?!-->).)*-->\s*)+", re.DOTALL)
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
    section: Section = field(init=False)
    opening: OpeningSection = field(init=False)
    groups: list[GroupSection] = field(default_factory=list)
    movements: dict[str, Movement] = field(default_factory=dict)
    progression: Progression = field(default_factory=Progression)

    def __post_init__(self) -> None:
        self.section = self.opening = OpeningSection(self.page, self.problems)

    def workout(self) -> Workout:
        """Read every part of the page and return what it describes."""
        self._read_parts()
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
            top = self.page.span_at(0, "---")
            self.problems.error(top, "the settings are not closed", "add a second line of '---' below them")
            return
        self._refuse_unprintable()
        for part in self.page.parts:
            readers.get(part.type, self._unknown)(part)
        self.section.close()

    def _refuse_unprintable(self) -> None:
        """Report control characters and the like: they cannot be spoken and can corrupt a terminal."""
        for number, line in enumerate(self.page.lines):
            if match := UNPRINTABLE.search(line):
                span = Span(match[0], self.page.path, number + 1, match.start() + 1, line)
                self.problems.error(span, "this character is not printable", "remove it")

    def _front_matter(self, part: "Node") -> None:
        first_line = (part.map or (0, 0))[0] + 1
        if self.page.lines[0].strip() != "---":
            top = self.page.span_at(0, self.page.lines[0])
            self.problems.error(top, "nothing can follow '---' on its line", "start the settings on the next line")
        self.settings = read_settings(part.content, self.page.path, first_line, self.problems)

    def _heading(self, part: "Node") -> None:
        span, *more = self.page.lines_of(part)
        if more:
            self.problems.error(more[0], "a heading must be one line", "write it on one line that starts with '#'")
        if part.tag == "h1":
            self._title(span)
        elif part.tag == "h2":
            self.section.close()
            self.section = self._section(span)
        elif part.tag != "h3" or not self.section.subheading(span):
            hint = "use '#' for the title, '##' for a group, '###' for a movement; a group in a group is a nested list"
            self.problems.error(span, "a heading of this level cannot be used here", hint)

    def _title(self, span: Span) -> None:
        if self.title:
            self.problems.error(span, "a script can have only one title", "start a group of exercises with '##'")
            return
        self.title = name_of(span, self.problems)
        if not can_be_said(self.title):
            self.problems.error(span, "the title is empty", "write, for example, '# Lower-body activation'")
            self.title = "untitled"

    def _section(self, span: Span) -> Section:
        name = span.text.casefold().rstrip(": ")
        if name == MOVEMENTS:
            return MovementsSection(self.page, self.problems, self.movements)
        if name == PROGRESSION:
            return ProgressionSection(self.page, self.problems, self._take_progression)
        if near := difflib.get_close_matches(name, (MOVEMENTS, PROGRESSION), n=1, cutoff=0.8):
            hint = f"did you mean '{near[0].capitalize()}'?"
            self.problems.error(span, f"unknown heading {span.quoted()}", hint)
        section = GroupSection(self.page, self.problems, self.links, span)
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
            self.problems.error(glued, "this is not read as a heading", "put a space after the '#'")
        elif not self.title:
            hint = "write, for example, '# Lower-body activation'"
            self.problems.error(lines[0], "the script must start with its title", hint)
            self.title = lines[0].text  # So that this is reported only once.
        else:
            self.section.paragraph(lines)

    def _list(self, part: "Node") -> None:
        self.section.items(part)

    def _quote(self, part: "Node") -> None:
        paragraphs = [child for child in part.children if child.type == "paragraph"]
        first = self.page.first_line(part)
        if not self.title:
            self.problems.error(first, "a safety rule ('>') cannot come before the title", "move it below the title")
        elif len(paragraphs) < len(part.children) or not paragraphs:
            self.problems.error(first, "a safety rule ('>') must be a paragraph", "write plain sentences after '>'")
        else:
            rules = [joined(self.page.lines_of(paragraph)) for paragraph in paragraphs[: MAX_PARAGRAPHS + 1]]
            if sum(map(len, rules)) > MAX_TEXT_LENGTH:
                self.problems.error(first, f"these rules are longer than {MAX_TEXT_LENGTH} characters", "shorten them")
            if not all(map(can_be_said, rules)):
                self.problems.error(first, "there is nothing to say here", "write words, or remove it")
            self.section.quote(first, rules)

    def _html(self, part: "Node") -> None:
        """Ignore comments. Other HTML is an error, because it may hide something that should be read."""
        if not _COMMENTS.fullmatch(part.content.strip()):
            self._unknown(part)

    def _unknown(self, part: "Node") -> None:
        hint = "use headings, paragraphs, list items, and '>' for safety rules"
        message = f"this {part.type.replace('_', ' ')} cannot be used in a script"
        self.problems.error(self.page.first_line(part), message, hint)
