"""The grammar of prescriptions: the words after the colon, in a list item, a heading, or a setting.

The grammar only finds amounts and the words beside them; what the words mean stands in tables below, so that an
unknown word is an error with its exact place and a suggestion.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from voicecoach.script.source import Problems, Words, did_you_mean
from voicecoach.units import MS_PER_MINUTE, MS_PER_SECOND, Ms
from voicecoach.workout import Count, Counted, Dose, Range, Timed, Unit

if TYPE_CHECKING:
    from lark import Lark, Token

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

_EXPECTED = {"NUMBER": "a number", "CLOCK": "a number", "WORD": "a word", "COMMA": "a comma", "$END": "the end"}

_TIME_UNITS: dict[str, Ms] = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), MS_PER_SECOND),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), MS_PER_MINUTE),
}
_COUNT_UNITS = {"rep": Unit.REP, "reps": Unit.REP, "step": Unit.STEP, "steps": Unit.STEP}
_WAYS = ("up", "back", "forward", "each way")

# The widest amounts a script may ask for. Beyond these a number is a slip of the finger, and the cue list made of it
# would fill the disk.
_MOST_ROUNDS = 100
_MOST_COUNT = 1000
_LONGEST_MS = 4 * 60 * MS_PER_MINUTE
_PACE_MS = range(200, 60 * MS_PER_SECOND + 1)


@dataclass(frozen=True, slots=True)
class GroupTerms:
    """What the heading of a group says after the colon; None where it says nothing."""

    rounds: Range | None = None
    rest_ms: Range | None = None
    round_rest_ms: Range | None = None


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One phrase between commas: the words before the amount, the amount, the words after it."""

    words: Words
    before: tuple[str, ...]
    low: float
    high: float
    is_clock: bool
    after: tuple["Token", ...]

    @property
    def unit(self) -> str:
        """The first word after the amount, in lower case; a clock time such as ``1:30`` needs none."""
        return str(self.after[0]).casefold() if self.after and not self.is_clock else ""

    @property
    def rest(self) -> str:
        """The words after the unit, in lower case."""
        return " ".join(self._rest).casefold()

    def unit_words(self) -> Words:
        return self._span(self.after[:1])

    def rest_words(self) -> Words:
        return self._span(self._rest)

    @property
    def _rest(self) -> tuple["Token", ...]:
        return self.after if self.is_clock else self.after[1:]

    def _span(self, tokens: Sequence["Token"]) -> Words:
        if not tokens:
            return self.words
        return self.words.part(tokens[0].start_pos or 0, tokens[-1].end_pos)


def read_dose(words: Words, problems: Problems) -> Dose | None:
    """Read a dose such as ``10 s``, ``1:30``, ``20 s hold``, ``10 reps each way``, ``10 steps up, 10 steps back``."""
    phrases = _parse(words, problems)
    if not phrases:
        return None
    if phrases[0].is_clock or phrases[0].unit in _TIME_UNITS:
        if len(phrases) > 1:
            problems.error(words, "a timed dose stands alone", "write each stretch of time as an item of its own")
            return None
        return _timed(phrases[0], problems)
    counts = [_count(phrase, problems) for phrase in phrases]
    return Counted(tuple(count for count in counts if count)) if all(counts) else None


def read_group_terms(words: Words, problems: Problems) -> GroupTerms:
    """Read what a group's heading says: ``2-4 rounds, rest 10 s between exercises, rest 30-45 s between rounds``."""
    rounds = rest = round_rest = None
    for phrase in _parse(words, problems):
        if phrase.before == ("rest",):
            if phrase.rest == "between rounds":
                round_rest = _duration_range(phrase, problems)
            elif phrase.rest in ("", "between exercises", "between moves"):
                rest = _duration_range(phrase, problems)
            else:
                hint = "rest is 'between rounds' or 'between exercises'"
                problems.error(phrase.rest_words(), f"unknown kind of rest '{phrase.rest}'", hint)
        elif phrase.unit in ("round", "rounds") and not phrase.before and not phrase.rest:
            rounds = _whole_range(phrase, _MOST_ROUNDS, problems)
        else:
            hint = "write, for instance, '2-4 rounds, rest 30-45 s between rounds'"
            problems.error(phrase.words, f"'{phrase.words.text}' is not a number of rounds or a rest", hint)
    return GroupTerms(rounds, rest, round_rest)


