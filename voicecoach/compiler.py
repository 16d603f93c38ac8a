"""The compiler: a workout becomes a timed cue list. One function names its stages; one finds the workout."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from voicecoach.audio import Clip, load_sounds
from voicecoach.coach import Line, coach, expected_length, place, titled
from voicecoach.errors import ChoiceError, Location, Problem, Severity, VoicecoachError
from voicecoach.languages import base_language
from voicecoach.library import ScriptText, find_linked, load_script
from voicecoach.phrases import open_catalogue
from voicecoach.script import ReadScript, check_built, read_script, workout_from_json
from voicecoach.session import Choices, Session, plan
from voicecoach.speech import Voice, VoiceSettings, open_voice
from voicecoach.timeline import Heard, Timeline
from voicecoach.units import Ms, Progress
from voicecoach.workout import Workout


def load_workout(script: str) -> ReadScript:
    """Read a workout script, and the scripts that it links; also a workout in its JSON form.

    Args:
        script: a path, the name of a known script, or ``-`` for the standard input.

    Raises:
        VoicecoachError: there is no such script, or it is not text.
    """
    return workout_of(load_script(script))


def workout_of(found: ScriptText) -> ReadScript:
    """Read a script that has been found.

    Raises:
        VoicecoachError: it is JSON, but not that of a workout.
    """
    if is_json(found.text):
        return check_built(workout_from_json(found.text), found.path)
    return read_script(found.text, found.path, find_linked)


def is_json(text: str) -> bool:
    """Whether a text is JSON, and not the Markdown of a script."""
    return text.lstrip().startswith("{")


def voice_for(workout: Workout, settings: VoiceSettings | None = None) -> Voice:
    """Open the voice for a workout, in its language; the workout's pronunciations win over those of the settings.

    Raises:
        SpeechError: the engine does not work here, or has no voice for the language.
    """
    settings = settings or VoiceSettings()
    say = {**dict(settings.say), **workout.pronunciations}
    return open_voice(replace(settings, say=tuple(sorted(say.items()))), workout.language)


def compile_workout(workout: Workout, choices: Choices, voice: Voice, progress: Progress | None = None) -> Timeline:
    """Turn a workout into the timed cue list that is played or exported.

    Raises:
        SpeechError: the voice cannot speak.
        ChoiceError: it is one of another language.
    """
    if base_language(workout.language) != voice.language:
        message = f"the workout is to be coached in '{workout.language}', and the voice was opened for another language"
        raise ChoiceError(message, "open it with voice_for(workout)")
    session, lines = coached(workout, choices)
    durations = _measure((form for line in lines for form in line.forms), voice, progress)
    return place(session, lines, durations, voice.settings)


def coached(workout: Workout, choices: Choices) -> tuple[Session, tuple[Line, ...]]:
    """Plan a session, and return it with what the coach would like to say in it: all that comes before a voice.

    Raises:
        VoicecoachError: there is nothing to do in it, or it does not offer a choice.
    """
    catalogue = open_catalogue(workout.language)
    session = titled(plan(workout, choices), catalogue)
    return session, coach(session, catalogue)


def expected_ms(workout: Workout, choices: Choices) -> Ms:
    """Return about how long a workout takes, without a voice.

    Raises:
        VoicecoachError: there is nothing to do in it.
    """
    return expected_length(*coached(workout, choices))


def never_heard(workout: Workout, choices: Choices, timeline: Timeline) -> Iterator[Problem]:
    """Yield a warning for everything of a script that its session should say, and never does.

    A form cue that has no room in one set may have some in another; what has none in any is lost on the listener.
    """
    session, lines = coached(workout, choices)
    wanted = {form for line in lines for form in line.forms}
    heard = {cue.heard for cue in timeline.cues}
    for step in session.steps:
        for cue in step.movement.form_cues if step.movement and step.is_set else ():
            forms = {Heard(text=cue.text), Heard(text=cue.short)}
            if forms & wanted and not forms & heard:
                heard |= forms  # Once is enough.
                shorter = "a short form after a bar may fit: 'Hips back, stay low | Stay low'"
                hint = shorter if cue.short == cue.text else "fewer cues, or a longer set, would give it room"
                yield Problem(Severity.WARNING, f"'{cue.text}' is never heard in this session", cue.location, hint)
    for note in timeline.notes:
        if note.severity is Severity.WARNING and note.step is not None:
            source = Location(workout.path, note.line or 1)
            yield Problem(Severity.WARNING, note.message, source)


def clips_of(timeline: Timeline, voice: Voice, progress: Progress | None = None) -> dict[Heard, Clip]:
    """Return the clip of every cue of a timeline.

    Raises:
        SpeechError: the voice cannot speak.
        VoicecoachError: a clip is not as long as the cue list says: the voice has changed since, or a sound is unknown.
    """
    clips = clips_for((cue.heard for cue in timeline.cues), voice, progress)
    for cue in timeline.cues:
        heard_ms = clips[cue.heard].duration_ms
        if heard_ms != cue.end_ms - cue.start_ms:
            expected_ms = cue.end_ms - cue.start_ms
            message = f"the cue list gives '{cue.heard}' {expected_ms} ms, but this voice takes {heard_ms} ms"
            raise VoicecoachError(message, "compile the script again with the voice of this machine")
    return clips


def _measure(heard: Iterable[Heard], voice: Voice, progress: Progress | None) -> Mapping[Heard, Ms]:
    return {form: clip.duration_ms for form, clip in clips_for(heard, voice, progress).items()}


def clips_for(heard: Iterable[Heard], voice: Voice, progress: Progress | None = None) -> dict[Heard, Clip]:
    """Return clips for words, by the voice, and for sounds.

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
