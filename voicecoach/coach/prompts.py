"""Prompts: what the coach says to the listener outside the steps, in reply or while waiting. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from itertools import accumulate

from voicecoach.coach.sentences import Sentences
from voicecoach.coach.step_coach import COUNT_IN
from voicecoach.phrases import Catalogue
from voicecoach.session import StepKind
from voicecoach.timeline import BREATH_MS, Cue, Heard, Segment, TimelineStep
from voicecoach.units import MS_PER_SECOND, Ms


class Prompt(Enum):
    """One prompt, by the name of its phrase."""

    COUNT_IN = "count-in"
    """Before a set that the listener jumped to or resumed."""
    NUDGE = "nudge"
    """While the session waits for the listener."""
    MORE_REST = "more-rest"
    MISSED = "missed-start"
    MARKED = "missed"
    """In reply to a listener who marks a set as missed."""


_SOUNDS: dict[Prompt, tuple[str, ...]] = {
    Prompt.COUNT_IN: ("ready",) * COUNT_IN,
    Prompt.NUDGE: ("ready", "ready"),
    Prompt.MORE_REST: ("half",),
    Prompt.MISSED: ("switch",),
    Prompt.MARKED: ("switch",),
}
"""The sounds of each prompt when the coach does not speak."""

_KINDS = {Prompt.COUNT_IN: "countdown"}


def prompt_forms(catalogue: Catalogue) -> dict[Prompt, tuple[Heard, ...]]:
    """Return the words of each prompt."""
    say = Sentences(catalogue)
    numbers = tuple(Heard(text=say.number(number)[0]) for number in range(COUNT_IN, 0, -1))
    others = (prompt for prompt in Prompt if prompt is not Prompt.COUNT_IN)
    # The shortest form: there may be only three seconds left before the next start.
    return {Prompt.COUNT_IN: numbers} | {prompt: (Heard(text=say.phrase(prompt.value)[-1]),) for prompt in others}


def sound_forms(prompt: Prompt) -> tuple[Heard, ...]:
    """Return the sounds that replace the words of a prompt."""
    return tuple(Heard(sound=name) for name in _SOUNDS[prompt])


def after_words(prompt: Segment, words: Heard, words_ms: Ms) -> Segment:
    """Return a prompt that follows other words; ``words_ms`` is their length."""
    by_ms = words_ms + BREATH_MS
    moved = (replace(cue, start_ms=cue.start_ms + by_ms, end_ms=cue.end_ms + by_ms) for cue in prompt.cues)
    step = replace(prompt.step, end_ms=prompt.step.end_ms + by_ms)
    return Segment(step, (Cue(0, words_ms, 0, "announce", words), *moved))


def spoken_prompt(said: Cue) -> Segment:
    """Return a prompt of one cue, which begins at once."""
    step = TimelineStep(0, StepKind.CHANGEOVER, said.kind, None, None, 1, 1, 0, said.end_ms + BREATH_MS)
    return Segment(step, (said,))


def placed_prompt(prompt: Prompt, forms: tuple[Heard, ...], durations: Mapping[Heard, Ms]) -> Segment:
    """Return a prompt with its times: numbers one second apart, everything else one after the other."""
    lengths = [durations[form] for form in forms]
    if prompt is Prompt.COUNT_IN:
        lengths = [max(length_ms, MS_PER_SECOND) for length_ms in lengths]
        starts = list(accumulate(lengths, initial=0))
    else:
        starts = list(accumulate((length_ms + BREATH_MS for length_ms in lengths), initial=0))
    cues = tuple(
        Cue(at_ms, at_ms + durations[form], 0, _KINDS.get(prompt, "announce"), form)
        for at_ms, form in zip(starts, forms, strict=False)
    )
    step = TimelineStep(0, StepKind.CHANGEOVER, prompt.value, None, None, 1, 1, 0, starts[-1])
    return Segment(step, cues)
