"""Media keys on a private session bus; another connection plays the desktop."""

import os
import queue
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from tests.conftest import PATIENCE_S, need, wait_until
from voicecoach.audio import Volumes
from voicecoach.player.controls import Control
from voicecoach.player.mpris import NAME, media_keys
from voicecoach.player.mpris_methods import PATH, PROPERTIES
from voicecoach.player.mpris_properties import PLAYER, ROOT
from voicecoach.player.status import State, Status

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="MPRIS is of Linux")

SQUATS = Status(
    state=State.PLAYING,
    title="Lower body",
    index=3,
    steps=20,
    step_title="Squats",
    step_ms=12_500,
    step_length_ms=40_000,
)
QUICKLY_S = 5
"""In this time, on a machine however busy, what waits for nobody is done."""


class Session:
    """A session as media keys see it: its status, and the controls it was asked for."""

    def __init__(self) -> None:
        self.now = SQUATS
        self.controls = queue.SimpleQueue()

    @contextmanager
    def open(self):
        with media_keys(self.controls, lambda: self.now):
            yield

    def asked(self, seconds: float = PATIENCE_S) -> Control | None:
        try:
            return self.controls.get(timeout=seconds)
        except queue.Empty:
            return None


class Desktop:
    """Another program on the bus."""

    def __init__(self, address: str) -> None:
        from jeepney.io.blocking import open_dbus_connection

        self.connection = open_dbus_connection(address)

    def ask(self, interface: str, method: str, signature: str | None = None, body=(), name=NAME, path=PATH):
        from jeepney import DBusAddress, new_method_call

        call = new_method_call(DBusAddress(path, name, interface), method, signature, body)
        return self.connection.send_and_get_reply(call, timeout=PATIENCE_S)

    def call(self, *arguments, **where):
        from jeepney.wrappers import unwrap_msg

        return unwrap_msg(self.ask(*arguments, **where))

    def refused(self, *arguments, **where) -> str:
        from jeepney import HeaderFields

        return self.ask(*arguments, **where).header.fields[HeaderFields.error_name].rpartition(".")[2]

    def names(self) -> set[str]:
        from jeepney import message_bus

        (names,) = self.connection.send_and_get_reply(message_bus.ListNames(), timeout=PATIENCE_S).body
        return {name for name in names if name.startswith(ROOT)}

    def wait_for(self, names: set[str]) -> None:
        wait_until(lambda: self.names() == names, self.names)

    def properties(self, interface: str) -> dict:
        (found,) = self.call(PROPERTIES, "GetAll", "s", (interface,))
        return {name: value for name, (_, value) in found.items()}

    @contextmanager
    def hears(self, interface: str, member: str):
        from jeepney import MatchRule, message_bus

        rule = MatchRule(type="signal", interface=interface, member=member, path=PATH)
        self.connection.send_and_get_reply(message_bus.AddMatch(rule), timeout=PATIENCE_S)
        with self.connection.filter(rule) as found:
            yield lambda: self.connection.recv_until_filtered(found, timeout=PATIENCE_S).body


@pytest.fixture
def bus(monkeypatch):
    """Start a session bus that the session finds."""
    command = [need("dbus-daemon"), "--session", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        daemon.address = daemon.stdout.readline().strip()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.address)
        yield daemon
        daemon.kill()


@pytest.fixture
def desktop(bus):
    desktop = Desktop(bus.address)
    with desktop.connection:
        yield desktop


@pytest.fixture
def session(desktop):
    session = Session()
    with session.open():
        desktop.wait_for({NAME})
        yield session


BUTTONS = [
    # playing, paused, waiting, loading
    ("Player.PlayPause", Control.PAUSE, Control.PAUSE, Control.DONE, Control.PAUSE),
    ("Player.Play", None, Control.PAUSE, Control.DONE, None),
    ("Player.Pause", Control.PAUSE, None, Control.DONE, Control.PAUSE),
    ("Player.Stop", *[Control.QUIT] * 4),
    ("Player.Next", *[Control.NEXT] * 4),
    ("Player.Previous", *[Control.BACK] * 4),
    ("Player.Seek int64:5000000", *[Control.SKIP_REST] * 4),
    ("Player.Seek int64:-5000000", *[Control.REPEAT] * 4),
    ("Player.Seek int64:0", *[None] * 4),
    ("Player.SetPosition objpath:/voicecoach/step/3 int64:0", *[None] * 4),
    ("Player.OpenUri string:file:///song.mp3", *[None] * 4),
    ("Quit", *[Control.QUIT] * 4),
    ("Raise", *[None] * 4),
]
STATES = (State.PLAYING, State.PAUSED, State.WAITING, State.LOADING)


@pytest.mark.parametrize("row", BUTTONS, ids=lambda row: row[0])
def test_every_button_asks_for_its_control(session, row):
    """Press a key with D-Bus's own tool rather than the library that answers."""
    button, *expected = row
    method, *arguments = button.split()
    send = [need("dbus-send"), "--session", "--print-reply", "--reply-timeout=60000", f"--dest={NAME}", PATH]
    for state, control in zip(STATES, expected, strict=True):
        session.now = replace(SQUATS, state=state)
        subprocess.run([*send, f"{ROOT}.{method}", *arguments], capture_output=True, check=True)
        assert session.asked(PATIENCE_S if control else 0.05) is control


