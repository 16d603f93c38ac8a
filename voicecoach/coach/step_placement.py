"""Place the lines of one step.

The promise: no cue talks over another, none is cut off, none is late. Hard lines are heard exactly at their time; soft
lines fill the gaps, by importance, in the order in which the coach would say them. A line that does not fit is said in
fewer words, then moved, then dropped; only elastic steps grow. Every such decision is a note.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from voicecoach.coach.fixed_cues import FixedCues, Placed
from voicecoach.coach.lines import CUE_KINDS, HardLine, Line, SoftLine
from voicecoach.errors import Location, Severity
from voicecoach.session import Note, Step
from voicecoach.timeline import BREATH_MS, Cue, Heard
from voicecoach.units import FOREVER_MS, MS_PER_SECOND, Ms, seconds_text

_TENTH_MS: Ms = 100

_FOR_A_NAME = "a longer break before it or a shorter name would make room"
_FOR_WORDS = "fewer words or more time would make room"
"""What to do about a line that has no room."""

Durations = Mapping[Heard, Ms]
"""How long each form of each line is heard."""


@dataclass(slots=True)
class StepPlacement:
    """The placement of one step."""

    step: Step
    durations: Durations
    path: str
    """The path of the script that was opened: notes give no lines of other scripts."""
    hard: FixedCues = field(default_factory=FixedCues)
    soft: list[Placed] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    announcements: list[SoftLine] = field(default_factory=list)
    """The lines that are said where there is room for them."""
    lost: dict[tuple[str, str, Severity], list[str]] = field(default_factory=dict)
    """The lines that were dropped, by kind, reason and severity."""
    duration_ms: Ms = 0

    def place_all(self, lines: tuple[Line, ...]) -> None:
        """Place the lines of the step; the length of an elastic step depends on what is said in it."""
        hard = self._thinned([line for line in lines if isinstance(line, HardLine)])
        soft = [line for line in lines if isinstance(line, SoftLine)]
        self.announcements = [line for line in soft if line.announces is not None]
        self.duration_ms = self.step.duration_ms
        if self.step.elastic:
            self.duration_ms = FOREVER_MS
            self._place_hard(line for line in hard if line.at_ms >= 0)
            self._place_soft(soft)
            self._set_length(-min((line.at_ms for line in hard if line.at_ms < 0), default=0))
            self._place_hard(line for line in hard if line.at_ms < 0)
        else:
            self._place_hard(hard)
            self._place_soft(soft)
        for (kind, why, severity), lost in self.lost.items():
            hint = _FOR_WORDS if severity is Severity.WARNING else ""
            self.note(f"{kind} {', '.join(lost)} dropped: {why}", severity, hint=hint)

    def tells_enough_of(self, index: int) -> bool:
        """Whether everything that the listener must know of a set is said here; if that is nothing, then all else."""
        said = {placed.line: placed.heard for placed in self.soft}
        about = [line for line in self.announcements if line.announces == index and not (line.follows or line.is_own)]
        if any(line.enough for line in about):
            return all(said.get(line) in line.forms[: line.enough] for line in about if line.enough)
        return all(line in said for line in about)

    def tells_own_lines(self, index: int) -> bool:
        """Whether the own lines of the script before a set are all said here, and there are any."""
        said = {placed.line for placed in self.soft}
        own = [line for line in self.announcements if line.announces == index and line.is_own]
        return bool(own) and all(line in said for line in own)

    def placed(self) -> list[Placed]:
        """Return what was placed, in order of time."""
        return sorted((*self.hard.cues(), *self.soft), key=lambda cue: (cue.start_ms, cue.heard.sound is None))

    def cues(self) -> Iterator[Cue]:
        """Return the cues of the step."""
        for placed in self.placed():
            yield Cue(placed.start_ms, placed.end_ms, self.step.index, placed.line.kind, placed.heard)

    def _set_length(self, tail_ms: Ms) -> None:
        """Make an elastic step as long as its words need, in whole seconds, but not shorter than planned."""
        said_ms = max((placed.end_ms for placed in self.placed()), default=0) + BREATH_MS
        needed_ms = -(-(said_ms + tail_ms) // MS_PER_SECOND) * MS_PER_SECOND
        planned_ms = self.step.duration_ms
        self.duration_ms = max(planned_ms, needed_ms)
        if self.step.coming and self.duration_ms > planned_ms:
            longer = f"from {seconds_text(planned_ms)} to {seconds_text(self.duration_ms)}"
            self.note(f"'{self.step.title}' lengthened {longer} to fit its words")

    def _thinned(self, lines: list[HardLine]) -> list[HardLine]:
        """Drop thinnable lines if a line of their kind takes longer than the time to the next.

        They are dropped from the first such line on or, if numbers run down and grow shorter, up to the last.
        """
        for kind in sorted({line.kind for line in lines if line.thinnable}):
            own = sorted((line for line in lines if line.kind == kind), key=self._from_start)
            too_long = [one for one, other in pairwise(own) if self._ends_ms(one) > other.at_ms]
            if too_long:
                later = [line for line in own if line.thinnable and line.at_ms >= too_long[0].at_ms]
                earlier = [line for line in own if line.thinnable and line.at_ms <= too_long[-1].at_ms]
                left_out = set(later if len(later) <= len(earlier) else earlier)
                lines = [line for line in lines if line not in left_out]
                number = too_long[0].forms[0]
                self.note(f"{kind}: '{number}' takes longer than a beat, so only milestones are said there")
        return lines

    def _ends_ms(self, line: HardLine) -> Ms:
        """Return the time at which the shortest form of a line ends."""
        return line.at_ms + min(self.durations[form] for form in line.forms)

    def _place_hard(self, lines: Iterable[HardLine]) -> None:
        """Put each line exactly at its time; if two clash, the more important one stays."""
        for line in sorted(lines, key=lambda line: (-line.importance, line.preemptible, self._from_start(line))):
            why = ""
            for form in line.forms:
                placed = self._at(line, form, self._from_start(line))
                why = self._objection(placed)
                if not why:
                    self.hard.insert(placed)
                    break
            if why:
                self._lose(line, why)

    def _objection(self, placed: Placed) -> str:
        """Return the reason why a hard cue cannot be heard at its time; empty if it can."""
        latest_end_ms = placed.line.latest_end_ms if isinstance(placed.line, HardLine) else None
        if placed.start_ms < 0 or placed.end_ms > self.duration_ms:
            return f"the step is too short: {_tenths(max(-placed.start_ms, placed.end_ms - self.duration_ms))}"
        if latest_end_ms is not None and placed.end_ms > latest_end_ms:
            return "it takes longer than its phase"
        return "something else is heard at that time" if any(self.hard.clashes(placed, breath_ms=0)) else ""

    def _place_soft(self, lines: list[SoftLine]) -> None:
        """Admit soft lines by importance; each admission lays out all admitted lines again, in their own order.

        A line that belongs to a moment has a fixed place from then on: all others are laid out around it.
        """
        admitted: dict[int, Heard] = {}
        for position in sorted(range(len(lines)), key=lambda position: -lines[position].importance):
            line = lines[position]
            for form, displace in self._attempts(line):
                is_fixed = line.latest_start_ms is not None
                trial = admitted if is_fixed else {**admitted, position: form}
                chosen = [(lines[index], trial[index]) for index in sorted(trial)]
                if is_fixed and self._fix(line, form, chosen, displace=displace):
                    break
                laid_out = None if is_fixed else self._lay_out(chosen, displacing=line if displace else None)
                if laid_out is not None:
                    self._take(line, form, laid_out)
                    admitted = trial
                    break
            else:
                if line.enough:
                    self._warn_of_missing(line, "nothing")
                else:
                    self._lose(line, "there is no room")

    def _fix(self, line: SoftLine, form: Heard, chosen: list[tuple[SoftLine, Heard]], *, displace: bool) -> bool:
        """Give a line a fixed place at its moment, if all chosen lines have room around it; return whether they do."""
        placed = self._first_free(line, form, line.earliest_ms, displace=displace)
        if placed is None:
            return False
        displaced = list({id(other): other for other in self.hard.clashes(placed, breath_ms=BREATH_MS)}.values())
        self.hard.remove(displaced)
        self.hard.insert(placed)
        laid_out = self._lay_out(chosen, displacing=None)
        if laid_out is None:
            self.hard.remove([placed])
            for other in displaced:
                self.hard.insert(other)
            return False
        self._make_way(displaced, line, form)
        self._take(line, form, laid_out)
        return True

    def _attempts(self, line: SoftLine) -> Iterator[tuple[Heard, bool]]:
        """Yield what to try, the best first: a form, and whether to displace others, which a repetition never does."""
        if line.said_before:
            yield from ((form, False) for form in line.forms)
        elif CUE_KINDS[line.kind].in_full:
            yield from ((form, displace) for form in line.forms for displace in (False, True))
        elif line.enough:
            for forms in (line.forms[: line.enough], line.forms[line.enough :]):
                yield from ((form, displace) for displace in (False, True) for form in forms)
        else:
            yield from ((form, displace) for displace in (False, True) for form in line.forms)

    def _lay_out(self, chosen: list[tuple[SoftLine, Heard]], *, displacing: SoftLine | None) -> list[Placed] | None:
        """Give every soft line the first free time in order, or return None if one of them finds none.

        Lines that are said ahead come last, and as late as possible.
        """
        laid_out: list[Placed] = []
        ahead: list[Placed] = []
        limit_ms = self.duration_ms
        for line, heard in reversed([choice for choice in chosen if choice[0].ahead]):
            placed = self._last_free(line, heard, limit_ms, displace=line is displacing)
            if placed is None:
                return None
            ahead.insert(0, placed)
            limit_ms = placed.start_ms - BREATH_MS
        free_from_ms = 0
        others = [choice for choice in chosen if not choice[0].ahead]
        for line, heard in sorted(others, key=lambda choice: choice[0].earliest_ms):
            start_ms = max(free_from_ms, line.earliest_ms)
            placed = self._first_free(line, heard, start_ms, displace=line is displacing)
            if placed is None or placed.end_ms > limit_ms:
                return None
            laid_out.append(placed)
            free_from_ms = placed.end_ms + BREATH_MS
        return laid_out + ahead

    def _last_free(self, line: SoftLine, heard: Heard, limit_ms: Ms, *, displace: bool) -> Placed | None:
        """Return the line as late as the limit allows, or None if it would begin too early."""
        latest_ms = limit_ms if line.latest_end_ms is None else min(limit_ms, line.latest_end_ms)
        placed = self._at(line, heard, latest_ms - self.durations[heard])
        while placed.start_ms >= line.earliest_ms:
            in_the_way = self._in_the_way(placed, line, displace=displace)
            if in_the_way is None:
                return placed
            placed = self._at(line, heard, in_the_way.start_ms - BREATH_MS - self.durations[heard])
        return None

    def _first_free(self, line: SoftLine, heard: Heard, start_ms: Ms, *, displace: bool) -> Placed | None:
        """Return the line at its first free time, or None if it would end too late."""
        limit_ms = self.duration_ms if line.latest_end_ms is None else min(self.duration_ms, line.latest_end_ms)
        placed = self._at(line, heard, start_ms)
        while placed.end_ms <= limit_ms and (line.latest_start_ms is None or placed.start_ms <= line.latest_start_ms):
            in_the_way = self._in_the_way(placed, line, displace=displace)
            if in_the_way is None:
                return placed
            placed = self._at(line, heard, in_the_way.end_ms + BREATH_MS)
        return None

    def _in_the_way(self, placed: Placed, line: SoftLine, *, displace: bool) -> Placed | None:
        """Return the first hard cue in the way of a soft line, except those that it displaces."""
        clashes = self.hard.clashes(placed, breath_ms=BREATH_MS)
        clash = next((other for other in clashes if not (displace and _is_preemptible(other.line, line))), None)
        return clash or self._number_before(placed)

    def _number_before(self, placed: Placed) -> Placed | None:
        """Return the number of a countdown whose second is not over yet: nothing else is said in a countdown."""
        spoken = self.hard.spoken()
        index = bisect_left(spoken, placed.start_ms, key=lambda other: other.start_ms)
        before = spoken[index - 1] if index else None
        if before is None or not CUE_KINDS[before.line.kind].all_or_nothing:
            return None
        second = replace(before, end_ms=before.start_ms + MS_PER_SECOND)
        return second if placed.start_ms < second.end_ms else None

    def _take(self, line: SoftLine, form: Heard, laid_out: list[Placed]) -> None:
        """Accept a layout, with a note about everything that it costs."""
        self.soft = laid_out
        if line.enough and form not in line.forms[: line.enough]:
            self._warn_of_missing(line, f"only '{form}'")
        elif form != line.forms[0]:
            self.note(f"{line.kind} '{line.forms[0]}' shortened to '{form}', which fits", location=line.location)
        self._make_way(
            [other for soft in laid_out for other in self.hard.clashes(soft, breath_ms=BREATH_MS)], line, form
        )

    def _make_way(self, displaced: list[Placed], line: SoftLine, form: Heard) -> None:
        """Remove the hard cues that a line displaces, and those that are worth nothing without them."""
        if not displaced:
            return
        all_or_nothing = {other.line.kind for other in displaced if CUE_KINDS[other.line.kind].all_or_nothing}
        displaced += [
            other for other in self.hard.cues() if other.line.kind in all_or_nothing and other not in displaced
        ]
        displaced.sort(key=lambda other: other.start_ms)
        names = ", ".join(f"'{other.heard}'" for other in displaced)
        self.note(f"{displaced[0].line.kind} {names} gave way to {line.kind} '{form}'")
        self.hard.remove(displaced)

    def _warn_of_missing(self, line: SoftLine, said: str) -> None:
        """Warn that the listener is not told all of a set, and by how much the time is too short for it."""
        needed = line.forms[line.enough - 1]
        missing_ms = self.durations[needed] + BREATH_MS - self._longest_free_ms(line)
        message = f"there is no time to say '{needed}', {said} is said: {_tenths(missing_ms)}"
        self.note(message, Severity.WARNING, line.location, hint=_FOR_A_NAME)

    def _longest_free_ms(self, line: SoftLine) -> Ms:
        """Return the longest time in which a line could be said, besides everything that has priority."""
        end_ms = self.duration_ms if line.latest_end_ms is None else min(self.duration_ms, line.latest_end_ms)
        hard = [cue for cue in self.hard.spoken() if not _is_preemptible(cue.line, line)]
        others = sorted((*hard, *self.soft), key=lambda cue: cue.start_ms)
        starts = (line.earliest_ms, *(max(line.earliest_ms, cue.end_ms + BREATH_MS) for cue in others))
        ends = (*(cue.start_ms - BREATH_MS for cue in others), end_ms)
        latest_ms = FOREVER_MS if line.latest_start_ms is None else line.latest_start_ms
        free = (min(end, end_ms) - start for start, end in zip(starts, ends, strict=True) if start <= latest_ms)
        return max(0, *free)

    def _at(self, line: Line, heard: Heard, start_ms: Ms) -> Placed:
        return Placed(line, heard, start_ms, start_ms + self.durations[heard])

    def _from_start(self, line: HardLine) -> Ms:
        return line.at_ms if line.at_ms >= 0 else self.duration_ms + line.at_ms

    def _lose(self, line: HardLine | SoftLine, why: str) -> None:
        if isinstance(line, HardLine) and line.filler:
            return
        severity = Severity.WARNING if line.warn_if_dropped else Severity.INFO
        self.lost.setdefault((line.kind, why, severity), []).append(f"'{line.forms[0]}'")

    def note(
        self, message: str, severity: Severity = Severity.INFO, location: Location | None = None, hint: str = ""
    ) -> None:
        """Note a decision; ``location`` is where the words are written, if not at the exercise."""
        where = location or (self.step.about.location if self.step.about else None)
        line = where.line_in(self.path) if where else None
        self.notes.append(Note(severity, message, line, self.step.index, hint=hint))


def _tenths(missing_ms: Ms) -> str:
    """Return how much time is missing, rounded up to a tenth of a second."""
    return f"{seconds_text(-(-max(1, missing_ms) // _TENTH_MS) * _TENTH_MS)} are missing"


def _is_preemptible(other: Line, line: SoftLine) -> bool:
    return isinstance(other, HardLine) and other.preemptible and other.importance < line.importance
