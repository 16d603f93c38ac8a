"""How long a voice takes for a phrase, and how far the estimate is off: python -m tests.benchmarks.estimated

It speaks everything that the coach would say in the shipped scripts, at every verbosity, and the numbers from 1 to 300;
prints the table of ``voicecoach.coach.estimated_durations`` as least squares gives it (before the 100 ms that are added
to a phrase), and then the error of the table that is in use.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from tests.conftest import SESSIONS
from voicecoach.audio import Clip
from voicecoach.coach import EstimatedDurations
from voicecoach.coach.estimated_durations import MEASURED_RATE_WPM, parts
from voicecoach.compiler import coach_workout
from voicecoach.languages import LANGUAGES
from voicecoach.library import load_script
from voicecoach.loading import read_workout
from voicecoach.session import Choices
from voicecoach.speech import VoiceSettings, open_voice
from voicecoach.talk import Verbosity
from voicecoach.timeline import Heard

NUMBERS = tuple(map(str, (*range(1, 61), *range(70, 301, 10))))


def phrases(language: str) -> list[str]:
    """Return whatever the coach would say in the shipped scripts, except numbers alone."""
    workouts = [read_workout(load_script(str(path))).or_raise() for path in SESSIONS]
    coached = [
        coach_workout(replace(workout, language=language), Choices(verbosity=verbosity))
        for workout in workouts
        for verbosity in Verbosity
    ]
    forms = {form.text for session in coached for line in session.lines for form in line.forms if form.text}
    return sorted(text for text in forms if not text.isdigit())


def main() -> None:
    """Print the measurements of each language, with the engines that come with voicecoach."""
    for language, engine in (*((language, "pyttsx3") for language in LANGUAGES), ("en", "hibari")):
        voice = open_voice(VoiceSettings(engine, rate_wpm=MEASURED_RATE_WPM), language)
        texts, estimated = phrases(language), EstimatedDurations(language, engine=engine)
        measured = _measured(voice.speak(texts).values())
        of_numbers = _measured(voice.speak(NUMBERS).values())
        print(f"{language} {engine}: letter, digit, stop, phrase {_fitted([parts(text) for text in texts], measured)}")
        print(f"{language} {engine}: digit, number {_fitted([(len(number),) for number in NUMBERS], of_numbers)}")
        error_ms = np.array([estimated[Heard(text=text)] for text in texts]) - measured
        longer, in_all = (error_ms < 0).mean(), error_ms.sum() / measured.sum()
        rms_ms = (error_ms**2).mean() ** 0.5
        errors = f"error {rms_ms:.0f} ms, {longer:.0%} longer, {in_all:.1%} long in all"
        print(f"{language} {engine}: {len(texts)} phrases, {errors}")


def _measured(clips: Iterable[Clip]) -> np.ndarray:
    return np.array([clip.duration_ms for clip in clips])


def _fitted(counted: Sequence[tuple[int, ...]], measured: np.ndarray) -> list[int]:
    """Return the milliseconds of each counted part, and of the whole that has them."""
    table = np.column_stack((np.array(counted), np.ones(len(counted))))
    return [round(part_ms) for part_ms in np.linalg.lstsq(table, measured, rcond=None)[0]]


if __name__ == "__main__":
    main()