def test_a_button_whose_presser_awaits_no_reply(session, desktop):
    from jeepney import DBusAddress, MessageFlag, new_method_call

    press = new_method_call(DBusAddress(PATH, NAME, PLAYER), "Next")
    press.header.flags |= MessageFlag.no_reply_expected
    desktop.connection.send(press)
    assert session.asked() is Control.NEXT
    desktop.connection.send(new_method_call(DBusAddress(PATH, NAME), "Previous"))
    assert session.asked() is Control.BACK  # D-Bus allows calls without an interface


def test_the_player_as_a_desktop_sees_it(session, desktop):
    assert desktop.properties(ROOT) == {
        "CanQuit": True,
        "CanRaise": False,
        "HasTrackList": False,
        "Identity": "voicecoach",
        "SupportedUriSchemes": [],
        "SupportedMimeTypes": [],
    }
    able = ("CanGoNext", "CanGoPrevious", "CanPlay", "CanPause", "CanSeek", "CanControl")
    assert desktop.properties(PLAYER) == dict.fromkeys(able, True) | {
        "PlaybackStatus": "Playing",
        "Position": 12_500_000,
        "Volume": 0.5,
        "Rate": 1.0,
        "MinimumRate": 0.5,
        "MaximumRate": 2.0,
        "Metadata": {
            "mpris:trackid": ("o", "/voicecoach/step/3"),
            "mpris:length": ("x", 40_000_000),
            "xesam:title": ("s", "Squats"),
            "xesam:album": ("s", "Lower body"),
            "xesam:artist": ("as", ["voicecoach"]),
            "xesam:trackNumber": ("i", 4),
        },
    }
    desktop.call("org.freedesktop.DBus.Peer", "Ping")


def test_tools_for_dbus_read_what_the_player_says_of_itself(session):
    send = [need("dbus-send"), "--session", "--print-reply=literal", f"--dest={NAME}", PATH]
    get = [*send, f"{PROPERTIES}.Get", f"string:{PLAYER}", "string:PlaybackStatus"]
    assert subprocess.run(get, capture_output=True, text=True, check=True).stdout.split() == ["variant", "Playing"]
    introspect = [*send, "org.freedesktop.DBus.Introspectable.Introspect"]
    page = subprocess.run(introspect, capture_output=True, text=True, check=True).stdout
    interfaces = {each.get("name"): each for each in ElementTree.fromstring(page.strip())}
    assert {each.get("name") for each in interfaces[PLAYER].iter("signal")} == {"Seeked"}
    writable = [each.get("name") for each in interfaces[PLAYER].iter("property") if each.get("access") == "readwrite"]
    assert writable == ["Volume", "Rate"]
    seek = next(each for each in interfaces[PLAYER].iter("method") if each.get("name") == "Seek")
    assert [(each.get("type"), each.get("direction")) for each in seek] == [("x", "in")]


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (State.LOADING, "Playing"),
        (State.PLAYING, "Playing"),
        (State.WAITING, "Playing"),
        (State.PAUSED, "Paused"),
        (State.FINISHED, "Stopped"),
    ],
)
def test_the_states_in_a_desktops_words(session, desktop, state, shown):
    session.now = replace(SQUATS, state=state)
    assert desktop.call(PROPERTIES, "Get", "ss", (PLAYER, "PlaybackStatus")) == (("s", shown),)


@pytest.mark.parametrize(
    ("name", "value", "control"),
    [
        ("Volume", 0.6, Control.VOICE_UP),
        ("Volume", 0.0, Control.VOICE_DOWN),
        ("Volume", 0.5, None),
        ("Rate", 1.5, Control.FASTER),
        ("Rate", 0.75, Control.SLOWER),
        ("Rate", 1.0, None),
    ],
)
def test_volume_and_rate_go_a_step_towards_what_is_written(session, desktop, name, value, control):
    desktop.call(PROPERTIES, "Set", "ssv", (PLAYER, name, ("d", value)))
    assert session.asked(PATIENCE_S if control else 0.05) is control


def test_the_volume_leaves_room_above_and_below_whatever_it_is(session, desktop):
    seen = []
    for volumes in (Volumes(is_muted=True), *(Volumes(voice_db=db) for db in (-60, -6, 0, 6, 60))):
        session.now = replace(SQUATS, volumes=volumes)
        seen.append(desktop.properties(PLAYER)["Volume"])
    assert seen == sorted(set(seen))
    assert seen[0] == 0
    assert seen[-1] < 1


