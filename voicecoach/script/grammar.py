"""The grammar of prescriptions: splits the words after a colon, in an item, a heading or a setting, into elements.

It knows what an amount is and which words belong together. Where an element is allowed, and what elements mean
together, is decided in ``prescription``. An unknown word is an element too, so that each one is reported.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from voicecoach.errors import nearest
from voicecoach.script.numbers import DIGITS, NUMBER, readings_of
from voicecoach.script.source import Problems, Span
from voicecoach.script.vocabulary import (
    COUNTS,
    EFFORTS,
    FAST,
    MASSES,
    MEASURES,
    MINUTE_MARKS,
    OVERS,
    SECOND_MARKS,
    TIMES,
    WAYS,
)
from voicecoach.workout import LIMBS, PHASE_WORDS

if TYPE_CHECKING:
    from lark import Lark, Token, Tree, UnexpectedInput

_GRAMMAR = r"""
start: element (_SEPARATOR? element)* _SEPARATOR?
?element: _AT? thing
thing: amount _X                        -> times
     | amount _SETS (_OF | _X)?         -> sets
     | amount _ROUNDS                   -> rounds
     | amount COUNT                     -> count
     | amount _BPM                      -> bpm
     | amount MASS REFERENCE?           -> load
     | amount MEASURE                   -> target
     | time OVER                        -> target
     | amount                           -> bare
     | time                             -> time
     | _MAX COUNT?                      -> max
     | _BODYWEIGHT (_PLUS amount MASS)? -> bodyweight
     | _RPE amount                      -> rpe
     | _RIR amount                      -> rir
     | amount _OF_RPE                   -> rpe
     | amount _OF_RIR                   -> rir
     | _REST time                       -> rest
     | _REST amount COUNT               -> rest_count
     | _REST _AS_NEEDED                 -> rest_as_needed
     | _CHANGEOVER time?                -> changeover
     | NO_CHANGEOVER                    -> no_changeover
     | _AS_NEEDED                       -> rest_as_needed
     | _REST UNTIL                      -> rest_until
     | _REST (_AT_MOST | _UP_TO) time   -> rest_at_most
     | _AT_MOST time                    -> at_most
     | _REST OF_SET                     -> rest_of_set
     | OF_SET                           -> of_set
     | _EVERY (time | TIME)             -> every
     | _CAP time                        -> cap
     | _ABOUT time                      -> about
     | time _CAP                        -> cap
     | HOLD        -> hold
     | WAY         -> way
     | EACH        -> each
     | ALTERNATING -> alternating
     | SWITCH      -> switch
     | ONLY        -> only
     | CHOSEN      -> chosen
     | WITH        -> with_
     | EFFORT      -> effort
     | TEMPO       -> tempo
     | PHASE       -> phase
     | SLOW        -> slow
     | SELF_PACED  -> self_paced
     | COUNTED     -> counted
     | NO_REST     -> no_rest
     | REMAINDER   -> remainder
     | BETWEEN     -> between
     | EMOM        -> emom
     | AMRAP       -> amrap
     | FOR_TIME    -> for_time
     | LEVEL       -> level
     | UNTIL       -> until
     | DONE        -> done
     | IN_ALL      -> in_all
     | THEN        -> then
     | CUE         -> cue
     | WORD        -> unknown
     | OTHER       -> unknown
time: amount TIME | clocks TIME?
amount: NUMBER ((DASH | SLASH) NUMBER)* OR_MORE?       -> numbers
      | NUMBER _TO NUMBER                              -> numbers
      | NUMBER _DOWN_TO NUMBER (_BY NUMBER)? OR_MORE?  -> down
      | NUMBER _UP_TO NUMBER (_BY NUMBER)? OR_MORE?    -> up
clocks: clock (DASH clock)*
?clock: CLOCK | COMPOUND

