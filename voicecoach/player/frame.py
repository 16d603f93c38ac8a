"""Renders a status as the lines of a screen of a given size."""

from collections.abc import Callable, Iterable
from itertools import zip_longest

from rich.cells import cell_len
from rich.text import Text

from voicecoach.player.block_letters import draw_to_fit, wrapped
from voicecoach.player.controls import KEYS, Control
from voicecoach.player.large_text import Lines, badge_or_plain, centred, in_letters, label
from voicecoach.player.status import State, Status
from voicecoach.player.status_text import IMPORTANT, caption, clean, location, number, short_key, with_target
from voicecoach.units import Ms, clock
from voicecoach.workout import Side

_MARGIN = 2
_NO_MARGIN_BELOW = 60
"""Narrower screens have no room for a margin."""

_ROOM = (
    ("title", 1),
    ("number", 1),
    ("target", 1),
    ("caption", 1),
    ("next", 1),
    ("bar", 1),
    ("keys", 1),
    ("location", 1),
    ("number", 3),
    ("number", 5),
    ("session", 1),
    ("target", 2),
    ("title", 2),
    ("target", 3),
    ("title", 3),
    ("words", 1),
    ("target", 4),
    ("above number", 1),
    ("above target", 1),
    ("header", 1),
    ("above title", 1),
    ("above caption", 1),
    ("above keys", 1),
    ("title", 5),
    ("above location", 1),
    ("target", 6),
    ("title", 7),
    ("target", 8),
    ("number", 10),
    ("target", 12),
    ("number", 15),
)
"""Which part gets how many rows, in order of importance; a part with no room is skipped. Only the size of the screen
counts, so that nothing moves while a session plays."""

_ORDER = (
    "header",
    "above title",
    "title",
    "above location",
    "location",
    "above number",
    "number",
    "above target",
    "target",
    "above caption",
    "caption",
    "bar",
    "spare",
    "next",
    "words",
    "session",
    "above keys",
    "keys",
)
_SIDES = {Side.LEFT: "◀ LEFT", Side.RIGHT: "RIGHT ▶"}
_STATES = {
    State.LOADING: "LOADING",
    State.PAUSED: "PAUSED",
    State.WAITING: "DONE?",
    State.FINISHED: "FINISHED",
}
_WITHOUT_NUMBER = {State.LOADING, State.FINISHED}

_GAP = 6
"""Columns between the number and the words next to it."""

_WORK, _REST, _HELD = "bold green", "bold cyan", "bold yellow"


def render(status: Status, width: int, height: int) -> Lines:
    """Return the lines of a screen with this many columns and rows, none wider than the screen."""
    margin = 0 if width < _NO_MARGIN_BELOW else _MARGIN
    # Some terminals draw the last column late or wrap after it, so it stays empty.
    inner = max(1, width - 2 * margin - (not margin))
    lines = (_help if status.is_help_shown else _moment)(status, inner, height)
    for line in lines:
        line.truncate(inner, overflow="ellipsis")
        line.rstrip()
        line.pad_left(margin if line.plain else 0)
    return [*lines, *(Text() for _ in range(height - len(lines)))][:height]


def _moment(status: Status, width: int, height: int) -> Lines:
    rows = _rows(height)
    has_words = "words" in rows
    lines: Lines = []
    for part in _ORDER:
        drawn = _PARTS[part](status, width, rows[part]) if part in _PARTS and part in rows else []
        if part == "caption" and status.message and not has_words:
            drawn = [_message(status)]
        lines += [*drawn, *(Text() for _ in range(rows.get(part, 0) - len(drawn)))]
    return lines


def _rows(height: int) -> dict[str, int]:
    """Divide the rows of a screen among its parts."""
    rows: dict[str, int] = {}
    spare = height
    for part, wanted in _ROOM:
        more = wanted - rows.get(part, 0)
        if more <= spare:
            rows[part] = wanted
            spare -= more
    return rows | {"spare": spare}


def _header(status: Status, width: int, _rows: int) -> Lines:
    return [_apart(Text(clean(status.title), "dim"), Text(f"{status.index + 1} of {status.steps}", "dim"), width)]


def _title(status: Status, width: int, rows: int) -> Lines:
    """Draw what is done now, or in a break what comes next."""
    style = _colour(status)
    if not status.is_break:
        title = clean(status.step_title)
        return in_letters(title, style, width, rows) or badge_or_plain(title, style, width, rows)
    title = f"Next: {clean(status.following)}"
    name, _, detail = clean(status.following).partition(", ")
    short = ", ".join((name, " · ".join(filter(None, ("next", detail)))))
    drawn = in_letters(title, style, width, rows) or in_letters(short, style, width, rows)
    return drawn or badge_or_plain(title, style, width, rows)


def _target(status: Status, width: int, rows: int) -> Lines:
    """Draw what the set aims at, or in a break the next set; of a group that is read out once, its exercises."""
    target = clean(status.following_target if status.is_break else status.target)
    style, items = _colour(status), target.split("; ")
    if len(items) > 1:
        return [
            Text(line, "bold") for line in (items if len(items) <= rows else wrapped(target, width, cell_len, rows))
        ]
    return in_letters(target, style, width, rows, _heads(target)) or badge_or_plain(target, style, width, rows)


def _heads(target: str) -> tuple[str, ...]:
    """Return the beginnings of a target that can be large alone: dose and load, a percentage, or only the dose."""
    first = target.partition(", ")[0]
    percentage = f"{first.partition('%')[0]}%" if "%" in first else first
    return first, percentage, " ".join(first.split(" ")[:2])


