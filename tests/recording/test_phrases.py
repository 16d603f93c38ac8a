"""Which phrases a session has, in which order they are recorded, and what share of a session is recorded."""

from dataclasses import replace

from tests.conftest import SHIPPED
from voicecoach.phrases import open_catalogue
from voicecoach.recording import Share, phrases_of, share_of
from voicecoach.session import StepKind
from voicecoach.talk import Verbosity
from voicecoach.timeline import Cue, Heard, Timeline, TimelineStep, VoiceSettings


def timeline_of(*texts):
    """Return a timeline in which each text takes as many tenths of a second as it has letters."""
    cues, at_ms = [], 0
    for text in texts:
        cues.append(Cue(at_ms, at_ms + 100 * len(text), 0, "form", Heard(text=text)))
        at_ms += 100 * len(text)
    step = TimelineStep(0, StepKind.WORK, "Squat", "Squat", None, 1, 1, 0, at_ms)
    return Timeline("T", "en", Verbosity.NORMAL, VoiceSettings(), at_ms, (step,), tuple(cues))


class Speaker:
    """Writes out one figure."""

    catalogue = open_catalogue("en")

    def words(self, text):
        return text.replace("20 s.", "20 seconds.")


def phrases_in(*texts, verbosity=Verbosity.QUIET):
    return phrases_of(replace(timeline_of(*texts), verbosity=verbosity), Speaker())


def test_what_is_heard_most_comes_first_then_what_is_heard_first():
    phrases = phrases_in("Squat.", "1", "2", "1", "2", "Rest.")
    assert [(phrase.words, phrase.times) for phrase in phrases] == [("1", 2), ("2", 2), ("Squat.", 1), ("Rest.", 1)]


def test_texts_with_the_same_words_are_one_phrase():
    (phrase,) = phrases_in("Rest, 20 s.", "Rest, 20 seconds.")
    assert (phrase.name, phrase.words, phrase.times) == ("rest-20-seconds", "Rest, 20 seconds.", 2)
    assert (phrase.heard_ms, phrase.duration_ms) == (2800, 1400)


def test_what_only_a_player_says_comes_last_and_takes_no_time():
    squat, *others = phrases_in("3", "3", "Squat.", verbosity=Verbosity.BRIEF)[1:]
    assert squat.words == "Squat."
    assert [phrase.words for phrase in others[:2]] == ["2", "1"]
    assert "I'm waiting for you." in [phrase.words for phrase in others]
    assert {(phrase.times, phrase.heard_ms, phrase.duration_ms) for phrase in others} == {(0, 0, 0)}


def test_the_share_is_that_of_the_spoken_time_and_whole_only_if_nothing_is_missing():
    phrases = phrases_in("1", "1", "2", "Squat with a bar.")
    assert share_of(phrases, ()).percent == 0
    assert share_of(phrases, {"1"}) == Share(1, 3, 200, 2000)
    assert str(share_of(phrases, {"1"})) == "1 of 3 phrases are recorded: 10 % of the speaking time"
    assert share_of(phrases, {"1", "2", "squat-with-a-bar"}).percent == 100
    assert Share(999, 1000, 99_999, 100_000).percent == 99
    assert share_of((), ()).percent == 0


def test_a_real_session_has_each_phrase_once_and_sounds_are_not_among_them(compile_shipped, voice):
    timeline, _ = compile_shipped(SHIPPED[0])
    phrases = phrases_of(timeline, voice)
    spoken = [cue for cue in timeline.cues if cue.heard.text is not None]
    assert len({phrase.name for phrase in phrases}) == len(phrases)
    assert sum(phrase.times for phrase in phrases) == len(spoken)
    assert sum(phrase.heard_ms for phrase in phrases) == sum(cue.end_ms - cue.start_ms for cue in spoken)
    assert phrases[0].times > phrases[-1].times == 0
