"""The program: its commands, and what every end of it looks like to a person and to a shell."""

import os
import sys
from io import StringIO, TextIOWrapper

import click

from voicecoach.cli import exporting, machine, scripts, sessions
from voicecoach.cli.report import exit_code, say, tell_error
from voicecoach.cli.signals import end_politely
from voicecoach.errors import VoicecoachError
from voicecoach.version import __version__

_INTERRUPTED = 130


def main() -> None:
    """Run the command line; no failure that a person can cure ever shows a traceback."""
    _prepare_process()
    try:
        cli(standalone_mode=False, prog_name="voicecoach")
        sys.stdout.flush()
    except VoicecoachError as error:
        tell_error(error)
        sys.exit(exit_code(error))
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        if context is not None:
            say(f"{context.get_usage()}\nTry '{context.command_path} --help' for help.\n")
        say(f"Error: {error.format_message()}")
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        say("interrupted")
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:
        _forget_stdout()  # The reader of a pipe has seen enough.
    except OSError as error:
        _forget_stdout()
        tell_error(error)
        sys.exit(exit_code(error))
    except Exception as error:
        if os.environ.get("VOICECOACH_DEBUG"):
            raise
        tell_error(error)
        sys.exit(exit_code(error))


def _prepare_process() -> None:
    """Write UTF-8 whatever the system's habit, and end politely when asked to: what is half done is cleared away."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # It was closed before we began.
            setattr(sys, name, StringIO())
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A name of a file may hold bytes that are no text.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    end_politely()


def _forget_stdout() -> None:
    """Let Python write what it still holds for stdout to nowhere, so that it does not complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="voicecoach")
def cli() -> None:
    """Put a coach into your headphones: workout scripts, spoken on the second.

    \b
    voicecoach list
    voicecoach play lower-body-activation
    voicecoach export lower-body-activation --rounds 3 -o lower-body.mp3
    """


for _command in (
    scripts.list_scripts,
    scripts.show,
    scripts.check,
    scripts.new_script,
    scripts.format_script,
    sessions.compile_script,
    sessions.play,
    sessions.say_step,
    exporting.export_scripts,
    machine.voices,
    machine.devices,
    machine.show_config,
    machine.doctor,
):
    cli.add_command(_command)
