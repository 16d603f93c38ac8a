"""The command that writes sessions to files: export."""

import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from io import TextIOWrapper
from pathlib import Path

import click

from voicecoach.audio import Clip, MixSettings, tracks_at
from voicecoach.cli import report
from voicecoach.cli.batch import ExportResult, run_all
from voicecoach.cli.caches import bounded_caches, trim_caches
from voicecoach.cli.options import MIXING_OPTIONS, MixOptions, SettingsCommand, gathering, mix_options_of
from voicecoach.cli.parameter_types import OneOf
from voicecoach.cli.plans import Batch, batch_options
from voicecoach.cli.report import note_text, option_name, progress_bar, say, tell_warnings
from voicecoach.cli.variants import Variant
from voicecoach.disk_cache import DiskCache
from voicecoach.errors import ChoiceError, OutputError, Severity
from voicecoach.exports import (
    FORMATS,
    Album,
    Encoding,
    Split,
    Tags,
    chapters_note,
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
"""The text formats that tell which program wrote a file, so that our own files can be replaced."""

_BETWEEN_SCANS_S = 30.0
"""How often the caches are scanned for what exceeds their limit while many files are exported."""


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """How sessions are exported: ``bit_rate`` in bits per second, ``split`` into tracks; None for the usual."""

    mix_options: MixOptions
    format_name: str = "mp3"
    bit_rate: int | None = None
    is_stereo: bool | None = None
    sidecars: tuple[str, ...] = ()
    force: bool = False
    split: Split | None = None

    def encoding(self, mix_settings: MixSettings) -> Encoding:
        """Return how a mix is encoded."""
        return Encoding(replace(mix_settings, channels=self.channels), self.bit_rate, DiskCache(packets_folder()))

    @property
    def channels(self) -> int:
        """The number of channels: two with music, else one, unless chosen otherwise."""
        is_stereo = bool(self.mix_options.music) if self.is_stereo is None else self.is_stereo
        return 2 if is_stereo else 1


@dataclass(frozen=True, slots=True)
class Job:
    """One session to export: a variant of a script to one file, or to a folder of tracks.

    If it is ``in_batch``, files that are up to date are skipped, and only warnings are shown.
    """

    script: str
    variant: Variant
    target: Path
    settings: ExportSettings
    in_batch: bool = False

    def run(self) -> ExportResult:
        """Export the session.

        Raises:
            VoicecoachError: it cannot be exported.
        """
        self._check()  # A wrong target is reported before anything is spoken.
        with bounded_caches(self.variant.options.cache_limit, pause_s=_BETWEEN_SCANS_S if self.in_batch else 0):
            return self._run()

    def _run(self) -> ExportResult:
        session = prepare(load_script(self.script), self.variant.options, report)
        _check_offered(self.variant, session.timeline.notes)
        tell_warnings(session.timeline.notes, of_choices=not self.in_batch)
        timeline = replace(session.timeline, title=self.variant.title(session.timeline.title))
        tags, files = replace(tags_of(timeline), album=session.timeline.title), self._files(timeline)
        made_before = DiskCache(exports_folder())
        made_from = self._fingerprint(timeline, session.clips, tags) if self.in_batch else None
        if made_from and is_up_to_date(made_before, made_from, files):
            return ExportResult(self.target, timeline.duration_ms, is_up_to_date=True)
        if not self.in_batch and (waiting := sum(step.waits and step.is_set for step in timeline.steps)):
            sets = "1 set ends" if waiting == 1 else f"{waiting} sets end"
            say(f"note: a file cannot wait for you: {sets} after an estimated time")
        if not self.settings.split and (note := chapters_note(self._suffix, len(tags.chapters))):
            say(f"note: {note}")
        with progress_bar("exporting") as progress:
            sounds = self._export(timeline, session.clips, tags, progress)
        if made_from:
            remember(made_before, made_from, files)
        return ExportResult(self.target, timeline.duration_ms, sounds)

    def _check(self) -> None:
        settings = self.settings
        if settings.split:
            check_folder(self.target)
        else:
            check_target(self.target, settings.sidecars, force=settings.force)
        check_bit_rate(self._suffix, settings.bit_rate, settings.channels)

    @property
    def _suffix(self) -> str:
        return f".{self.settings.format_name}" if self.settings.split else self.target.suffix.lower()

    def _album(self) -> Album | None:
        """Return how the session becomes tracks; None if it becomes one file."""
        settings = self.settings
        return Album(self.target, settings.split, self._suffix, settings.sidecars) if settings.split else None

    def _files(self, timeline: Timeline) -> tuple[Path, ...]:
        if album := self._album():
            return files_of(timeline, album)
        return (self.target, *(path for path, _ in texts_beside(self.target, self.settings.sidecars)))

    def _fingerprint(self, timeline: Timeline, clips: Mapping[Heard, Clip], tags: Tags) -> str:
        settings, mixed = self.settings, self.settings.mix_options
        tracks = tracks_at(mixed.music) if mixed.music else ()
        shape = (self._suffix, str(settings.split), *settings.sidecars)
        return fingerprint(timeline, clips, tags, settings.encoding(mixed.without_music()), tracks, *shape)

    def _export(
        self, timeline: Timeline, clips: Mapping[Heard, Clip], tags: Tags, progress: Progress
    ) -> tuple[Path, ...]:
        """Write the files; return the audio files, of tracks also their playlist, which is last."""
        settings, force = self.settings, self.settings.force
        encoding = settings.encoding(settings.mix_options.open())
        if album := self._album():
            return tuple(export_tracks(timeline, clips, album, encoding=encoding, force=force, progress=progress))
        export(timeline, clips, self.target, encoding=encoding, tags=tags, force=force, progress=progress)
        save_texts(timeline, self.target, settings.sidecars, force=force)
        return (self.target,)


_SETTINGS_OPTIONS = (
    click.option(
        "-f",
        "--format",
        "format_name",
        type=OneOf([suffix[1:] for suffix in FORMATS]),
        default="mp3",
        help="Write this format if -o names no file.",
    ),
    click.option(
        "--bitrate",
        "bit_rate",
        type=click.IntRange(16, 320),
        callback=lambda _context, _option, kilobits: kilobits and 1000 * kilobits,
        metavar="KBIT/S",
        show_default="64 a channel, 48 in Opus",
        help="Use this bit rate for all channels together.",
    ),
    click.option(
        "--stereo/--mono",
        "is_stereo",
        default=None,
        show_default="stereo with music",
        help="Write two channels, or one.",
    ),
    click.option(
        "--sidecar",
        "sidecars",
        type=OneOf(_SIDECARS),
        multiple=True,
        help="Also write what is said as text: lrc for players that show lyrics, vtt for subtitles; repeatable.",
    ),
    click.option(
        "--split",
        type=OneOf([split.value for split in Split]),
        callback=lambda _context, _option, value: Split(value) if value else None,
        help="Write a folder of tracks with a playlist, so that 'next' on a headset skips a step, a set or a round.",
    ),
    click.option("--force", is_flag=True, help="Replace files that voicecoach did not create."),
    *MIXING_OPTIONS,
)


def _settings_of(context: click.Context) -> ExportSettings:
    names = ("format_name", "bit_rate", "is_stereo", "sidecars", "force", "split")
    return ExportSettings(mix_options_of(context), **{name: context.params[name] for name in names})


@click.command("export", cls=SettingsCommand)
@click.option("-o", "--output", metavar="FILE|FOLDER", help="Write to this file or folder; - writes to stdout.")
@gathering(_SETTINGS_OPTIONS, "settings", _settings_of)
@batch_options
def export_scripts(batch: Batch, output: str | None, settings: ExportSettings) -> None:
    """Export sessions to files for the phone.

    Without -o, each script becomes a file of its name in the current folder; with --split, a folder of its name. Of
    several files, only those that would change are exported again.

    \b
    voicecoach export lower-body-activation --rounds 3 -o lower-body.mp3
    voicecoach export my-routine.md -o my-routine.m4a --music ~/Music/training --sidecar lrc
    voicecoach export my-routine.md --split set -o phone/my-routine
    voicecoach export --all --vary verbosity=brief,normal -o phone
    """
    if output == "-":
        _pipe(batch, settings)
        return
    jobs = _jobs(batch, output, settings)
    if not batch.is_batch:
        say(jobs[0].run().line(jobs[0].target))
        return
    with _folder_for(jobs):
        failed = run_all(jobs)
    trim_caches(jobs[0].variant.options.cache_limit)
    if failed:
        sys.exit(failed)


def _check_offered(variant: Variant, notes: Sequence[Note]) -> None:
    """Fail if an option that varies has no effect: the file's name would be wrong."""
    varied = {option for option, _ in variant.varied}
    for note in notes:
        if note.severity is Severity.WARNING and option_name(note.choice) in varied:
            raise ChoiceError(note_text(note), "leave this script out, or do not vary this option")


def _jobs(batch: Batch, output: str | None, settings: ExportSettings) -> tuple[Job, ...]:
    """Return a job for every script and variant, all scripts in their first variant first: they share fewer words."""
    wanted = [(script, variant) for variant in batch.variants for script in batch.scripts]
    if len(wanted) > 1 and STANDARD_INPUT in batch.scripts:
        raise ChoiceError("the standard input cannot become several files", "save the script to a file first")
    named = Path(output or "")
    is_file = named.suffix.lower() in FORMATS
    if is_file and settings.split and not named.is_dir():
        raise ChoiceError(f"tracks need a folder, not the file {named}", "name a folder, and the format with --format")
    if is_file and len(wanted) > 1:
        raise ChoiceError("one file cannot take several scripts", "name a folder: each becomes a file of its own name")
    if is_file or not (batch.is_batch or (not output if settings.split else named.is_dir())):
        targets = [named]
    else:
        targets = _targets_in(named, wanted, "" if settings.split else f".{settings.format_name}")
    return tuple(
        Job(script, variant, target, settings, batch.is_batch)
        for (script, variant), target in zip(wanted, targets, strict=True)
    )


def _targets_in(folder: Path, wanted: Sequence[tuple[str, Variant]], suffix: str) -> list[Path]:
    """Return the targets of scripts and variants in a folder, each of its own name."""
    targets: dict[str, Path] = {}
    for script, variant in wanted:
        name = "stdin" if script == STANDARD_INPUT else Path(script).stem
        target = folder / f"{safe_name(variant.file_name(name))}{suffix}"
        if target.name.casefold() in targets:
            raise ChoiceError(f"two scripts would become {target}", "export them one by one, with -o")
        targets[target.name.casefold()] = target
    return list(targets.values())


@contextmanager
def _folder_for(jobs: Sequence[Job]) -> Iterator[None]:
    """Create the folder of the files if it does not exist, and remove it again if nothing is written to it."""
    folder = jobs[0].target.parent
    # A name with a suffix is a mistyped file rather than a folder.
    is_new = not folder.exists() and not folder.suffix and folder.parent.is_dir()
    if is_new:
        folder.mkdir()
    try:
        yield
    finally:
        if is_new:
            with suppress(OSError):
                folder.rmdir()


def _pipe(batch: Batch, settings: ExportSettings) -> None:
    """Write one session to stdout."""
    if len(batch.scripts) * len(batch.variants) > 1:
        raise ChoiceError("a pipe cannot take several scripts", "leave out -o: each becomes a file of its own name")
    if settings.split:
        raise ChoiceError("a pipe cannot take tracks", "name a folder with -o, or leave out --split")
    if settings.sidecars:
        raise ChoiceError("a pipe cannot take a sidecar", "name a file with -o, or leave out --sidecar")
    if sys.stdout.isatty():
        raise OutputError("a terminal cannot play sound", "name a file, or pipe the output to another program")
    if not isinstance(sys.stdout, TextIOWrapper):
        raise OutputError("stdout is closed", "name a file with -o")
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, f"piped.{settings.format_name}")
        Job(batch.scripts[0], batch.variants[0], target, settings).run()
        with target.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
