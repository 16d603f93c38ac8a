"""Records phrases one by one: count in, record, play back, keep or again."""

import queue
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol, TypeAlias

from voicecoach.audio import Clip, load_sounds
from voicecoach.errors import OutputError
from voicecoach.player.outputs.devices import NO_MICROPHONE
from voicecoach.recording.microphone import OpenMicrophone
from voicecoach.recording.pack import as_heard, keep_take
from voicecoach.recording.phrases import Phrase
from voicecoach.recording.speaker import Speaker
from voicecoach.recording.takes import Moment, Take, TakeRecorder
from voicecoach.timeline import Heard
from voicecoach.units import Db

GetKey: TypeAlias = Callable[[float], str | None]
"""Waits up to this many seconds for a key, and returns its name."""

_TURN_S = 0.1
_MOST_SILENT_TURNS = 50
"""A microphone that delivers nothing for this many turns is lost. Turns are counted, because Ctrl-Z stops the clock of
this program, but not that of the computer."""


class Answer(Enum):
    """What the person wants to do with a phrase or a take; the value says it on the screen."""

    RECORD = "record"
    VOICE = "hear the voice say it"
    SKIP = "skip"
    QUIT = "quit"
    KEEP = "keep"
    AGAIN = "again"
    PLAY = "play again"
    STOP = "stop recording"


Question: TypeAlias = Mapping[str, Answer]
"""The answers that are possible, by the names of their keys."""

_LEAVE = {"s": Answer.SKIP, "q": Answer.QUIT}
BEFORE: Question = {"return": Answer.RECORD, "v": Answer.VOICE, **_LEAVE}
DURING: Question = {"return": Answer.STOP, "q": Answer.QUIT}
AFTER: Question = {"k": Answer.KEEP, "a": Answer.AGAIN, "p": Answer.PLAY, "v": Answer.VOICE, **_LEAVE}
AFTER_NOTHING: Question = {"a": Answer.AGAIN, **_LEAVE}
"""What can be done before, during and after a take, and after one in which nothing was heard."""


class Display(Protocol):
    """Shows what happens."""

    def show_phrase(self, phrase: Phrase, number: int, total: int) -> None:
        """Show the phrase to record next, and which one of how many it is."""

    def show_keys(self, question: Question) -> None:
        """Show what can be done now."""

    def show_moment(self, moment: Moment) -> None:
        """Show a number of the count-in, or that it is time to speak."""

    def show_level(self, level_db: Db) -> None:
        """Show how loud the microphone hears the person."""

    def hide_level(self) -> None:
        """Hide the level again, so that whatever is printed next has a line of its own."""

    def show_take(self, take: Take, phrase: Phrase) -> None:
        """Show how long a take is, and what is wrong with it."""

    def show_kept(self, path: Path) -> None:
        """Show that a take is kept."""

    def show_lost_speaker(self) -> None:
        """Show that nothing can be heard, because the sound device has stopped."""


@dataclass(frozen=True, slots=True)
class Studio:
    """What is needed to record; without a ``speaker``, the count-in is only shown and takes are not played back."""

    pack: Path
    open_microphone: OpenMicrophone
    speaker: Speaker | None
    get_key: GetKey
    display: Display

    def record(self, phrases: Sequence[Phrase], voice: Mapping[Heard, Clip]) -> bool:
        """Record phrases until the last one, or until the person quits; return whether they did not quit.

        ``voice`` has the clips of the session, to hear how the voice says a phrase.

        Raises:
            OutputError: the microphone is lost, or a take cannot be written.
        """
        for number, phrase in enumerate(phrases, start=1):
            self.display.show_phrase(phrase, number, len(phrases))
            said = voice.get(Heard(text=phrase.text))
            answer = self._ask(BEFORE, {Answer.VOICE: said})
            while answer in {Answer.RECORD, Answer.AGAIN}:
                answer = self._one_take(phrase, said)
            if answer is Answer.QUIT:
                return False
        return True

    def _one_take(self, phrase: Phrase, said: Clip | None) -> Answer:
        """Record one take, and return what comes after it. A take that is kept is in the pack by then."""
        take = self._listen()
        if take is None:
            return Answer.QUIT
        self.display.show_take(take, phrase)
        heard = as_heard(take.pcm) if take.pcm else None
        if heard is None:
            return self._ask(AFTER_NOTHING, {})
        self._play(heard)
        answer = self._ask(AFTER, {Answer.PLAY: heard, Answer.VOICE: said})
        if answer is Answer.KEEP:
            self.display.show_kept(keep_take(self.pack, phrase.name, take.pcm))
        return answer

    def _ask(self, question: Question, clips: Mapping[Answer, Clip | None]) -> Answer:
        """Wait for an answer. Those in ``clips`` only play something, and are only possible if there is something."""
        playable = {answer: clip for answer, clip in clips.items() if clip and self.speaker}
        possible = {key: answer for key, answer in question.items() if answer not in clips or answer in playable}
        self.display.show_keys(possible)
        while True:
            answer = possible.get(self.get_key(_TURN_S) or "")
            if answer in playable:
                self._play(playable[answer])
            elif answer is not None:
                self._stop_playing()
                return answer

    def _listen(self) -> Take | None:
        """Count in and record one take; None if the person quits."""
        if self.speaker and self.speaker.is_lost:
            self.display.show_lost_speaker()
        self.display.show_keys(DURING)
        blocks: queue.Queue[bytes] = queue.Queue()
        recorder = TakeRecorder()
        microphone = self.open_microphone()
        try:
            microphone.start(blocks.put)
            while True:
                answer = DURING.get(self.get_key(0) or "")
                if answer is Answer.QUIT:
                    return None
                if self._is_over(recorder.feed(_next(blocks))) or (answer is Answer.STOP and recorder.has_begun):
                    return recorder.take()
                self.display.show_level(recorder.level_db)
        finally:
            microphone.close()
            self.display.hide_level()

    def _is_over(self, moments: Iterable[Moment]) -> bool:
        """Show and sound what happens in a take; return whether it is over."""
        for moment in moments:
            if moment is Moment.OVER:
                return True
            self.display.show_moment(moment)
            if moment.is_beep:
                self._play(load_sounds()["ready"])
        return False

    def _play(self, clip: Clip) -> None:
        if self.speaker:
            self.speaker.play(clip)

    def _stop_playing(self) -> None:
        if self.speaker:
            self.speaker.stop()


def _next(blocks: "queue.Queue[bytes]") -> bytes:
    """Return what the microphone delivers next."""
    for _ in range(_MOST_SILENT_TURNS):
        try:
            return blocks.get(timeout=_TURN_S)
        except queue.Empty:
            continue
    raise OutputError("the microphone has stopped", NO_MICROPHONE)
