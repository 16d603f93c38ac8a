"""Read switches for kinds of cues: ``cue form=off`` in a prescription, ``cues: form=off`` as a setting."""

from voicecoach.errors import ChoiceError
from voicecoach.script.source import Problems, Span
from voicecoach.talk import CueSwitch, Switches, contradiction, read_switch


def read_switches(span: Span, problems: Problems) -> Switches:
    """Read the switches of a setting: ``form=off, count=every-5``."""
    found: list[CueSwitch] = []
    offset = 0
    for part in span.text.split(","):
        found += read_one_switch(span.part(offset, offset + len(part)), problems)
        offset += len(part) + 1
    check_switches(tuple(found), span, problems)
    return tuple(found)


def read_one_switch(span: Span, problems: Problems) -> Switches:
    """Read one switch; return none if it is wrong."""
    try:
        return (read_switch(span.text),)
    except ChoiceError as error:
        problems.error(span, error.message, error.hint)
        return ()


def check_switches(switches: Switches, span: Span, problems: Problems) -> None:
    """Report switches that contradict each other."""
    if message := contradiction(switches):
        problems.error(span, message, "keep one of them")
