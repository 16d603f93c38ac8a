"""A session that is spoken and placed while it is played, each step before it is heard.

The first words are heard before the last ones are spoken, and the listener can change pace and talk on the way.
"""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from voicecoach.audio import Clip, load_sounds
from voicecoach.coach import (
    EstimatedDurations,
    Line,
    Placer,
    Prompt,
    SoftLine,
    after_words,
    lines_by_step,
    placed_prompt,
    prompt_forms,
    sound_forms,
    timeline_step,
)
from voicecoach.compiler import CoachedSession, SpokenDurations, clips_for, coach_session
from voicecoach.phrases import open_catalogue
from voicecoach.player import Control
from voicecoach.session import Note, Session, at_pace, pace_of, paced
from voicecoach.speech import Voice
from voicecoach.talk import Verbosity
from voicecoach.timeline import Heard, Segment, TimelineStep
from voicecoach.units import Ms

_AS_WRITTEN = 100
_PERCENTS = range(50, 201)
"""How far the listener can change the pace, in percent of the time that the script gives a rep."""

_STEP_PERCENT = 10

_FEWEST_STEPS_AT_ONCE = 4
_MOST_STEPS_AT_ONCE = 16
"""Once the step that is played is ready, this many are spoken at once: starting an engine takes longer than a step."""

_QUICK_S = 1.0
"""A batch that takes longer is too large: a listener who goes to another step would wait for it."""

_IDLE_S = 0.2


@dataclass(frozen=True, slots=True)
class _Version:
    """The session as it is coached until the listener changes it again; segments are placed one by one."""

    session: Session
    placer: Placer
    steps: list[TimelineStep]
    segments: dict[int, Segment] = field(default_factory=dict)
    alone: dict[int, Segment] = field(default_factory=dict)
    """Sets that say themselves what they are, for a listener who did not hear it before."""
    notes: list[Note] = field(default_factory=list)

    def missing(self, index: int) -> list[int]:
        """Return the steps that are not placed, starting at ``index``.

        The step that announces the length comes after all steps whose length depends on their words.
        """
        count = len(self.steps)
        wanted = dict.fromkeys((*range(index, count), *range(min(index, count))))
        placer = self.placer
        ordered = (other for at in wanted for other in (placer.neighbours(at) if placer.says_length(at) else (at,)))
        return [at for at in dict.fromkeys(ordered) if at not in self.segments]

    def segment(self, index: int, *, alone: bool) -> Segment | None:
        """Return a step if it is placed; ``alone`` ignores what the steps before announced."""
        return (self.alone.get(index) if alone else None) or self.segments.get(index)


