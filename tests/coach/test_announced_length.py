"""The length that is announced is that of the session, to the minute, however long it takes to say so."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.coach.test_placement import SOUNDS_MS, Measured, compiled, typical
from tests.conftest import SESSIONS, SWEEP, THOROUGHNESS, read
from tests.script.workouts import is_short, short_workouts
from voicecoach.coach.announced_length import with_true_length
from voicecoach.coach.lines import LengthLine, SoftLine, words
from voicecoach.coach.sentences import Sentences
from voicecoach.compiler import coach_workout, compile_session
from voicecoach.errors import VoicecoachError
from voicecoach.languages import LANGUAGES
from voicecoach.loading import load_workout
from voicecoach.phrases import open_catalogue
from voicecoach.session import Choices
from voicecoach.speech import Voice, open_voice
from voicecoach.talk import Verbosity
from voicecoach.timeline import Timeline
from voicecoach.units import MS_PER_MINUTE, whole_minutes
from voicecoach.workout import Workout

LONGEST_MINUTES = 24 * 60
TALKATIVE = [Verbosity.NORMAL, Verbosity.DETAILED]


def said_lengths(language: str, minutes: Iterable[int]) -> set[str]:
    """Return the announcements of these numbers of minutes; no two are the same."""
    say = Sentences(open_catalogue(language))
    return {say.length(each)[0] for each in minutes}


def check_length(timeline: Timeline, language: str) -> None:
    """The first changeover begins with the length, which is within half a minute of the true one."""
    said = [cue.heard.text for cue in timeline.cues if cue.step == 1 and cue.heard.text]
    less = timeline.duration_ms // MS_PER_MINUTE
    near = (each for each in (less, less + 1) if abs(each * MS_PER_MINUTE - timeline.duration_ms) <= MS_PER_MINUTE // 2)
    assert said[0] in said_lengths(language, {*near} | {0} if less == 0 else near)


@pytest.mark.parametrize(
    ("minutes", "en", "de", "es", "fr"),
    [
        (0, "Less than a minute.", "Weniger als eine Minute.", "Menos de un minuto.", "Moins d'une minute."),
        (1, "About 1 minute.", "Etwa eine Minute.", "Un minuto, más o menos.", "Environ une minute."),
        (7, "About 7 minutes.", "Etwa 7 Minuten.", "Unos 7 minutos.", "Environ 7 minutes."),
        (60, "About an hour.", "Etwa eine Stunde.", "Una hora, más o menos.", "Environ une heure."),
        (61, "About an hour and 1 minute.", "Etwa eine Stunde und eine Minute.", "Una hora y un minuto, más o menos.",
         "Environ une heure et une minute."),
        (85, "About an hour and 25 minutes.", "Etwa eine Stunde und 25 Minuten.",
         "Una hora y 25 minutos, más o menos.", "Environ une heure et 25 minutes."),
        (90, "About an hour and a half.", "Etwa anderthalb Stunden.", "Una hora y media, más o menos.",
         "Environ une heure et demie."),
        (120, "About 2 hours.", "Etwa 2 Stunden.", "Unas 2 horas.", "Environ 2 heures."),
        (150, "About 2 and a half hours.", "Etwa 2 Stunden und 30 Minuten.", "Unas 2 horas y media.",
         "Environ 2 heures et demie."),
        (181, "About 3 hours and 1 minute.", "Etwa 3 Stunden und eine Minute.", "Unas 3 horas y un minuto.",
         "Environ 3 heures et une minute."),
    ],
)  # fmt: skip
def test_a_length_is_said_as_a_coach_would(minutes: int, en: str, de: str, es: str, fr: str) -> None:
    """In every language, from an hour on in hours."""
    assert [Sentences(open_catalogue(language)).length(minutes)[0] for language in LANGUAGES] == [en, de, es, fr]


def test_no_two_lengths_are_said_the_same() -> None:
    """So an announcement is true to the minute or wrong."""
    lengths = [len(said_lengths(language, range(LONGEST_MINUTES))) for language in LANGUAGES]
    assert lengths == [LONGEST_MINUTES] * len(LANGUAGES)


@pytest.mark.parametrize("path", SWEEP)
def test_every_shipped_script_announces_its_true_length(path, voice: Voice) -> None:
    """At every verbosity that announces one, with the real default voice."""
    for verbosity in TALKATIVE:
        check_length(
            compile_session(load_workout(str(path)).or_raise(), Choices(verbosity=verbosity), voice).timeline, "en"
        )


@pytest.mark.slow
@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
def test_the_true_length_is_announced_in_every_language(path, voice: Voice, language: str) -> None:
    """With the default voice of the language."""
    workout = replace(load_workout(str(path)).or_raise(), language=language)
    speaks = open_voice(language=language, cache=voice.cache)
    for verbosity in TALKATIVE:
        check_length(compile_session(workout, Choices(verbosity=verbosity), speaks).timeline, language)


@pytest.mark.parametrize("verbosity", [Verbosity.QUIET, Verbosity.BRIEF])
def test_a_coach_of_few_words_announces_none(verbosity: Verbosity) -> None:
    """As the equipment, it is part of an opening in full."""
    timeline = compiled(read("# A\n\n## G\n\n- Squats: 10 reps\n"), Choices(verbosity=verbosity))
    assert not {cue.heard.text for cue in timeline.cues} & said_lengths("en", range(5))


def per_letter(heard):
    """Return the duration of what is heard with a very slow voice."""
    return SOUNDS_MS[heard.sound] if heard.sound else 137 * len(heard.text)


@settings(max_examples=15 * THOROUGHNESS, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(short_workouts(), st.sampled_from(TALKATIVE), st.sampled_from(LANGUAGES))
def test_any_workout_announces_its_true_length(workout: Workout, verbosity: Verbosity, language: str) -> None:
    """With any durations, and unless the workout switches the announcement off."""
    assume(is_short(workout))
    choices = Choices(verbosity=verbosity)
    spoken = replace(workout, language=language, cues=())
    try:
        coached = coach_workout(spoken, choices)
    except VoicecoachError:
        return  # There is nothing to do, or too much for one session.
    for measure in (typical, per_letter):
        timeline = compiled(spoken, choices, measure)
        check_length(timeline, language)
        assert coached.length_ms(Measured(measure)) == timeline.duration_ms


def test_at_the_edge_of_a_minute_everything_is_said_a_little_later_until_the_length_is_true() -> None:
    """Here 1 minute takes two seconds longer to say than 2 minutes, and the session would be 90 s with either."""
    takes_ms = {"1": 3000, "2": 1000}
    other = SoftLine(1, "announce", words(("First: squats.",)))
    lines = (LengthLine(1, lambda minutes: (str(minutes),)), other)

    def duration_of(said) -> int:
        return sum(line.earliest_ms + takes_ms.get(line.forms[0].text, 0) for line in said[:1] if line.forms)

    length, first = with_true_length(lines, 88_000, duration_of)
    assert (length.forms, length.earliest_ms, first.earliest_ms) == (words(("2",)), 1000, 1000)
    assert whole_minutes(88_000 + duration_of((length, first))) == 2
