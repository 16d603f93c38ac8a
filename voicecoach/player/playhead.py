"""The playhead: where in a session the player is, and where it goes from there. A state machine without a clock.

Time goes by only as stretches are taken from it, in whole milliseconds, so that a test drives it as an output would.
"""

from dataclasses import dataclass
from enum import Enum

from voicecoach.coach import Prompt
from voicecoach.player.clocks import Clocks
from voicecoach.player.controls import Control
from voicecoach.player.segments import countdown_start, is_clean, resized, resume_point, spliced
from voicecoach.player.session_source import SessionSource
from voicecoach.player.status import State
from voicecoach.player.summary import SessionStats, Summary
from voicecoach.session import LEAST_CLOCK_REST_MS, StepKind
from voicecoach.timeline import Segment, TimelineStep
from voicecoach.units import MS_PER_SECOND, Ms

SLICE_MS: Ms = 10
"""The longest stretch: so soon is whatever the listener asks for heard, beside what the output keeps ready."""

FADE_MS: Ms = 10
"""Sound that is left before its end fades within this time, so that it does not click."""

NUDGE_MS: Ms = 60 * MS_PER_SECOND
"""So long the coach waits in silence, before it says that it waits; and again after as long."""

MORE_REST_MS: Ms = 10 * MS_PER_SECOND

RESTART_MS: Ms = 2 * MS_PER_SECOND
"""Before this, "back" means the step before; after it, the start of this one."""

_PAUSABLE = frozenset({StepKind.REST, StepKind.CHANGEOVER})
"""The steps that are there for the listener to rest in."""


@dataclass(frozen=True, slots=True)
class Slice:
    """What is to be heard next: ``length_ms`` of a part from ``at_ms`` on; without a part, nothing."""

    length_ms: Ms
    segment: Segment | None = None
    at_ms: Ms = 0
    following: Segment | None = None
    fades_out: bool = False
    is_paused: bool = False


class Move(Enum):
    """How the playhead came to a step."""

    ADVANCE = "advance"
    """The step before was played to its end."""
    SKIP = "skip"
    """The step before was cut short, so what it would have said at its end was not heard."""
    SEEK = "seek"
    """The listener chose this step. Its starts on the clock are timed from here."""
    REPEAT = "repeat"
    """The listener repeats a set, and the clock goes on."""


