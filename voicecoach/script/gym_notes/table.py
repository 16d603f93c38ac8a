"""The table of gym notes: a pattern and its cures, from the most specific to the most general.

A cure is a template for ``Match.expand``, in which ``{lift}`` is the name of the exercise, or a function.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from voicecoach.script.gym_notes import computed
from voicecoach.script.gym_notes.patterns import (
    ALONE,
    COUNT,
    END,
    FIGURES,
    HELD,
    IN_EACH_REP,
    IN_WORDS,
    LIMB,
    MASS,
    NUMBER,
    PAIR,
    REPS_AT,
    START,
    TIME,
    TIMES,
)

Cure: TypeAlias = str | Callable[[re.Match[str]], str]

_NOT_UNDERSTOOD = "{} was not understood"
_NO_UNIT = "{} has no unit"
_UNCLEAR = "it is not clear which figure in {} is the load"
_LADDER = "{} is not how a ladder is written"


@dataclass(frozen=True, slots=True)
class GymNote:
    """What people write, what to write instead, and the message, in which ``{}`` is what was written."""

    written: str
    """The pattern of what people write."""
    cures: tuple[Cure, ...]
    message: str
    advice: str = ""
    """A template for a hint that says more than what to write; then the cure only removes what was written."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first used: there are many of them, and most pages need none."""
        return _compiled(self.written)

    def cures_of(self, found: re.Match[str], lift: str) -> tuple[str, ...]:
        """Return the text of each cure that fits; of a row with advice, no text at all."""
        if self.advice:
            return ("",)
        texts = (found.expand(cure) if isinstance(cure, str) else cure(found) for cure in self.cures)
        return tuple(text.replace("{lift}", lift) for text in dict.fromkeys(texts) if text)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def is_gym_note(text: str) -> bool:
    """Whether a text contains a gym note."""
    return any(note.pattern.search(text) for note in GYM_NOTES)


def _note(pattern: str, *cures: Cure, message: str = _NOT_UNDERSTOOD, advice: str = "") -> GymNote:
    return GymNote(pattern, cures, message, advice)


