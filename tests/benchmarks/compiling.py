"""How long compiling takes without speech, and how it grows: python -m tests.benchmarks.compiling

Planning, coaching and placing are timed in this process, after start-up and after a first run that opens the catalogue;
the durations of words are taken from their letters, as in the tests.
"""

import statistics
import time
from dataclasses import replace

from tests.coach.test_placement import VOICE, Measured
from voicecoach.coach import place
from voicecoach.compiler import coach_workout
from voicecoach.languages import LANGUAGES
from voicecoach.loading import load_workout
from voicecoach.session import Choices
from voicecoach.talk import Verbosity
from voicecoach.timeline import Timeline
from voicecoach.units import MS_PER_MINUTE
from voicecoach.workout import Workout

SCRIPTS = ("lower-body-activation", "couch-to-5k-week-1", "five-by-five")
HOURS = (0.5, 1, 2, 4)
RUNS = 7


def compiled(workout: Workout, choices: Choices) -> tuple[Timeline, float]:
    """Compile a workout; return also how long that took, in seconds, without the measuring of words."""
    start = time.perf_counter()
    coached = coach_workout(workout, choices)
    session, lines = coached.session, coached.lines
    measured = time.perf_counter()
    durations = Measured()
    _ = [durations[form] for line in lines for form in line.forms]
    begun = time.perf_counter()
    timeline = place(session, lines, durations, VOICE)
    return timeline, time.perf_counter() - begun + measured - start


def repeated(workout: Workout, hours: float) -> Workout:
    """Return a workout whose groups come again and again, for about so many hours."""
    once_ms = compiled(workout, Choices())[0].duration_ms
    times = max(1, round(hours * 60 * MS_PER_MINUTE / once_ms))
    return replace(workout, groups=workout.groups * times)


def main() -> None:
    """Print the median of each."""
    print("script                  language  verbosity  minutes   cues   compile   an hour of it")
    for name in SCRIPTS:
        workout = load_workout(name).or_raise()
        for language in LANGUAGES[:2]:
            for verbosity in (Verbosity.NORMAL, Verbosity.DETAILED):
                for hours in HOURS:
                    long = repeated(replace(workout, language=language), hours)
                    timeline, _ = compiled(long, Choices(verbosity=verbosity))
                    seconds = statistics.median(compiled(long, Choices(verbosity=verbosity))[1] for _ in range(RUNS))
                    minutes = timeline.duration_ms / MS_PER_MINUTE
                    print(
                        f"{name:24}{language:10}{verbosity.label:10}{minutes:8.0f}{len(timeline.cues):7}"
                        f"{1000 * seconds:7.0f} ms{1000 * seconds / minutes * 60:10.0f} ms"
                    )


if __name__ == "__main__":
    main()
