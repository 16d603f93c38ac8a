"""The grammar of prescriptions: the words after the colon, in a list item, a heading, or a setting.

The grammar only finds amounts and the words beside them; what the words mean stands in tables below, so that an
unknown word is an error with its exact place and a suggestion.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from voicecoach.script.source import Problems, Words, did_you_mean
from voicecoach.units import MS_PER_MINUTE, MS_PER_SECOND, Ms
from voicecoach.workout import LONGEST_MS, MOST_ROUNDS, Count, Counted, Dose, Pace, Range, Timed, Unit

if TYPE_CHECKING:
    from lark import Lark, Token, UnexpectedInput

_GRAMMAR = r"""
phrases: phrase ("," phrase)*
phrase: WORD* amount WORD*
amount: CLOCK | NUMBER | NUMBER _TO NUMBER
CLOCK.2: /[0-9]+:[0-5][0-9]/
NUMBER: /[0-9]+(\.[0-9]+)?/
WORD: /[^\W\d][\w'’-]*/
_TO.2: /-|–|to(?=\s*\d)/
%ignore /\s+/
"""

_EXPECTED = {"NUMBER": "a number", "CLOCK": "a number", "WORD": "a word", "COMMA": "a comma"}

_TIME_UNITS: dict[str, Ms] = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), MS_PER_SECOND),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), MS_PER_MINUTE),
}
_COUNT_UNITS = {"rep": Unit.REP, "reps": Unit.REP, "step": Unit.STEP, "steps": Unit.STEP}
_WAYS = ("up", "back", "forward", "each way")
_RESTS = {"": "rest_ms", "between exercises": "rest_ms", "between moves": "rest_ms", "between rounds": "round_rest_ms"}
# What coaches write and the language does not know: said by its name, with what to write instead.
_NOT_KNOWN = tuple(
    (re.compile(pattern, re.IGNORECASE), message, hint)
    for pattern, message, hint in (
        (r"^\d+\s*[x×]\s*\d+", "sets x reps is not known", "a group can have sets: '## Squats: 3 rounds, rest 60 s'"),
        (r"\d+\s*min\w*\s+\d+\s*s\w*", "minutes and seconds are one time", "write it as a clock does: '1:30'"),
        (
            r"\beach (side|leg|arm)\b",
            "sides are not counted together",
            "write an item per side: '- Rows, left: 10 reps'",
        ),
    )
)

_MOST_COUNT = 1000
_MOST_STRETCHES = 20
_PACE_MS = range(200, 60 * MS_PER_SECOND + 1)
_LONGEST_PRESCRIPTION = 1000


@dataclass(frozen=True, slots=True)
class GroupTerms:
    """What the heading of a group says after the colon; None where it says nothing."""

    rounds: Range | None = None
    rest_ms: Range | None = None
    round_rest_ms: Range | None = None


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One phrase between commas: the words before the amount, the amount, the words after it."""

    prescription: Words
    before: tuple["Token", ...]
    amount: tuple["Token", ...]
    after: tuple["Token", ...]

    @property
    def is_clock(self) -> bool:
        """Whether the amount is a clock time such as ``1:30``, which needs no unit."""
        return self.amount[0].type == "CLOCK"

    @property
    def low(self) -> float:
        return _number(self.amount[0])

    @property
    def high(self) -> float:
        return _number(self.amount[-1])

    @property
    def unit(self) -> str:
        """The first word after the amount, in lower case."""
        return str(self.after[0]).casefold() if self.after and not self.is_clock else ""

    @property
    def rest(self) -> str:
        """The words after the unit, in lower case."""
        return " ".join(self._rest).casefold()

    @property
    def _rest(self) -> tuple["Token", ...]:
        return self.after if self.is_clock else self.after[1:]

    def words(self) -> Words:
        return self._span((*self.before, *self.amount, *self.after))

    def unit_words(self) -> Words:
        return self._span(self.after[:1])

    def rest_words(self) -> Words:
        return self._span(self._rest)

    def _span(self, tokens: Sequence["Token"]) -> Words:
        return self.prescription.part(tokens[0].start_pos or 0, tokens[-1].end_pos)


def read_dose(words: Words, problems: Problems) -> Dose | None:
    """Read a dose such as ``10 s``, ``1:30``, ``20 s hold``, ``10 reps each way``, ``10 steps up, 10 steps back``."""
    phrases = _parse(words, "10 steps' or '30 s", problems)
    if not phrases:
        return None
    if phrases[0].is_clock or phrases[0].unit in _TIME_UNITS:
        if len(phrases) > 1:
            problems.error(words, "a timed dose stands alone", "write each stretch of time as an item of its own")
            return None
        return _timed(phrases[0], problems)
    if len(phrases) > _MOST_STRETCHES:
        problems.error(words, f"a set has at most {_MOST_STRETCHES} stretches", "write several items")
        return None
    counts = [_count(phrase, problems) for phrase in phrases]
    if len({count.unit for count in counts if count}) > 1:
        problems.error(words, "a set counts reps or steps, not both", "write each as an item of its own")
    return Counted(tuple(count for count in counts if count)) if all(counts) else None


def read_group_terms(words: Words, problems: Problems) -> GroupTerms:
    """Read what a group's heading says: ``2-4 rounds, rest 10 s between exercises, rest 30-45 s between rounds``."""
    terms: dict[str, Range | None] = {}
    for phrase in _parse(words, "2-4 rounds, rest 30-45 s between rounds", problems):
        is_rest = [str(word).casefold() for word in phrase.before] == ["rest"]
        if is_rest and phrase.rest in _RESTS:
            name, value = _RESTS[phrase.rest], _duration_range(phrase, problems)
        elif is_rest:
            hint = "rest is 'between rounds' or 'between exercises'"
            problems.error(phrase.rest_words(), f"unknown kind of rest '{phrase.rest}'", hint)
            continue
        elif phrase.unit in {"round", "rounds"} and not phrase.before and not phrase.rest:
            name, value = "rounds", _whole_range(phrase, MOST_ROUNDS, problems)
        else:
            hint = "write, for instance, '2-4 rounds, rest 30-45 s between rounds'"
            problems.error(phrase.words(), f"{phrase.words().quoted()} is not a number of rounds or a rest", hint)
            continue
        if name in terms:
            problems.error(phrase.words(), "this has been said already in the same heading", "keep one of the two")
        terms[name] = value
    return GroupTerms(**terms)


def read_rest(words: Words, problems: Problems) -> Range | None:
    """Read a length of rest, fixed or open: ``20 s``, ``10-20 s``; the range is in milliseconds."""
    phrases = _parse(words, "20 s' or '10-20 s", problems)
    if not phrases:
        return None
    if len(phrases) > 1 or phrases[0].before or phrases[0].rest:
        problems.error(words, f"{words.quoted()} is not a length of rest", "write, for instance, '20 s' or '10-20 s'")
        return None
    return _duration_range(phrases[0], problems)


def read_pace(words: Words, problems: Problems) -> Pace | None:
    """Read a pace: ``1 s per step``, ``4 s per rep``."""
    phrases = _parse(words, "1 s per step' or '4 s per rep", problems)
    if not phrases:
        return None
    phrase = phrases[0]
    per, _, unit = phrase.rest.partition(" ")
    if len(phrases) > 1 or phrase.before or per != "per" or unit not in _COUNT_UNITS:
        problems.error(words, f"{words.quoted()} is not a pace", "write, for instance, '1 s per step' or '4 s per rep'")
        return None
    duration = _duration_range(phrase, problems, allow_zero=False)
    if duration is None:
        return None
    if duration.is_open or duration.low not in _PACE_MS:
        problems.error(words, "a pace is one length of time from 0.2 s to 60 s")
        return None
    return Pace(duration.low, _COUNT_UNITS[unit])


def _parse(words: Words, example: str, problems: Problems) -> tuple[_Phrase, ...]:
    """Cut a prescription into phrases; an empty tuple means that a problem was noted."""
    from lark import Token, UnexpectedInput

    if len(words.text) > _LONGEST_PRESCRIPTION:
        problems.error(words, f"a prescription has at most {_LONGEST_PRESCRIPTION} characters")
        return ()
    for pattern, message, hint in _NOT_KNOWN:
        if match := pattern.search(words.text):
            problems.error(words.part(match.start(), match.end()), message, hint)
            return ()
    try:
        tree: Any = _parser().parse(words.text)
    except UnexpectedInput as error:
        _note_unexpected(words, error, example, problems)
        return ()
    phrases = []
    for phrase in tree.children:
        position = next(index for index, child in enumerate(phrase.children) if not isinstance(child, Token))
        before, amount, after = phrase.children[:position], phrase.children[position], phrase.children[position + 1 :]
        phrases.append(_Phrase(words, tuple(before), tuple(amount.children), tuple(after)))
    return tuple(phrases)


def _note_unexpected(words: Words, error: "UnexpectedInput", example: str, problems: Problems) -> None:
    """Say in plain words what the grammar had hoped for, and where."""
    from lark import UnexpectedToken

    at_end = isinstance(error, UnexpectedToken) and error.token.type == "$END"
    expected = error.accepts or error.expected if isinstance(error, UnexpectedToken) else set()
    wanted = next((name for terminal, name in _EXPECTED.items() if terminal in expected), "a number, a word or a comma")
    if at_end:
        message = f"{wanted} is missing after {words.quoted()}" if words.text else f"{wanted} is missing"
        problems.error(words, message, f"for instance '{example}'")
        return
    position = error.pos_in_stream or 0
    found = words.part(position, position + len(words.text[position:].split()[0]))
    if "COMMA" in expected and found.text[0].isdigit():
        wanted = "a comma between two amounts"
    problems.error(found, f"{found.quoted()} was not expected here", f"expected {wanted}, for instance '{example}'")


@lru_cache(maxsize=1)
def _parser() -> "Lark":
    from lark import Lark

    return Lark(_GRAMMAR, start="phrases", parser="lalr")


def _number(token: "Token") -> float:
    """Return a plain number, or a clock time such as ``1:30`` in seconds."""
    if token.type == "CLOCK":
        minutes, seconds = token.split(":")
        return float(minutes) * 60 + float(seconds)
    return float(token)


def _timed(phrase: _Phrase, problems: Problems) -> Timed | None:
    if phrase.before:
        problems.error(
            phrase.words(), f"{phrase.words().quoted()} is not a dose", "write the amount first: '20 s hold'"
        )
    elif phrase.rest not in {"", "hold"}:
        where = phrase.rest_words()
        problems.error(where, f"unknown word {where.quoted()} after a time", "only 'hold' may follow")
    elif duration := _duration_range(phrase, problems, allow_zero=False):
        if duration.low < MS_PER_SECOND:
            problems.error(phrase.words(), "a timed dose lasts a second at least")
        elif not duration.is_open:
            return Timed(duration.low, hold=phrase.rest == "hold")
        else:
            problems.error(phrase.words(), "a timed dose is one length of time", "write one of its ends")
    return None


def _count(phrase: _Phrase, problems: Problems) -> Count | None:
    unit = _COUNT_UNITS.get(phrase.unit)
    if phrase.before:
        problems.error(
            phrase.words(), f"{phrase.words().quoted()} is not a dose", "write the amount first: '10 steps up'"
        )
    elif phrase.is_clock or phrase.unit in _TIME_UNITS:
        problems.error(phrase.words(), "a time and a count do not go together", "write each as an item of its own")
    elif unit is None:
        _unknown_unit(phrase, (*_COUNT_UNITS, *_TIME_UNITS), "10 steps', '10 reps' or '30 s", problems)
    elif phrase.rest and phrase.rest not in _WAYS:
        problems.error(phrase.rest_words(), f"'{phrase.rest}' was not understood", did_you_mean(phrase.rest, _WAYS))
    elif amount := _whole_range(phrase, _MOST_COUNT, problems):
        if not amount.is_open:
            return Count(amount.low, unit, phrase.rest)
        problems.error(phrase.words(), f"a set has one number of {unit.value}s", "write one of its ends")
    return None


def _whole_range(phrase: _Phrase, most: int, problems: Problems) -> Range | None:
    """Return the amount as whole numbers from 1 to ``most``."""
    low, high = phrase.low, phrase.high
    if not (low.is_integer() and high.is_integer() and 1 <= low <= high <= most):
        message = f"{phrase.words().quoted()} needs whole numbers from 1 to {most}, the smaller one first"
        problems.error(phrase.words(), message)
        return None
    return Range(int(low), int(high))


def _duration_range(phrase: _Phrase, problems: Problems, *, allow_zero: bool = True) -> Range | None:
    """Return the amount as milliseconds."""
    scale = MS_PER_SECOND if phrase.is_clock else _TIME_UNITS.get(phrase.unit)
    if scale is None:
        _unknown_unit(phrase, _TIME_UNITS, "15 s' or '1:30", problems)
        return None
    if max(phrase.low, phrase.high) * scale > LONGEST_MS:
        problems.error(phrase.words(), f"{phrase.words().quoted()} is longer than four hours")
        return None
    low, high = round(phrase.low * scale), round(phrase.high * scale)
    if low > high or (low == 0 and not allow_zero):
        hint = "write the smaller number first" if low else "it must be longer than nothing"
        problems.error(phrase.words(), f"{phrase.words().quoted()} is not a length of time", hint)
        return None
    return Range(low, high)


def _unknown_unit(phrase: _Phrase, known: Iterable[str], example: str, problems: Problems) -> None:
    if not phrase.after:
        problems.error(phrase.words(), f"{phrase.words().quoted()} has no unit", f"for instance '{example}'")
        return
    problems.error(
        phrase.unit_words(), f"unknown unit {phrase.unit_words().quoted()}", did_you_mean(phrase.unit, known)
    )