_SEPARATOR.7: /[,;]|(?<=\s)—(?=\s)|\.(?=\s|$)/
COMPOUND.6: /(HOURS)\s*((MINUTES)\s*(SECONDS)?|[0-5]?[0-9](NO_UNIT))|(MINUTES)\s*((SECONDS)|[0-5]?[0-9](NO_UNIT))/i
CLOCK.5: /([0-9]+:[0-5][0-9](:[0-5][0-9])?|:[0-5][0-9])([.,][0-9]{1,3})?(?![0-9])/
NUMBER.4: /(NUMBER)/
DASH: /[-–]/
SLASH: /[\/⁄]/
_TO.3: /to(?=\s*DIGITS)/i
OR_MORE.3: /(?<=[0-9])\+(?!\s*[0-9])|or\s+more\b/i
_PLUS.2: /\+/
_DOWN_TO.4: /down\s+to(?=\s*DIGITS)/i
_UP_TO.4: /up\s+to(?=\s*DIGITS)/i
_BY.3: /by(?=\s*DIGITS)/i
_AT.3: /at\b(?!\s+(your|most))|@|for(?=\s*DIGITS)/i
_X.3: /[x×*](?=\s*(DIGITS|max))/i
_SETS.3: /sets?\b/i
_OF.4: /of(?=\s*(DIGITS|max))/i
_ROUNDS.3: /rounds?\b/i
_BPM.3: /bpm\b|beats\s+(per|a)\s+minute\b/i
_MAX.3: /max(imum)?\b/i
_BODYWEIGHT.3: /(body\s?-?weight|bw)\b/i
_RPE.4: /rpe\s*[:=]?(?=\s*DIGITS)/i
_RIR.4: /rir\s*[:=]?(?=\s*DIGITS)/i
_OF_RPE.3: /rpe\b/i
_OF_RIR.3: /rir\b/i
_CHANGEOVER.3: /changeovers?\b/i
NO_CHANGEOVER.4: /no\s+changeovers?\b/i
_REST.3: /rest\b(\s*[:=])?/i
_AS_NEEDED.3: /as\s+(needed|long\s+as\s+you\s+need)\b/i
_AT_MOST.4: /at\s+most\b|max(imum)?(?=\s*[0-9]+(:[0-9]|(\.[0-9]+)?\s*((TIMES)\b|(MARKS))))/i
OF_SET.6: /[0-9]:[0-9](?![0-9:.])|((half|twice)\s+)?as\s+long\s+as\s+(the\s+set(\s+took)?|it\s+took)\b|the\s+same\b/i
_EVERY.3: /every\b/i
_ABOUT.3: /(about|around|approximately)(?=\s*DIGITS)|~(?=\s*DIGITS)/i
_CAP.3: /(time\s+)?cap\b|in(?=\s*[0-9]+:[0-9])|in(?=\s*DIGITS[0-9.,]*\s*([-–]|min|h|(MARKS)))|within\b/i
TIME.3: /(TIMES)\b|(MARKS)/i
COUNT.3: /(COUNTS)\b/i
MASS.3: /(MASSES)\b|%/i
MEASURE.5: /(MEASURES)\b(?!\/)|in\b(?!\s*DIGITS)/i
OVER.5: /((?<=:[0-9]{2})|(?<=\.[0-9])|(?<=\.[0-9]{2})|(?<=\.[0-9]{3})|(?<=[a-z]))\s?\/\s*(OVERS)\b|per\s+(OVERS)\b/i
WAY.3: /(WAYS)\b/i
EFFORT.3: /(EFFORTS)\b/i
REFERENCE.3: /of\s+(OWN_WORDS)/i
WITH.3: /with(?!\s+[0-9]+\s*((TIMES)|(MARKS))\s*rest)\s+(OWN_WORDS)/i
LEVEL.3: /levels?\s+(OWN_WORDS)/i
UNTIL.3: /(until|till)\s+(OWN_WORDS)/i
DONE.3: /done\b/i
CUE.6: /cues?\s+[a-z-]+\s*=\s*[a-z0-9-]*/i
HOLD.3: /hold\b/i
PHASE.5: /(PHASES)\s+([0-9]+([.,][0-9]+)?(\s*(SECOND_UNITS))?|(FAST))(?![\w.:+%-])(?!\s*([a-z×–\/]|(MARKS)))/i
EACH.4: /(to\s+)?(each|per)\s+(?!way\b)[a-z]+|a\s+(LIMBS)\b|\/\s*(LIMBS)\b/i
ALTERNATING.4: /alternat(e|ing)\b(\s+(sides|legs|arms|feet|hands)\b)?(\s+(each\s+|per\s+)?(reps?|sets?|rounds?)\b)?/i
SWITCH.4: /switch(ing)?\b(\s+(sides?|legs?|arms?|feet|hands?)\b)?\s+half-?way\b/i
CHOSEN.5: /(on(ly)?\s+)?((the\s+)?(NOT_A_NAME)[a-z-]+\s+(LIMBS)\s+only\b|the\s+(NOT_A_NAME)[a-z-]+\s+(LIMBS)\b)/i
ONLY.4: /(on(ly)?\s+)?(the\s+)?(left|right)\b(\s+(LIMBS)\b)?(\s+only\b)?/i
TEMPO.4: /tempo:?\s+((FIGURE)(\s*[-–]\s*(FIGURE)){2,3}|[0-9x](\s*[-–.\/]?\s*[0-9x]){2,3})\b/i
SLOW.4: /(slow|controlled)\s+(lowering|eccentric|negative)s?\b/i
SELF_PACED.4: /self[- ]paced\b|at\s+your\s+own\s+pace\b/i
COUNTED.4: /counted(\s+aloud)?\b/i
NO_REST.4: /no\s+rest\b|none\b/i
REMAINDER.5: /rest\s+(for\s+)?(the\s+)?remainder\b(\s+of\s+the\s+minute\b)?/i
BETWEEN.4: /between\s+[a-z]+|after(wards)?\b/i
EMOM.4: /e[0-9]*mom\b|e[0-9]+s\b|every\s+minute\s+on\s+the\s+minute\b/i
AMRAP.4: /amrap\b|as\s+many\s+rounds\s+as\s+possible\b(\s+in\b)?/i
FOR_TIME.4: /for\s+time\b/i
IN_ALL.6: /(in\s+)?total\b|in\s+all\b|in\s+(any\s+number\s+of|as\s+(few|many))\s+sets(\s+as\s+(possible|you\s+\w+))?\b/i
THEN.4: /(and\s+)?then\b/i
WORD.1: /[^\W\d][\w'’-]*/
OTHER.0: /\S/
BLANK.7: /\s+(?!\s*[\/⁄])/
%ignore BLANK
%ignore /\s+/
"""

_MAX_PRESCRIPTION_LENGTH = 1000
_EXPECTED = {"NUMBER": "a number", "CLOCK": "a time", "TIME": "a unit of time", "MASS": "kg or lb"}


@dataclass(frozen=True, slots=True)
class Figures:
    """An amount as it is written: its numbers and how they are combined.

    ``form`` is ``numbers`` (one; two for a range; three or more for a ladder), ``slash``, ``pairs`` (such as
    ``60/40-70/50-80/60``), ``mixed`` (neither), ``down`` or ``up`` (whose numbers are start, end and, if written,
    step). Clock times are in seconds.

    ``readings`` are the numbers, once for each way to read them; none if it is unclear what a number is.
    """

    form: str
    readings: tuple[tuple[Fraction, ...], ...]
    or_more: bool = False

    @classmethod
    def of(cls, number: Fraction) -> "Figures":
        """Return the figures of one number."""
        return cls("numbers", ((number,),))


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a prescription: its kind, its words, and its amount with a unit, or its text."""

    kind: str
    span: Span
    figures: Figures | None = None
    unit: str = ""
    """The word after the amount in lower case; ``seconds`` for a clock time."""
    text: str = ""
    """The words of an element without an amount, or those after the amount."""


def elements_of(span: Span, example: str, problems: Problems) -> tuple[Element, ...]:
    """Split a prescription into elements; an empty tuple means that an error was reported."""
    from lark import UnexpectedInput

    if not span.text:
        problems.error(span, "a value is missing here", f"write, for example, '{example}'")
        return ()
    if len(span.text) > _MAX_PRESCRIPTION_LENGTH:
        problems.error(span, f"this is longer than {_MAX_PRESCRIPTION_LENGTH} characters", "shorten it")
        return ()
    try:
        tree = _tree(span.text)
    except UnexpectedInput as error:
        _note_unexpected(span, error, example, problems)
        return ()
    return tuple(_element(part, span) for part in tree.children)


def _element(tree: Any, span: Span) -> Element:
    parts: list[Token | Tree[Token]] = list(tree.children)
    unit = text = ""
    figures = None
    for part in parts:
        if not hasattr(part, "data"):
            text = str(part) if part.type != "OR_MORE" else text
            unit = unit or text.casefold()
        elif part.data in {"time", "clocks"}:
            figures, unit = _time(part)
        else:
            figures = _figures(part)
    return Element(tree.data, span.part(tree.meta.start_pos, tree.meta.end_pos), figures, unit, text)


def _time(tree: Any) -> tuple[Figures, str]:
    first, *unit = tree.children
    if first.data != "clocks":
        return _figures(first), str(unit[0]).casefold()
    # '1:30 h' is an hour and a half; without a unit, or with any other, a clock time begins with minutes.
    are_hours = bool(unit) and unit[0].casefold().startswith("h")
    clocks = tuple(_clock_seconds(token, are_hours=are_hours) for token in first.children if token.type != "DASH")
    return Figures("numbers", (clocks,)), "seconds"


def _figures(tree: Any) -> Figures:
    tokens = tree.children
    each = [readings_of(token) for token in tokens if token.type == "NUMBER"]
    one, other = (tuple(found[end] for found in each if found) for end in (0, -1))
    readings = () if not all(each) else (one,) if one == other else (one, other)
    form = tree.data if tree.data != "numbers" else _form([token.type for token in tokens])
    return Figures(form, readings, or_more=any(token.type == "OR_MORE" for token in tokens))


def _form(types: list[str]) -> str:
    """Return how the numbers of an amount are combined, by the marks between them."""
    marks = [mark for mark in types if mark in {"DASH", "SLASH"}]
    if set(marks) <= {"DASH"}:
        return "numbers"
    if set(marks) == {"SLASH"}:
        return "slash"
    are_pairs = len(marks) % 2 and all(mark == ("DASH", "SLASH")[at % 2 == 0] for at, mark in enumerate(marks))
    return "pairs" if are_pairs else "mixed"


def _clock_seconds(clock: str, *, are_hours: bool) -> Fraction:
    """Return the seconds of ``1:30``, ``:30``, ``1:30:00`` or ``1 h 30 min``."""
    figures = re.findall(r"^(?=:)|[0-9]+(?:\.[0-9]+)?", clock.replace(",", "."))
    scales = (3600, 60, 1) if are_hours or len(figures) > 2 or "h" in clock.casefold() else (60, 1)  # noqa: PLR2004
    return sum((Fraction(figure or 0) * scale for figure, scale in zip(figures, scales, strict=False)), Fraction())


def _note_unexpected(span: Span, error: "UnexpectedInput", example: str, problems: Problems) -> None:
    """Report where parsing failed and what was expected there."""
    from lark import UnexpectedToken

    expected = (error.accepts or error.expected) if isinstance(error, UnexpectedToken) else set()
    wanted = " or ".join(dict.fromkeys(name for terminal, name in _EXPECTED.items() if terminal in expected))
    hint = f"write, for example, '{example}'"
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        problems.error(span, f"{wanted or 'something'} is missing after {span.quoted()}", hint)
        return
    position = error.pos_in_stream or 0
    found = span.part(position, position + len(span.text[position:].split()[0]))
    word = next(iter(span.text[:position].split()[-1:]), "")
    if word.isalpha() and word.casefold() not in _JOINING and (meant := nearest(word, _JOINING)):
        mistyped = span.part(span.text.rindex(word, 0, position), position)
        problems.error(mistyped, f"{mistyped.quoted()} was not understood", meant)
        return
    hint = f"expected {wanted}; {hint}" if wanted else hint
    problems.error(found, f"unexpected {found.quoted()}", hint)


_JOINING = ("between", "per", "after", "every", "level")
"""Words that join what follows to what they follow; when one is mistyped, parsing fails on the word after it."""


@lru_cache(maxsize=4096)
def _tree(text: str) -> Any:
    """Parse a prescription; cached, because sheets repeat them."""
    return _parser().parse(text)


@lru_cache(maxsize=1)
def _parser() -> "Lark":
    from lark import Lark

    grammar = _GRAMMAR.replace("(NUMBER)", f"({NUMBER.replace('/', _SLASH)})").replace("DIGITS", DIGITS)
    for name, words in _WORDS:
        longest_first = "|".join(sorted(words, key=len, reverse=True)).replace(" ", r"\s+").replace("/", _SLASH)
        grammar = grammar.replace(f"({name})", f"({longest_first})")
    return Lark(
        grammar,
        parser="lalr",
        lexer="basic",
        propagate_positions=True,
    )


_SLASH = r"\/"
"""As it is written in a pattern of the grammar."""

_WORDS = (
    (
        "OWN_WORDS",
        (
            r"((?!\s+(—\s|(and\s+)?then\b|no\s+rest\b|rest\s+as\s+needed\b|(rest|tempo|rpe|rir|cap|every)\s*[:=]?\s*[0-9]"
            r"|(in|within|at\s+most)\s+[0-9]+(:[0-9]|(\.[0-9]+)?\s*(TIMES)\b)))[^,;])+",
        ),
    ),
    ("HOURS", (r"[0-9]+\s*(hours?|hrs?|h)",)),
    ("MINUTES", (r"[0-9]+\s*(minutes?|mins?|(MINUTE_MARKS))",)),
    ("SECONDS", (r"[0-5]?[0-9]\s*(SECOND_UNITS)",)),
    ("SECOND_UNITS", (r"(seconds?|secs?|s)\b|(SECOND_MARKS)",)),
    ("NO_UNIT", (r"(?![0-9.:%+]|\s*([x×*]\s*[0-9]|((TIMES)|(COUNTS)|(MASSES)|sets?|rounds?|bpm)\b))",)),
    ("MARKS", (*SECOND_MARKS, *MINUTE_MARKS)),
    ("SECOND_MARKS", SECOND_MARKS),
    ("MINUTE_MARKS", MINUTE_MARKS),
    ("TIMES", tuple(word for word in TIMES if word.isalpha())),
    ("COUNTS", tuple(COUNTS)),
    ("MASSES", tuple(word for word in MASSES if word != "%")),
    ("MEASURES", tuple(word for word in MEASURES if word != "in")),
    ("OVERS", tuple(OVERS)),
    ("WAYS", tuple(WAYS)),
    ("EFFORTS", EFFORTS),
    ("FIGURE", (r"[0-9]{1,2}(\.[0-9]{1,3})?|x",)),
    ("FAST", FAST),
    ("PHASES", tuple(PHASE_WORDS)),
    ("NOT_A_NAME", (r"(?!(left|right|both|each|per|other|same|a|the)\b)",)),
    ("LIMBS", LIMBS),
)