def read_rest(words: Words, problems: Problems) -> Range | None:
    """Read a length of rest, fixed or open: ``20 s``, ``10-20 s``; the range is in milliseconds."""
    phrases = _parse(words, problems)
    if not phrases:
        return None
    if len(phrases) > 1 or phrases[0].before or phrases[0].rest:
        problems.error(words, f"'{words.text}' is not a length of rest", "write, for instance, '20 s' or '10-20 s'")
        return None
    return _duration_range(phrases[0], problems)


def read_pace(words: Words, problems: Problems) -> Ms | None:
    """Read a pace: ``1 s per step``, ``4 s per rep``."""
    phrases = _parse(words, problems)
    if not phrases:
        return None
    phrase = phrases[0]
    per, _, unit = phrase.rest.partition(" ")
    if len(phrases) > 1 or phrase.before or per != "per" or unit not in _COUNT_UNITS:
        problems.error(words, f"'{words.text}' is not a pace", "write, for instance, '1 s per step' or '4 s per rep'")
        return None
    pace = _duration_range(phrase, problems, allow_zero=False)
    if pace is None:
        return None
    if pace.is_open or pace.low not in _PACE_MS:
        problems.error(words, "a pace is one length of time from 0.2 s to 60 s")
        return None
    return pace.low


def _parse(words: Words, problems: Problems) -> tuple[_Phrase, ...]:
    """Cut a prescription into phrases; an empty tuple means that a problem was noted."""
    from lark import UnexpectedInput

    try:
        tree = _parser().parse(words.text)
    except UnexpectedInput as error:
        problems.error(*_unexpected(words, error))
        return ()
    return tuple(_phrase(words, phrase) for phrase in tree.children)


def _unexpected(words: Words, error: object) -> tuple[Words, str, str]:
    """Say in plain words what the grammar had hoped for, and where."""
    from lark import UnexpectedCharacters, UnexpectedToken

    expected: set[str] = set()
    position = len(words.text)
    if isinstance(error, UnexpectedToken):
        expected = set(error.accepts or error.expected)
        if error.token.type != "$END":
            position = error.token.start_pos or 0
    elif isinstance(error, UnexpectedCharacters):
        expected = set(error.allowed or ())
        position = error.pos_in_stream or 0
    names = list(dict.fromkeys(_EXPECTED[name] for name in _EXPECTED if name in expected))
    wanted = names[0] if names else "a dose"
    if position >= len(words.text):
        return words, f"'{words.text}' stops too soon: {wanted} is missing", "for instance '10 steps' or '30 s'"
    rest = words.part(position)
    found = words.part(position, position + len(rest.text.split()[0]))
    return found, f"'{found.text}' was not expected here", f"expected {wanted}"


@lru_cache(maxsize=1)
def _parser() -> "Lark":
    from lark import Lark

    return Lark(_GRAMMAR, start="phrases", parser="lalr")


def _phrase(words: Words, tree: Any) -> _Phrase:
    """Turn one parsed phrase into its three parts."""
    position = next(index for index, child in enumerate(tree.children) if not isinstance(child, str))
    amount = tree.children[position].children
    tokens = [*tree.children[:position], *tree.children[position + 1 :]]
    numbers = [str(token) for token in amount]
    is_clock = ":" in numbers[0]
    first: Any = (*tokens[:position], *amount)[0]
    last = (*amount, *tokens[position:])[-1]
    origin = int(first.start_pos)
    return _Phrase(
        words=words.part(origin, last.end_pos),
        before=tuple(str(token).casefold() for token in tokens[:position]),
        low=_number(numbers[0]),
        high=_number(numbers[-1]),
        is_clock=is_clock,
        after=tuple(_relative(token, origin) for token in tokens[position:]),
    )


