"""The playhead: a sequencer that the listener controls. They pause, skip, repeat, and ask for more or less rest."""

from voicecoach.coach import Prompt, spoken_prompt
from voicecoach.player.controls import Control
from voicecoach.player.said_again import announcement
from voicecoach.player.segments import countdown_start, interjected, resized, resume_point
from voicecoach.player.sequencer import Move, Sequencer
from voicecoach.units import MS_PER_SECOND, Ms, clock

MORE_REST_MS: Ms = 10 * MS_PER_SECOND

RESTART_MS: Ms = 2 * MS_PER_SECOND
"""Within this time of a step's start, "back" goes to the step before; later, to the start of this one."""


class Playhead(Sequencer):
    """Plays a session as the listener wants it."""

    def do(self, control: Control) -> str:
        """Do what the listener asks for. Return a message for them, or nothing if the effect can be heard."""
        if self.is_finished:
            return ""
        actions = {
            Control.PAUSE: self._pause_or_resume,
            Control.DONE: self._done,
            Control.NEXT: self._next,
            Control.BACK: self._back,
            Control.REPEAT: self._repeat,
            Control.MISSED: self._missed,
            Control.AGAIN: self._say_again,
            Control.SKIP_REST: self._skip_rest,
            Control.MORE_REST: self._more_rest,
        }
        if control in actions:
            return actions[control]()
        return self.source.change(control, self.index)

    def pause(self) -> bool:
        """Pause; return False if already paused or finished."""
        if self.is_paused or self.is_finished:
            return False
        self._fade_out()
        self.is_paused = True
        return True

    def _pause_or_resume(self) -> str:
        """Pause at once, or resume at a clean point, counted in if in a set."""
        if self.pause():
            self.stats.pauses += 1  # Only the listener's own pauses are counted.
            return "paused"
        self.is_paused = False
        if self.prompt:
            self.prompt_ms = 0  # Its words were cut off, so they are said again.
        elif self.segment and not self.is_waiting:
            self.at_ms = resume_point(self.segment, self.at_ms)
            if self.segment.step.is_set:
                self._say(Prompt.COUNT_IN)
        return "resumed"

    def _go(self, index: int, move: Move) -> None:
        """Go to a step, and end a pause."""
        if not self.is_paused:
            self._fade_out()
        self.is_paused = False
        self._enter(index, move)

    def _done(self) -> str:
        """End the set that the listener is done with, or a rest that waits for them or that they can end by now."""
        if self.segment and self.segment.step.ready_ms is not None:
            left_ms = self.segment.step.ready_ms - self.at_ms
            at_least = f"rest at least another {clock(left_ms + MS_PER_SECOND - 1)}"
            return at_least if left_ms > 0 else self._skip_rest()
        if not self.segment or not (self.segment.step.is_set or self.segment.step.waits):
            return "this step ends on its own"
        self._mark_done()
        self._go(self._after, Move.ADVANCE if self.is_waiting else Move.SKIP)
        return ""

    @property
    def _after(self) -> int:
        """The index of the step after this one; who ends a minimum early adds nothing to it."""
        after = self.index + 1
        is_early = not self.is_waiting and after < len(self.source.steps)
        return after + 1 if is_early and self.source.steps[after].is_more else after

    def _next(self) -> str:
        if self.step.is_set and not self.is_waiting:
            self.stats.outcomes.setdefault(self.index, False)
        else:
            self._mark_done()
        following = self.source.steps[self._after : self._after + 1]
        self._go(self._after, Move.SEEK if following and following[0].is_set else Move.SKIP)
        return ""

    def _back(self) -> str:
        """Go to the start of this step, or, just after its start, to that of the step before."""
        is_at_start = self.at_ms <= RESTART_MS
        self._go(max(0, self.index - is_at_start), Move.SEEK)
        return ""

    def _repeat(self) -> str:
        """Repeat this set, or the last one."""
        last = self._last_set()
        if last is None:
            return "there is no set to repeat yet"
        self.stats.repeated += 1
        self.stats.marked.discard(last)
        self._go(last, Move.REPEAT)
        return ""

    def _last_set(self) -> int | None:
        """Return the index of this set, or of the last one."""
        return next((index for index in range(self.index, -1, -1) if self.source.steps[index].is_set), None)

    def _missed(self) -> str:
        """Mark this set, or the last one, as missed, and say so; a group that goes on until then is over."""
        last = self._last_set()
        if last is None:
            return "there is no set to mark as missed yet"
        self.stats.marked.add(last)
        title = self.source.steps[last].title
        after = self._clocks.after_group(last)
        if after is not None and self.index < after:
            self._go(after, Move.SKIP)
            if not self.is_finished:
                self._say(Prompt.MARKED)
            return f"marked as missed: {title}. This group is over."
        said = self.source.prompt(Prompt.MARKED).cues[0]
        if self.segment and not self.is_waiting:
            self.segment = interjected(self.segment, self.at_ms, said) or self.segment
        elif self.is_waiting:
            self._say(Prompt.MARKED)
        return f"marked as missed: {title}"

    def _say_again(self) -> str:
        """Say again what this set is, or the next one; the time of the step goes on."""
        said = announcement(self.source.steps, self.source.segment, self.index)
        if said is None or self.segment is None:
            return "there is nothing to say again"
        if self.is_waiting:
            self.prompt, self.prompt_ms = spoken_prompt(said), 0
            return ""
        with_it = interjected(self.segment, self.at_ms, said)
        self.segment = with_it or self.segment
        return "" if with_it else "there is no time to say it again"

    def _skip_rest(self) -> str:
        """Go to the countdown of a rest."""
        if not (self.segment and self.segment.step.kind.is_break):
            return "there is no rest to skip now"
        if self.segment.step.waits:
            return self._done()
        start_ms = countdown_start(self.segment)
        if self.at_ms < start_ms:
            if not self.is_paused:
                self._fade_out()
            self.is_paused, self.at_ms = False, start_ms
        return ""

    def _more_rest(self) -> str:
        """Lengthen a rest, and say so if there is room."""
        if not (self.segment and self.segment.step.kind.is_break):
            return "there is no rest to lengthen now"
        if self.segment.step.waits:
            return "this rest lasts until you end it"
        said = self.source.prompt(Prompt.MORE_REST).cues[0]
        self._requested_ms = self.segment.length_ms + MORE_REST_MS
        self.segment = resized(self.segment, self._requested_ms, self.at_ms, said)
        return "10 seconds more rest"
