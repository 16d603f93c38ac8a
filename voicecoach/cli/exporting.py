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
from voicecoach.exports import FORMATS, TEXTS, Encoding, check_target, export, save_text
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
    """One session that is to be exported: of which script, in which form, to which file."""

    script: str
    wishes: Wishes
    target: Path
    making: Making


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
@click.option("--force", is_flag=True, help="Replace files that voicecoach did not make.")
@bed_options
@session_options
def export_scripts(scripts: tuple[str, ...], output: str | None, form: str | None, wishes: Wishes, **made: Any) -> None:
    """Export sessions to files for the phone.

    Without -o, each script becomes an MP3 of its name in this folder.

    \b
    voicecoach export lower-body-activation --rounds 3 -o lower-body.mp3
    voicecoach export my-routine.md -o my-routine.m4a --music ~/Music/training --sidecar lrc
    """
    making = Making(**made)
    if output == "-":
        _pipe(scripts, Job(scripts[0], wishes, Path(f"piped.{form or _USUAL_FORM}"), making))
        return
    for job in _jobs(scripts, output, form, wishes, making):
        _tell_made(make(job))


def make(job: Job) -> tuple[Path, Timeline]:
    """Make the files of one session; return its first file, and what is heard in it.

    Raises:
        VoicecoachError: whatever stands in the way, in one message.
    """
    making = job.making
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
    return job.target, timeline


def _jobs(
    scripts: tuple[str, ...], output: str | None, form: str | None, wishes: Wishes, making: Making
) -> Iterator[Job]:
    """Yield what is to be made: one file named by the person, or a file of its own name for each script."""
    named = Path(output or "")
    is_file = named.suffix.lower() in FORMATS
    if len(scripts) > 1 and is_file:
        raise ChoiceError("one file cannot take several scripts", "name a folder: each becomes a file of its own name")
    if len(scripts) > 1 or (named.is_dir() and not is_file):
        targets = [named / f"{Path(script).stem.strip('<>')}.{form or _USUAL_FORM}" for script in scripts]
    else:
        targets = [named]
    if twice := next((target for target in targets if targets.count(target) > 1), None):
        raise ChoiceError(f"two scripts would become {twice}", "export them one by one, with -o")
    for script, target in zip(scripts, targets, strict=True):
        yield Job(script, wishes, target, making)


def _pipe(scripts: tuple[str, ...], job: Job) -> None:
    """Write one session to stdout."""
    if len(scripts) > 1:
        raise ChoiceError("a pipe cannot take several scripts", "leave out -o: each becomes a file of its own name")
    if sys.stdout.isatty():
        raise OutputError("sound is not for a terminal", "name a file, or pipe it on")
    with tempfile.TemporaryDirectory() as folder:
        target, _ = make(replace(job, target=Path(folder) / job.target))
        with target.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)


def _tell_made(made: tuple[Path, Timeline]) -> None:
    target, timeline = made
    say(f"{target}: {clock(timeline.duration_ms)}, {target.stat().st_size / 1e6:.1f} MB")