class LiveSession:
    """A session that is spoken and placed while it is played. One thread calls ``prepare``, any other the rest."""

    def __init__(self, coached: CoachedSession, voice: Voice, clips: dict[Heard, Clip]) -> None:
        """``clips`` is filled with what has been spoken, before any segment needs it."""
        self._voice = voice
        self._planned = coached.session
        self._percents: dict[str, int] = {}
        self._prompts: dict[Prompt, Segment] = {}
        self._batch = 1
        self.title = coached.session.workout.title
        self.clips: dict[Heard, Clip] = clips
        self.verbosity = coached.session.choices.verbosity
        self.changed = threading.Event()
        """Set when the listener has changed something."""
        self._version = self._version_of(coached)
        self._before: _Version | None = None
        """The session before the change, heard until the steps of the new one are ready."""
        self._sounded = sounded_prompts(clips)

    @property
    def notes(self) -> tuple[Note, ...]:
        """Every decision so far: more follow while steps are placed."""
        return (*self._version.session.notes, *self._version.notes)

    @property
    def steps(self) -> Sequence[TimelineStep]:
        """Every step, with its final length if it is placed, else its planned length."""
        return self._version.steps

    @property
    def length_ms(self) -> Ms:
        """The length of all steps."""
        return sum(step.length_ms for step in self._version.steps)

    def segment(self, index: int, *, alone: bool = False) -> Segment | None:
        """Return a step, or None if it is not placed yet; ``alone`` ignores what the steps before announced."""
        before = self._before
        return self._version.segment(index, alone=alone) or (before.segment(index, alone=alone) if before else None)

    def prompt(self, prompt: Prompt) -> Segment:
        """Return a prompt: spoken, or as sounds if the coach is quiet or has not spoken it yet."""
        prompts = self._sounded if self.verbosity is Verbosity.QUIET else self._prompts
        return prompts.get(prompt) or self._sounded[prompt]

    def count_in(self, index: int | None = None) -> Segment:
        """Return the countdown before a set that the listener goes to; with an index, its name comes first."""
        counted = self.prompt(Prompt.COUNT_IN)
        name = self._name(index) if index and counted is not self._sounded[Prompt.COUNT_IN] else None
        return after_words(counted, name, self.clips[name].duration_ms) if name else counted

    def _name(self, index: int) -> Heard | None:
        """Return the shortest spoken announcement of a set, which is its name; None if there is none yet."""
        lines, steps = self._version.placer.lines, self._planned.steps
        before = () if steps[index - 1].is_set else lines.get(index - 1, ())
        said = [line for line in (*before, *lines.get(index, ())) if isinstance(line, SoftLine) and not line.ahead]
        names = [line.forms[line.enough - 1] for line in said if line.enough or line.kind == "next"]
        return next((name for name in names if name in self.clips), None)

    def pace(self, index: int) -> str:
        """Return how the listener changed the pace of a step's exercise; empty if they did not."""
        more = self._percents.get(self._exercise(index), _AS_WRITTEN) - _AS_WRITTEN
        return f"{abs(more)}% {'slower' if more > 0 else 'faster'}" if more else ""

    def change(self, control: Control, index: int) -> str:
        """Change talk or pace, and return what to tell the listener; ``prepare`` then prepares all steps again."""
        if control in {Control.MORE_TALK, Control.LESS_TALK}:
            wanted = self.verbosity + (1 if control is Control.MORE_TALK else -1)
            if wanted not in set(Verbosity):
                return f"the coach talks as {'much' if control is Control.MORE_TALK else 'little'} as possible already"
            self.verbosity = Verbosity(wanted)
            self.changed.set()
            return f"{control.value}: {self.verbosity.label}"
        if control not in {Control.FASTER, Control.SLOWER}:
            return ""
        step, name = self._planned.steps[index], self._exercise(index)
        if not pace_of(step):
            return "there is no pace to change here"
        before = self._percents.get(name, _AS_WRITTEN)
        percent = before + (-_STEP_PERCENT if control is Control.FASTER else _STEP_PERCENT)
        if percent not in _PERCENTS or pace_of(paced(step, percent)) == pace_of(paced(step, before)):
            return f"the pace cannot be any {control.value}"
        self._percents = {**self._percents, name: percent}
        self.changed.set()
        return f"pace {self.pace(index) or 'as written'}"

    def _exercise(self, index: int) -> str:
        work = self._planned.steps[index].about if index < len(self._planned.steps) else None
        return work.name if work else ""

    def _version_of(self, coached: CoachedSession) -> _Version:
        session, lines = coached.session, lines_by_step(coached.lines)
        settings = self._voice.settings
        durations = EstimatedDurations(self._voice.language, settings.rate_wpm, settings.engine)
        estimated = Placer(session, lines, durations)
        steps = [timeline_step(step, estimated.step_ms(step.index)) for step in session.steps]
        return _Version(session, Placer(session, lines, SpokenDurations(self.clips, self._voice)), steps)

    def _recoached(self) -> _Version:
        """Coach the session again as the listener wants it now."""
        choices = replace(self._planned.choices, verbosity=self.verbosity)
        session = replace(self._planned, choices=choices)
        for name, percent in self._percents.items():
            session = session if percent == _AS_WRITTEN else at_pace(session, name, percent)
        return self._version_of(coach_session(session))

    def prepare(self, index: int) -> bool:
        """Speak and place the next steps that are not ready, starting at ``index``; return whether there were any.

        Raises:
            SpeechError: the voice cannot speak.
        """
        if self.changed.is_set():
            self.changed.clear()
            self._before, self._version = self._version, self._recoached()
        version = self._version
        missing = version.missing(index)
        if index in missing[:1]:
            self._batch = 1  # The listener is waiting for it.
        batch, begun = missing[: self._batch], time.monotonic()
        near = sorted({other for at in batch for other in version.placer.neighbours(at)})
        self._speak(form for at in near for line in version.placer.lines.get(at, ()) for form in self._needed(at, line))
        for at in batch:
            if at not in version.segments:
                self._place(version, at)
        is_quick = time.monotonic() - begun < _QUICK_S
        batch_size = 2 * self._batch if is_quick else self._batch // 2
        self._batch = min(max(_FEWEST_STEPS_AT_ONCE, batch_size), _MOST_STEPS_AT_ONCE)
        if not batch:
            self._before = None
        elif not self._prompts:
            self._prompts = spoken_prompts(self._voice, self.clips)
        return bool(batch)

    def _needed(self, index: int, line: Line) -> tuple[Heard, ...]:
        """Return the forms of a line that its step may need: one that grows with its words has room for the first."""
        return line.forms[:1] if self._planned.steps[index].elastic else line.forms

    def _place(self, version: _Version, index: int) -> None:
        """Place a step; a set that another announces is also placed as it is heard if the listener goes to it."""
        placed = version.placer.placed(index)
        version.notes.extend(placed.notes)
        version.steps[index] = placed.segment.step
        version.segments[index] = placed.segment
        alone = version.placer.placed(index, alone=True)
        if alone.segment != placed.segment:
            version.alone[index] = alone.segment

    def _speak(self, forms: Iterator[Heard]) -> None:
        wanted = [form for form in dict.fromkeys(forms) if form not in self.clips]
        if wanted:
            self.clips.update(clips_for(wanted, self._voice))


