"""Speaking tells nobody: onnxruntime would report to its maker what it runs, and keep an identifier of the person."""

import subprocess
import sys

import pytest

from tests.conftest import need_package
from tests.speech.test_piper import make_voice

SPEAK = """
import sys
from pathlib import Path
from voicecoach.speech import open_engine
_, engine, voice, folder = sys.argv
for _, path in open_engine(engine).render(["ready"], voice, 160, Path(folder)):
    assert path.stat().st_size > 1000
"""


@pytest.mark.parametrize(("engine", "package"), [("hibari", "hibari"), ("piper", "piper")])
def test_an_engine_leaves_no_reports_in_the_persons_home(environment, tmp_path, engine, package):
    need_package(package)
    home, folder = tmp_path / "home", tmp_path / "spoken"
    for each in (home, folder):
        each.mkdir()
    voice = "heart" if engine == "hibari" else str(make_voice(tmp_path / "hum.onnx"))
    own = {name: value for name, value in environment.items() if not name.startswith(("XDG_", "ORT_"))}
    command = [sys.executable, "-c", SPEAK, engine, voice, str(folder)]
    subprocess.run(command, env=own | {"HOME": str(home)}, check=True)
    assert [path for path in home.rglob("*") if path.is_file()] == []
