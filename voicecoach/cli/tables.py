"""Timelines and lists as people read them."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from voicecoach.cli.report import is_open_choice, note_text
from voicecoach.errors import Severity, VoicecoachError
from voicecoach.recording import phrases_of, share_of
from voicecoach.script import print_value
from voicecoach.session import stages_of
from voicecoach.speech import Voice, recordings_in
from voicecoach.timeline import Cue, Timeline, TimelineStep
from voicecoach.units import clock
from voicecoach.workout import Subject, Workout

_WIDTH_OF_A_SHEET = 140
"""The width of a session that is not shown on a terminal."""

_ANY_WIDTH = 10_000
"""The width of a list that is not shown on a terminal: every row is one line, for other programs."""


def cue_table(timeline: Timeline) -> str:
    """Return the cue list as a table: when, in which step, what kind, what is heard."""
    rows = []
    for cue in timeline.cues:
        step = timeline.steps[cue.step]
        rows.append((_exact(cue.start_ms), _exact(cue.end_ms), step.title, cue.kind, str(cue.heard)))
    return table(("start", "end", "step", "kind", "heard"), rows, right=(0, 1))


def session_text(timeline: Timeline, *, why: bool = False) -> str:
    """Return the session as a person reads it: every step with its time and what is heard in it.

    Notes follow: what the listener misses, the defaults that an option changes and, with ``why``, every other decision.
    """
    cues = {step: tuple(group) for step, group in groupby(timeline.cues, key=lambda cue: cue.step)}
    rows: list[tuple[str, ...]] = []
    for step in timeline.steps:
        length = clock(step.end_ms - step.start_ms)
        title = f"{step.title} (waits for you)" if step.waits else step.title
        heard = _heard(cues.get(step.index, ()))
        rows.append((str(step.index), clock(step.start_ms), length, _round(step), title, heard))
    shown = [note for note in timeline.notes if why or note.severity is Severity.WARNING or is_open_choice(note)]
    notes = "".join(f"{note.severity.label}: {_where(timeline, note.step)}{note_text(note)}\n" for note in shown)
    head = f"{timeline.title}, {clock(timeline.duration_ms)}, {timeline.verbosity.label}\n\n"
    columns = ["#", "at", "length", "round", "step", "what is heard"]
    if not any(step.is_one_of_rounds for step in timeline.steps):
        columns.remove("round")
        rows = [(*row[:3], *row[4:]) for row in rows]
    right = range(columns.index("step"))
    return head + table(columns, rows, right=right, width=_WIDTH_OF_A_SHEET) + (notes and f"\n{notes}")


def _round(step: TimelineStep) -> str:
    """Return the round of a set, and of how many; nothing if there is only one."""
    if not (step.is_set and step.is_one_of_rounds):
        return ""
    return f"{step.round}/{step.rounds}" if step.rounds else str(step.round)


def phrases_text(timeline: Timeline, voice: Voice) -> str:
    """Return every phrase of a session, how often it is heard, and the file name to record it under."""
    phrases = phrases_of(timeline, voice)
    recorded = recordings_in(Path(timeline.voice.pack)) if timeline.voice.pack else {}
    rows = [
        (str(phrase.times), recorded[phrase.name].name if phrase.name in recorded else "", phrase.name, phrase.words)
        for phrase in phrases
    ]
    names = {phrase.name for phrase in phrases}
    unheard = [path.name for name, path in recorded.items() if name not in names]
    share = f"\n{share_of(phrases, recorded)}\n" if timeline.voice.pack else ""
    left = f"not heard in this session: {', '.join(unheard)}\n" if unheard else ""
    return table(("times", "recorded", "name", "phrase"), rows, right=(0,)) + share + left


_EASIER = {Subject.LOAD: "less", Subject.REST: "more", Subject.ROUND_REST: "more"}


def stages_text(workout: Workout) -> str:
    """Return the stages of a workout's progression as a table, and what becomes easier when it hurts."""
    progression = workout.progression
    if not progression.tracks:
        raise VoicecoachError("this script has no stages", "add a section '## Progression'")
    head = [" and ".join(subject.value for subject in track.subjects) for track in progression.tracks]
    rows = []
    for number, stage in enumerate(stages_of(progression), start=1):
        values = zip(stage.tracks, stage.positions, strict=True)
        rows.append((str(number), *(print_value(track.values[at], track.subjects[0]) for track, at in values)))
    eased = ", then ".join(f"{_EASIER.get(subject, 'fewer')} {subject.value}" for subject in progression.discomfort)
    hurts = f"\nWhen it hurts (--ease N): {eased}.\n" if eased else ""
    return table(("stage", *head), rows, right=(0,)) + hurts


def table(
    head: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[int] = (), width: int = _ANY_WIDTH
) -> str:
    """Return rows in columns below a head; the columns in ``right`` are aligned to the right.

    Cells wrap to the terminal's width or, without a terminal, to ``width`` characters.
    """
    result = Table(box=None, pad_edge=False, header_style="bold")
    for index, title in enumerate(head):
        result.add_column(title, justify="right" if index in right else "left", overflow="fold")
    for row in rows:
        result.add_row(*(Text(cell) for cell in row))
    console = Console()
    if not console.is_terminal:
        console = Console(width=width)
    with console.capture() as capture:
        console.print(result)
    return "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"


def _exact(time_ms: int) -> str:
    return f"{clock(time_ms)}.{time_ms % 1000:03}"


def _where(timeline: Timeline, step: int | None) -> str:
    return "" if step is None else f"{clock(timeline.steps[step].start_ms)} {timeline.steps[step].title}: "


def _heard(cues: Iterable[Cue]) -> str:
    """Return what is heard in a step as one line; ticks are omitted if reps or phases are spoken."""
    cues = tuple(cues)
    counted = any(cue.kind in {"count", "tempo"} and cue.heard.text for cue in cues)
    parts = []
    shown = ((cue.kind, cue.heard) for cue in cues if not (counted and cue.kind == "sound"))
    for (_, heard), group in groupby(shown):
        times = len(tuple(group))
        parts.append(f"{heard} x {times}" if times > 1 else str(heard))
    return " ".join(parts)
