"""The cover of a session: its title, its length, and its sets and rests drawn to scale, as a small PNG."""

from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from voicecoach.exports.bars import bars, circuit_of, sets_in
from voicecoach.exports.chapters import Chapter
from voicecoach.exports.lettering import ascent, descent, font, line_height, paragraph
from voicecoach.phrases import open_catalogue
from voicecoach.session import StepKind
from voicecoach.timeline import Timeline, TimelineStep
from voicecoach.units import length_text

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

Colour: TypeAlias = tuple[int, int, int]

_VERSION = 2
"""Raise it when the same session gets another picture, so that exports with the old one are no longer up to date."""

SIZE = 600
"""Width and height. This and all other lengths are in pixels."""

MARGIN = 48
_INNER = SIZE - 2 * MARGIN
_BASELINE = SIZE - MARGIN
"""Of the last line of text."""

INK: Colour = (255, 255, 255)


class Look(NamedTuple):
    """The two colours of a picture. Text in the accent has a contrast of at least 4.5 with the ground (WCAG AA)."""

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
"""Dark grounds, calm on a lock screen, each with a bright accent for the sets."""

_TONES = {StepKind.WORK: 1.0, StepKind.HOLD: 1.0, StepKind.REST: 0.36}
_OTHER_TONE = 0.22
"""How much accent is mixed into the ground for each kind of step."""

_HIGHLIGHT, _FADED = 0.6, 0.4
"""The lowest tone of a highlighted step, and the share of its tone that every other step keeps."""

_TITLE_SIZES = (128, 112, 98, 86, 76, 66, 57, 49, 42)
_TITLE_HEIGHT = 240
_LENGTH_SIZE = 66
_SMALL_SIZE = 32

_BARS_BOTTOM = 468
_BARS_HEIGHT = 250
_GAP_ABOVE_BARS = 20


def cover(timeline: Timeline, highlight: Chapter | None = None) -> bytes:
    """Draw the cover of a session as a square PNG. The same session gives the same bytes.

    Args:
        timeline: the whole session.
        highlight: the part of it that is in the file, if that is not all of it. It is named and stands out among the
            bars, and the length and the count are those of this part.
    """
    from PIL import Image, ImageDraw

    look = look_of(timeline.title)
    image = Image.new("RGB", (SIZE, SIZE), look.ground)
    draw = ImageDraw.Draw(image)
    title_bottom = _draw_title(draw, timeline.title, highlight, look)
    _draw_bars(draw, timeline, highlight, look, title_bottom + _GAP_ABOVE_BARS)
    _draw_foot(draw, timeline.between(highlight.first, highlight.last) if highlight else timeline, look)
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def drawing_versions() -> tuple[str, ...]:
    """Return what can change the cover of the same session."""
    import PIL

    return str(_VERSION), PIL.__version__, version("font-manrope")


def look_of(title: str) -> Look:
    """Return the look of a title, always the same for the same title."""
    return LOOKS[sha256(title.encode(errors="replace")).digest()[0] % len(LOOKS)]


def count_text(timeline: Timeline) -> str:
    """Return how many rounds and sets a session has, in its language, in at most two lines.

    The sets of a round are given if all rounds have the same number of them, and more than one.
    """
    phrases, circuit = open_catalogue(timeline.language), circuit_of(timeline)
    if not circuit:
        sets = sets_in(timeline.steps)
        return phrases.text("cover-sets", sets=sets) if sets > 1 else ""
    sets_per_round = {sets_in(steps) for steps in circuit}
    if len(sets_per_round) > 1 or sets_per_round == {1}:
        return phrases.text("cover-rounds", rounds=len(circuit))
    return phrases.text("cover-rounds-of-sets", rounds=len(circuit), sets=sets_per_round.pop())


def _draw_title(draw: "ImageDraw", title: str, highlight: Chapter | None, look: Look) -> int:
    """Write the title, with the name of the highlighted part below, and return where the text ends."""
    size, lines = paragraph(title, _TITLE_SIZES, _INNER, _TITLE_HEIGHT - (2 * _SMALL_SIZE if highlight else 0))
    y = MARGIN
    for index, line in enumerate(lines):
        y += line_height(size) if index else ascent(line, size)
        draw.text((MARGIN, y), line, INK, font(size), anchor="ls")
    if highlight:
        y += descent(size) + line_height(_SMALL_SIZE)
        size, part = paragraph(highlight.title, (_SMALL_SIZE,), _INNER, _SMALL_SIZE)
        draw.text((MARGIN, y), "".join(part), look.accent, font(size), anchor="ls")
    return y + descent(size)


def _draw_bars(draw: "ImageDraw", timeline: Timeline, highlight: Chapter | None, look: Look, top: int) -> None:
    """Draw the sets last, so that a set thinner than a pixel is not hidden by the rest after it."""
    box = (MARGIN, max(top, _BARS_BOTTOM - _BARS_HEIGHT), SIZE - MARGIN, _BARS_BOTTOM)
    for step, (left, top_, right, bottom) in sorted(bars(timeline, box), key=lambda bar: bar[0].is_set):
        draw.rectangle((left, top_, right - 1, bottom - 1), _colour(step, highlight, look))


def _colour(step: TimelineStep, highlight: Chapter | None, look: Look) -> Colour:
    tone = _TONES.get(step.kind, _OTHER_TONE)
    if highlight:
        tone = max(tone, _HIGHLIGHT) if highlight.first <= step.index <= highlight.last else tone * _FADED
    red, green, blue = (round(a + (b - a) * tone) for a, b in zip(look.ground, look.accent, strict=True))
    return red, green, blue


def _draw_foot(draw: "ImageDraw", timeline: Timeline, look: Look) -> None:
    """Write the length on the left, and the count on the right."""
    draw.text((MARGIN, _BASELINE), length_text(timeline.duration_ms), INK, font(_LENGTH_SIZE), anchor="ls")
    y = _BASELINE
    for line in reversed(count_text(timeline).splitlines()):
        draw.text((SIZE - MARGIN, y), line, look.accent, font(_SMALL_SIZE), anchor="rs")
        y -= line_height(_SMALL_SIZE)
