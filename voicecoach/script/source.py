"""Spans of a script's text that know their location, the list of problems, and the result of reading."""

import re
from dataclasses import dataclass, field

from voicecoach.errors import Location, Problem, ScriptError, Severity
from voicecoach.workout import Workout

COLON = r":(\s+|$)"
"""What separates a name from its terms, for ``Span.split_once``."""

_MAX_QUOTED = 60


@dataclass(frozen=True, slots=True)
class Span:
    """Part of a line of the script: its text, its line and its first column, both from 1."""

    text: str
    path: str
    line: int
    column: int
    source: str

    def location(self) -> Location:
        """Return the location of the span, for a problem."""
        return Location(self.path, self.line, self.column, max(1, len(self.text)), self.source)

    def quoted(self) -> str:
        """Return the text in quotes, shortened for a message."""
        text = self.text if len(self.text) <= _MAX_QUOTED else self.text[: _MAX_QUOTED - 1] + "…"
        return f"'{text}'"

    def part(self, start: int, end: int | None = None) -> "Span":
        """Return the span from offset ``start`` up to ``end``, without surrounding white space."""
        piece = self.text[start:end]
        stripped = piece.strip()
        offset = start + len(piece) - len(piece.lstrip())
        return Span(stripped, self.path, self.line, self.column + offset, self.source)

    def split_once(self, separator: str) -> tuple["Span", "Span | None"]:
        """Split at the first match of a pattern that is not escaped by a backslash.

        The second half is None if there is no match.
        """
        found = re.finditer(rf"\\.|(?P<separator>{separator})", self.text)
        match = next((one for one in found if one["separator"]), None)
        if match is None:
            return self.part(0), None
        return self.part(0, match.start()), self.part(match.end())


@dataclass(slots=True)
class Problems:
    """The errors and warnings found so far."""

    found: list[Problem] = field(default_factory=list)
    suggests: bool = True
    """Whether hints with similar words are wanted: searching for them takes time."""
    fruitless: int = 0
    """How many searches for what to write have found nothing."""

    def error(self, where: Span | Location, message: str, hint: str = "") -> None:
        """Add an error: the script cannot be used."""
        self._note(Severity.ERROR, where, message, hint)

    def warning(self, where: Span | Location, message: str, hint: str = "") -> None:
        """Add a warning: the script is legal, but this is probably a mistake."""
        self._note(Severity.WARNING, where, message, hint)

    def info(self, where: Span | Location, message: str, hint: str = "") -> None:
        """Add something to know: the script is as it should be."""
        self._note(Severity.INFO, where, message, hint)

    def _note(self, severity: Severity, where: Span | Location, message: str, hint: str) -> None:
        self.found.append(Problem(severity, message, where if isinstance(where, Location) else where.location(), hint))

    @property
    def has_errors(self) -> bool:
        """Whether there is any error."""
        return any(problem.severity is Severity.ERROR for problem in self.found)


@dataclass(frozen=True, slots=True)
class ReadScript:
    """The result of reading a script: the workout, or None after an error, and all problems in line order."""

    workout: Workout | None
    problems: tuple[Problem, ...]

    def or_raise(self) -> Workout:
        """Return the workout.

        Raises:
            ScriptError: there is an error; it contains every problem.
        """
        if self.workout is None:
            raise ScriptError(self.problems)
        return self.workout
