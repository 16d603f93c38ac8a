"""The command that writes the timed cue list of a session: compile."""

from pathlib import Path

import click

from voicecoach.cli import report
from voicecoach.cli.caches import bounded_caches
from voicecoach.cli.options import SettingsCommand, session_options
from voicecoach.cli.parameter_types import OneOf
from voicecoach.exports import TEXTS, TextFormat, save_text, text_format_for
from voicecoach.library import load_script
from voicecoach.preparation import prepare_timeline
from voicecoach.session_options import SessionOptions
from voicecoach.timeline import Timeline


def _table(timeline: Timeline) -> str:
    from voicecoach.cli.tables import cue_table

    return cue_table(timeline)


_FORMATS = {**TEXTS, "table": TextFormat(_table)}


@click.command("compile", cls=SettingsCommand)
@click.argument("script", metavar="SCRIPT|CUES.json")
@click.option(
    "-f",
    "--format",
    "format_name",
    type=OneOf(list(_FORMATS)),
    show_default="by FILE's suffix (.txt: labels), else json",
    help="Write this format.",
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Write to this file, e.g. cues.vtt, not to stdout.")
@click.option("--force", is_flag=True, help="Replace a file even if voicecoach did not create it.")
@session_options
def compile_script(script: str, format_name: str | None, output: str, force: bool, options: SessionOptions) -> None:
    """Compile a script into its timed cue list.

    The cue list is for people, programs, subtitles, lyrics or Audacity.

    \b
    voicecoach compile lower-body-activation -o cues.json
    voicecoach compile my-routine.md -f table
    voicecoach compile cues.json -o session.lrc
    """
    with bounded_caches(options.cache_limit):
        timeline = prepare_timeline(load_script(script), options, report)
    report.tell_warnings(timeline.notes)
    chosen = _FORMATS[format_name or text_format_for(Path(output))]
    text = chosen.write(timeline)
    if output == "-":
        click.echo(text, nl=False)
    else:
        save_text(text, chosen, Path(output), force=force)
