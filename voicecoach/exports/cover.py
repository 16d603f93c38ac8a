"""The picture of a session: its title, its length, and its sets and rests drawn to scale, as a small PNG."""

from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from voicecoach.exports.bars import Box, bars, circuit_of, rounds_of, sets_in
from voicecoach.exports.chapters import Chapter
from voicecoach.exports.lettering import drawable, drop, font, leading, one_line, paragraph, rise
from voicecoach.session import StepKind
from voicecoach.timeline import Timeline, TimelineStep
from voicecoach.units import MS_PER_MINUTE, MS_PER_SECOND, Ms

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

Colour: TypeAlias = tuple[int, int, int]

SIZE = 600
"""The width and the height, in pixels, as all that follows: enough for a phone held upright, and few to save."""

MARGIN = 48
INNER = SIZE - 2 * MARGIN

TIMES = "×"

INK: Colour = (255, 255, 255)


class Look(NamedTuple):
    """The two colours of a picture; text in either stands on the ground with a contrast of 4.5 at least (WCAG AA)."""

    ground: Colour
    accent: Colour


LOOKS = (
    Look((12, 38, 66), (92, 200, 255)),
    Look((8, 54, 50), (70, 230, 180)),
    Look((62, 18, 44), (255, 130, 170)),
    Look((44, 26, 84), (190, 160, 255)),
    Look((72, 26, 14), (255, 150, 92)),
    Look((30, 30, 60), (255, 208, 60)),
    Look((24, 50, 16), (170, 226, 84)),
    Look((34, 38, 48), (255, 112, 100)),
)
"""Deep grounds, so that a picture is calm on a lock screen, each with the bright colour that its sets are drawn in."""

_TONES = {
    StepKind.WORK: 1.0,
    StepKind.HOLD: 1.0,
    StepKind.REST: 0.36,
    StepKind.CHANGEOVER: 0.22,
    StepKind.INTRO: 0.22,
    StepKind.OUTRO: 0.22,
}
"""How much of the accent is in a step; the rest of it is ground."""

_HERE, _ELSEWHERE = 0.6, 0.4
"""Of a file that holds a part: how much is in its steps at least, and how much is left of those in other files."""

_SHADES = 12
"""Steps between two colours, for the edges of letters."""

_TITLE_SIZES = (128, 112, 98, 86, 76, 66, 57, 49, 42)
_TITLE_HEIGHT = 240
_PART_SIZE = 32
_LENGTH_SIZE = 66
_COUNT_SIZE = 44
_FOOT = SIZE - MARGIN
"""Where the letters of the last line stand."""

_BARS_END = 468
_BARS_HEIGHT = 250
_GAP_ABOVE = 20


def cover(timeline: Timeline, highlight: Chapter | None = None) -> bytes:
    """Draw the cover of an exported session, as a square PNG; the same session gives the same bytes.

    Every row of bars is a round, or as much of it as a row can show, its sets in the bright tone; rows have one scale
    and are aligned at their first set.

    Args:
        timeline: the whole session.
        highlight: what of it is in this file, where that is not all: it is named, and stands out among the bars; the
            length is then that of the part.
    """
    from PIL import Image, ImageDraw

    look = look_of(timeline.title)
    image = Image.new("RGB", (SIZE, SIZE), look.ground)
    draw = ImageDraw.Draw(image)
    end = _draw_title(draw, timeline.title, highlight, look)
    _draw_bars(draw, timeline, highlight, look, end + _GAP_ABOVE)
    _draw_foot(draw, timeline, highlight, look)
    return _png(image, look)


