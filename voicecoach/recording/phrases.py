"""The phrases of a session, and what share of them is recorded. Pure."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from voicecoach.coach import prompt_forms
from voicecoach.phrases import Catalogue
from voicecoach.speech import recording_name
from voicecoach.talk import Verbosity
from voicecoach.timeline import Timeline
from voicecoach.units import Ms


class Speaks(Protocol):
    """What phrases need to know of a voice."""

    @property
    def catalogue(self) -> Catalogue:
        """The phrases of its language."""

    def words(self, text: str) -> str:
        """Return the words spoken for a text."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a session: the ``name`` of its recording, the words to say, how often and how long they are heard."""

    name: str
    words: str
    text: str
    """A text of the session that is spoken with these words."""
    times: int
    """0 if it is only heard in reply to the listener, or while the player waits for them."""
    heard_ms: Ms
    """For how long in total."""

    @property
    def duration_ms(self) -> Ms:
        """How long the phrase takes in the voice of the session; 0 if that is not known."""
        return self.heard_ms // self.times if self.times else 0


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a session's phrases are recorded, and for how much of the time of its words they are heard."""

    phrases: int
    all_phrases: int
    heard_ms: Ms
    all_heard_ms: Ms

    @property
    def percent(self) -> int:
        """The share of the speaking time, rounded down: 100 only if everything is recorded."""
        return 100 * self.heard_ms // self.all_heard_ms if self.all_heard_ms else 0

    def __str__(self) -> str:
        return f"{self.phrases} of {self.all_phrases} phrases are recorded: {self.percent} % of the speaking time"


def phrases_of(timeline: Timeline, voice: Speaks) -> tuple[Phrase, ...]:
    """Return every phrase of a session, the most frequent first, then in the order of the session.

    The phrases of prompts, which only a player says, come last. Texts that are spoken with the same words, such as
    "Rest, 20 s." and "Rest, 20 seconds.", share one recording and are one phrase.
    """
    found: dict[str, Phrase] = {}
    unheard: dict[str, Phrase] = {}
    for text, heard_ms in _spoken(timeline, voice.catalogue):
        if text not in unheard:
            words = voice.words(text)
            unheard[text] = Phrase(recording_name(words), words, text, 0, 0)
        phrase = found.setdefault(unheard[text].name, unheard[text])
        found[phrase.name] = replace(phrase, times=phrase.times + bool(heard_ms), heard_ms=phrase.heard_ms + heard_ms)
    return tuple(sorted(found.values(), key=lambda phrase: -phrase.times))


def _spoken(timeline: Timeline, catalogue: Catalogue) -> Iterator[tuple[str, Ms]]:
    """Yield each text that is spoken, with its duration; 0 for those of prompts."""
    for cue in timeline.cues:
        if cue.heard.text is not None:
            yield cue.heard.text, cue.end_ms - cue.start_ms
    if timeline.verbosity is not Verbosity.QUIET:
        for forms in prompt_forms(catalogue).values():
            yield from ((form.text, 0) for form in forms if form.text is not None)


def share_of(phrases: Iterable[Phrase], recorded: Container[str]) -> Share:
    """Return the share of phrases whose names are among the ``recorded`` ones."""
    every = tuple(phrases)
    done = [phrase for phrase in every if phrase.name in recorded]
    return Share(len(done), len(every), sum(one.heard_ms for one in done), sum(one.heard_ms for one in every))
