"""Prepare a session as a person asks for it: compiled, live, or checked. What happens meanwhile goes to a report."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from voicecoach.audio import Clip
from voicecoach.compiler import (
    CoachedSession,
    CompiledSession,
    coach_workout,
    estimated_timeline,
    never_heard,
    planned_otherwise,
    pronouncing,
    speak_session,
    speak_timeline,
    unsaid,
    voice_for,
)
from voicecoach.errors import ChoiceError, Problem, Severity, SpeechError, VoicecoachError
from voicecoach.library import ScriptText
from voicecoach.loading import is_cue_list, read_workout
from voicecoach.session_options import SessionOptions
from voicecoach.speech import Voice, durations_at_hand, open_voice
from voicecoach.timeline import Heard, Timeline
from voicecoach.units import Ms, Progress
from voicecoach.workout import Workout

if TYPE_CHECKING:
    from voicecoach.live_session import LiveSession


class Report(Protocol):
    """Tells the person what happens while a session is prepared. The module ``cli.report`` is one."""

    def tell_problems(self, problems: Iterable[Problem], /) -> None:
        """Show the warnings of a script."""

    def tell_cache_error(self, voice: Voice, /) -> None:
        """Say that the voice's clips cannot be cached, if they cannot."""

    def progress_bar(self, what: str, /) -> AbstractContextManager[Progress]:
        """Give a progress callback for slow work."""


def prepare(found: ScriptText, options: SessionOptions, report: Report) -> CompiledSession:
    """Compile a script, or speak a saved cue list.

    Raises:
        VoicecoachError: whatever stands in the way.
    """
    if is_cue_list(found):
        timeline = _saved_timeline(found, options)
        with report.progress_bar("speaking") as progress:
            session = speak_timeline(timeline, open_voice(timeline.voice, timeline.language), progress)
        report.tell_cache_error(session.voice)
        return session
    workout = _workout_of(found, options, report)
    coached = coach_workout(workout, options.choices)
    with _voice_of(workout, options, report) as voice, report.progress_bar("speaking") as progress:
        return speak_session(coached, voice, progress)


def prepare_timeline(found: ScriptText, options: SessionOptions, report: Report) -> Timeline:
    """Return the cue list of a script, or a saved one, which needs no voice.

    Raises:
        VoicecoachError: whatever stands in the way.
    """
    if is_cue_list(found):
        return _saved_timeline(found, options)
    return prepare(found, options, report).timeline


@contextmanager
def prepare_live(
    found: ScriptText, options: SessionOptions, clips: dict[Heard, Clip], report: Report
) -> "Iterator[LiveSession]":
    """Give a session that is spoken while it is played; ``clips`` is filled with what has been spoken.

    Raises:
        VoicecoachError: whatever stands in the way.
    """
    from voicecoach.live_session import LiveSession

    workout = _workout_of(found, options, report)
    coached = coach_workout(workout, options.choices)
    with _voice_of(workout, options, report) as voice:
        yield LiveSession(coached, voice, clips)


def length_at_hand(workout: Workout, options: SessionOptions) -> Ms:
    """Return the length of a session as far as it is known without starting an engine.

    Clips that are cached have been measured; the duration of all other texts is estimated.

    Raises:
        VoicecoachError: the workout has no sets, or does not offer a choice.
    """
    spoken = replace(workout, language=options.language or workout.language)
    durations = durations_at_hand(pronouncing(spoken, options.voice_settings(spoken)), spoken.language)
    return coach_workout(spoken, options.choices).length_ms(durations)


def check_script(found: ScriptText, options: SessionOptions, report: Report, *, aloud: bool) -> tuple[Problem, ...]:
    """Return the problems of a script: those of its text, of its plan, and of its timeline.

    The timeline is that of the voice if it is spoken ``aloud``, else one of estimated durations.

    Raises:
        VoicecoachError: the text is a cue list that cannot be played; the voice cannot speak.
    """
    if is_cue_list(found):
        Timeline.from_json(found.text)
        return ()
    result = read_workout(found)
    if result.workout is None or not result.workout.groups:
        return result.problems
    coached, problems = _planned(result.workout, options)
    if coached:
        unheard: Iterable[Problem]
        if aloud:
            with _voice_of(result.workout, options, report) as voice, report.progress_bar("speaking") as progress:
                unheard = never_heard(coached, speak_session(coached, voice, progress).timeline)
        else:
            unheard = unsaid(coached, estimated_timeline(coached))
        reported = {(problem.location.path, problem.location.line) for problem in result.problems}
        problems += tuple(one for one in unheard if (one.location.path, one.location.line) not in reported)
    return (*result.problems, *(_with_source(problem, found) for problem in problems))


def _with_source(problem: Problem, found: ScriptText) -> Problem:
    """Return a problem that knows only the line of a script with the words on it."""
    location, lines = problem.location, found.text.splitlines()
    if location.source or location.path != found.path or found.is_json or location.line > len(lines):
        return problem
    source = lines[location.line - 1]
    column = len(source) - len(source.lstrip()) + 1
    shown = replace(location, source=source, column=column, length=len(source.strip()))
    return replace(problem, location=shown)


def _planned(workout: Workout, options: SessionOptions) -> tuple[CoachedSession | None, tuple[Problem, ...]]:
    """Plan the session, so that whatever passes a check can be done: it has something to do, and not too much."""
    location = workout.groups[0].location
    try:
        coached = coach_workout(workout, options.choices)
        return coached, tuple(planned_otherwise(coached))
    except ChoiceError as error:
        return None, (Problem(Severity.ERROR, error.message, location, error.hint),)
    except VoicecoachError:
        message = "there is nothing to do at the first level, which is the default"
        hint = "add an exercise for it, or list another level first"
        return None, (Problem(Severity.WARNING, message, location, hint),)


def _saved_timeline(found: ScriptText, options: SessionOptions) -> Timeline:
    if options.is_given:
        message = "a saved cue list cannot be changed: choices of rounds, rest, verbosity or voice do not apply"
        raise ChoiceError(message, "compile the script again with the new choices")
    return Timeline.from_json(found.text)


def _workout_of(found: ScriptText, options: SessionOptions, report: Report) -> Workout:
    """Return the workout in the language that was asked for, and report its warnings."""
    result = read_workout(found)
    workout = result.or_raise()
    report.tell_problems(problem for problem in result.problems if problem.severity is not Severity.INFO)
    return replace(workout, language=options.language or workout.language)


@contextmanager
def _voice_of(workout: Workout, options: SessionOptions, report: Report) -> Iterator[Voice]:
    """Give the voice that was asked for; an error of speech says which of the person's own settings chose it."""
    try:
        voice = voice_for(workout, options.voice_settings(workout))
        yield voice
        report.tell_cache_error(voice)
    except SpeechError as error:
        sources = options.sources_of_the_voice(workout)
        raise SpeechError(f"{error.message}{sources}", error.hint) from error
