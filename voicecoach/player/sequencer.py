"""The sequencer: plays the steps of a session one after another. A state machine without a clock.

Time passes only as slices are taken from it, in whole milliseconds, so a test drives it the way an output would.
"""

from dataclasses import dataclass
from enum import Enum

from voicecoach.coach import Prompt
from voicecoach.player.clocks import Clocks, MissedStart
from voicecoach.player.segments import is_clean, resized, spliced
from voicecoach.player.session_source import SessionSource
from voicecoach.player.set_times import SetTimes
from voicecoach.player.status import State
from voicecoach.player.summary import SessionStats, Summary
from voicecoach.talk import NUDGE_MS
from voicecoach.timeline import Segment, TimelineStep
from voicecoach.units import Ms

SLICE_MS: Ms = 10
"""The longest slice. The listener hears what they ask for after this time and the output's own latency."""

FADE_MS: Ms = 10
"""Sound that is cut short fades out within this time, so that it does not click."""


@dataclass(frozen=True, slots=True)
class Slice:
    """What to play next: ``length_ms`` of a segment from ``at_ms`` on, or silence if there is no segment."""

    length_ms: Ms
    segment: Segment | None = None
    at_ms: Ms = 0
    following: Segment | None = None
    fades_out: bool = False
    is_paused: bool = False


class Move(Enum):
    """How the sequencer came to a step."""

    ADVANCE = "advance"
    """The step before was played to its end."""
    SKIP = "skip"
    """The step before was cut short, so what it would have said at its end was not heard."""
    SEEK = "seek"
    """The listener chose this step. Its starts on the clock are timed from here."""
    REPEAT = "repeat"
    """The listener repeats a set, and the clock goes on."""


