import signal
import sys
from importlib import import_module

import pytest

from voicecoach import audio
from voicecoach.audio.pyav import av

INTERRUPTED_IN_ITS_MIDDLE = """
import signal
signal.raise_signal(signal.SIGINT)
is_complete = True
"""


def test_an_interrupt_waits_until_the_codec_library_is_imported(tmp_path, monkeypatch):
    (tmp_path / "av.py").write_text(INTERRUPTED_IN_ITS_MIDDLE)
    monkeypatch.syspath_prepend(tmp_path)
    for name in (av.__name__, "voicecoach.audio.pyav"):
        monkeypatch.delitem(sys.modules, name)
    # The package gets the second module as its attribute; afterwards it has the first one again.
    monkeypatch.setattr(audio, "pyav", audio.pyav)
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        import_module("voicecoach.audio.pyav")
    assert sys.modules["av"].is_complete
    assert signal.getsignal(signal.SIGINT) is before
