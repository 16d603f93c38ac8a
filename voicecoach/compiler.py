"""The compiler: a workout becomes a session that can be heard. ``compile_session`` names its stages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from voicecoach.audio import Clip, load_sounds
from voicecoach.coach import EstimatedDurations, Line, Placer, coach, lines_by_step, place, titled
from voicecoach.errors import ChoiceError, Location, Problem, Severity, VoicecoachError
from voicecoach.languages import base_language
from voicecoach.phrases import open_catalogue
from voicecoach.session import Choices, Note, Session, plan
from voicecoach.speech import Voice, VoiceSettings, open_voice
from voicecoach.timeline import Heard, Timeline
from voicecoach.units import Ms, Progress
from voicecoach.workout import Workout

AS_WRITTEN = Choices()
"""No choice made: the session as the script writes it, with the defaults for what it leaves open."""


@dataclass(frozen=True, slots=True)
class CoachedSession:
    """A planned session, and the lines that the coach would like to say in it, ordered by step."""

    session: Session
    lines: tuple[Line, ...]

    def length_ms(self, durations: Mapping[Heard, Ms]) -> Ms:
        """Return how long the session takes with these durations of what is said."""
        return Placer(self.session, lines_by_step(self.lines), durations).length_ms


@dataclass(frozen=True, slots=True)
class CompiledSession:
    """A session that can be heard: its cue list, the clip of every cue, and the voice that speaks."""

    timeline: Timeline
    clips: Mapping[Heard, Clip]
    voice: Voice


def compile_session(
    workout: Workout, choices: Choices = AS_WRITTEN, voice: Voice | None = None, progress: Progress | None = None
) -> CompiledSession:
    """Turn a workout into a session that can be played or exported; by default, in the default voice.

    Raises:
        SpeechError: the voice cannot speak.
        ChoiceError: the voice speaks another language, or the workout does not offer a choice.
        VoicecoachError: the workout has no sets.
    """
    coached = coach_workout(workout, choices)
    return speak_session(coached, voice or voice_for(workout), progress)


def coach_workout(workout: Workout, choices: Choices) -> CoachedSession:
    """Plan and coach a session: everything that happens before a voice is needed.

    Raises:
        ChoiceError: the workout does not offer a choice, or the session would be too long.
        VoicecoachError: the workout has no sets.
    """
    return coach_session(titled(plan(workout, choices), open_catalogue(workout.language)))


def coach_session(session: Session) -> CoachedSession:
    """Coach a session that has been planned."""
    return CoachedSession(session, coach(session, open_catalogue(session.workout.language)))


def speak_session(coached: CoachedSession, voice: Voice, progress: Progress | None = None) -> CompiledSession:
    """Speak the lines of a session, and place them on its timeline.

    Raises:
        SpeechError: the voice cannot speak.
        ChoiceError: the voice speaks another language.
    """
    language = coached.session.workout.language
    if base_language(language) != voice.language:
        message = f"the workout is in '{language}', but the voice speaks '{voice.language}'"
        raise ChoiceError(message, "open the voice with voice_for(workout)")
    clips = clips_for((form for line in coached.lines for form in line.forms), voice, progress)
    timeline = place(coached.session, coached.lines, SpokenDurations(clips, voice), voice.settings)
    return CompiledSession(timeline, {cue.heard: clips[cue.heard] for cue in timeline.cues}, voice)


def speak_timeline(timeline: Timeline, voice: Voice, progress: Progress | None = None) -> CompiledSession:
    """Speak a timeline that was compiled before, such as a saved cue list.

    Raises:
        SpeechError: the voice cannot speak.
        VoicecoachError: a clip is not as long as the cue list says, or a sound is unknown.
    """
    clips = clips_for((cue.heard for cue in timeline.cues), voice, progress)
    for cue in timeline.cues:
        clip_ms, expected_ms = clips[cue.heard].duration_ms, cue.end_ms - cue.start_ms
        if clip_ms != expected_ms:
            message = f"the cue list gives '{cue.heard}' {expected_ms} ms, but this voice takes {clip_ms} ms"
            raise VoicecoachError(message, "compile the script again with the voice of this machine")
    return CompiledSession(timeline, clips, voice)


def estimated_timeline(coached: CoachedSession) -> Timeline:
    """Place a session without a voice: with about the time that each of its lines takes."""
    durations = EstimatedDurations(coached.session.workout.language)
    return place(coached.session, coached.lines, durations, VoiceSettings())


def voice_for(workout: Workout, settings: VoiceSettings | None = None) -> Voice:
    """Open the voice for a workout, in its language; the workout's pronunciations win over those of the settings.

    Raises:
        SpeechError: the engine does not work here, or has no voice for the language.
    """
    return open_voice(pronouncing(workout, settings or VoiceSettings()), workout.language)


def pronouncing(workout: Workout, settings: VoiceSettings) -> VoiceSettings:
    """Return the settings with the pronunciations of a workout, which win over their own."""
    say = {**dict(settings.say), **workout.pronunciations}
    return replace(settings, say=tuple(sorted(say.items())))


def clips_for(heard: Iterable[Heard], voice: Voice, progress: Progress | None = None) -> dict[Heard, Clip]:
    """Return the clips of words, spoken by the voice, and of sounds.

    Raises:
        SpeechError: the voice cannot speak.
        VoicecoachError: a sound is unknown.
    """
    wanted = list(dict.fromkeys(heard))
    spoken = voice.speak([form.text for form in wanted if form.text is not None], progress)
    sounds = load_sounds()
    unknown = next((form.sound for form in wanted if form.sound is not None and form.sound not in sounds), None)
    if unknown is not None:
        raise VoicecoachError(f"there is no sound '{unknown}'", f"one of: {', '.join(sounds)}")
    return {form: spoken[form.text] if form.text is not None else sounds[form.sound or ""] for form in wanted}


class SpokenDurations(Mapping[Heard, Ms]):
    """The durations of clips, by what is heard. A text that has no clip yet is spoken, and its clip added."""

    def __init__(self, clips: dict[Heard, Clip], voice: Voice) -> None:
        self._clips = clips
        self._voice = voice

    def __getitem__(self, heard: Heard) -> Ms:
        if heard not in self._clips:
            self._clips.update(clips_for((heard,), self._voice))
        return self._clips[heard].duration_ms

    def __iter__(self) -> Iterator[Heard]:
        return iter(self._clips)

    def __len__(self) -> int:
        return len(self._clips)


def never_heard(coached: CoachedSession, timeline: Timeline) -> Iterator[Problem]:
    """Yield a warning for everything of a script that its session should say, and never does.

    A form cue that has no room in one set may have some in another; one that has none in any is lost to the listener.
    """
    # A form cue of a phase may be heard together with the name of the phase.
    wanted = "\n".join(form.text or "" for line in coached.lines for form in line.forms).casefold()
    heard = "\n".join(cue.heard.text or "" for cue in timeline.cues).casefold()
    warned: set[Location] = set()
    for step in coached.session.steps:
        movement = step.work.movement if step.work else None
        for cue in movement.form_cues if movement else ():
            forms = (cue.text.casefold(), cue.short.casefold())
            is_wanted, is_heard = (any(form in said for form in forms) for said in (wanted, heard))
            if is_wanted and not is_heard and cue.location not in warned:
                warned.add(cue.location)
                shorter = "a short form after a bar may fit: 'Hips back, stay low | Stay low'"
                hint = shorter if cue.short == cue.text else "fewer cues, or a longer set, would give it room"
                yield Problem(Severity.WARNING, f"'{cue.text}' is never heard in this session", cue.location, hint)
    yield from unsaid(coached, timeline)


def unsaid(coached: CoachedSession, timeline: Timeline) -> Iterator[Problem]:
    """Yield a warning for everything that a listener should be told in a step, and for which there is no time."""
    yield from _warnings(coached, (note for note in timeline.notes if note.step is not None))


def planned_otherwise(coached: CoachedSession) -> Iterator[Problem]:
    """Yield a warning for everything of a script that its session cannot do as it is written."""
    yield from _warnings(coached, (note for note in coached.session.notes if note.choice is None))


def _warnings(coached: CoachedSession, notes: Iterable[Note]) -> Iterator[Problem]:
    for note in dict.fromkeys(replace(note, step=None) for note in notes):
        if note.severity is Severity.WARNING:
            location = Location(coached.session.workout.path, note.line or 1)
            yield Problem(Severity.WARNING, note.message, location, note.hint)
