"""Play a session: connect the speech that is prepared ahead, the sound output, the screen and the keys."""

import queue
import re
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from voicecoach.audio import Clip, Mixer, load_sounds
from voicecoach.cli import report
from voicecoach.cli.options import MixOptions
from voicecoach.cli.report import tell_warnings
from voicecoach.coach import WAKE, opening_sound
from voicecoach.library import ScriptText
from voicecoach.phrases import open_catalogue
from voicecoach.player import (
    Control,
    Controls,
    Playhead,
    SavedSession,
    Show,
    Status,
    Summary,
    SwitchableOutput,
    Transport,
    keyboard,
    media_keys,
    open_screen,
    play,
)
from voicecoach.session import StepKind
from voicecoach.session_options import SessionOptions
from voicecoach.speech import Voice, engine_for
from voicecoach.talk import NUDGE_MS, Verbosity
from voicecoach.timeline import Cue, Heard, Timeline, TimelineStep
from voicecoach.units import Ms
from voicecoach.workout import Workout

if TYPE_CHECKING:
    from voicecoach.compiler import CompiledSession

_LANGUAGE = re.compile(r"^language: *([\w-]+)", re.MULTILINE)

Tell: TypeAlias = Callable[[Summary], None]
"""Reports the summary of a session, however it ended."""


@dataclass(frozen=True, slots=True)
class Playing:
    """How a session is played: on which output and device, over what, how it is shown; ``nudge_ms`` is 0 for never."""

    output: str
    device: str | None = None
    mix_options: MixOptions = field(default_factory=MixOptions)
    is_plain: bool = False
    nudge_ms: Ms = NUDGE_MS


def play_live(found: ScriptText, options: SessionOptions, playing: Playing, tell: Tell) -> None:
    """Play a script: the first sound at once, each step spoken ahead of what is heard.

    Raises:
        VoicecoachError: it cannot be played.
    """
    _start_engine(found, options)
    sounds = load_sounds()
    clips: dict[Heard, Clip] = {Heard(sound=WAKE): sounds[WAKE]}
    with ExitStack() as stack:
        transport = Transport(_mixer(clips, playing), opening_sound(sounds[WAKE].duration_ms))
        output = _output(transport, playing, stack)
        # The first sound does not wait for the modules that read and coach.
        from voicecoach.live_session import prepared_ahead
        from voicecoach.preparation import prepare_live

        live = stack.enter_context(prepare_live(found, options, clips, report))
        tell_warnings(note for note in live.notes if note.step is None)
        playhead = Playhead(live, nudge_ms=playing.nudge_ms)
        stack.enter_context(prepared_ahead(live, lambda: playhead.index, transport.fail))
        stack.callback(lambda: tell(playhead.summary()))
        transport.begin(playhead)
        _play(transport, output, playing)
    tell_warnings(note for note in live.notes if note.step is not None)


def play_compiled(session: "CompiledSession", playing: Playing, tell: Tell) -> None:
    """Play a session that is compiled already.

    Raises:
        VoicecoachError: it cannot be played.
    """
    from voicecoach.live_session import spoken_prompts

    timeline, clips = session.timeline, dict(session.clips)
    tell_warnings(timeline.notes)
    prompts = spoken_prompts(session.voice, clips, timeline.verbosity)
    playhead = Playhead(SavedSession(timeline, clips, prompts), nudge_ms=playing.nudge_ms)
    with ExitStack() as stack:
        transport = Transport(_mixer(clips, playing))
        transport.begin(playhead)
        output = _output(transport, playing, stack)
        stack.callback(lambda: tell(playhead.summary()))
        _play(transport, output, playing)


def play_script(found: ScriptText, options: SessionOptions, playing: Playing, tell: Tell) -> None:
    """Play a script, or a saved cue list.

    Raises:
        VoicecoachError: it cannot be played.
    """
    if found.is_json:
        from voicecoach.loading import is_cue_list
        from voicecoach.preparation import prepare

        if is_cue_list(found):
            play_compiled(prepare(found, options, report), playing, tell)
            return
    play_live(found, options, playing, tell)


def play_sample(voice: Voice, playing: Playing) -> None:
    """Say what is spoken and by whom, and play it: words that a coach says, in a voice.

    Raises:
        VoicecoachError: the voice or the device does not work.
    """
    text = open_catalogue(voice.language).text("sample")
    heard = Heard(text=text)
    clips = {heard: voice.speak([text])[text]}
    report.say(f"{voice.settings.id} ({voice.settings.engine}): {text}")
    timeline = _of_one_cue(heard, clips[heard].duration_ms, voice)
    with ExitStack() as stack:
        transport = Transport(_mixer(clips, playing))
        transport.begin(Playhead(SavedSession(timeline, clips, {})))
        output = _output(transport, playing, stack)
        play(transport, output, _no_control, _message_screen(), has_keys=False)


def _of_one_cue(heard: Heard, length_ms: Ms, voice: Voice) -> Timeline:
    step = TimelineStep(0, StepKind.INTRO, str(heard), None, None, 1, 1, 0, length_ms)
    cue = Cue(0, length_ms, 0, "announce", heard)
    return Timeline(str(heard), voice.language, Verbosity.NORMAL, voice.settings, length_ms, (step,), (cue,))


def _no_control(seconds: float) -> None:
    time.sleep(seconds)


def _message_screen() -> Show:
    """Return a screen that shows only what concerns the device."""
    shown = [""]

    def show(status: Status) -> None:
        if status.message not in {"", shown[-1]}:
            report.say(status.message)
            shown.append(status.message)

    return show


def _start_engine(found: ScriptText, options: SessionOptions) -> None:
    """Let the engine load while the script is read. Its language is only guessed here: it is not read yet."""
    if options.choices.verbosity is Verbosity.QUIET:
        return
    written = _LANGUAGE.search(found.text)
    language = options.language or (written[1].lower() if written else Workout("").language)
    engine_for(options.voice_settings(Workout("", language=language)), language).start()


def _mixer(clips: dict[Heard, Clip], playing: Playing) -> Mixer:
    return Mixer(clips, replace(playing.mix_options.open(), waits=False))


def _output(transport: Transport, playing: Playing, stack: ExitStack) -> SwitchableOutput:
    output = SwitchableOutput(transport.read, transport.pcm_format, playing.output, playing.device)
    stack.callback(output.close)
    return output


def _play(transport: Transport, output: SwitchableOutput, playing: Playing) -> None:
    controls = Controls()
    with (
        open_screen(plain=playing.is_plain) as show,
        keyboard(controls) as has_keys,
        media_keys(controls, transport.status),
    ):
        play(transport, output, lambda seconds: _taken(controls, seconds), show, has_keys=has_keys)


def _taken(controls: Controls, seconds: float) -> Control | None:
    try:
        return controls.get(timeout=seconds)
    except queue.Empty:
        return None
