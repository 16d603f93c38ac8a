"""Keys: what terminals send, keys on a real terminal, and the state of the terminal afterwards."""

import itertools
import os
import queue
import re
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, need
from tests.player.terminal import in_terminal
from tests.pseudo_terminal import PseudoTerminal
from voicecoach.player.controls import CONTROL_BY_KEY, KEYS, Control, Controls
from voicecoach.player.escapes import Decoder
from voicecoach.player.keys import keyboard

SENT = {"space": " ", "return": "\r", "left": "\x1b[D", "right": "\x1b[C", "up": "\x1b[A", "down": "\x1b[B"}
"""What a terminal sends for keys that are not characters."""

JUNK = [
    "\x1b[15~",  # F5
    "\x1bOP",  # F1
    "\x1b[[A",  # F1 of the Linux console
    "\x1b[1;5C",  # Ctrl-right
    "\x1b[3;2~",
    "\x1b\x1b[B",  # Alt-down, on some terminals
    "\x1bq",  # Alt-q
    "\x1bü",
    "\x1b]11;rgb:1e1e/2222/4444\x07",  # the answer to a query of the background colour
    "\x1bP1$r0m\x1b\\",
    "\x1b[200~quit now\nfast\x1b[201~",  # pasted
    "\x1b[<0;10;20M",  # a mouse click
    "\x1b[I",  # focus gained
    "üß深🏋",
    "\x01\x02\x7f",
    "hmm, quit",  # pasted into a terminal without bracketed paste
]


def controls_of(names):
    return [CONTROL_BY_KEY[name] for name in names if name in CONTROL_BY_KEY]


def sent_for(name):
    return SENT.get(name, name).encode()


@pytest.mark.parametrize("name", CONTROL_BY_KEY)
def test_every_key_has_its_control(name):
    assert controls_of(Decoder().feed(sent_for(name))) == [CONTROL_BY_KEY[name]]


def test_letters_count_in_upper_case_and_arrows_in_application_mode():
    assert controls_of(Decoder().feed(b"Q")) == [Control.QUIT]
    assert Decoder().feed(b"\x1bOA") + Decoder().feed(b"\x1bOD") == ["up", "left"]
    assert Decoder().feed(b"\n") == ["return"]


@pytest.mark.parametrize("junk", JUNK, ids=repr)
def test_what_is_no_key_asks_for_nothing_and_the_next_key_counts(junk):
    decoder = Decoder()
    assert controls_of(decoder.feed(junk.encode())) == []
    assert decoder.feed(b"q") == ["q"]


@pytest.mark.parametrize("sent", [*SENT.values(), *JUNK[:-1]], ids=repr)
def test_it_does_not_matter_where_a_sequence_is_cut(sent):
    data = sent.encode() + b"n"
    whole = Decoder().feed(data)
    for first, second in itertools.combinations(range(len(data) + 1), 2):
        decoder = Decoder()
        parts = (data[:first], data[first:second], data[second:])
        assert [name for part in parts for name in decoder.feed(part)] == whole


def test_a_key_that_is_held_down_is_no_paste():
    assert controls_of(Decoder().feed(b"000000")) == [Control.VOICE_UP] * 6
    assert controls_of(Decoder().feed(b"\x1b[A" * 6)) == [Control.FASTER] * 6


def test_a_lone_escape_is_forgotten_and_takes_no_key_with_it():
    decoder = Decoder()
    assert decoder.feed(b"\x1b") == []
    assert decoder.is_waiting
    decoder.reset()
    assert decoder.feed(b"q") == ["q"]


def test_a_string_without_an_end_is_given_up():
    decoder = Decoder()
    decoder.feed(b"\x1b]" + b"x" * 5000)
    assert not decoder.is_waiting


LISTENER = """
import sys, time, threading
from voicecoach.player.controls import Control, Controls
from voicecoach.player.keys import keyboard
controls = Controls()
try:
    with keyboard(controls):
        print("ready", flush=True)
        while (control := controls.get()) is not Control.QUIT:
            print(f"<{control.value}>", flush=True)
        if "fail" in sys.argv:
            raise RuntimeError("on purpose")
        began = time.monotonic()
    print("threads", threading.active_count(), "late", time.monotonic() - began > 10, flush=True)
except KeyboardInterrupt:
    print("interrupted", flush=True)
print("end", flush=True)
sys.stdin.readline()
"""


class Listener(PseudoTerminal):
    """What listens to keys, on a terminal."""

    def __init__(self, *arguments):
        super().__init__([sys.executable, "-c", LISTENER, *arguments], ROOT, os.environ | {"PYTHONPATH": str(ROOT)})


@pytest.fixture
def listener():
    with Listener() as listener:
        listener.wait_for("ready")
        yield listener


