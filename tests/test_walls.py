"""Who may import whom: read from the code, held against docs/architecture.md's rules."""

import ast
import subprocess
import sys
import tomllib
from importlib import import_module
from operator import attrgetter
from pathlib import Path

import pytest

import voicecoach

PACKAGE = Path(__file__).parents[1] / "voicecoach"

# From the inside out; a room may import the rooms before it, and itself.
ORDER = (
    {"units", "errors", "version"},
    {"talk", "languages", "phonemes"},
    {"phrases"},
    {"workout", "library", "disk_cache", "caches"},
    {"session"},
    {"timeline"},
    {"script", "coach"},
    {"audio"},
    {"speech", "exports", "player"},
    {"compiler", "loading", "recording"},
    {"api"},
    {"live_session", "session_options"},
    {"preparation"},
    {"cli"},
    {"__main__"},
)
LEVEL = {room: level for level, rooms in enumerate(ORDER) for room in rooms}

# Third parties, each behind its doors: a room, or one module of it.
DOORS = {
    "PIL": {"exports.cover", "exports.lettering"},
    "av": {"audio.pyav"},
    "click": {"cli"},
    "fluent": {"phrases.catalogue"},
    "font_manrope": {"exports.lettering"},
    "espeakng_loader": {"speech.pyttsx3_worker"},
    "cattrs": {"script.workout_json"},
    "jeepney": {"player.mpris"},
    "lark": {"script.grammar"},
    "markdown_it": {"script.page"},
    "miniaudio": {"player.outputs.devices", "player.outputs.miniaudio_output", "recording.microphone"},
    "mutagen": {"exports.comments", "exports.id3", "exports.mp4", "exports.ownership"},
    "numpy": {"audio", "exports"},
    "pathvalidate": {"exports.names"},
    "pebble": {"cli.batch"},
    "hibari": {"speech.hibari_worker"},
    "piper": {"speech.piper_source", "speech.piper_worker"},
    "platformdirs": {"library"},
    "pydub": {"audio"},
    "pyttsx3": {"speech.pyttsx3_worker"},
    "rich": {"cli", "player.frame", "player.large_text", "player.screen"},
    "ruamel": {"script.front_matter", "script.printer", "script.settings"},
    "simpleaudio": {"player.outputs.simpleaudio_worker"},
}
# Where the machine is touched: a clock, a file, an engine, a terminal. No pure room may import any of these.
EDGES = {
    "datetime",
    "logging",
    "os",
    "pathlib",
    "random",
    "shutil",
    "signal",
    "socket",
    "subprocess",
    "sys",
    "tempfile",
    "time",
}
PURE = {"units", "errors", "version", "talk", "languages", "workout", "session", "timeline", "script", "coach"}
PURE_MODULES = {
    "player.clocks",
    "player.segments",
    "player.playhead",
    "player.sequencer",
    "player.session_source",
    "player.summary",
    "recording.levels",
    "recording.phrases",
    "recording.takes",
    "audio.ducking",
}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            found.add(node.module or "")
    return found


def test_there_is_something_to_look_at():
    assert {name_of(path).split(".")[0] for path in modules()} == LEVEL.keys()


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_room_imports_only_the_rooms_before_it(path):
    room = name_of(path).split(".")[0]
    for imported in imports_of(path):
        package, _, other = imported.partition(".")
        other_room = other.split(".")[0]
        if package == "voicecoach" and other_room != room:
            assert LEVEL[other_room] < LEVEL[room], f"{room} imports {other_room}"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_third_parties_stay_behind_their_doors(path):
    name = name_of(path)
    for imported in imports_of(path):
        package = imported.split(".")[0]
        if package not in sys.stdlib_module_names and package != "voicecoach":
            assert DOORS.get(package, set()) & {name, name.split(".")[0]}, f"{name} imports {imported}"


def is_pure(name: str) -> bool:
    return name.split(".", maxsplit=1)[0] in PURE or name in PURE_MODULES


@pytest.mark.parametrize("path", [path for path in modules() if is_pure(name_of(path))], ids=name_of)
def test_pure_rooms_touch_no_clock_no_file_and_no_engine(path):
    imported = imports_of(path)
    assert not {name.split(".")[0] for name in imported} & EDGES
    assert not [name for name in imported if name.startswith("voicecoach.library")]
    calls = {node.func.id for node in ast.walk(ast.parse(path.read_text("utf-8"))) if is_call_of_a_name(node)}
    assert not calls & {"open", "print", "input"}


def is_call_of_a_name(node):
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name)


def test_every_dependency_has_a_door_and_every_door_a_dependency():
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    needed = (*project["dependencies"], *extras["mpris"], *extras["simpleaudio"])
    names = {requirement.split(">")[0].split("[")[0].strip() for requirement in needed}
    imported = {
        "espeakng-loader": "espeakng_loader",
        "fluent.runtime": "fluent",
        "hibari-tts": "hibari",
        "markdown-it-py": "markdown_it",
        "pillow": "PIL",
        "piper-tts": "piper",
        "ruamel.yaml": "ruamel",
    }
    doors = {imported.get(name, name.replace("-", "_")) for name in names}
    assert doors - {"audioop_lts"} == DOORS.keys()  # audioop-lts is what pydub imports on Python 3.13 and later


def test_light_commands_do_not_pay_for_heavy_libraries():
    heavy = (
        "PIL",
        "av",
        "fluent",
        "hibari",
        "jeepney",
        "lark",
        "markdown_it",
        "miniaudio",
        "mutagen",
        "numpy",
        "onnxruntime",
        "pathvalidate",
        "pebble",
        "piper",
        "pydub",
        "pyttsx3",
        "rich",
        "ruamel",
    )
    commands = ("caches", "compiling", "exporting", "machine", "recording", "scripts", "sessions")
    assert imported_with(*commands) & set(heavy) == set()


def test_no_command_pays_for_what_only_another_needs():
    assert not imported_with() & {"voicecoach.cli.exporting", "voicecoach.cli.scripts", "voicecoach.cli.sessions"}
    assert "concurrent.futures.process" not in imported_with("machine", "scripts", "sessions")
    assert "voicecoach.player" not in imported_with(
        "compiling", "exporting", "machine", "recording", "scripts", "tables"
    )


def imported_with(*commands: str) -> set[str]:
    """Return every module that is imported by the command line and by some of its modules of commands."""
    names = ", ".join(("voicecoach.cli", *(f"voicecoach.cli.{name}" for name in commands)))
    code = f"import sys, {names}; print(*sys.modules)"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_no_module_hides_behind_a_name_of_its_package(path):
    """``import voicecoach.coach.placement`` gives the module, not a function that its package exports."""
    module = import_module(f"voicecoach.{name_of(path)}")
    assert attrgetter(name_of(path))(voicecoach) is module
