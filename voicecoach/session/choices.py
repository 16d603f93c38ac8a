"""What the trainee chose, and the notes that say what was decided for them."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace

from voicecoach.errors import ChoiceError, Severity
from voicecoach.talk import Switches, Verbosity
from voicecoach.units import Ms, seconds_text
from voicecoach.workout import LONGEST_MS, MOST_ROUNDS, Load, References, Side, Standard


@dataclass(frozen=True, slots=True)
class Choices:
    """What the trainee chose; None leaves it to the script. Rests and the changeover are in milliseconds.

    ``level`` has at most one level of each axis. ``stage`` counts from 1; ``ease`` is how many steps easier the session
    is made. ``paced`` counts every set that can be counted, or with False none of them. Without a ``standard``, numbers
    are those for men. ``side`` is the one to train where a script leaves it to the listener: the injured one.
    ``references`` replace those of the script. ``cues`` win over the switches in the script, ``usual_cues`` give way to
    them. ``usual`` names the fields that hold for every session of a person, so they need not have an effect in each.
    """

    rounds: int | None = None
    rest_ms: Ms | None = None
    round_rest_ms: Ms | None = None
    changeover_ms: Ms | None = None
    verbosity: Verbosity = Verbosity.NORMAL
    level: tuple[str, ...] = ()
    stage: int | None = None
    ease: int = 0
    paced: bool | None = None
    first_side: Side = Side.LEFT
    side: Side | None = None
    standard: Standard | None = None
    references: Mapping[str, Load] = field(default_factory=References)
    cues: Switches = ()
    usual_cues: Switches = ()
    usual: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "references", References(self.references))
        if self.rounds is not None and not 1 <= self.rounds <= MOST_ROUNDS:
            raise ChoiceError(f"{self.rounds} rounds are not possible", f"choose from 1 to {MOST_ROUNDS}")
        for what, time_ms in (("rest", self.rest_ms), ("rest", self.round_rest_ms), ("changeover", self.changeover_ms)):
            if time_ms is not None and not 0 <= time_ms <= LONGEST_MS:
                longest = seconds_text(LONGEST_MS)
                message = f"a {what} of {seconds_text(time_ms)} is not possible"
                raise ChoiceError(message, f"choose from 0 to {longest}")

    @property
    def for_whom(self) -> Standard:
        """The person for whom the numbers are, where a prescription has two."""
        return self.standard or Standard.MEN


@dataclass(frozen=True, slots=True)
class Note:
    """A decision that was made for the listener, and why; ``line`` is the script's, ``step`` the step's index.

    ``choice`` names the field of Choices that decides otherwise or, in a warning, the one that had no effect. The
    ``hint`` of a warning says what to do.
    """

    severity: Severity
    message: str
    line: int | None = None
    step: int | None = None
    choice: str | None = None
    names: tuple[str, ...] = ()
    """The exercises that it is about. Notes that say the same of several exercises become one."""
    hint: str = ""

    def joined(self, other: "Note") -> "Note":
        """Return the note with the names of another that says the same."""
        return replace(self, names=tuple(dict.fromkeys((*self.names, *other.names))))

    def told(self) -> "Note":
        """Return the note with its names in its message."""
        return replace(self, message=f"{self.message}: {', '.join(self.names)}", names=()) if self.names else self


@dataclass(slots=True)
class PlanLog:
    """What is decided while a session is planned: the notes, and which choices took effect."""

    choices_used: set[str] = field(default_factory=set)
    """By the field of Choices."""
    references_used: set[str] = field(default_factory=set)
    """By ``reference_key``."""
    over: set[Hashable] = field(default_factory=set)
    """The clocks whose groups are over with a start that was missed: nothing more of them need be planned."""
    _notes: dict[str, Note] = field(default_factory=dict)
    """By message."""

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes, in the order in which they were first added."""
        return tuple(note.told() for note in self._notes.values())

    def add(self, *notes: Note) -> None:
        """Add notes, each message once."""
        for note in notes:
            self._notes[note.message] = self._notes.get(note.message, note).joined(note)

    def info(self, message: str, line: int | None = None, *, choice: str | None = None) -> None:
        """Note a decision."""
        self.add(Note(Severity.INFO, message, line, choice=choice))

    def warn(self, message: str, line: int | None = None, *, choice: str | None = None, hint: str = "") -> None:
        """Note what the listener should know before they begin."""
        self.add(Note(Severity.WARNING, message, line, choice=choice, hint=hint))
