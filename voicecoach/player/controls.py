"""What a listener can ask for while a session plays: one table of controls, with the key of each."""

import queue
from dataclasses import dataclass
from enum import Enum


class Control(Enum):
    """One thing to ask for."""

    PAUSE = "pause"
    DONE = "done"
    NEXT = "next"
    BACK = "back"
    REPEAT = "repeat"
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
    """The key of a control: its name as it is shown, what else stands for it, and what it does, in a few words."""

    name: str
    aliases: tuple[str, ...]
    description: str


KEYS: dict[Control, Key] = {
    Control.PAUSE: Key("space", (), "pause, go on"),
    Control.DONE: Key("return", ("d",), "done with this set, or with a rest as long as you need"),
    Control.NEXT: Key("n", ("right",), "next step"),
    Control.BACK: Key("b", ("left",), "this step again, then the one before"),
    Control.REPEAT: Key("r", (), "this set again, or the last one"),
    Control.SKIP_REST: Key("s", (), "skip the rest: be counted in now"),
    Control.MORE_REST: Key("t", (), "ten seconds more rest"),
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
    Control.HELP: Key("h", ("?",), "show the keys, or hide them"),
    Control.QUIT: Key("q", (), "quit"),
}

CONTROL_BY_KEY: dict[str, Control] = {
    name: control for control, key in KEYS.items() for name in (key.name, *key.aliases)
}
"""The control of each key, by the name of the key."""

Controls = queue.Queue[Control]
"""Where keys and media keys put what is asked for, from whatever thread, and the play loop takes it.

No ``SimpleQueue``: its ``get`` with a timeout waits for ever where a signal handler, as the one of Ctrl-Z, takes longer
than the timeout (CPython 3.11).
"""
