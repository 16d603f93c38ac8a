"""hibari: the natural English voice that comes with voicecoach, with its model inside the package."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from voicecoach.errors import SpeechError
from voicecoach.languages import base_language
from voicecoach.phonemes import phonemes_in
from voicecoach.speech.engine import DEFAULT_RATE_WPM, SpeechEngine, VoiceInfo, package_versions
from voicecoach.speech.pronunciations import pronounced
from voicecoach.speech.worker import SharedWorker

HEART = VoiceInfo("heart", "natural, American English", ("en-us",))
"""The one voice whose model is in the package; hibari downloads its others, so they are not offered."""

_SEED = 0
"""hibari adds noise to its breath sounds; with one seed, the same text has the same samples."""

_SCRIPT = Path(__file__).with_name("hibari_worker.py")

_CURE = "use the system's voice with --engine pyttsx3, or run voicecoach doctor"

_worker = SharedWorker(_SCRIPT, f"reinstall hibari-tts, or {_CURE}")


class HibariEngine(SpeechEngine):
    """Implements SpeechEngine with hibari, which runs in a process of its own; see hibari_worker.py for why."""

    name = "hibari"

    def voices(self) -> tuple[VoiceInfo, ...]:
        """Return the voice that needs no download."""
        _require_hibari()
        return (HEART,)

    def default_voice(self, language: str) -> str:
        """Return the voice, if the language is English and hibari is installed."""
        if base_language(language) != base_language(HEART.languages[0]):
            raise SpeechError(f"hibari does not speak '{language}', only English", "choose another engine, or none")
        _require_hibari()
        return HEART.id

    def known_voice(self, language: str) -> str:
        """Return the same voice, or an empty text."""
        return HEART.id if HEART.speaks(language) and is_installed() else ""

    def has_voice(self, voice: str) -> bool:
        """Whether this is the voice in the package."""
        return voice == HEART.id

    def fingerprint(self, text: str, voice: str) -> str:  # noqa: ARG002  # the same for every text
        """Return the versions of what shapes the sound, and the seed."""
        return _fingerprint()

    def spelled(self, words: str, phonemes: Mapping[str, str]) -> str:
        """Return the words with the pronunciations in them that they have, a person's before those of this project."""
        return pronounced(words, phonemes)

    def start(self) -> None:
        """Start the process that loads the model."""
        _worker.start()

    def render(self, texts: Sequence[str], voice: str, rate_wpm: int, folder: Path) -> Iterator[tuple[str, Path]]:
        """Speak each text into a WAV file."""
        _require_hibari()
        if voice != HEART.id:
            hint = f"its voice is '{HEART.id}'; voicecoach voices lists those of all engines"
            raise SpeechError(f"hibari has no voice '{voice}' here", hint)
        paths = {text: folder / f"{number}.wav" for number, text in enumerate(texts)}
        jobs = [{"text": text, "path": str(path), "phonemes": _phonemes(text)} for text, path in paths.items()]
        request = {"speed": rate_wpm / DEFAULT_RATE_WPM, "seed": _SEED, "jobs": jobs}
        for reply in _worker.replies(request):
            if "unknown" in reply:
                message = f"the voice has no sound '{reply['unknown']}', as in '{reply['text']}'"
                raise SpeechError(message, "docs/talk.md shows how to find the phonemes of a word")
            yield reply["text"], paths[reply["text"]]


def is_installed() -> bool:
    """Whether hibari can be used here: its onnxruntime has no package for some systems. Nothing is loaded."""
    return all(find_spec(package) for package in ("hibari", "onnxruntime"))


def _require_hibari() -> None:
    """Raise a SpeechError if hibari cannot be used here."""
    if not is_installed():
        raise SpeechError("hibari is not installed", f"pip install hibari-tts, or {_CURE}")


@cache
def _fingerprint() -> str:
    return f"{package_versions('hibari-tts', 'onnxruntime')} seed {_SEED}"


def _phonemes(text: str) -> str:
    return "".join(phonemes_in(text).values())