def spoken_prompts(
    voice: Voice, clips: dict[Heard, Clip], verbosity: Verbosity = Verbosity.NORMAL
) -> dict[Prompt, Segment]:
    """Return the prompts, as sounds if the coach is quiet; their clips are added to ``clips``.

    Raises:
        SpeechError: the voice cannot speak.
    """
    if verbosity is Verbosity.QUIET:
        return sounded_prompts(clips)
    forms = prompt_forms(open_catalogue(voice.language))
    clips.update(clips_for((form for spoken in forms.values() for form in spoken), voice))
    return {prompt: placed_prompt(prompt, spoken, SpokenDurations(clips, voice)) for prompt, spoken in forms.items()}


def sounded_prompts(clips: dict[Heard, Clip]) -> dict[Prompt, Segment]:
    """Return the prompts as sounds; their clips are added to ``clips``."""
    forms = {prompt: sound_forms(prompt) for prompt in Prompt}
    sounds = load_sounds()
    clips.update({form: sounds[form.sound or ""] for sounded in forms.values() for form in sounded})
    durations = {form: clip.duration_ms for form, clip in clips.items()}
    return {prompt: placed_prompt(prompt, sounded, durations) for prompt, sounded in forms.items()}


@contextmanager
def prepared_ahead(live: LiveSession, index: Callable[[], int], fail: Callable[[Exception], None]) -> Iterator[None]:
    """Prepare steps in a thread, starting at the one that is played; an exception is passed to ``fail``."""
    closed = threading.Event()

    def prepare() -> None:
        try:
            while not closed.is_set():
                if not live.prepare(index()):
                    live.changed.wait(_IDLE_S)
        except Exception as error:
            fail(error)

    thread = threading.Thread(target=prepare, name="prepare", daemon=True)
    thread.start()
    try:
        yield
    finally:
        closed.set()
        thread.join(_IDLE_S)
