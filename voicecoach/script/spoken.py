"""Read the lines that are only spoken: ``- Say: …`` between exercises, and ``- at 10 min: …`` below an exercise."""

import re

from voicecoach.script.amounts import one_time
from voicecoach.script.grammar import elements_of
from voicecoach.script.page import MAX_TEXT_LENGTH, can_be_said, plain
from voicecoach.script.source import COLON, Problems, Span
from voicecoach.units import Ms
from voicecoach.workout import Moment, Say, TimedSay

BAR = r"\|"
"""What separates words that are spoken from their short form, for ``Span.split_once``."""

MOMENTS_HINT = "write 'at 10 min', 'at half', 'every 5 min' or 'with 2 min left'"

_SAY = "say"
_SAY_EXAMPLE = "- Say: Two minutes of easy breathing"
_TIMED_EXAMPLE = "- at 10 min: Relax your shoulders"
_OWN_TIME = re.compile(
    r"(\d+(?:[:.,]\d+)?)(?:\s?(?:h|hours?|m(?:i?n(?:s|utes?)?)?|s(?:ec(?:s|onds?)?)?)\b|(?!\s?[\w%.,:]))", re.IGNORECASE
)
"""A time somewhere in a name that is meant as a time of a set."""
_UNMARKED = re.compile(r"say\b(?!['’])[\s:,;.–—-]*(?P<words>.*)", re.IGNORECASE)
"""An item that begins with the word, without a colon and a blank after it."""

_SAY_THEN = re.compile(r"say\s+", re.IGNORECASE)
_HALF = re.compile(r"((at|by)\s+)?(the\s+)?half([\s-]?way)?(\s+(point|mark|time))?\b[\s:,;.–—-]*", re.IGNORECASE)
"""What people write for the half of a set, with what separates it from words."""
_AT_HALF = re.compile(r"at\s+(the\s+)?half([\s-]?way)?", re.IGNORECASE)
_AT_TIME = re.compile(
    r"((?P<word>at|after|every|with)\s+)?(?P<time>[^\s\w]?\d.*?)(?P<left>\s+(left|to\s+go|before\s+the\s+end))?",
    re.IGNORECASE,
)
_UNDIVIDED = re.compile(
    r"(?P<when>(at|after|every|with)\s+(half([\s-]?way)?|[\d:.,'/]+\s*(h|hours?|min|minutes?|s|sec|seconds?)?\b(\s+left)?))"
    r"[\s,;–—→⇒>~-]+(?P<words>\S.*)",
    re.IGNORECASE,
)
"""A line at a time, without a colon after the time."""


def is_say(head: Span) -> bool:
    """Whether an item with this name is only spoken."""
    return plain(head.text.partition(",")[0]).casefold() == _SAY


def is_reserved(name: str) -> bool:
    """Whether no exercise or movement can have this name."""
    return name.casefold() == _SAY


def read_say(head: Span, terms: Span, problems: Problems) -> Say | None:
    """Read ``- Say: Breathe out slowly | Breathe out``; ``head`` is what is written before the colon."""
    _, detail = head.split_once(",")
    if detail is not None:
        hint = f"write '- Say: {terms.text}'"
        problems.error(detail, "only what follows the colon is spoken", hint)
        return None
    words = _words(terms, problems)
    return Say(*words, terms.location()) if words else None


def refuse_unmarked(span: Span, problems: Problems) -> bool:
    """Report ``- Say breathe out``, which has no colon, and return whether it is that."""
    match = _UNMARKED.fullmatch(span.text)
    if match is None:
        return False
    hint = f"write '- Say: {match['words']}'" if match["words"] else f"write, for example, '{_SAY_EXAMPLE}'"
    problems.error(span, "there is no colon after 'Say'", hint)
    return True


def is_timed(head: Span) -> bool:
    """Whether a name is a time of a set: ``at 10 min``, ``at half``, ``every 5 min``, ``with 2 min left``."""
    return _moment(head, Problems()) is not None


def is_say_at_time(head: Span) -> bool:
    """Whether a name is ``Say at 10 min``, where the first word is not needed."""
    match = _SAY_THEN.match(head.text)
    return match is not None and is_timed(head.part(match.end()))


def may_be_timed(span: Span) -> bool:
    """Whether an item below an exercise is probably meant as a line at a time of its sets."""
    head, _ = span.split_once(COLON)
    return bool(is_say(head) or _AT_HALF.match(head.text) or _parts_of(head) or _UNDIVIDED.match(head.text))


