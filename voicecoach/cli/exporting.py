"""The command that writes sessions to files: export."""

import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from voicecoach.audio import Clip, MixSettings
from voicecoach.cli import report
from voicecoach.cli.batch import ExportResult, run_all
from voicecoach.cli.options import MixOptions, mixing_options, session_options
from voicecoach.cli.plans import Batch, batch_options
from voicecoach.cli.report import note_text, option_name, progress_bar, say, tell_notes
from voicecoach.cli.variants import Variant
from voicecoach.config import load_config
from voicecoach.disk_cache import DiskCache
from voicecoach.errors import ChoiceError, OutputError, Severity
from voicecoach.exports import (
    FORMATS,
    Album,
    Encoding,
    Split,
    Tags,
    check_bit_rate,
    check_folder,
    check_target,
    export,
    export_tracks,
    files_of,
    fingerprint,
    is_up_to_date,
    remember,
    safe_name,
    save_texts,
    tags_of,
    texts_beside,
)
from voicecoach.library import STANDARD_INPUT, exports_folder, load_script, packets_folder
from voicecoach.preparation import prepare
from voicecoach.session import Note
from voicecoach.timeline import Heard, Timeline
from voicecoach.units import Progress

_SIDECARS = ("lrc", "vtt")
"""Text forms that are kept beside the sound: those by which our own files are known, so that they can be replaced."""

_DEFAULT_FORMAT = "mp3"


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """How the files of a session are made; ``bit_rate`` in bits per second, None for what is usual."""

    mix_options: MixOptions
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
        return self._encoding(self.mix_options.open(load_config()))

    def without_music(self) -> Encoding:
        """Return how the sound is encoded, but for the music, which stays unopened."""
        return self._encoding(self.mix_options.without_music(load_config()))

    def _encoding(self, mix_settings: MixSettings) -> Encoding:
        return Encoding(replace(mix_settings, channels=self.channels), self.bit_rate, DiskCache(packets_folder()))

    @property
    def channels(self) -> int:
        """How many channels the sound has: as chosen, else two with music, and one without."""
        is_stereo = bool(self.mix_options.music) if self.is_stereo is None else self.is_stereo
        return 2 if is_stereo else 1


@dataclass(frozen=True, slots=True)
class Job:
    """One session that is to be exported: of which script, in which variant, to which file, or folder of tracks.

    If it ``in_batch``, files that are up to date are skipped, and only warnings are shown. ``format_name`` is the
    format of tracks; that of a file is in its name.
    """

    script: str
    variant: Variant
    target: Path
    settings: ExportSettings
    in_batch: bool = False
    format_name: str = _DEFAULT_FORMAT

    def run(self) -> ExportResult:
        """Export the session.

        Raises:
            VoicecoachError: it cannot be exported.
        """
        self.check()  # A wrong target is reported before anything is spoken.
        session = prepare(load_script(self.script), self.variant.options, load_config(), report)
        _check_offered(self.variant, session.timeline.notes)
        tell_notes(session.timeline.notes, only_warnings=self.in_batch)
        timeline, clips = replace(session.timeline, title=self.variant.title(session.timeline.title)), session.clips
        tags, files = replace(tags_of(timeline), album=session.timeline.title), self.files(timeline)
        made_before = DiskCache(exports_folder())
        made_from = _made_from(self, timeline, clips, tags) if self.in_batch else None
        if made_from and is_up_to_date(made_before, made_from, files):
            return ExportResult(self.target, timeline.duration_ms, is_up_to_date=True)
        with progress_bar("exporting") as progress:
            sounds = _export(self, timeline, clips, tags, progress)
        if made_from:
            remember(made_before, made_from, files)
        return ExportResult(self.target, timeline.duration_ms, sounds)

    def check(self) -> None:
        """Look whether its files may be written, before anything is spoken for them.

        Raises:
            OutputError: they cannot be.
            ChoiceError: there is no such bit rate in their format.
        """
        settings = self.settings
        if settings.split:
            check_folder(self.target)
        else:
            check_target(self.target, settings.sidecars, force=settings.force)
        check_bit_rate(self.suffix, settings.bit_rate, settings.channels)

    @property
    def suffix(self) -> str:
        """How its files of sound end."""
        return f".{self.format_name}" if self.settings.split else self.target.suffix.lower()

    def album(self) -> Album | None:
        """Return how it becomes tracks; None where it stays in one file."""
        settings = self.settings
        return Album(self.target, settings.split, self.suffix, settings.sidecars) if settings.split else None

    def files(self, timeline: Timeline) -> tuple[Path, ...]:
        """Return the files that are made of a timeline, the texts beside them included."""
        if album := self.album():
            return files_of(timeline, album)
        return (self.target, *(path for path, _ in texts_beside(self.target, self.settings.sidecars)))


