"""How long a text is heard, without starting an engine."""

from dataclasses import replace
from pathlib import Path

from voicecoach.coach import EstimatedDurations
from voicecoach.speech import Voice, VoiceSettings, durations_at_hand, pyttsx3_engine
from voicecoach.timeline import Heard

KNOWN, UNKNOWN, SOUND = Heard(text="Next up: squats."), Heard(text="Nobody has said this yet."), Heard(sound="go")


def test_what_is_cached_is_measured_and_all_else_estimated(voice: Voice, monkeypatch) -> None:
    """The clip's own length, to the millisecond, and no process of the engine."""
    clip = voice.speak([KNOWN.text])[KNOWN.text]
    monkeypatch.setattr(pyttsx3_engine, "_replies", None)
    durations, estimated = durations_at_hand(VoiceSettings(), "en", cache=voice.cache), EstimatedDurations("en")
    assert durations[KNOWN] == clip.duration_ms != estimated[KNOWN]
    assert [durations[heard] for heard in (UNKNOWN, SOUND)] == [estimated[heard] for heard in (UNKNOWN, SOUND)]


def test_a_voice_that_cannot_speak_is_estimated(tmp_path: Path) -> None:
    """A list is shown although the voice's files, or its recordings, are missing."""
    missing = VoiceSettings(engine="piper", id=str(tmp_path / "none.onnx"))
    for settings in (missing, replace(missing, id=""), VoiceSettings(pack=str(tmp_path / "none"))):
        assert durations_at_hand(settings, "en")[UNKNOWN] == EstimatedDurations("en")[UNKNOWN]


def test_the_rate_counts() -> None:
    """Whether a clip is cached or not."""
    assert durations_at_hand(VoiceSettings(rate_wpm=80), "en")[UNKNOWN] == EstimatedDurations("en", 80)[UNKNOWN]
