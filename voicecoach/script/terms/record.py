"""What one prescription says, collected element by element."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from voicecoach.script.grammar import Element
from voicecoach.script.source import Problems, Span
from voicecoach.talk import Switches
from voicecoach.units import Ms
from voicecoach.workout import (
    LIMBS,
    NO_RESTS,
    Amount,
    Count,
    CountedAloud,
    Levels,
    Load,
    Mode,
    Pacing,
    Phase,
    Range,
    Rest,
    Rests,
    SelfPaced,
    SideRule,
    Target,
    Tempo,
)


@dataclass(slots=True)
class Terms:
    """The content of one prescription, collected element by element."""

    span: Span
    problems: Problems
    allowed: frozenset[str]
    example: str
    sets: Range | None = None
    times: list[Amount] = field(default_factory=list)
    """The amounts before an ``x``."""
    counts: list[Count] = field(default_factory=list)
    time: Amount | None = None
    free: str | None = None
    hold: bool = False
    is_max: bool = False
    in_all: bool = False
    is_later_part: bool = False
    """Whether a ``then`` came before: the dose is that of another part of the set, everything else is shared."""
    side_rule: SideRule = SideRule.NONE
    side_name: str = ""
    limb: str = LIMBS[0]
    load: Load | None = None
    targets: tuple[Target, ...] = ()
    effort: str = ""
    pace: Pacing | None = None
    phases: list[Phase] = field(default_factory=list)
    odd_phase: Span | None = None
    """The first phase that is too short or too long; if it is the only one, it may be a hold or a cap instead."""
    rests: Rests = NO_RESTS
    pending_rest: tuple[Span, Rest] | None = None
    """A rest that ``between …`` may still follow."""
    no_rest_at_all: bool = False
    """Whether it says ``no rest`` without saying where, which holds between sides too."""
    rounds: Range | None = None
    mode: Mode = Mode.ROUNDS
    every_ms: Ms | None = None
    total_ms: Ms | None = None
    """The time for which the sets of an exercise start on the clock."""
    cap_ms: Ms | None = None
    about_ms: Ms | None = None
    paced_by: SelfPaced | CountedAloud | None = None
    levels: Levels = ()
    cues: Switches = ()
    has_unitless: bool = False
    """Whether a number without a unit was reported: another one is probably the same mistake."""
    reported_to: int = 0
    """Words before this column have already been reported as not understood."""

    def once(self, taken: object, span: Span, what: str) -> None:
        """Report a term that is given twice; ``taken`` is its value so far."""
        if taken:
            hint = "the parts of a set share it; make each an exercise of its own" if self.is_later_part else ""
            self.problems.error(span, f"the {what} is given twice", hint or "keep one of them")

    def begin_part(self, span: Span, *, is_later: bool) -> None:
        """Start with the dose of a part of the set; nothing is known of it yet."""
        self.span, self.is_later_part = span, is_later
        self.sets, self.times, self.counts, self.phases = None, [], [], []
        self.time = self.free = None
        self.hold = self.is_max = self.in_all = False

    def refuse_odd_phase(self) -> None:
        """Report a phase that is too short or too long, once it is known to be part of a tempo."""
        if self.odd_phase is not None and isinstance(self.pace, Tempo):
            self.problems.error(self.odd_phase, "a phase must last from 0.2 s to 60 s", "write, for example, 'down 3'")

    def refuse_holds_alone(self) -> None:
        """Report a tempo in which nothing moves, such as ``hold 2``."""
        if isinstance(self.pace, Tempo) and all(phase.is_hold for phase in self.pace.phases):
            self.problems.error(
                self.span, "a rep with nothing but a hold", "write, for example, 'down 1, hold 2, up 1'"
            )


Taker: TypeAlias = Callable[[Terms, Element], None]
"""Reads one element, and adds what it says to the terms."""