def _colour(status: Status) -> str:
    return _WORK if status.is_set else _REST


def _number(status: Status, width: int, rows: int) -> Lines:
    """Draw the number as large as fits, followed by the state, if not playing, the kind of break, and the side."""
    is_wide = width >= _NO_MARGIN_BELOW
    gap = _GAP if is_wide else _GAP // 2
    state, side = _STATES.get(status.state, ""), _SIDES[status.side] if status.side else ""
    if status.state is State.WAITING and not status.is_set:
        state = "READY?"
    kind = clean(status.step_title).upper() if status.is_break else ""
    words = " · ".join(filter(None, (state, kind, side)))
    said = label(words, _HELD if state else "bold", rows if is_wide else 1)
    if state and (not is_wide or status.state in _WITHOUT_NUMBER):
        return centred(said, rows)
    room = width - said[0].cell_len - gap if said else width
    style = _HELD if state else _colour(status)
    drawn = [Text(line, style) for line in draw_to_fit(number(status), room, rows) or [number(status)]]
    number_width = max(line.cell_len for line in drawn)
    return [
        Text.assemble(line, " " * (number_width - line.cell_len + gap), word)
        for line, word in zip_longest(centred(drawn, rows), centred(said, rows), fillvalue=Text())
    ]


def _location(status: Status, _width: int, _rows: int) -> Lines:
    return [Text(location(status))]


def _caption(status: Status, _width: int, _rows: int) -> Lines:
    return [Text(caption(status), _HELD if status.state in _STATES or status.waits else "")]


def _bar(status: Status, width: int, _rows: int) -> Lines:
    return [_filled(status.step_ms, status.step_length_ms, width, "█", "░")]


def _next(status: Status, _width: int, _rows: int) -> Lines:
    """Show what comes next; in a break, where that is the title, what comes after it."""
    if status.is_break:
        return [Text.assemble(("then  ", "dim"), clean(status.after_following) or "the end")]
    return [Text.assemble(("next  ", "dim"), with_target(status.following, status.following_target) or "the end")]


def _words(status: Status, _width: int, _rows: int) -> Lines:
    return [_message(status) if status.message else Text(f"“{clean(status.words)}”" if status.words else "", "dim")]


def _message(status: Status) -> Text:
    return Text(f"» {clean(status.message)}", "bold")


def _session(status: Status, width: int, _rows: int) -> Lines:
    before, after = clock(status.session_ms), clock(status.session_length_ms)
    bar = _filled(status.session_ms, status.session_length_ms, width - len(before) - len(after) - 2, "━", "─")
    return [Text.assemble(before, " ", bar, " ", after)]


def _keys(_status: Status, width: int, _rows: int) -> Lines:
    """Show the keys that fit, those for pause, help and quit before the others."""
    chosen: list[Control] = []
    for control in (Control.PAUSE, Control.HELP, Control.QUIT, *IMPORTANT):
        wider = sorted({*chosen, control}, key=IMPORTANT.index)
        if cell_len(_key_line(wider)) <= width:
            chosen = wider
    return [Text(_key_line(chosen), "dim")]


def _key_line(controls: Iterable[Control]) -> str:
    return " · ".join(map(short_key, controls))


_PARTS: dict[str, Callable[[Status, int, int], Lines]] = {
    "header": _header,
    "title": _title,
    "location": _location,
    "number": _number,
    "target": _target,
    "caption": _caption,
    "bar": _bar,
    "next": _next,
    "words": _words,
    "session": _session,
    "keys": _keys,
}


def _filled(done: Ms, whole: Ms, width: int, full: str, empty: str) -> Text:
    width = max(0, width)
    cells = min(width, width * done // whole) if whole > 0 else 0
    return Text.assemble((full * cells, "green"), (empty * (width - cells), "dim"))


def _apart(left: Text, right: Text, width: int) -> Text:
    """Align one text left and one right; only the left one is ever shortened."""
    left.truncate(max(0, width - right.cell_len - 1), overflow="ellipsis", pad=True)
    return Text.assemble(left, " ", right)


def _help(status: Status, width: int, height: int) -> Lines:
    """Show every key with its description, in one or two columns, or only with its short name on a small screen."""
    now = _STATES.get(status.state) or number(status)
    lines = [_apart(Text(clean(status.step_title), "bold"), Text(now, "bold"), width)]
    if len(KEYS) + 2 > height and width < _TWO_COLUMNS:
        needed = -(-len(KEYS) // max(1, height - len(lines)))
        entries, columns = [Text(short_key(control)) for control in KEYS], max(1, width // _SHORT, needed)
    else:
        entries, columns = [_key_row(control) for control in KEYS], 2 if width >= _TWO_COLUMNS else 1
        lines.append(Text())
    return lines + _in_columns(entries, columns, width)


_SHORT, _TWO_COLUMNS = 18, 90


def _key_row(control: Control) -> Text:
    key = KEYS[control]
    return Text.assemble((", ".join((key.name, *key.aliases)).ljust(11), "bold"), key.description)


def _in_columns(entries: Lines, columns: int, width: int) -> Lines:
    rows = -(-len(entries) // columns)
    for entry in entries:
        entry.truncate(max(1, width // columns - 1), overflow="ellipsis", pad=True)
    return [Text(" ").join(entries[row::rows]) for row in range(rows)]