_MULTIPLIED = (
    _note(rf"(\d+)\s?{TIMES}\s?(\d+),(\d+)\s?({MASS})", r"\1 x \2 reps at \3 \4", message=_UNCLEAR),
    _note(
        rf"(?:@\s?)?{PAIR}(?:\s?[,;/+]?\s?{PAIR})+",
        computed.loads_and_reps,
        computed.sets_one_by_one,
        message=_LADDER,
    ),
    _note(rf"{REPS_AT}(?:\s?[,;/]?\s?{REPS_AT})+", computed.reps_at_loads, message=_LADDER),
    _note(rf"(?:@|\bat)\s?(\d+(?:,\s?\d+){{2,}}|\d+(?:,\s\d+)+)(?:\s?({MASS}))?", computed.loads, message=_LADDER),
    _note(
        rf"(?<![\w.])({NUMBER})\s?({MASS})?\s?{TIMES}\s?({NUMBER})\s?{TIMES}\s?({NUMBER})(?:\s?reps?)?(?:\s?({MASS}))?(?!\w)",
        computed.load_last,
        computed.load_first(sets=4, reps=3),
        computed.load_first(sets=3, reps=4),
        message=_UNCLEAR,
    ),
    _note(
        rf"(?:@\s?)?{START}({NUMBER})\s?{TIMES}\s?(\d+)(?:\s?reps?)?{END}", computed.load_times_reps, message=_UNCLEAR
    ),
    _note(rf"(?:@\s?)?({NUMBER})\s?({MASS})\s?{TIMES}\s?(\d+)(?:\s?reps?)?", r"\3 reps at \1 \2"),
    _note(rf"\b(?:bw|bodyweight)\s?{TIMES}\s?(\d+)(?:\s?reps?)?", r"\1 reps, bodyweight"),
    _note(
        rf"(?:@\s?|\bat\s)?({NUMBER})\s?%\s?(?:of\s)?(?:1\s?RM\s?)?{TIMES}\s?(\d+)(?:\s?reps?)?",
        r"\2 reps at \1% of {lift} max",
    ),
    _note(
        rf"(?:\b(?P<number>\d+)\s?{TIMES}\s?|@\s?|\bat\s|\bwith\s|\bw/\s?)?(?P<load>{NUMBER})\s?(?P<unit>{MASS})"
        r"(?:\s?(?P<implement>DBs?|KBs?|dumbbells?|kettlebells?)\b)?",
        computed.implements,
    ),
    _note(rf"{START}(\d+)\s?{TIMES}\s?({NUMBER})\s?({MASS})", r"\1 reps at \2 \3"),
    _note(rf"{TIMES}\s?({NUMBER}\s?{MASS})", r"at \1"),
    _note(rf"({FIGURES}\s?{COUNT}|{TIME})\s?,?\s?{TIMES}\s?(\d+)(?:\s?sets?)?", r"\2 x \1"),
    _note(rf"^\s*{TIMES}\s?(\d+)(?:\s?reps?)?", r"\1 reps"),
    _note(rf"{START}(\d+){TIMES}{END}", r"\1 reps", r"\1 rounds"),
)
_LOADS = (
    _note(rf"(?:@\s?)?{START}({NUMBER})\s?({MASS})\s?[-–]\s?({NUMBER})\s?\2(?!\w)", r"\1-\3 \2"),
    _note(
        rf"(?:@\s?|\bat\s)?({NUMBER})\s?({MASS})\s?(?:/\s?|each\s|per\s|a\s)hand\b",
        r"with two \1 \2 dumbbells",
        r"each hand at \1 \2",
        message="it is not clear whether {} is about the load or the reps",
    ),
    _note(rf"(?:@\s?|\bat\s)?({FIGURES})\s?%\s((?!of\b)[a-z][a-z ]*?\s(?:max|1RM))\b", r"at \1% of \2"),
    _note(
        rf"(?:@\s?|\bat\s)?({FIGURES})\s?%(?:\s?(?:of\s)?1\s?RM|\sof\smax\b)?(?!\s?of\b)",
        r"at \1% of {lift} max",
        message="it is not clear what {} is a percentage of",
    ),
    _note(rf"(?:@|\bat\b)\s?({FIGURES}){ALONE}", computed.rpe, r"at \1 kg", computed.pounds, message=_NO_UNIT),
    _note(rf"(?<!hold\s)(?<!pause\s){START}({FIGURES}){ALONE}(?=$)", r"at \1 kg", r"at \1 lb", message=_NO_UNIT),
    _note(rf"(?<![\w+])\+\s?({NUMBER})\s?({MASS})", r"bodyweight + \1 \2", r"at \1 \2"),
    _note(rf"\b(?:bw|bodyweight)\s?\+\s?({NUMBER}){ALONE}", r"bodyweight + \1 kg", r"bodyweight + \1 lb"),
    _note(rf"\bw/\s?({NUMBER}\s?{MASS})", r"at \1"),
    _note(r"\bw/(?!o\b)|\b(?:using|holding)\b", "with"),
    _note(r"\b(?:load|weight|wt)\s?[:=]", "at"),
    _note(rf"{START}(\d+)\s?RM\b", computed.most_reps),
)
_TARGETS = (
    _note(
        rf"\b(?P<distance>\d+)\s?(?P<unit>k?m|yds?|mi(?:les?)?)\s?(?:@|\bat\b)\s?(?P<time>{TIME})(?!\s?/)",
        computed.start_on_the_clock,
        computed.pace_over_distance,
        computed.distance_in_time,
        message="it is not clear what the time in {} is for",
    ),
)
_FAST_TEMPOS = (_note(r"(?<=[\s,;])(?:@\s?)?([2-6][0-3])x([0-2])(?![\w.])", r"tempo \1X\2"),)
"""A tempo that could also be a load with its reps; it is one only if the line has reps already."""

