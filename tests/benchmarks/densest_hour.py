"""How long it takes to compile the densest hour that ships, without a voice: python -m tests.benchmarks.densest_hour

The densest script is the one with the most lines a minute; its groups are repeated until they last an hour. Planning
and coaching, and then placing, are timed as processor time, which a busy machine changes little. The durations of words
are known beforehand. The shortest of many runs is what the work itself takes.
"""

import time
from dataclasses import replace
from pathlib import Path

from tests.coach.test_placement import VOICE, Measured
from tests.conftest import SESSIONS
from voicecoach.coach import place
from voicecoach.compiler import coach_workout, estimated_timeline
from voicecoach.loading import load_workout
from voicecoach.session import Choices
from voicecoach.talk import Verbosity
from voicecoach.units import MS_PER_MINUTE
from voicecoach.workout import Workout

RUNS = 15
HOUR_MS = 60 * MS_PER_MINUTE


def densest(verbosity: Verbosity) -> Path:
    """Return the shipped script with the most lines a minute."""

    def density(path: Path) -> float:
        coached = coach_workout(load_workout(str(path)).or_raise(), Choices(verbosity=verbosity))
        return len(coached.lines) / sum(step.duration_ms for step in coached.session.steps)

    return max(SESSIONS, key=density)


def hour_of(path: Path, choices: Choices) -> Workout:
    """Return a script with its groups repeated until they last about an hour."""
    workout = load_workout(str(path)).or_raise()
    once_ms = estimated_timeline(coach_workout(workout, choices)).duration_ms
    return replace(workout, groups=workout.groups * round(HOUR_MS / once_ms))


def timed(workout: Workout, choices: Choices) -> tuple[float, float, int]:
    """Return how long planning and coaching take, how long placing takes, in seconds, and the number of cues."""
    start = time.process_time()
    coached = coach_workout(workout, choices)
    coached_s = time.process_time() - start
    durations = Measured()
    _ = [durations[form] for line in coached.lines for form in line.forms]
    start = time.process_time()
    timeline = place(coached.session, coached.lines, durations, VOICE)
    return coached_s, time.process_time() - start, len(timeline.cues)


def main() -> None:
    """Print a line for each verbosity that says words."""
    for verbosity in (Verbosity.BRIEF, Verbosity.NORMAL, Verbosity.DETAILED):
        choices, path = Choices(verbosity=verbosity), densest(verbosity)
        hour = hour_of(path, choices)
        coached_s, placed_s, cues = min((timed(hour, choices) for _ in range(RUNS)), key=lambda run: run[0] + run[1])
        coached_ms, placed_ms = 1000 * coached_s, 1000 * placed_s
        head = f"{verbosity.label:10}{path.stem}, {cues} cues: {coached_ms + placed_ms:.0f} ms"
        print(f"{head} (planning and coaching {coached_ms:.0f}, placing {placed_ms:.0f})")


if __name__ == "__main__":
    main()