def test_on_a_terminal_every_key_asks_for_its_control_and_nothing_is_shown_of_it(listener):
    for name, control in CONTROL_BY_KEY.items():
        if control is not Control.QUIT:
            listener.seen = ""
            listener.press(sent_for(name))
            listener.wait_for(re.escape(f"<{control.value}>"))
            assert listener.seen.strip() == f"<{control.value}>"


def test_on_a_terminal_junk_asks_for_nothing(listener):
    for junk in JUNK:
        listener.press(junk)
        time.sleep(0.03)
    # On a busy machine, what is pressed soon after the junk is read with it, and then is junk, too.
    listener.press_until("m", "<mute>")
    assert set(listener.seen.split()) == {"ready", "<mute>"}


@pytest.mark.realtime
def test_a_sequence_may_take_its_time_and_a_lone_escape_is_forgotten(listener):
    for byte in b"\x1b[D":
        listener.press(bytes([byte]))
        time.sleep(0.1)
    listener.wait_for("<back>")
    listener.press("\x1b")
    time.sleep(2)
    listener.press("n")
    listener.wait_for("<next>")


def test_at_the_end_the_terminal_is_as_it_was_and_the_thread_has_ended(listener):
    assert listener.modes() != listener.before
    listener.press("q")
    listener.wait_for("end")
    assert "threads 1 late False" in listener.seen
    assert listener.modes() == listener.before


def test_after_ctrl_c_the_terminal_is_as_it_was(listener):
    listener.press("\x03")
    listener.wait_for("interrupted")
    assert listener.modes() == listener.before


def test_after_a_failure_the_terminal_is_as_it_was():
    with Listener("fail") as listener:
        listener.wait_for("ready")
        listener.press("q")
        listener.wait_for("on purpose")
        assert listener.modes() == listener.before


SHELL = "exec bash --norc --noprofile -i"
SAMPLE = f"{sys.executable} -m tests.player.sample_session"


@pytest.fixture
def shell(environment, tmp_path):
    need("bash")
    with in_terminal(SHELL, tmp_path, environment | {"PS1": "prompt> "}) as terminal:
        terminal.wait_for("prompt>")
        terminal.type(SAMPLE)
        terminal.wait_for("Plank")
        yield terminal


def is_shown(terminal):
    return (terminal.state("alternate_on"), terminal.state("cursor_flag")) == ("1", "0")


def test_stopped_with_ctrl_z_it_gives_the_terminal_back_and_takes_it_again(shell):
    assert is_shown(shell)
    for _ in range(2):
        shell.press("C-z")
        shell.wait_for("Stopped")
        assert (shell.state("alternate_on"), shell.state("cursor_flag")) == ("0", "1")
        shell.type("stty -a | grep -ow -e '-*icanon' -e '-*echo' | tr '\\n' .; clear")
        shell.type("stty -a | grep -ow -e '-*icanon' -e '-*echo' | tr '\\n' .")
        shell.wait_for("icanon.echo.")
        shell.type("clear; fg")
        shell.wait_for("Plank")
        assert is_shown(shell)
        shell.press("n")
        shell.wait_for("heard: next")
        shell.press("b")
        shell.wait_for("heard: back")
    shell.press("q")
    shell.wait_for("ended, and the terminal is")
    assert not is_shown(shell)


def test_continued_in_the_background_it_leaves_the_terminal_alone_until_it_is_brought_back(shell):
    shell.press("C-z")
    shell.wait_for("Stopped")
    shell.type("clear; bg")
    time.sleep(0.5)
    shell.type("echo $((40 + 2)) q n b")
    shell.wait_for("42 q n b")
    assert not any("Plank" in line for line in shell.lines())
    shell.type("jobs")
    shell.wait_for("Running")
    shell.type("fg")
    shell.wait_for("Plank")
    shell.press("n")
    shell.wait_for("heard: next")


def test_after_a_stop_that_cannot_be_caught_it_comes_back_whole(shell):
    (player,) = shell.processes() - {int(shell.state("pane_pid"))}
    os.kill(player, signal.SIGSTOP)
    shell.wait_for("Stopped")
    shell.type("fg")
    shell.wait_for("Plank")
    shell.press("n")
    shell.wait_for("heard: next")
    assert is_shown(shell)


def test_pasted_text_asks_for_nothing(shell):
    shell.paste("quit now")
    shell.paste("q")
    shell.press("F5", "M-x", "C-Right", "Home")
    shell.press("m")
    shell.wait_for("heard: mute")


def test_where_nobody_looks_on_there_are_no_keys(monkeypatch):
    controls = Controls()
    with Path(os.devnull).open("w") as nobody:
        monkeypatch.setattr(sys, "stderr", nobody)
        with keyboard(controls), pytest.raises(queue.Empty):
            controls.get(timeout=0.05)


def test_no_key_stands_for_two_controls():
    assert len(CONTROL_BY_KEY) == sum(1 + len(key.aliases) for key in KEYS.values())