def read_timed_say(span: Span, problems: Problems) -> TimedSay | None:
    """Read ``at 10 min: Half way, relax your shoulders | Relax``."""
    head, terms = span.split_once(COLON)
    meant = _meant(head, terms)
    if terms is None and (match := _UNDIVIDED.fullmatch(head.text)):
        problems.error(head, "there is no colon after the time", f"write '- {match['when']}: {match['words']}'")
    elif is_say_at_time(head):
        hint = f"write it below the exercise, indented: '{meant}'"
        problems.error(head, "at a time of a set, 'Say' is not needed", hint)
    elif terms is None and not _UNMARKED.fullmatch(head.text):
        message = "it is not clear whether this is a line at a time of the set, or an exercise"
        problems.error(span, message, f"write '{meant}' or, in a group, '- {head.text}: 10 reps'")
    elif is_say(head) or terms is None:
        problems.error(span, "this does not say at which time of the set", f"write, for example, '{meant}'")
    else:
        moment, spoken = _moment(head, problems), _words(terms, problems, _TIMED_EXAMPLE)
        return TimedSay(moment[0], *spoken, moment[1], head.location()) if moment and spoken else None
    return None


def _meant(head: Span, terms: Span | None) -> str:
    """Return a line that an item without a time may be meant as."""
    without_say = _SAY_THEN.sub("", head.text, count=1)
    if terms and not is_say(head):
        return f"- {without_say}: {terms.text}"
    words = terms.text if terms else _HALF.sub("", without_say, count=1)
    return f"- at half: {words or '…'}"


def _moment(head: Span, problems: Problems) -> tuple[Moment, Ms] | None:
    """Return a moment of a set and its time; None after an error."""
    if _AT_HALF.fullmatch(head.text):
        return Moment.HALF, 0
    parts = _parts_of(head)
    if parts is None:
        hint = "write 'at half'" if _HALF.fullmatch(head.text) else _moment_hint(head.text)
        problems.error(head, f"{head.quoted()} is not a time of a set", hint)
        return None
    moment, time = parts
    elements = elements_of(time, "10 min", Problems())
    if [element.kind for element in elements] != ["time"]:
        problems.error(time, f"{time.quoted()} is not a time", _moment_hint(head.text))
        return None
    time_ms = one_time(elements[0], problems)
    return None if time_ms is None else (moment, time_ms)


def _moment_hint(name: str) -> str:
    """Return what to write for a name that is not a time of a set, with the time that is in it."""
    times = list(_OWN_TIME.finditer(name))
    if len(times) != 1:
        return MOMENTS_HINT
    written, number = times[0][0], times[0][1]
    is_bare = written == number and ":" not in number
    time = f"{number} min" if is_bare else re.sub(r"(?<=[\d ])mi?n(?:s|utes?)?\b", "min", written)
    if re.match(r"ev|each", name, re.IGNORECASE):
        return f"write 'every {time}'"
    left = re.search(r"\b(left|remain\w*|to go|before)\b", name, re.IGNORECASE)
    return f"write 'with {time} left'" if left else f"write 'at {time}'"


def _parts_of(head: Span) -> tuple[Moment, Span] | None:
    """Return the moment and the time of a line; None if it is neither."""
    match = _AT_TIME.fullmatch(head.text)
    if match is None:
        return None
    word = (match["word"] or "with").casefold()
    moment = {
        ("at", False): Moment.AT,
        ("after", False): Moment.AT,
        ("every", False): Moment.EVERY,
        ("at", True): Moment.LEFT,
        ("with", True): Moment.LEFT,
    }.get((word, match["left"] is not None))
    return (moment, head.part(*match.span("time"))) if moment else None


def _words(span: Span, problems: Problems, example: str = _SAY_EXAMPLE) -> tuple[str, str] | None:
    """Return words in full and in their short form, which is the same if none is written; None after an error."""
    text, short = span.split_once(BAR)
    before = len(problems.found)
    for part in (text, short or text)[: 1 if short is None else 2]:
        if len(part.text) > MAX_TEXT_LENGTH:
            problems.error(part, f"these words are longer than {MAX_TEXT_LENGTH} characters", "shorten them")
        elif not can_be_said(plain(part.text)):
            hint = f"write, for example, '{example}'"
            problems.error(part if part.text else span, "there is nothing to say here", hint)
    return None if len(problems.found) > before else (plain(text.text), plain((short or text).text))