@pytest.mark.parametrize(
    ("call", "where", "error"),
    [
        ((PLAYER, "Dance"), {}, "UnknownMethod"),
        (("org.example.Dance", "Next"), {}, "UnknownMethod"),
        ((PLAYER, "Next"), {"path": "/somewhere"}, "UnknownObject"),
        ((PLAYER, "Seek", "s", ("far",)), {}, "InvalidArgs"),
        ((PROPERTIES, "Get", "ss", (PLAYER, "Dance")), {}, "UnknownProperty"),
        ((PROPERTIES, "GetAll", "s", ("org.example.Dance",)), {}, "UnknownInterface"),
        ((PROPERTIES, "Set", "ssv", (PLAYER, "Position", ("x", 0))), {}, "PropertyReadOnly"),
        ((PROPERTIES, "Set", "ssv", (PLAYER, "Volume", ("s", "loud"))), {}, "InvalidArgs"),
    ],
)
def test_what_makes_no_sense_is_refused_and_harms_nothing(session, desktop, call, where, error):
    assert desktop.refused(*call, **where) == error
    desktop.call(PLAYER, "Next")
    assert session.asked() is Control.NEXT


def test_the_desktop_is_told_what_changes_and_nothing_else(session, desktop):
    with desktop.hears(PROPERTIES, "PropertiesChanged") as told:
        session.now = replace(session.now, step_ms=13_000)
        time.sleep(0.4)
        session.now = replace(session.now, state=State.PAUSED)
        assert told() == (PLAYER, {"PlaybackStatus": ("s", "Paused")}, [])
        session.now = replace(session.now, index=4, step_title="Rest", step_ms=0, state=State.PLAYING)
        interface, changed, _ = told()
        assert (interface, changed.keys()) == (PLAYER, {"PlaybackStatus", "Metadata"})
        assert changed["Metadata"][1]["xesam:title"] == ("s", "Rest")
        session.now = replace(session.now, volumes=Volumes(voice_db=3))
        assert told()[1].keys() == {"Volume"}


def test_the_desktop_is_told_when_a_step_begins_again(session, desktop):
    with desktop.hears(PLAYER, "Seeked") as told:
        session.now = replace(SQUATS, step_ms=500)
        assert told() == (500_000,)


def test_a_second_session_has_a_name_of_its_own_and_keeps_it(desktop):
    own = f"{NAME}.instance{os.getpid()}"
    first, second = Session(), Session()
    with ExitStack() as until_the_end:
        with first.open():
            desktop.wait_for({NAME})
            until_the_end.enter_context(second.open())
            desktop.wait_for({NAME, own})
            desktop.call(PLAYER, "Next", name=own)
            assert second.asked() is Control.NEXT
            assert first.asked(0) is None
        desktop.wait_for({own})
        time.sleep(0.1)
        assert desktop.names() == {own}


def test_the_end_of_a_session_gives_the_name_back_at_once(desktop):
    def took_s() -> float:
        with Session().open():
            desktop.wait_for({NAME})
            end = time.monotonic()
        took = time.monotonic() - end
        desktop.wait_for(set())
        return took

    # A busy machine interrupts some of them.
    assert any(took_s() < 0.1 for _ in range(50))


@contextmanager
def within(seconds: float):
    begin = time.monotonic()
    yield
    assert time.monotonic() - begin < seconds


@pytest.mark.parametrize("address", [None, "", "unix:path=/nowhere", "tcp:host=localhost,port=1", "nonsense"])
def test_without_a_bus_nothing_happens(monkeypatch, capfd, address):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    if address is not None:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    session = Session()
    with within(QUICKLY_S), session.open():
        time.sleep(0.1)
    assert session.asked(0) is None
    assert capfd.readouterr() == ("", "")


def test_a_bus_that_goes_away_leaves_the_session_alone(bus, desktop, capfd):
    session = Session()
    with session.open():
        desktop.wait_for({NAME})
        bus.kill()
        bus.wait()
        time.sleep(0.4)
        session.now = replace(SQUATS, state=State.PAUSED)
        time.sleep(0.4)
        end = time.monotonic()
    assert time.monotonic() - end < QUICKLY_S
    assert capfd.readouterr() == ("", "")


def test_a_bus_that_hangs_holds_up_neither_the_begin_nor_the_end(bus, desktop):
    with within(QUICKLY_S):
        bus.send_signal(signal.SIGSTOP)
        with Session().open():
            pass
    bus.send_signal(signal.SIGCONT)
    with Session().open():
        desktop.wait_for({NAME})
        bus.send_signal(signal.SIGSTOP)
        time.sleep(0.4)
        end = time.monotonic()
    assert time.monotonic() - end < QUICKLY_S


BEGIN = """
import queue, sys, time
if {missing}: sys.modules["jeepney"] = None
from voicecoach.player.mpris import media_keys
from voicecoach.player.status import Status
assert "jeepney" not in sys.modules or {missing}
begin = time.monotonic()
with media_keys(queue.SimpleQueue(), Status):
    begun = time.monotonic()
    if {linger}: time.sleep(0.3)
print(begun - begin, time.monotonic() - begun)
"""


@pytest.mark.parametrize(("missing", "linger"), [(True, True), (False, True), (False, False)])
def test_a_program_begins_and_ends_at_once_with_and_without_the_extra(bus, missing, linger):
    code = BEGIN.format(missing=missing, linger=linger)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    to_begin, to_end = map(float, done.stdout.split())
    assert done.stderr == ""
    assert to_begin < QUICKLY_S
    assert to_end < 0.3 * linger + QUICKLY_S
