"""The command that writes sessions to files: export."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from voicecoach.cli.options import BedChoice, bed_options, prepare, session_options
from voicecoach.cli.report import progress_bar, say, tell_notes
from voicecoach.cli.wishes import Wishes
from voicecoach.config import load_config
from voicecoach.errors import ChoiceError, OutputError
from voicecoach.exports import (
    FORMATS,
    TEXTS,
    Album,
    Encoding,
    Split,
    check_folder,
    check_target,
    check_tracks,
    export,
    export_tracks,
    save_text,
)
from voicecoach.kept import Kept
from voicecoach.library import packets_folder
from voicecoach.timeline import Timeline
from voicecoach.units import clock

_SIDECARS = ("lrc", "vtt")
"""Text forms that are kept beside the sound: those by which our own files are known, so that they can be replaced."""

_USUAL_FORM = "mp3"


@dataclass(frozen=True, slots=True)
class Making:
    """How the files of a session are made; ``bit_rate`` in bits per second, None for what is usual."""

    bed: BedChoice
    bit_rate: int | None = None
    is_stereo: bool | None = None
    sidecars: tuple[str, ...] = ()
    force: bool = False
    split: Split | None = None
    """By what a session is cut into tracks; None leaves it in one file."""

    def encoding(self) -> Encoding:
        """Return how the sound is encoded; music is opened for it.

        Raises:
            VoicecoachError: none of the music can be played.
        """
        channels = {None: None, True: 2, False: 1}[self.is_stereo]
        bed = replace(self.bed.open(load_config()), channels=channels)
        return Encoding(bed, self.bit_rate, Kept(packets_folder()))


@dataclass(frozen=True, slots=True)
class Job:
    """One session that is to be exported: of which script, in which form, to which file, or to which folder in tracks.

    ``form`` is the format of tracks; that of a file is in its name.
    """

    script: str
    wishes: Wishes
    target: Path
    making: Making
    form: str = _USUAL_FORM


@click.command("export")
@click.argument("scripts", nargs=-1, required=True, metavar="SCRIPT|CUES.json...")
@click.option(
    "-o", "--output", metavar="FILE|FOLDER", help="The file, e.g. session.m4a, or a folder; - writes it to stdout."
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice([suffix[1:] for suffix in FORMATS]),
    help="The format, where no file is named that ends in one; mp3 if not chosen.",
)
@click.option(
    "--bitrate",
    "bit_rate",
    type=click.IntRange(16, 320),
    callback=lambda _context, _option, kilobits: kilobits and 1000 * kilobits,
    metavar="KBIT/S",
    help="For all channels, e.g. 96; if not chosen, 64 a channel (Opus: 48).",
)
@click.option(
    "--stereo/--mono", "is_stereo", default=None, help="Two channels or one; two only with music, if not chosen."
)
@click.option(
    "--sidecar",
    "sidecars",
    type=click.Choice(_SIDECARS),
    multiple=True,
    help="Beside the sound, what is said as text: lrc for players that show lyrics, vtt; may be given twice.",
)
@click.option(
    "--split",
    type=click.Choice([split.value for split in Split]),
    callback=lambda _context, _option, by: Split(by) if by else None,
    help="A folder of tracks, one for each step, set or round, and their playlist; 'next' on a headset skips one.",
)
@click.option("--force", is_flag=True, help="Replace files that voicecoach did not make.")
@bed_options
@session_options
def export_scripts(scripts: tuple[str, ...], output: str | None, form: str | None, wishes: Wishes, **made: Any) -> None:
    """Export sessions to files for the phone.

    Without -o, each script becomes an MP3 of its name in this folder; with --split, a folder of its name.

    \b
    voicecoach export lower-body-activation --rounds 3 -o lower-body.mp3
    voicecoach export my-routine.md -o my-routine.m4a --music ~/Music/training --sidecar lrc
    voicecoach export my-routine.md --split set -o phone/my-routine
    """
    making = Making(**made)
    if output == "-":
        _pipe(scripts, Job(scripts[0], wishes, Path(f"piped.{form or _USUAL_FORM}"), making))
        return
    for job in _jobs(scripts, output, form, wishes, making):
        _tell_made(make(job))


def make(job: Job) -> tuple[list[Path], Timeline]:
    """Make the files of one session; return its sound, in tracks with their playlist last, and what is heard in it.

    Raises:
        VoicecoachError: whatever stands in the way, in one message.
    """
    making = job.making
    if making.split:
        return _make_tracks(job, making.split)
    check_target(job.target, force=making.force)  # What is wrong with the name is told before anything is spoken.
    encoding = making.encoding()
    prepared = prepare(job.script, job.wishes)
    tell_notes(prepared.timeline.notes)
    timeline, clips = prepared.timeline, prepared.clips()
    with progress_bar("exporting") as progress:
        export(timeline, clips, job.target, encoding=encoding, force=making.force, progress=progress)
    for name in making.sidecars:
        form = TEXTS[name]
        save_text(form.write(timeline), form, job.target.with_suffix(form.suffix), force=making.force)
    return [job.target], timeline


def _make_tracks(job: Job, by: Split) -> tuple[list[Path], Timeline]:
    """Make a folder of tracks; their names are known, and looked at, once the session is."""
    making = job.making
    check_folder(job.target)
    encoding = making.encoding()
    prepared = prepare(job.script, job.wishes)
    tell_notes(prepared.timeline.notes)
    album = Album(job.target, by, f".{job.form}", making.sidecars)
    check_tracks(prepared.timeline, album, force=making.force)
    timeline, clips = prepared.timeline, prepared.clips()
    with progress_bar("exporting") as progress:
        return export_tracks(timeline, clips, album, encoding=encoding, force=making.force, progress=progress), timeline


def _jobs(
    scripts: tuple[str, ...], output: str | None, form: str | None, wishes: Wishes, making: Making
) -> Iterator[Job]:
    """Yield what is to be made: one file named by the person, or a file of its own name for each script.

    Of tracks, it is folders.
    """
    named = Path(output or "")
    is_file = named.suffix.lower() in FORMATS
    if is_file and making.split and not named.is_dir():
        raise ChoiceError(f"tracks need a folder, not the file {named}", "name a folder, and the format with --format")
    if len(scripts) > 1 and is_file:
        raise ChoiceError("one file cannot take several scripts", "name a folder: each becomes a file of its own name")
    if making.split:
        targets = [named / _name_of(script) for script in scripts] if len(scripts) > 1 or not output else [named]
    elif len(scripts) > 1 or (named.is_dir() and not is_file):
        targets = [named / f"{_name_of(script)}.{form or _USUAL_FORM}" for script in scripts]
    else:
        targets = [named]
    if twice := next((target for target in targets if targets.count(target) > 1), None):
        raise ChoiceError(f"two scripts would become {twice}", "export them one by one, with -o")
    for script, target in zip(scripts, targets, strict=True):
        yield Job(script, wishes, target, making, form or _USUAL_FORM)


def _name_of(script: str) -> str:
    """Return what the file of a script's session is called."""
    return Path(script).stem.strip("<>")


def _pipe(scripts: tuple[str, ...], job: Job) -> None:
    """Write one session to stdout."""
    if len(scripts) > 1:
        raise ChoiceError("a pipe cannot take several scripts", "leave out -o: each becomes a file of its own name")
    if job.making.split:
        raise ChoiceError("a pipe cannot take tracks", "name a folder with -o, or leave out --split")
    if sys.stdout.isatty():
        raise OutputError("sound is not for a terminal", "name a file, or pipe it on")
    with tempfile.TemporaryDirectory() as folder:
        (target, *_), _ = make(replace(job, target=Path(folder) / job.target))
        with target.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)


def _tell_made(made: tuple[list[Path], Timeline]) -> None:
    (first, *others), timeline = made
    length = clock(timeline.duration_ms)
    size = f"{sum(path.stat().st_size for path in (first, *others)) / 1e6:.1f} MB"
    if not others:
        say(f"{first}: {length}, {size}")
        return
    number = "1 track" if len(others) == 1 else f"{len(others)} tracks"
    say(f"{first.parent}: {number}, {length}, {size}, {others[-1]}")