@click.command("export")
@click.argument("scripts", nargs=-1, metavar="SCRIPT|CUES.json...")
@click.option(
    "-o", "--output", metavar="FILE|FOLDER", help="The file, e.g. session.m4a, or a folder; - writes it to stdout."
)
@click.option(
    "-f",
    "--format",
    "format_name",
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
@mixing_options
@session_options
@batch_options
def export_scripts(batch: Batch, output: str | None, format_name: str | None, **made: Any) -> None:
    """Export sessions to files for the phone.

    Without -o, each script becomes an MP3 of its name in this folder; with --split, a folder of its name. Of many, only
    what has changed is made again.

    \b
    voicecoach export lower-body-activation --rounds 3 -o lower-body.mp3
    voicecoach export my-routine.md -o my-routine.m4a --music ~/Music/training --sidecar lrc
    voicecoach export my-routine.md --split set -o phone/my-routine
    voicecoach export --all --vary verbosity=brief,normal -o phone
    """
    settings = ExportSettings(**made)
    if output == "-":
        _pipe(
            batch, Job(batch.scripts[0], batch.variants[0], Path(f"piped.{format_name or _DEFAULT_FORMAT}"), settings)
        )
        return
    jobs = tuple(_jobs(batch, output, format_name, settings))
    if not batch.is_batch:
        say(jobs[0].run().line(jobs[0].target))
        return
    with _folder_for(jobs):
        failed = run_all(jobs)
    if failed:
        sys.exit(failed)


def _made_from(job: Job, timeline: Timeline, clips: Mapping[Heard, Clip], tags: Tags) -> str:
    """Return the fingerprint of everything that shapes the files of a job."""
    settings = job.settings
    shape = (job.suffix, str(settings.split), *settings.sidecars)
    return fingerprint(timeline, clips, tags, settings.without_music(), settings.mix_options.tracks(), *shape)


def _export(
    job: Job, timeline: Timeline, clips: Mapping[Heard, Clip], tags: Tags, progress: Progress
) -> tuple[Path, ...]:
    """Export a timeline to one file, or to tracks; return these, with their playlist last."""
    settings = job.settings
    encoding = settings.encoding()
    if album := job.album():
        return tuple(export_tracks(timeline, clips, album, encoding=encoding, force=settings.force, progress=progress))
    export(timeline, clips, job.target, encoding=encoding, tags=tags, force=settings.force, progress=progress)
    save_texts(timeline, job.target, settings.sidecars, force=settings.force)
    return (job.target,)


def _check_offered(variant: Variant, notes: Sequence[Note]) -> None:
    """Fail where what varies changes nothing: the file would be called what it is not."""
    for note in notes:
        if note.severity is Severity.WARNING and option_name(note.choice) in variant.changes:
            raise ChoiceError(note_text(note), "leave this script out, or do not vary this")


def _jobs(batch: Batch, output: str | None, format_name: str | None, settings: ExportSettings) -> Iterator[Job]:
    """Yield what is to be made: one file named by the person, or a file of its own name for each variant.

    All scripts come in their first variant first: what these have in common is spoken once.
    """
    wanted = [(script, variant) for variant in batch.variants for script in batch.scripts]
    if len(wanted) > 1 and STANDARD_INPUT in batch.scripts:
        raise ChoiceError("the standard input cannot become several files", "save the script to a file first")
    for (script, variant), target in zip(wanted, _targets(wanted, batch, output, format_name, settings), strict=True):
        yield Job(script, variant, target, settings, batch.is_batch, format_name or _DEFAULT_FORMAT)


def _targets(
    wanted: Sequence[tuple[str, Variant]],
    batch: Batch,
    output: str | None,
    format_name: str | None,
    settings: ExportSettings,
) -> list[Path]:
    """Return the files of scripts and variants: the one that is named, or one each in a folder; of tracks, folders."""
    named = Path(output or "")
    is_file = named.suffix.lower() in FORMATS
    if is_file and settings.split and not named.is_dir():
        raise ChoiceError(f"tracks need a folder, not the file {named}", "name a folder, and the format with --format")
    if len(wanted) > 1 and is_file:
        raise ChoiceError("one file cannot take several scripts", "name a folder: each becomes a file of its own name")
    if is_file or not (batch.is_batch or (not output if settings.split else named.is_dir())):
        return [named]
    suffix = "" if settings.split else f".{format_name or _DEFAULT_FORMAT}"
    names = [safe_name(variant.file_name(_name_of(script))) for script, variant in wanted]
    targets, taken = [named / f"{name}{suffix}" for name in names], set[str]()
    for target in targets:
        if target.name.casefold() in taken:
            raise ChoiceError(f"two scripts would become {target}", "export them one by one, with -o")
        taken.add(target.name.casefold())
    return targets


def _name_of(script: str) -> str:
    """Return what the file of a script's session is called."""
    return "stdin" if script == STANDARD_INPUT else Path(script).stem


@contextmanager
def _folder_for(jobs: Sequence[Job]) -> Iterator[None]:
    """Make the folder of many files, if it is not there yet; one that stays empty goes away again."""
    folder = jobs[0].target.parent
    # What looks like a file in a format that there is not is a slip.
    is_new = not folder.exists() and not folder.suffix and folder.parent.is_dir()
    if is_new:
        folder.mkdir()
    try:
        yield
    finally:
        if is_new:
            with suppress(OSError):
                folder.rmdir()


def _pipe(batch: Batch, job: Job) -> None:
    """Write one session to stdout."""
    if len(batch.scripts) * len(batch.variants) > 1:
        raise ChoiceError("a pipe cannot take several scripts", "leave out -o: each becomes a file of its own name")
    if job.settings.split:
        raise ChoiceError("a pipe cannot take tracks", "name a folder with -o, or leave out --split")
    if job.settings.sidecars:
        raise ChoiceError("a pipe takes nothing beside the sound", "name a file with -o, or leave out --sidecar")
    if sys.stdout.isatty():
        raise OutputError("sound is not for a terminal", "name a file, or pipe it on")
    if not isinstance(sys.stdout, TextIOWrapper):
        raise OutputError("there is no stdout to write to", "name a file with -o")
    with tempfile.TemporaryDirectory() as folder:
        made = replace(job, target=Path(folder) / job.target).run()
        with made.target.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
