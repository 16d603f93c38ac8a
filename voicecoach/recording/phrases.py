"""The phrases of a session, and what share of them is recorded. Pure."""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, replace

from voicecoach.speech import recording_name
from voicecoach.timeline import Cue, Timeline
from voicecoach.units import Ms

Words = Callable[[str], str]
"""Returns the words spoken for a text."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a session: the ``name`` of its recording, the words to say, how often and how long they are heard."""

    name: str
    words: str
    text: str
    """A text of the session that is spoken with these words."""
    times: int
    heard_ms: Ms
    """For how long in total."""

    @property
    def duration_ms(self) -> Ms:
        """How long the phrase takes in the voice of the session."""
        return self.heard_ms // self.times


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a session's phrases are recorded, and for how much of the time of its words they are heard."""

    phrases: int
    all_phrases: int
    heard_ms: Ms
    all_heard_ms: Ms

    @property
    def percent(self) -> int:
        """The share of the spoken time, rounded down: 100 only if everything is recorded."""
        return 100 * self.heard_ms // self.all_heard_ms if self.all_heard_ms else 0

    def __str__(self) -> str:
        return f"{self.phrases} of {self.all_phrases} phrases are recorded: {self.percent} % of the time that is spoken"


def phrases_of(timeline: Timeline, words: Words) -> tuple[Phrase, ...]:
    """Return every phrase that is heard in a session, the most frequent first, then in the order of the session.

    Texts that are spoken with the same words, such as "Rest, 20 s." and "Rest, 20 seconds.", share one recording and
    are one phrase.
    """
    found: dict[str, Phrase] = {}
    by_text: dict[str, Phrase] = {}
    for cue in timeline.cues:
        if cue.heard.text is not None:
            if cue.heard.text not in by_text:
                by_text[cue.heard.text] = _phrase(cue.heard.text, words)
            new = by_text[cue.heard.text]
            found[new.name] = _heard_again(found.get(new.name, new), cue)
    return tuple(sorted(found.values(), key=lambda phrase: -phrase.times))


def _phrase(text: str, words: Words) -> Phrase:
    spoken = words(text)
    return Phrase(recording_name(spoken), spoken, text, 0, 0)


def _heard_again(phrase: Phrase, cue: Cue) -> Phrase:
    return replace(phrase, times=phrase.times + 1, heard_ms=phrase.heard_ms + cue.end_ms - cue.start_ms)


def share_of(phrases: Iterable[Phrase], recorded: Container[str]) -> Share:
    """Return the share of phrases whose names are among the ``recorded`` ones."""
    every = tuple(phrases)
    done = [phrase for phrase in every if phrase.name in recorded]
    return Share(len(done), len(every), sum(one.heard_ms for one in done), sum(one.heard_ms for one in every))