class Sequencer:
    """Plays a session step by step: slices of its segments, of prompts and of silence."""

    def __init__(self, source: SessionSource, *, nudge_ms: Ms = NUDGE_MS) -> None:
        """``nudge_ms`` is 0 for no nudges."""
        self.source = source
        self.stats = SessionStats()
        self.index = 0
        self.at_ms: Ms = 0
        self.segment: Segment | None = None
        """The step as it is heard, with whatever the listener has changed; None until it is ready."""
        self.prompt: Segment | None = None
        """What the coach is saying outside of the step, which goes on afterwards."""
        self.prompt_ms: Ms = 0
        self.is_paused = False
        self.is_finished = False
        self._nudge_ms = nudge_ms
        self._original: Segment | None = None
        """The segment of the source that ``segment`` was made from."""
        self._requested_ms: Ms | None = None
        """The length of the step, if the clock or the listener has set one."""
        self._move = Move.ADVANCE
        self._waited_ms: Ms = 0
        """How long this step has waited for the listener."""
        self._fade: Slice | None = None
        """The end of what was cut short, still to be played."""
        self._clocks = Clocks(source)
        self._set_times = SetTimes(source)

    @property
    def step(self) -> TimelineStep:
        """The current step; the last one once the session is finished."""
        return self.source.steps[min(self.index, len(self.source.steps) - 1)]

    @property
    def is_ready(self) -> bool:
        """Whether the step can be heard."""
        return self.segment is not None or self.is_finished or self.source.segment(self.index) is not None

    @property
    def is_at_start(self) -> bool:
        """Whether the listener has not yet paused or left the first step."""
        return not self.index and not self.is_paused

    @property
    def can_go_on(self) -> bool:
        """Whether the listener can end the rest by now."""
        ready_ms = self.segment.step.ready_ms if self.segment else None
        return ready_ms is not None and self.at_ms >= ready_ms

    @property
    def is_waiting(self) -> bool:
        """Whether the step has come to its end and waits for the listener to end it."""
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

    def summary(self) -> Summary:
        """Return the summary of the session so far."""
        return self.stats.summary(self.source.title, self.source.steps, is_finished=self.is_finished)

    def continue_from_opening(self, opening_ms: Ms) -> None:
        """Continue after an opening of which this much has been heard."""
        self.stats.played_ms = opening_ms
        if not self.index:
            self.at_ms = opening_ms

    def next_slice(self) -> Slice:
        """Advance by one slice and return it."""
        if self._fade:
            fade, self._fade = self._fade, None
            return fade
        if self.is_paused:
            self.stats.paused_ms += SLICE_MS
            return Slice(SLICE_MS, is_paused=True)
        self._refresh()
        if self.prompt:
            return self._of_prompt(self.prompt)
        while self.segment and self.at_ms >= self.segment.length_ms and not self.is_waiting:
            self._mark_done()
            self._enter(self.index + 1)
            self._refresh()
        if self.segment is None or self.is_finished:
            self.stats.loading_ms += 0 if self.is_finished else SLICE_MS
            return Slice(SLICE_MS)
        return self._waiting() if self.is_waiting else self._of_segment(self.segment)

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
        """Wait in silence, and nudge the listener from time to time."""
        if not self._waited_ms:
            self.stats.waits += 1
        self._wait(SLICE_MS)
        if self._nudge_ms and self._waited_ms % self._nudge_ms < SLICE_MS:
            self._say(Prompt.NUDGE)
        return Slice(SLICE_MS)

    def _of_segment(self, segment: Segment) -> Slice:
        length_ms, at_ms = min(SLICE_MS, segment.length_ms - self.at_ms), self.at_ms
        self.at_ms += length_ms
        self.stats.played_ms += length_ms
        return Slice(length_ms, segment, at_ms, None if segment.step.waits else self._following())

    def _following(self) -> Segment | None:
        """Return the segment that is heard next, if it is ready."""
        following = self.index + 1
        return self.source.segment(following) if following < len(self.source.steps) else None

    def _wait(self, length_ms: Ms) -> None:
        self._waited_ms += length_ms
        self.stats.waited_ms += length_ms

    def _say(self, prompt: Prompt) -> None:
        self.prompt, self.prompt_ms = self.source.prompt(prompt), 0

    def _refresh(self) -> None:
        """Take the newest version of the step; one that has begun changes over where nothing is cut."""
        if self.is_finished:
            return
        newest = self.source.segment(self.index, alone=self._move is not Move.ADVANCE)
        if newest is None or newest is self._original:
            return
        if self.segment is None:
            own_ms = self._set_times.rest_ms(self.index)
            planned = newest if own_ms is None else resized(newest, own_ms)
            fitted = self._clocks.fit(planned, self.index, self.stats.played_ms, is_seek=self._move is Move.SEEK)
            if isinstance(fitted, MissedStart):
                self.stats.missed_starts += fitted.starts
                self._enter(fitted.resume_index)
                self._refresh()
                return
            self.segment = fitted
            self._requested_ms = None if fitted is newest or fitted.step.is_set else fitted.length_ms
        else:
            self.segment = spliced(self.segment, newest, self.at_ms) or self.segment
            if self._requested_ms is not None:
                self.segment = resized(self.segment, self._requested_ms, self.at_ms)
        self._original = newest

    def _mark_done(self) -> None:
        """Count the step as done, if it is a set."""
        if self.segment and self.segment.step.is_set:
            self.stats.outcomes[self.index] = True
            self._set_times.add(self.index, self.at_ms + self._waited_ms)

    def _enter(self, index: int, move: Move = Move.ADVANCE) -> None:
        """Go to the start of a step."""
        self.index, self.at_ms, self._waited_ms, self._move = index, 0, 0, move
        self.segment = self._original = self.prompt = self._requested_ms = None
        self.is_finished = index >= len(self.source.steps)
        if move in {Move.SEEK, Move.REPEAT} and not self.is_finished and self.step.is_set:
            self.prompt, self.prompt_ms = self.source.count_in(index if move is Move.SEEK else None), 0

    def _fade_out(self) -> None:
        """Let what is heard now fade instead of breaking off."""
        segment, at_ms = (self.prompt, self.prompt_ms) if self.prompt else (self.segment, self.at_ms)
        if segment and not is_clean(segment, at_ms):
            self._fade = Slice(min(FADE_MS, segment.length_ms - at_ms), segment, at_ms, fades_out=True)
