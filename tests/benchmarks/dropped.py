"""How many lines are dropped because there is no room: python -m tests.benchmarks.dropped [LANGUAGE]

For all shipped scripts, it prints for each verbosity how many lines with words the coach would like to say, how many of
them are dropped, by kind, and how many of those with a warning. A line that can be said in several places counts once.
With ``--estimated``, the durations of words are estimated and not those of the default voice.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import repeat

from tests.conftest import SESSIONS
from voicecoach.coach.lines import SoftLine
from voicecoach.compiler import CoachedSession, coach_workout, estimated_timeline, speak_session, voice_for
from voicecoach.errors import Severity
from voicecoach.languages import LANGUAGES
from voicecoach.library import load_script
from voicecoach.loading import read_workout
from voicecoach.session import Choices
from voicecoach.talk import Verbosity
from voicecoach.timeline import Timeline


def wanted(coached: CoachedSession) -> int:
    """Return how many lines with words the coach would like to say."""
    spoken = [line for line in coached.lines if any(form.text for form in line.forms)]
    announced = [line for line in spoken if isinstance(line, SoftLine) and line.announces is not None]
    return len(spoken) - len(announced) + len({(line.kind, line.announces) for line in announced})


def dropped(timeline: Timeline) -> Iterator[tuple[str, Severity]]:
    """Yield the kind of each line that was dropped, and the severity of the note about it."""
    for note in timeline.notes:
        kind, _, rest = note.message.partition(" ")
        lines, found, _ = rest.partition(" dropped: ")
        if found:
            yield from repeat((kind, note.severity), lines.count("', '") + 1)


def main() -> None:
    """Print a line for each verbosity."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", nargs="?", choices=LANGUAGES, default="en")
    parser.add_argument("--estimated", action="store_true")
    arguments = parser.parse_args()
    workouts = [
        replace(read_workout(load_script(str(path))).or_raise(), language=arguments.language) for path in SESSIONS
    ]
    voice = None if arguments.estimated else voice_for(workouts[0])
    for verbosity in Verbosity:
        lines, lost = 0, list[tuple[str, Severity]]()
        for workout in workouts:
            coached = coach_workout(workout, Choices(verbosity=verbosity))
            lines += wanted(coached)
            lost += dropped(speak_session(coached, voice).timeline if voice else estimated_timeline(coached))
        warnings = sum(severity is Severity.WARNING for _, severity in lost)
        named = ", ".join(f"{kind} {number}" for kind, number in Counter(kind for kind, _ in lost).most_common())
        print(f"{verbosity.label:10}{lines:6} lines {len(lost):4} dropped {warnings:3} warnings   {named}")


if __name__ == "__main__":
    main()
