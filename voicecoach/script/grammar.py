"""The grammar of prescriptions: splits the words after a colon, in an item, a heading or a setting, into elements.

It knows what an amount is and which words belong together. Where an element is allowed, and what elements mean
together, is decided in ``prescription``. An unknown word is an element too, so that each one is reported.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from voicecoach.script.source import Problems, Span
from voicecoach.script.vocabulary import (
    COUNTS,
    EFFORTS,
    MASSES,
    MINUTE_MARKS,
    PHASES,
    SECOND_MARKS,
    TIMES,
    WAYS,
)
from voicecoach.workout import LIMBS

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
     | amount                           -> bare
     | time                             -> time
     | _MAX COUNT?                      -> max
     | _BODYWEIGHT (_PLUS amount MASS)? -> bodyweight
     | _RPE amount                      -> rpe
     | _RIR amount                      -> rir
     | _REST time                       -> rest
     | _REST _AS_NEEDED                 -> rest_as_needed
     | _CHANGEOVER time?                -> changeover
     | NO_CHANGEOVER                    -> no_changeover
     | _AS_NEEDED                       -> rest_as_needed
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
     | CUE         -> cue
     | WORD        -> unknown
     | OTHER       -> unknown
time: amount TIME | clocks
amount: NUMBER (_DASH NUMBER)* OR_MORE?            -> numbers
      | NUMBER (_SLASH NUMBER)+ OR_MORE?         -> ladder
      | NUMBER _TO NUMBER                            -> numbers
      | NUMBER _DOWN_TO NUMBER (_BY NUMBER)?         -> down
      | NUMBER _UP_TO NUMBER (_BY NUMBER)?           -> up
clocks: clock (_DASH clock)*
?clock: CLOCK | COMPOUND

_SEPARATOR: /[,;]|(?<=\s)—(?=\s)|\.(?=\s|$)/
COMPOUND.6: /(HOURS)\s*((MINUTES)\s*(SECONDS)?|[0-5]?[0-9](NO_UNIT))|(MINUTES)\s*((SECONDS)|[0-5]?[0-9](NO_UNIT))/i
CLOCK.5: /[0-9]+:[0-5][0-9](?![0-9])/
NUMBER.4: /[0-9]+(\.[0-9]+)?/
_DASH: /[-–]/
_SLASH: "/"
_TO.3: /to(?=\s*[0-9])/i
OR_MORE.3: /(?<=[0-9])\+(?!\s*[0-9])|or\s+more\b/i
_PLUS.2: /\+/
_DOWN_TO.4: /down\s+to(?=\s*[0-9])/i
_UP_TO.4: /up\s+to(?=\s*[0-9])/i
_BY.3: /by(?=\s*[0-9])/i
_AT.3: /at\b(?!\s+(your|most))|@|for(?=\s*[0-9])/i
_X.3: /[x×*](?=\s*([0-9]|max))/i
_SETS.3: /sets?\b/i
_OF.4: /of(?=\s*([0-9]|max))/i
_ROUNDS.3: /rounds?\b/i
_BPM.3: /bpm\b|beats\s+(per|a)\s+minute\b/i
_MAX.3: /max(imum)?\b/i
_BODYWEIGHT.3: /(body\s?-?weight|bw)\b/i
_RPE.3: /rpe(\s*[:=]|(?=[0-9])|\b)/i
_RIR.3: /rir(\s*[:=]|(?=[0-9])|\b)/i
_CHANGEOVER.3: /changeovers?\b/i
NO_CHANGEOVER.4: /no\s+changeovers?\b/i
_REST.3: /rest\b(\s*[:=])?/i
_AS_NEEDED.3: /as\s+(needed|long\s+as\s+you\s+need)\b/i
_EVERY.3: /every\b/i
_ABOUT.3: /(about|around|approximately)(?=\s*[0-9])|~(?=\s*[0-9])/i
_CAP.3: /(time\s+)?cap\b|in(?=\s*[0-9]+:[0-9])|in(?=\s*[0-9]+(\.[0-9]+)?\s*([-–]|min|h|(MARKS)))|within\b|at\s+most\b/i
TIME.3: /(TIMES)\b|(MARKS)/i
COUNT.3: /(COUNTS)\b/i
MASS.3: /(MASSES)\b|%/i
WAY.3: /(WAYS)\b/i
EFFORT.3: /(EFFORTS)\b/i
REFERENCE.3: /of\s+(OWN_WORDS)/i
WITH.3: /with(?!\s+[0-9]+\s*((TIMES)|(MARKS))\s*rest)\s+(OWN_WORDS)/i
LEVEL.3: /levels?\s+(OWN_WORDS)/i
UNTIL.3: /(until|till)\s+(OWN_WORDS)/i
DONE.3: /done\b/i
CUE.6: /cues?\s+[a-z-]+\s*=\s*[a-z0-9-]*/i
HOLD.3: /hold\b/i
PHASE.5: /(PHASES)\s+[0-9]+(\.[0-9]+)?(\s*(SECOND_UNITS))?(?![\w.:+%-])(?!\s*([a-z×–\/]|(MARKS)))/i
EACH.4: /(to\s+)?(each|per)\s+(?!way\b)[a-z]+|a\s+(LIMBS)\b|\/\s*(LIMBS)\b/i
ALTERNATING.4: /alternat(e|ing)\b(\s+(sides|legs|arms|feet|hands)\b)?(\s+(each\s+|per\s+)?(reps?|sets?|rounds?)\b)?/i
SWITCH.4: /switch(ing)?\b(\s+(sides?|legs?|arms?|feet|hands?)\b)?\s+half-?way\b/i
ONLY.4: /(left|right)\b(\s+(LIMBS)\b)?(\s+only\b)?/i
TEMPO.4: /tempo:?\s+[0-9x](\s*[-–.\/]?\s*[0-9x]){2,3}\b/i
SLOW.4: /(slow|controlled)\s+(lowering|eccentric|negative)s?\b/i
SELF_PACED.4: /self[- ]paced\b|at\s+your\s+own\s+pace\b/i
COUNTED.4: /counted(\s+aloud)?\b/i
NO_REST.4: /no\s+rest\b|none\b/i
REMAINDER.5: /rest\s+(for\s+)?(the\s+)?remainder\b(\s+of\s+the\s+minute\b)?/i
BETWEEN.4: /between\s+[a-z]+|after(wards)?\b/i
EMOM.4: /e[0-9]*mom\b|e[0-9]+s\b|every\s+minute\s+on\s+the\s+minute\b/i
AMRAP.4: /amrap\b|as\s+many\s+rounds\s+as\s+possible\b(\s+in\b)?/i
FOR_TIME.4: /for\s+time\b/i
WORD.1: /[^\W\d][\w'’-]*/
OTHER.0: /\S/
%ignore /\s+/
"""