def _relative(token: "Token", origin: int) -> "Token":
    """Return the token with offsets counted from the start of its phrase."""
    from lark import Token

    return Token(
        token.type, str(token), start_pos=(token.start_pos or 0) - origin, end_pos=(token.end_pos or 0) - origin
    )


def _number(text: str) -> float:
    """Return a plain number, or a clock time such as ``1:30`` in seconds."""
    if ":" in text:
        minutes, seconds = text.split(":")
        return int(minutes) * 60 + int(seconds)
    return float(text)


def _timed(phrase: _Phrase, problems: Problems) -> Timed | None:
    if phrase.before:
        problems.error(phrase.words, f"'{phrase.words.text}' is not a dose", "write the amount first: '20 s hold'")
    elif phrase.rest not in {"", "hold"}:
        where = phrase.rest_words()
        problems.error(where, f"unknown word '{where.text}' after a time", "only 'hold' may follow")
    elif duration := _duration_range(phrase, problems, allow_zero=False):
        if not duration.is_open:
            return Timed(duration.low, hold=phrase.rest == "hold")
        problems.error(phrase.words, "a timed dose is one length of time", "write one of its ends")
    return None


def _count(phrase: _Phrase, problems: Problems) -> Count | None:
    unit = _COUNT_UNITS.get(phrase.unit)
    if phrase.before:
        problems.error(phrase.words, f"'{phrase.words.text}' is not a dose", "write the amount first: '10 steps up'")
    elif phrase.is_clock or phrase.unit in _TIME_UNITS:
        problems.error(phrase.words, "a time and a count do not go together", "write each as an item of its own")
    elif unit is None:
        _unknown_unit(phrase, (*_COUNT_UNITS, *_TIME_UNITS), problems)
    elif phrase.rest and phrase.rest not in _WAYS:
        problems.error(phrase.rest_words(), f"'{phrase.rest}' was not understood", did_you_mean(phrase.rest, _WAYS))
    elif amount := _whole_range(phrase, _MOST_COUNT, problems):
        if not amount.is_open:
            return Count(amount.low, unit, phrase.rest)
        problems.error(phrase.words, f"a set has one number of {unit.value}s", "write one of its ends")
    return None


def _whole_range(phrase: _Phrase, most: int, problems: Problems) -> Range | None:
    """Return the amount as whole numbers from 1 to ``most``."""
    low, high = int(phrase.low), int(phrase.high)
    if (low, high) != (phrase.low, phrase.high) or not 1 <= low <= high <= most:
        message = f"'{phrase.words.text}' needs whole numbers from 1 to {most}, the smaller one first"
        problems.error(phrase.words, message)
        return None
    return Range(low, high)


def _duration_range(phrase: _Phrase, problems: Problems, *, allow_zero: bool = True) -> Range | None:
    """Return the amount as milliseconds."""
    scale = MS_PER_SECOND if phrase.is_clock else _TIME_UNITS.get(phrase.unit)
    if scale is None:
        _unknown_unit(phrase, _TIME_UNITS, problems)
        return None
    if max(phrase.low, phrase.high) * scale > _LONGEST_MS:
        problems.error(phrase.words, f"'{phrase.words.text}' is longer than four hours")
        return None
    low, high = round(phrase.low * scale), round(phrase.high * scale)
    if low > high or (low == 0 and not allow_zero):
        problems.error(phrase.words, f"'{phrase.words.text}' is not a length of time", "write the smaller number first")
        return None
    return Range(low, high)


def _unknown_unit(phrase: _Phrase, known: Sequence[str] | dict[str, Ms], problems: Problems) -> None:
    if not phrase.after:
        problems.error(phrase.words, f"'{phrase.words.text}' has no unit", "for instance '10 steps', '10 reps', '30 s'")
        return
    problems.error(phrase.unit_words(), f"unknown unit '{phrase.unit_words().text}'", did_you_mean(phrase.unit, known))
