"""What a listener can ask for while a session plays: one table of controls and their keys."""

import queue
from dataclasses import dataclass
from enum import Enum


class Control(Enum):
    """One request of the listener; the value is its short name on screen."""

    PAUSE = "pause"
    DONE = "done"
    NEXT = "next"
    BACK = "back"
    REPEAT = "repeat"
    MISSED = "missed"
    AGAIN = "say again"
    SKIP_REST = "skip rest"
    MORE_REST = "more rest"
    FASTER = "faster"
    SLOWER = "slower"
    MORE_TALK = "more talk"
    LESS_TALK = "less talk"
    VOICE_UP = "voice up"
    VOICE_DOWN = "voice down"
    SOUNDS_UP = "sounds up"
    SOUNDS_DOWN = "sounds down"
    MUSIC_UP = "music up"
    MUSIC_DOWN = "music down"
    MUTE = "mute"
    OUTPUT = "output"
    HELP = "help"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Key:
    """The key of a control: its name on screen, its aliases, and a short description of what it does."""

    name: str
    aliases: tuple[str, ...]
    description: str


KEYS: dict[Control, Key] = {
    Control.PAUSE: Key("space", (), "pause or resume"),
    Control.DONE: Key("return", ("d",), "end this set, or a rest that can end by now"),
    Control.NEXT: Key("n", ("right",), "next step"),
    Control.BACK: Key("b", ("left",), "restart this step, then go back"),
    Control.REPEAT: Key("r", (), "repeat this set, or the last one"),
    Control.MISSED: Key("x", (), "mark this set, or the last one, as missed"),
    Control.AGAIN: Key("l", (), "say again what to do, such as the list of an AMRAP"),
    Control.SKIP_REST: Key("s", (), "skip the rest to its countdown"),
    Control.MORE_REST: Key("t", (), "rest ten seconds longer"),
    Control.FASTER: Key("f", ("up",), "faster pace for this exercise"),
    Control.SLOWER: Key("g", ("down",), "slower pace for this exercise"),
    Control.MORE_TALK: Key("+", ("=",), "more talk"),
    Control.LESS_TALK: Key("-", (), "less talk"),
    Control.VOICE_UP: Key("0", (), "voice louder"),
    Control.VOICE_DOWN: Key("9", (), "voice softer"),
    Control.SOUNDS_UP: Key("8", (), "sounds louder"),
    Control.SOUNDS_DOWN: Key("7", (), "sounds softer"),
    Control.MUSIC_UP: Key("6", (), "music louder"),
    Control.MUSIC_DOWN: Key("5", (), "music softer"),
    Control.MUTE: Key("m", (), "mute"),
    Control.OUTPUT: Key("o", (), "play on another device"),
    Control.HELP: Key("h", ("?",), "show or hide the keys"),
    Control.QUIT: Key("q", (), "quit"),
}

CONTROL_BY_KEY: dict[str, Control] = {
    name: control for control, key in KEYS.items() for name in (key.name, *key.aliases)
}
"""The control of each key, by key name."""

Controls = queue.Queue[Control]
"""The queue from the keys and media keys, in any thread, to the play loop.

Not a ``SimpleQueue``: its ``get`` with a timeout waits forever if a signal handler, such as that of Ctrl-Z, runs longer
than the timeout (CPython 3.11).
"""
