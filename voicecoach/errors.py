"""Errors to show to the person: one base class, and problems with a location."""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""Control characters, unusual line ends and surrogates: characters that no printed text should contain."""

_MOST_SHOWN = 100
_MOST_LISTED = 20
_MOST_COMPARED = 100
"""With more names than this, searching for a similar one would take longer than reading the page."""


class Severity(Enum):
    """How bad a problem is: an error stops the work, a warning costs the listener something, an info is a decision."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def label(self) -> str:
        """What a person reads before a message: ``note``, ``warning`` or ``error``."""
        return "note" if self is Severity.INFO else self.value


@dataclass(frozen=True, slots=True)
class Location:
    """A location in a text: line and column from 1, and the length of the words in question."""

    path: str
    line: int
    column: int = 1
    length: int = 1
    source: str = ""
    """The whole line as it was written, to be shown with a problem."""

    def line_in(self, path: str) -> int | None:
        """Return the line number if the location is on the page at ``path``; that of another page would mislead."""
        return self.line if self.line and self.path == path else None


NOWHERE = Location("", 0)
"""The location of anything that was built in Python and not read from a script."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong or suspicious in what a person wrote."""

    severity: Severity
    message: str
    location: Location
    hint: str = ""

    def __str__(self) -> str:
        """Print the problem as editors expect: ``path:line:column: severity: message``, the line, a caret, the hint."""
        location, hint = self.location, printable(self.hint)
        head = printable(f"{location.path}:{location.line}:{location.column}: {self.severity.label}: {self.message}")
        if not location.source:
            return f"{head}\n  hint: {hint}" if hint else head
        number = f"{location.line:>4}"
        before, meant, after = _shown(location)
        # Tabs are kept, so that the caret is under the words in every terminal.
        indent = "".join("\t" if char == "\t" else " " * _cells(char) for char in before)
        carets = "^" * max(1, sum(map(_cells, meant)))
        caret_line = f"{' ' * len(number)} | {indent}{carets} {hint}".rstrip()
        return f"{head}\n{number} | {before}{meant}{after}\n{caret_line}"


def printable(text: str) -> str:
    """Return text that is safe to print to a terminal."""
    return UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _shown(location: Location) -> tuple[str, str, str]:
    """Return the text before the words in question, the words, and the text after them; a long line is shortened."""
    source = printable(location.source)
    start, end = location.column - 1, location.column - 1 + location.length
    before, meant, after = source[:start], source[start:end], source[end:]
    if len(before) > _MOST_SHOWN:
        before = "…" + before[-_MOST_SHOWN:]
    if len(meant) > _MOST_SHOWN:
        meant, after = meant[:_MOST_SHOWN] + "…", ""
    return before, meant, after if len(after) <= _MOST_SHOWN else after[:_MOST_SHOWN] + "…"


def _cells(char: str) -> int:
    """Return how many terminal cells a character takes."""
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


class VoicecoachError(Exception):
    """An error to show to the person as one clear message, without a traceback; ``hint`` says what to do.

    ``exit_code`` is the exit code of the command line: see docs/command-line.md.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ScriptError(VoicecoachError):
    """A workout script that cannot be used; contains every problem that was found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class ChoiceError(VoicecoachError):
    """A choice that this workout does not offer."""

    exit_code = 2


class SpeechError(VoicecoachError):
    """The voice cannot speak. This is always an error; silence is never used instead."""

    exit_code = 3


class OutputError(VoicecoachError):
    """The audio device or the output file cannot be used."""

    exit_code = 4


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint with the known word most similar to a mistyped one; if none is similar, list them."""
    known = list(known)
    shown = ", ".join(known[:_MOST_LISTED]) + (", …" if len(known) > _MOST_LISTED else "")
    return nearest(word, known[:_MOST_COMPARED]) or f"one of: {shown}"


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint with the known word most similar to a mistyped one; empty if none is similar."""
    near = difflib.get_close_matches(word.casefold(), list(known), n=1, cutoff=0.75)
    return f"did you mean '{near[0]}'?" if near else ""