_MAX_PRESCRIPTION_LENGTH = 1000
_EXPECTED = {"NUMBER": "a number", "CLOCK": "a time", "TIME": "a unit of time", "MASS": "kg or lb"}


@dataclass(frozen=True, slots=True)
class Figures:
    """An amount as it is written: its numbers and how they are combined.

    ``form`` is ``numbers`` (one; two for a range; three or more for a ladder), ``ladder``, ``down`` or ``up`` (whose
    numbers are start, end and, if written, step). Clock times are in seconds.
    """

    form: str
    numbers: tuple[float, ...]
    or_more: bool = False


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
    first = tree.children[0]
    if first.data == "clocks":
        return Figures("numbers", tuple(_clock_seconds(clock) for clock in first.children)), "seconds"
    return _figures(first), str(tree.children[1]).casefold()


def _figures(tree: Any) -> Figures:
    numbers = tuple(float(token) for token in tree.children if token.type == "NUMBER")
    return Figures(tree.data, numbers, or_more=any(token.type == "OR_MORE" for token in tree.children))


def _clock_seconds(clock: "Token") -> float:
    """Return the seconds of ``1:30`` or ``1 h 30 min``."""
    scales = (3600, 60, 1) if "h" in clock.casefold() else (60, 1)
    return sum(float(figure) * scale for figure, scale in zip(re.findall("[0-9]+", clock), scales, strict=False))


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
    hint = f"expected {wanted}; {hint}" if wanted else hint
    problems.error(found, f"unexpected {found.quoted()}", hint)


@lru_cache(maxsize=4096)
def _tree(text: str) -> Any:
    """Parse a prescription; cached, because sheets repeat them."""
    return _parser().parse(text)


@lru_cache(maxsize=1)
def _parser() -> "Lark":
    from lark import Lark

    grammar = _GRAMMAR
    for name, words in _WORDS:
        longest_first = "|".join(sorted(words, key=len, reverse=True)).replace(" ", r"\s+")
        grammar = grammar.replace(f"({name})", f"({longest_first})")
    return Lark(
        grammar,
        parser="lalr",
        lexer="basic",
        propagate_positions=True,
    )


_WORDS = (
    (
        "OWN_WORDS",
        (r"((?!\s+(—\s|no\s+rest\b|rest\s+as\s+needed\b|(rest|tempo|rpe|rir|cap|every)\s*[:=]?\s*[0-9]))[^,;])+",),
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
    ("WAYS", tuple(WAYS)),
    ("EFFORTS", EFFORTS),
    ("PHASES", tuple(PHASES)),
    ("LIMBS", LIMBS),
)
