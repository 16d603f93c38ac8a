"""The estimated duration of what is heard, against the real default voice and the shipped sounds."""

from dataclasses import replace

import pytest

from tests.conftest import read
from voicecoach.audio import load_sounds
from voicecoach.coach import EstimatedDurations, place
from voicecoach.compiler import coach_workout
from voicecoach.languages import LANGUAGES
from voicecoach.library import load_script
from voicecoach.loading import read_workout
from voicecoach.session import Choices
from voicecoach.speech import Voice, VoiceSettings, open_voice
from voicecoach.timeline import Heard

OPENING, COUNT = Heard(text="Lower-body activation."), Heard(text="12")


def test_sounds_have_their_exact_lengths() -> None:
    """The estimate cannot load a sound, so its table has to follow the shipped ones."""
    estimated = EstimatedDurations("en")
    assert {heard.sound: estimated[heard] for heard in estimated} == {
        name: clip.duration_ms for name, clip in load_sounds().items()
    }


@pytest.mark.parametrize(("language", "engine"), [*((language, "") for language in LANGUAGES), ("en", "pyttsx3")])
def test_what_is_said_takes_about_as_long_as_estimated_and_rather_less(
    voice: Voice, language: str, engine: str
) -> None:
    """Over one script. The estimate of a single phrase may be far off, that of a session may not."""
    workout = read_workout(load_script("isometric-row")).or_raise()
    coached = coach_workout(replace(workout, language=language), Choices())
    texts = sorted({form.text for line in coached.lines for form in line.forms if form.text})
    measured = open_voice(VoiceSettings(engine), language, cache=voice.cache).speak(texts)
    measured_ms = sum(clip.duration_ms for clip in measured.values())
    estimated = EstimatedDurations(language, engine=engine)
    assert 1 <= sum(estimated[Heard(text=text)] for text in texts) / measured_ms < 1.15


def test_a_slower_voice_takes_longer() -> None:
    """In proportion to its rate, and the language of a country is that of the language."""
    usual, slower = EstimatedDurations("en-gb"), EstimatedDurations("en", rate_wpm=80)
    assert [slower[heard] for heard in (OPENING, COUNT)] == [2 * usual[heard] for heard in (OPENING, COUNT)]


def test_a_session_is_placed_without_a_voice() -> None:
    """Whatever ``place`` asks for has a duration."""
    coached = coach_workout(read("# Test\n\n## Main\n\n- Squats: 10 reps\n"), Choices())
    timeline = place(coached.session, coached.lines, EstimatedDurations("en"), VoiceSettings())
    assert timeline.duration_ms > 30_000
