"""A listener for tests: takes slice after slice from a playhead, and notices whatever must never be heard."""

from dataclasses import dataclass, field

from tests.conftest import read
from voicecoach.compiler import coach_workout
from voicecoach.live_session import LiveSession
from voicecoach.player import Control, Playhead, State
from voicecoach.player.sequencer import SLICE_MS, Slice
from voicecoach.session import Choices
from voicecoach.talk import Verbosity
from voicecoach.timeline import Segment, Timeline, VoiceSettings, broken_promises

MIXED = """# Mixed

## Flow: no rest

- Reach up: 20 s
- Fold: 20 s each side

## Strength: rest 30 s between exercises

- Squat: 2 x 6 reps
- Row: 8 reps, self-paced, rest as needed
- Press: 5 reps, tempo 2-1-1-0

## Finisher: EMOM 3 min

- Swings: 5 reps

## Movements

### Squat
pace: 2 s per rep

Stand tall first.

- Push your hips back | Hips back
- Chest up

### Swings
pace: 2 s per rep
"""


def live_of(voice, text=MIXED, *, is_prepared=True, **choices):
    """Return a live session with the real voice, fully prepared unless told otherwise."""
    live = LiveSession(coach_workout(read(text), Choices(**choices)), voice, {})
    if is_prepared:
        prepare(live)
    return live


def prepare(live, index=0):
    while live.prepare(index):
        pass


def whole(segment: Segment) -> Timeline:
    """Return a segment as a timeline, so that the promises of timelines can be checked."""
    alone = segment.at(0, 0)
    return Timeline("", "en", Verbosity.NORMAL, VoiceSettings("", "", 0), segment.length_ms, (alone.step,), alone.cues)


def crossing(segment: Segment, at_ms: int) -> list[tuple]:
    return [(cue.heard, cue.start_ms - at_ms) for cue in segment.cues if cue.start_ms < at_ms < cue.end_ms]


@dataclass
class Listener:
    """Listens to a playhead; ``take`` fails if a word is cut, starts in its middle or overlaps another."""

    playhead: Playhead
    last: Slice | None = None
    time_ms: int = 0
    heard: list = field(default_factory=list)
    """The cues heard to their last millisecond: (index of the step, cue)."""
    judged: list = field(default_factory=list)

    def take(self) -> Slice:
        index = self.playhead.index
        slice_ = self.playhead.next_slice()
        assert 0 < slice_.length_ms <= SLICE_MS
        segment, last = slice_.segment, self.last
        if segment is None:
            # What it has taken tells that a step was not ready; since then, it may have become so.
            is_loading = self.playhead.segment is None
            assert is_loading or self.playhead.state in {State.PAUSED, State.WAITING, State.FINISHED}
            is_cut = (
                last and last.segment and not last.fades_out and crossing(last.segment, last.at_ms + last.length_ms)
            )
            assert not is_cut
        else:
            assert slice_.at_ms >= 0
            assert slice_.at_ms + slice_.length_ms <= segment.length_ms
            self._judge(segment)
            self._joins(slice_)
        self.last = slice_
        self.time_ms += slice_.length_ms
        if segment and not slice_.fades_out:
            ended = (cue for cue in segment.cues if slice_.at_ms < cue.end_ms <= slice_.at_ms + slice_.length_ms)
            self.heard += [(index if segment is not self.playhead.prompt else None, cue) for cue in ended]
        return slice_

    def _judge(self, segment: Segment) -> None:
        if not any(segment is judged for judged in self.judged):
            assert list(broken_promises(whole(segment))) == []
            self.judged = [*self.judged[-5:], segment]

    def _joins(self, slice_: Slice) -> None:
        """Check that no cue is cut between one slice and the next."""
        segment, last = slice_.segment, self.last
        goes_on = [] if last is None or last.segment is None else crossing(last.segment, last.at_ms + last.length_ms)
        comes_in = crossing(segment, slice_.at_ms)
        if last is not None and last.fades_out:
            assert comes_in == []
        elif slice_.fades_out and slice_.at_ms == 0:
            assert goes_on == []
        else:
            assert goes_on == comes_in

    def listen(self, ms: int) -> list[Slice]:
        until_ms = self.time_ms + ms
        taken = []
        while self.time_ms < until_ms:
            taken.append(self.take())
        return taken

    def listen_until(self, condition, most_ms=3_600_000) -> None:
        until_ms = self.time_ms + most_ms
        while not condition(self.playhead):
            assert self.time_ms < until_ms, "it never comes to that"
            self.take()

    def reach(self, title: str, at_ms: int = 0) -> None:
        """Listen until ``at_ms`` of a step with this title; end sets that wait at once."""

        def is_there(playhead):
            if playhead.is_waiting and not playhead.step.title.startswith(title):
                playhead.do(Control.DONE)
            return playhead.segment and playhead.step.title.startswith(title) and playhead.at_ms >= at_ms

        self.listen_until(is_there)

    def texts(self) -> list[str]:
        return [cue.heard.text for _, cue in self.heard if cue.heard.text]
