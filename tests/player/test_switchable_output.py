import json
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT, need_library, wait_until
from voicecoach.audio import VOICE_ONLY
from voicecoach.errors import OutputError
from voicecoach.player import SwitchableOutput

ASOUND = """pcm.!default { type null }
pcm.kitchen { type null; hint { show on; description "Kitchen radio" } }
pcm.garden { type null; hint { show on; description "Garden" } }
pcm.one { type null; hint { show on; description "Twin" } }
pcm.two { type null; hint { show on; description "Twin" } }
"""

NEXT = """
import json
from voicecoach.audio import VOICE_ONLY
from voicecoach.player import SwitchableOutput
output = SwitchableOutput(lambda frames: bytes(2 * frames), VOICE_ONLY, "device")
print(json.dumps([output.open_next() for _ in range(5)]))
output.close()
"""


def test_an_output_without_devices_plays_on_when_another_is_asked_for():
    pulled = []
    output = SwitchableOutput(lambda frames: pulled.append(frames) or bytes(2 * frames), VOICE_ONLY, "null")
    with pytest.raises(OutputError, match="no other devices"):
        output.open_next()
    pulled.clear()
    wait_until(lambda: pulled)
    output.reopen()
    pulled.clear()
    wait_until(lambda: pulled)
    output.close()


def test_the_devices_are_gone_through_one_after_the_other(tmp_path):
    need_library("asound")
    (tmp_path / "asound.conf").write_text(ASOUND)
    environment = os.environ | {"ALSA_CONFIG_PATH": str(tmp_path / "asound.conf"), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", NEXT], env=environment, capture_output=True, text=True, check=True)
    names = json.loads(done.stdout)
    assert {"Garden", "Kitchen radio"} <= set(names)
    assert "Twin" not in names
    assert names[0] == names[len(set(names))]  # the first again after the last