def length_text(length_ms: Ms) -> str:
    """Print a length with the symbols that are the same in every language: ``45 s``, ``31 min``, ``1 h 05``."""
    if length_ms < MS_PER_MINUTE - MS_PER_SECOND // 2:
        return f"{(length_ms + MS_PER_SECOND // 2) // MS_PER_SECOND} s"
    hours, minutes = divmod((length_ms + MS_PER_MINUTE // 2) // MS_PER_MINUTE, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes:02}" if minutes else f"{hours} h"


def count_text(timeline: Timeline) -> str:
    """Print how much is done, without words: rounds and sets in each where all have as many, or rounds, or sets.

    There is nothing to print for a single set.
    """
    rounds = rounds_of(timeline)
    circuit = circuit_of(rounds)
    each = {sets_in(steps) for steps in circuit}
    if circuit:
        return f"{len(circuit)} {TIMES} {each.pop()}" if len(each) == 1 and each != {1} else f"{len(circuit)} {TIMES}"
    sets = sum(map(sets_in, rounds))
    return str(sets) if sets > 1 else ""


def look_of(title: str) -> Look:
    """Return the look of a title: always the same for the same one."""
    return LOOKS[sha256(title.encode(errors="replace")).digest()[0] % len(LOOKS)]


def _draw_title(draw: "ImageDraw", title: str, highlight: Chapter | None, look: Look) -> int:
    """Write the title, and the name of the part below it; return where they end."""
    size, lines = paragraph(title, _TITLE_SIZES, INNER, _TITLE_HEIGHT - (2 * _PART_SIZE if highlight else 0))
    y = MARGIN
    for index, line in enumerate(lines):
        y += leading(size) if index else rise(line, size)
        draw.text((MARGIN, y), line, INK, font(size), anchor="ls")
    if highlight:
        y += drop(size) + leading(_PART_SIZE)
        part = one_line(drawable(highlight.title), _PART_SIZE, INNER)
        draw.text((MARGIN, y), part, look.accent, font(_PART_SIZE), anchor="ls")
        size = _PART_SIZE
    return y + drop(size)


def _draw_bars(draw: "ImageDraw", timeline: Timeline, highlight: Chapter | None, look: Look, top: int) -> None:
    """Fill the bars, sets last: one that is thinner than a pixel is still seen beside its rest."""
    box = Box(MARGIN, max(top, _BARS_END - _BARS_HEIGHT), SIZE - MARGIN, _BARS_END)
    for bar in sorted(bars(timeline, box), key=lambda bar: bar.step.is_set):
        place = (bar.box.left, bar.box.top, bar.box.right - 1, bar.box.bottom - 1)
        draw.rectangle(place, _tone(bar.step, highlight, look))


def _tone(step: TimelineStep, highlight: Chapter | None, look: Look) -> Colour:
    return _mixed(look.ground, look.accent, _share(step, highlight))


def _share(step: TimelineStep, highlight: Chapter | None) -> float:
    share = _TONES[step.kind]
    if highlight is None:
        return share
    return max(share, _HERE) if highlight.first <= step.index <= highlight.last else share * _ELSEWHERE


def _draw_foot(draw: "ImageDraw", timeline: Timeline, highlight: Chapter | None, look: Look) -> None:
    """Write the length on the left, and on the right how much of what: a small bar stands for a set."""
    length = length_text(highlight.length_ms if highlight else timeline.duration_ms)
    draw.text((MARGIN, _FOOT), length, INK, font(_LENGTH_SIZE), anchor="ls")
    count = count_text(timeline)
    room = INNER - font(_LENGTH_SIZE).getlength(length) - _COUNT_SIZE
    if not count or font(_COUNT_SIZE).getlength(count) > room:
        return
    right = SIZE - MARGIN
    if not count.endswith(TIMES):
        width, height = _COUNT_SIZE // 3, rise("0", _COUNT_SIZE)
        draw.rectangle((right - width, _FOOT - height, right - 1, _FOOT - 1), look.accent)
        right -= width + _COUNT_SIZE // 4
    draw.text((right, _FOOT), count, look.accent, font(_COUNT_SIZE), anchor="rs")


def _png(image: "Image", look: Look) -> bytes:
    """Save a picture with the colours of its look alone, and the shades between them."""
    from PIL import Image

    shades = [_mixed(look.ground, bright, n / _SHADES) for bright in (INK, look.accent) for n in range(_SHADES + 1)]
    shares = {_HERE, *_TONES.values(), *(share * _ELSEWHERE for share in _TONES.values())}
    tones = [_mixed(look.ground, look.accent, share) for share in sorted(shares)]
    palette = Image.new("P", (1, 1))
    palette.putpalette([value for colour in dict.fromkeys(tones + shades) for value in colour])
    file = BytesIO()
    image.quantize(palette=palette, dither=Image.Dither.NONE).save(file, "PNG")
    return file.getvalue()


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    """Return a colour between two: ``share`` of the other one."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue
