"""What the tests of exports share: one short session with everything that a file may have to hold."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from tests.conftest import read
from voicecoach.audio import Clip
from voicecoach.compiler import compile_session
from voicecoach.session import Choices
from voicecoach.speech import Voice, open_voice
from voicecoach.timeline import Heard, Timeline

SHORT_SESSION = """---
rest: 14 s
---
# Short session

## Sequence: 1-2 rounds

- Squat: 8 reps
- Plank: 10 s each side

## Movements

### Squat
pace: 1 s per rep

Feet wide.

- Push your hips back | Hips back
"""

CompileShort = Callable[..., tuple[Timeline, Mapping[Heard, Clip]]]


@pytest.fixture(scope="session")
def compile_short(voice: Voice) -> CompileShort:
    """Compile the short session, of which one round takes a minute, with the real voice of a language."""
    voices = {"en": voice}

    def compile_(choices: Choices | None = None, language: str = "en") -> tuple[Timeline, Mapping[Heard, Clip]]:
        speaks = voices.setdefault(language, open_voice(language=language, cache=voice.cache))
        session = compile_session(replace(read(SHORT_SESSION), language=language), choices or Choices(), speaks)
        return session.timeline, session.clips

    return compile_