class Playhead:
    """Moves through a programme."""

    def __init__(self, source: SessionSource, *, nudge_ms: Ms = NUDGE_MS) -> None:
        self.source = source
        self.stats = SessionStats()
        self.index = 0
        self.at_ms: Ms = 0
        self.segment: Segment | None = None
        """The step as it is heard, which what the listener asks for may have changed; None while it is not ready."""
        self.prompt: Segment | None = None
        """What the coach calls meanwhile; the step goes on after it."""
        self.prompt_ms: Ms = 0
        self.is_paused = False
        self.is_finished = False
        self._nudge_ms = nudge_ms
        self._origin: Segment | None = None
        """What ``segment`` was made of."""
        self._asked_ms: Ms | None = None
        """The length that the clock or the listener gave the step, if they did."""
        self._move = Move.ADVANCE
        self._waits_ms: Ms = 0
        self._cut: Slice | None = None
        self._clocks = Clocks()
        self._is_late = False
        """Whether a start was missed, which is to be said."""

    @property
    def step(self) -> TimelineStep:
        """The step that is played; the last one at the end."""
        return self.source.steps[min(self.index, len(self.source.steps) - 1)]

    @property
    def is_ready(self) -> bool:
        """Whether the step can be heard."""
        return self.segment is not None or self.is_finished or self.source.segment(self.index) is not None

    @property
    def is_at_start(self) -> bool:
        """Whether the listener has asked for nothing yet that leads away from the opening."""
        return not self.index and not self.is_paused

    def continue_from_opening(self, opening_ms: Ms) -> None:
        """Go on from an opening of which so much was heard."""
        self.stats.played_ms = opening_ms
        if not self.index:
            self.at_ms = opening_ms

    @property
    def is_waiting(self) -> bool:
        """Whether the step has come to its end, which the listener has to say."""
        return self.segment is not None and self.segment.step.waits and self.at_ms >= self.segment.length_ms

    @property
    def state(self) -> State:
        """What the player is doing."""
        if self.is_finished:
            return State.FINISHED
        if self.is_paused:
            return State.PAUSED
        if not self.is_ready:
            return State.LOADING
        return State.WAITING if self.is_waiting else State.PLAYING

    def next_slice(self) -> Slice:
        """Go on by one stretch, and return what is heard in it."""
        if self._cut:
            cut, self._cut = self._cut, None
            return cut
        if self.is_paused:
            self.stats.paused_ms += SLICE_MS
            return Slice(SLICE_MS, is_paused=True)
        self._look_for_segment()
        if self.prompt:
            return self._of_prompt(self.prompt)
        while self.segment and self.at_ms >= self.segment.length_ms and not self.is_waiting:
            self._leave()
            self._enter(self.index + 1)
            self._look_for_segment()
        if self.segment is None or self.is_finished:
            self.stats.loading_ms += 0 if self.is_finished else SLICE_MS
            return Slice(SLICE_MS)
        return self._waiting() if self.is_waiting else self._playing(self.segment)

    def _of_prompt(self, prompt: Segment) -> Slice:
        length_ms = min(SLICE_MS, prompt.length_ms - self.prompt_ms)
        slice_ = Slice(length_ms, prompt, self.prompt_ms)
        self.prompt_ms += length_ms
        if self.is_waiting:
            self._wait(length_ms)
        else:
            self.stats.prompted_ms += length_ms
        if self.prompt_ms >= prompt.length_ms:
            self.prompt = None
        return slice_

    def _waiting(self) -> Slice:
        """Wait, and say so from time to time."""
        if not self._waits_ms:
            self.stats.waits += 1
        self._wait(SLICE_MS)
        if self._nudge_ms and self._waits_ms % self._nudge_ms < SLICE_MS:
            self._say(Prompt.NUDGE)
        return Slice(SLICE_MS)

    def _playing(self, segment: Segment) -> Slice:
        length_ms, at_ms = min(SLICE_MS, segment.length_ms - self.at_ms), self.at_ms
        self.at_ms += length_ms
        self.stats.played_ms += length_ms
        return Slice(length_ms, segment, at_ms, None if segment.step.waits else self._following())

    def _following(self) -> Segment | None:
        """Return the part that is heard next, if it is ready."""
        for index in range(self.index + 1, len(self.source.steps)):
            segment = self.source.segment(index)
            if segment is None or segment.length_ms:
                return segment
        return None

    def _wait(self, length_ms: Ms) -> None:
        self._waits_ms += length_ms
        self.stats.waited_ms += length_ms

    def _say(self, prompt: Prompt) -> None:
        self.prompt, self.prompt_ms = self.source.prompt(prompt), 0

    def _look_for_segment(self) -> None:
        """Take the newest form of the step; one that has begun goes over to it where that can be done cleanly."""
        if self.is_finished:
            return
        newest = self.source.segment(self.index, alone=self._move is not Move.ADVANCE)
        if newest is None or newest is self._origin:
            return
        if self.segment is None:
            index = self.index
            self.segment = self._on_the_clock(newest)
            if self.index != index:
                self._look_for_segment()
                return
        else:
            self.segment = spliced(self.segment, newest, self.at_ms) or self.segment
            if self._asked_ms is not None:
                self.segment = resized(self.segment, self._asked_ms, self.at_ms)
        self._origin = newest

    def _leave(self) -> None:
        """Leave a step that was done."""
        if self.segment and self.segment.step.is_set:
            self.stats.outcomes[self.index] = True

    def _enter(self, index: int, move: Move = Move.ADVANCE) -> None:
        """Go to the start of a step."""
        self.index, self.at_ms, self._waits_ms, self._move = index, 0, 0, move
        self.segment = self._origin = self.prompt = self._asked_ms = None
        self.is_finished = index >= len(self.source.steps)
        if move in {Move.SEEK, Move.REPEAT} and not self.is_finished and self.step.is_set:
            self.prompt, self.prompt_ms = self.source.count_in(index if move is Move.SEEK else None), 0

    # Starts on the clock

    def _on_the_clock(self, segment: Segment) -> Segment | None:
        """Return a step as the clock wants it: what lies before a start lasts until then, be it more or less.

        None where that start has gone by: the playhead has then gone on to what lies before the next one.
        """
        now_ms, is_chosen = self.stats.played_ms, self._move is Move.SEEK
        step = self.step if segment.step.is_set else self._step_at(self.index + 1)
        is_late, self._is_late = self._is_late, False
        if step is None or step.due is None or not segment.length_ms:
            return segment
        if segment.step.is_set or is_chosen:
            self._clocks.start(
                step.due, now_ms + (0 if segment.step.is_set else segment.length_ms), is_chosen=is_chosen
            )
        left_ms = self._clocks.left_ms(step.due, now_ms)
        if segment.step.is_set or left_ms is None or (left_ms == segment.length_ms and not is_late):
            return segment
        if left_ms < LEAST_CLOCK_REST_MS:
            self._miss(step)
            return None
        self._asked_ms = left_ms
        return resized(segment, left_ms, lead=self.source.prompt(Prompt.MISSED).cues[0] if is_late else None)

    def _miss(self, missed: TimelineStep) -> None:
        """Go on to what lies before the next start that can be met."""
        met = self._clocks.next_met(self.source.steps, missed, self.stats.played_ms)
        self.stats.missed_starts += sum(step.due is not None for step in self.source.steps[missed.index : met])
        self._is_late = True
        self._enter(met)

    def _step_at(self, index: int) -> TimelineStep | None:
        steps = self.source.steps
        return steps[index] if 0 <= index < len(steps) else None

    # What the listener asks for

    def do(self, control: Control) -> str:
        """Do what the listener asks for; return what to tell them, nothing where it can be heard."""
        if self.is_finished:
            return ""
        actions = {
            Control.PAUSE: self._pause_or_go_on,
            Control.DONE: self._done,
            Control.NEXT: self._next,
            Control.BACK: self._back,
            Control.REPEAT: self._repeat,
            Control.SKIP_REST: self._skip_rest,
            Control.MORE_REST: self._more_rest,
        }
        if control in actions:
            return actions[control]()
        return self.source.change(control, self.index)

    def pause(self) -> bool:
        """Pause; return whether it did not already."""
        if self.is_paused or self.is_finished:
            return False
        self._cut_off()
        self.is_paused = True
        return True

    def _pause_or_go_on(self) -> str:
        """Pause at once; or go on, at a clean place and counted in."""
        if self.pause():
            self.stats.pauses += 1  # Only those of the listener are counted.
            return "paused"
        self.is_paused = False
        if self.prompt:
            self.prompt_ms = 0  # Its words were cut: they are said again.
        elif self.segment and not self.is_waiting:
            self.at_ms = resume_point(self.segment, self.at_ms)
            if self.segment.step.is_set:
                self._say(Prompt.COUNT_IN)
        return "on we go"

    def _cut_off(self) -> None:
        """Let what is heard at this moment fade instead of breaking off."""
        segment, at_ms = (self.prompt, self.prompt_ms) if self.prompt else (self.segment, self.at_ms)
        if segment and not is_clean(segment, at_ms):
            self._cut = Slice(min(FADE_MS, segment.length_ms - at_ms), segment, at_ms, fades_out=True)

    def _go(self, index: int, move: Move) -> None:
        """Go to a step as the listener wants it, be it out of a pause."""
        if not self.is_paused:
            self._cut_off()
        self.is_paused = False
        self._enter(index, move)

    def _done(self) -> str:
        """End the set that the listener is done with, or the rest as long as needed."""
        if not self.segment or not (self.segment.step.is_set or self.segment.step.waits):
            return "there is nothing to be done with here"
        self._leave()
        self._go(self.index + 1, Move.ADVANCE if self.is_waiting else Move.SKIP)
        return ""

    def _next(self) -> str:
        if self.step.is_set and not self.is_waiting:
            self.stats.outcomes.setdefault(self.index, False)
        else:
            self._leave()
        following = self._step_at(self.index + 1)
        self._go(self.index + 1, Move.SEEK if following and following.is_set else Move.SKIP)
        return ""

    def _back(self) -> str:
        """Start the step again; from its start, go to the one before that is heard."""
        is_at_start = self.at_ms <= RESTART_MS
        self._go(max(0, self.index - is_at_start), Move.SEEK)
        return ""

    def _repeat(self) -> str:
        """Do the set again, or the last one."""
        steps = self.source.steps
        last = next((index for index in range(self.index, -1, -1) if steps[index].is_set), None)
        if last is None:
            return "there is no set yet"
        self.stats.repeated += 1
        self._go(last, Move.REPEAT)
        return ""

    def _skip_rest(self) -> str:
        """Go to the countdown of a rest."""
        if not self.segment or self.segment.step.kind not in _PAUSABLE:
            return "this is no rest"
        if self.segment.step.waits:
            return self._done()
        start_ms = countdown_start(self.segment)
        if self.at_ms < start_ms:
            if not self.is_paused:
                self._cut_off()
            self.is_paused, self.at_ms = False, start_ms
        return ""

    def _more_rest(self) -> str:
        """Lengthen a rest from here on, and say so where there is room."""
        if not self.segment or self.segment.step.kind not in _PAUSABLE:
            return "this is no rest"
        if self.segment.step.waits:
            return "this rest waits for you"
        self._asked_ms = self.segment.length_ms + MORE_REST_MS
        self.segment = resized(self.segment, self._asked_ms, self.at_ms, self.source.prompt(Prompt.MORE_REST).cues[0])
        return "10 seconds more"

    def summary(self) -> Summary:
        """Return what has become of the session."""
        return self.stats.summary(self.source.title, self.source.steps, is_finished=self.is_finished)