_TEMPOS = (
    _note(r"\btempo\s?=\s?(\d\d[\dx]\d|\d(?:[-–./]\d)[-–./][\dx](?:[-–./][\dx])?)(?!\w)", r"tempo \1"),
    _note(
        r"\btemp\s?[:=]?\s?"
        r"(\d\d[\dx]\d|\d(?:[-–./]\d)[-–./][\dx](?:[-–./][\dx])?)(?!\w)",
        r"tempo \1",
    ),
    _note(
        rf"{START}({NUMBER})\s?s(?:ecs?)?\.?\s?(?:/|\bpr\b|\bp\b|\ba\b|\ban\b|\beach\b)\s?(rep|step|breath|stroke)s?\b",
        r"\1 s per \2",
    ),
    _note(rf"{START}(\d+)\s\+\s?(reps?|steps)\b", r"\1+ \2"),
    _note(rf"(?:[(@]\s?)?{START}(\d\d[\dx]\d){ALONE}(?:\s?tempo\b)?\)?", r"tempo \1"),
    _note(
        rf"(?:[(@]\s?)?{START}(\d(?:[-–./]\d)[-–./][\dx](?:[-–./][\dx])?){ALONE}(?:\s?tempo\b)?\)?",
        r"tempo \1",
    ),
    _note(
        rf"{START}({NUMBER})\s?s(?:ec\w*)?\s(?:eccentrics?|negatives?|lowering)\b",
        r"down \1, up 1",
    ),
    _note(
        r"^\s*(\d(?:[-–./]\d)[-–./][\dx](?:[-–./][\dx])?|\d\d[\dx]\d)(?:\s?tempo)?\s*$",
        r"10 reps, tempo \1",
        message="{} is a tempo without reps",
    ),
    _note(rf"(?:\btempo\s?[:=]?\s?)?{START}({NUMBER})\s?s(?:ec\w*)?\s(down|up|in|out)\b(?!\s?\d)", r"\2 \1,"),
)
_HOLDS = (
    _note(
        rf"{START}(?P<reps>\d+)\s?(?:reps?\b)?(?P<side>(?:\s?/\s?|\sper\s|\seach\s){LIMB})?"
        rf"\s?(?:,|\bwith\b|\bw/|\band\b)\s?(?:an?\s)?{HELD}(?P<each>{IN_EACH_REP})?",
        computed.holds,
        computed.reps_with_holds,
        computed.reps_then_hold,
        message="it is not clear when to hold in {}",
    ),
)
_RESTS = (
    _note(rf"({TIME})\s?(?:on|work)\s?[,/:]?\s?({TIME})\s?(?:off|rest)\s?,?\s?{TIMES}\s?(\d+)", r"\3 x \1, rest \2"),
    _note(rf"{START}({TIME})\s?/\s?({TIME})\s?,?\s?{TIMES}\s?(\d+)", r"\3 x \1, rest \2"),
    _note(
        rf"{START}({NUMBER})\s?(s|min)\w*\s?/\s?({NUMBER})\s?(s|min)\w*", r"\1 \2, rest \3 \4", computed.work_or_ladder
    ),
    _note(r"\b(\d+)\s?(?:on|work)\s?[,/:]?\s?(\d+)\s?(?:off|rest)\b", r"\1 s, rest \2 s", message=_NO_UNIT),
    _note(rf"({TIME})\s?(?:on|work)\s?[,/:]?\s?({TIME})\s?(?:off|rest)\b", r"\1, rest \2"),
    _note(rf"\br(?:est)?\s?[:=]?\s?({FIGURES}){ALONE}", r"rest \1 s", computed.minutes_of_rest, message=_NO_UNIT),
    _note(rf"\b(?:r|ri|recovery|recover|break|off)\s?[:=]?\s?({TIME})", r"rest \1"),
    _note(
        rf"(?:{TIMES}\s?|[@(]\s?|\bw/\s?|\bwith\s)?{START}({TIME})\s?(?:of\s)?"
        r"(?:rests?|(?:jog|walk)\s(?:rest|recovery)|recovery|recover|break|off|jog|walk)\b\)?",
        r"rest \1",
    ),
    _note(rf"{START}({FIGURES})\s?rest\b", r"rest \1 s", computed.minutes_of_rest, message=_NO_UNIT),
    _note(rf"\b(rest|every|cap)\s?[:=]?\s?({FIGURES})\s?m\b", r"\1 \2 min"),
    _note(r"\b(?:w/o|without)\srest\b", "no rest"),
    _note(rf"\brest\s(between\s\w+)\s?[:=]?\s?({TIME})", r"rest \2 \1"),
    _note(r"^\s*(\d+(?:[-–]\d+)?)\s*$", r"\1 s", computed.minutes, r"\1 s per rep", message=_NO_UNIT),
    _note(rf"^\s*({TIME})\s*$", r"\1 per rep", message="{} is not a pace"),
    _note(rf"{START}({TIME})\s(between\s\w+)", r"rest \1 \2"),
    _note(r"\b(?:full|complete)\s(?:rest|recovery)\b|\brest\sas\srequired\b|\bas\sneeded\srest\b", "rest as needed"),
)
_SIDES = (
    _note(
        rf"{START}(\d+)\s?(?:{COUNT})?\s?(?:left|l)\s?(?:[,/+&]|and)?\s?\1\s?(?:{COUNT})?\s?(?:right|r)\b",
        r"\1 reps each side",
    ),
    _note(rf"{START}(\d+)\s?[/+]\s?\1(?:\s?reps?)?{ALONE}", r"\1 reps each side"),
    _note(r"\balt\b\.?", "alternating"),
    _note(rf"(?:(?<![a-z_])(?:ea\.?|both)\s?|\b[ep]/\s?)({LIMB})s?\b", r"each \1"),
    _note(r"\bboth\sfeet\b", "each foot"),
    _note(
        rf"\s?(?:/|\bper\b)?\s?(?<![a-z_])(?:ea\.?|each|e/s|e\.s\.|es|p/s|ps|l/r|l\+r|l\s?&\s?r){END}",
        " each side",
        message="it is not clear what {} is",
    ),
    _note(rf"{START}(\d+)\s?(?:reps\s?)?l\b", r"\1 reps left only"),
    _note(rf"{START}(\d+)\s?(?:reps\s?)?r\b", r"\1 reps right only"),
    _note(r",?\s?\b(?:left|l)\s?(?:&|\+|and)\s?(?:right|r)\b", " each side"),
    _note(rf"\bswitch(?:\s(?:sides|legs|arms))?{END}", "switch halfway", "each side"),
)
_OPEN_ENDS = (
    _note(
        rf"(?:(?P<sets>\d+)\s?{TIMES}\s?)?{START}(?P<reps>\d+(?:-\d+)*)(?:\s?reps)?(?P<load>\s[^,(]*)?"
        r"[\s,]{0,2}(?:and\s)?\(?\blast set\b[^,]*",
        computed.last_set_open,
        message="{} does not open the last set",
    ),
    _note(r"(\d+(?:[-/,]\s?\d+)*)\s?[-/,]\s?(?:max|amrap|failure)\b", computed.last_rung_open),
    _note(rf"\b(?:max(?:\sreps)?|amrap|amap)\s?(?:in|for|[:,])?\s?({TIME})", r"max reps in \1"),
    _note(rf"({TIME})\s?(?:amrap|amap|max(?:\sreps)?)\b", r"max reps in \1"),
    _note(r"\b(\d+)\s?(?:reps?)?\s?(?:to|till|until)\sfailure\b", r"\1+ reps"),
    _note(
        r"(?<![a-wyz_])(?:amrap|amap|as\smany\s(?:reps\s)?as\s(?:possible|you\scan)|(?:(?:to|till|until)\s)?failure)(?:\sreps)?\b",
        "max reps",
    ),
    _note(r"\bmax(?:imum)?\seffort\b", "all out"),
    _note(r"\bmax(?:imum)?\stime\b|\bas\slong\sas\s(?:possible|you\scan)\b", "max hold"),
)
_FIGURES = (
    _note(
        rf"{START}(\d+(?:(?:\s?{COUNT})?\s?(?:,|/|and|then)\s?\d+(?![\d.:–/-]|\s?{TIMES}))+)(?:\s?({COUNT}|s\b|min\b))?",
        computed.rungs,
        message=_LADDER,
    ),
    _note(rf"^\s*(\d+(?:\s\d+)+)(?:\s({COUNT}))?", computed.rungs, message=_LADDER),
    _note(
        rf"(?:~|≈|\b(?:ca|approx|approximately|circa|about|around|roughly)\b\.?)\s?({FIGURES}(?:\s?(?:{COUNT}))?)",
        r"\1",
        message="{} is not an exact number",
    ),
    _note(rf"({FIGURES})\s?-?ish\b(?:\sreps)?", r"\1 reps"),
    _note(rf"({NUMBER})\s?({COUNT})\s?(?:[-–]|to)\s?({NUMBER})\s?\2", r"\1-\3 \2"),
    _note(
        rf"({NUMBER})\s?(s|secs?|min|mins)\s?(?:[-–]|to)\s?({NUMBER})\s?(s|secs?|min|mins)\b", computed.range_of_times
    ),
    _note(
        rf"\bsets?\s?[:=]?\s?(\d+(?:-\d+)?)\s?(?:[,;/]|{TIMES})?\s?(?:of\s)?reps?\s?[:=]?\s?({FIGURES})",
        r"\1 x \2 reps",
    ),
    _note(rf"(?:^|(?<=,)|(?<=,\s))reps?(?:\s?[:=]\s?|\s)({FIGURES})", r"\1 reps"),
    _note(rf"\b(\d+)\s?sets?\s?[/|+&-]\s?({FIGURES}\s?{COUNT}|{TIME})", r"\1 x \2"),
    _note(r"\b(\d+)\s?k\b", r"\1 km"),
    _note(rf"\b({IN_WORDS}|\d+)\s(?:sets\sof|{TIMES})\s({IN_WORDS}|\d+)\b(?:\sreps)?", computed.sets_and_reps),
    _note(rf"\b{IN_WORDS}\b", computed.number),
    _note(r"\b(sets?|rounds?)\s?[:=]\s?(\d+(?:-\d+)?)", r"\2 \1"),
    _note(rf"\b(?:time|duration|work)\s?[:=]?\s?({TIME})", r"\1"),
)
_ROUNDS = (
    _note(
        r"^\s*(?:(?:sets?|rounds?)\s?[:=]\s?)?(\d+)\s?(?:rounds?|sets?)?\s*$",
        r"\1 x 10 reps",
        r"\1 x 30 s",
        message="{} does not say how many reps or how long",
    ),
    _note(
        rf"\b(\d+(?:-\d+)?)\s?rounds?,?\s?(?:(?:of|{TIMES})\s?)?({FIGURES}\s?{COUNT}|{TIME}|{FIGURES}|max\b)",
        r"\1 x \2",
    ),
    _note(r"^\s*x?\s?(\d+)\s?(?:x|times|laps|circuits?)?\s*$", r"\1 rounds"),
    _note(r"\b(\d+)\s?(?:times|circuits?)\b", r"\1 rounds"),
    _note(r"\b(\d+)\s?RFT\b", r"\1 rounds, for time"),
    _note(r"\bRFT\s?(\d+)\b", r"\1 rounds, for time"),
    _note(rf"\bevery\s({TIME})\s?{TIMES}\s?(\d+)", r"\2 rounds, every \1"),
    _note(
        rf"(?P<dose>{FIGURES}\s?{COUNT})\s?,?\s?E(?P<every>\d*)MOM\s?(?:for\s|{TIMES}\s?)?(?P<total>\d+)(?:\s?(?:mins?|minutes?|'))?",
        computed.sets_on_the_clock,
    ),
    _note(
        rf"\bE(?P<every>\d*)MOM\s?(?:for\s|{TIMES}\s?)?(?P<total>\d+)(?:\s?(?:mins?|minutes?|'))?\s?[,:]?\s?(?:of\s)?(?P<dose>{FIGURES}\s?{COUNT})",
        computed.sets_on_the_clock,
    ),
    _note(rf"\b(every|amrap|e\d*mom|cap)\s?(?:{TIMES}\s?)?({NUMBER}){ALONE}", computed.clock_unit, message=_NO_UNIT),
    _note(r"\b(?:every\sminute\s)?on\sthe\sminute\b", "every 1 min"),
    _note(rf"\bon\s(?:the\s)?({TIME})", r"every \1"),
    _note(r"\btabata\b", "8 x 20 s, rest 10 s"),
)
_REMARKS = (
    _note(
        rf"(?:(?<=\d\s)|(?<=\d,\s)|(?<=reps\s)|(?<=reps,\s))({TIME}){END}",
        r"rest \1",
        r"in \1",
        message="it is not clear what the time {} is for",
    ),
    _note(
        r"[,;+&]?\s?\b(?:super-?set(?:ted)?|ss)\b\s?(?:with|w/|:)?\s?.+",
        message="a superset is a group",
        advice="write '- Superset: {rounds}', and both exercises as items below it",
    ),
    _note(r"\s?[(\[]([^()\[\]]*)[)\]]", r", \1"),
    _note(
        r"\s?[(\[]([^()\[\]]*)[)\]]",
        message="the remark {} cannot follow the reps",
        advice=r"put it after the name: '- {name}, \1: {others}'",
    ),
    _note(r"(\S+)\s(?:[-–|/+&]|and|with)\s(\S+)", r"\1, \2"),
)

DOSE = re.compile(rf"\s?(?:{FIGURES}\s?(?:{TIMES}\s?\d|{COUNT})|{TIME})", re.IGNORECASE)
"""What can follow a remark that comes first."""

REMARK = _note(
    r"(?!(?:a|an|at|by|for|from|in|of|on|per|the|to)(?:\s\d|$))[^\W\d][\w'’-]+(?:\s[^\W\d][\w'’-]*)*",
    advice=r"put it after the name: '- {name}, \g<0>: {others}'",
)
"""Words that are not like any of the language: only the reader knows which they are."""

REPEATED = _note("", message="{} is the name of the exercise", advice="remove it: '{others}'")
"""Words of the name."""

GYM_NOTES = (
    *_FAST_TEMPOS,
    *_MULTIPLIED,
    *_LOADS,
    *_TARGETS,
    *_TEMPOS,
    *_HOLDS,
    *_RESTS,
    *_SIDES,
    *_OPEN_ENDS,
    *_FIGURES,
    *_ROUNDS,
    *_REMARKS,
)
