"""What is shown on the terminal while phrases are recorded."""

import sys
import time
from pathlib import Path

from rich.console import Console

from voicecoach.cli.report import say
from voicecoach.errors import printable
from voicecoach.player.large_text import badge_or_plain
from voicecoach.player.screen import can_draw
from voicecoach.recording import Phrase
from voicecoach.recording.studio import Question
from voicecoach.recording.takes import Moment, Take
from voicecoach.units import Db, Ms, seconds_text

_ROWS = 6
"""The most rows for a phrase."""

_BAR_CELLS = 30
_LOWEST_DB: Db = -60.0
_TOO_LOUD_DB: Db = -9.0
"""Speech whose RMS rises above this reaches full scale with its peaks, which are about 10 dB higher."""

_DRAWN_EVERY_S = 0.1
_LABEL_CELLS = 11

_TIMES = {0: "when you press a key, or wait", 1: "once", 2: "twice"}
"""How often a phrase is heard, where that is not a number of times."""

_MUCH_LONGER = 1.6
_LONGER_MS: Ms = 300
"""A take is called slow if it is longer than the voice by this factor, and by this time."""


class TerminalDisplay:
    """Shows lines, and below them, while a take is recorded, one line with the count-in and a level meter."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False, emoji=False, markup=False)
        self._can_draw = can_draw()
        self._label = ""
        self._drawn_s = 0.0
        self._has_meter = False

    def show_phrase(self, phrase: Phrase, number: int, total: int) -> None:
        """Show the phrase in large letters, its number, and how often it is heard."""
        times = _TIMES.get(phrase.times, f"{phrase.times} times")
        say(f"\n{number} of {total}, heard {times}:\n")
        words = printable(phrase.words)
        if self._can_draw:
            for line in badge_or_plain(words, "", self._console.width, _ROWS):
                self._console.print(line)
        else:
            say(f"    {words}")
        say("")

    def show_keys(self, question: Question) -> None:
        """Show the keys and what each does."""
        say(" · ".join(f"{key}: {answer.value}" for key, answer in question.items()))

    def show_moment(self, moment: Moment) -> None:
        """Show a number of the count-in, or that it is time to speak."""
        self._label = moment.value
        if not self._can_draw:
            say(moment.value)

    def show_level(self, level_db: Db) -> None:
        """Show the level as a bar."""
        now_s = time.monotonic()
        if self._can_draw and now_s - self._drawn_s >= _DRAWN_EVERY_S:
            self._drawn_s, self._has_meter = now_s, True
            self._write(f"\r{self._label:{_LABEL_CELLS}}{_bar(level_db)}\x1b[K")

    def hide_level(self) -> None:
        """Remove the bar, so that whatever is printed next has a line of its own."""
        if self._has_meter:
            self._has_meter = False
            self._write("\r\x1b[K")

    def show_take(self, take: Take, phrase: Phrase) -> None:
        """Show how long a take is, and what is wrong with it."""
        for fault in take.faults:
            say(f"{fault.message}\n  hint: {fault.cure}")
        if phrase.times and take.speech_ms > max(_MUCH_LONGER * phrase.duration_ms, phrase.duration_ms + _LONGER_MS):
            lengths = f"{_seconds(take.speech_ms)}, in the voice {_seconds(phrase.duration_ms)}"
            say(f"slow ({lengths}): where it has no room, less is said")
        elif take.pcm and not take.faults:
            say(f"{_seconds(take.speech_ms)}, clear")

    def show_kept(self, path: Path) -> None:
        """Show the file of a take that is kept."""
        say(f"kept: {path.name}")

    def show_lost_speaker(self) -> None:
        """Show that nothing can be heard, because the sound device has stopped."""
        say("the sound device has stopped: quit with q and start again to hear your takes")

    @staticmethod
    def _write(text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


def _bar(level_db: Db) -> str:
    """Return a level as a bar; an exclamation mark says that it is too loud."""
    cells = round(_BAR_CELLS * (1 - max(level_db, _LOWEST_DB) / _LOWEST_DB))
    return "█" * cells + "░" * (_BAR_CELLS - cells) + (" !" if level_db > _TOO_LOUD_DB else "")


def _seconds(time_ms: Ms) -> str:
    return seconds_text(round(time_ms, -2))
