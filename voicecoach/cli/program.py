"""The program: its commands, and what every end of it looks like to a person and to a shell."""

import os
import sys
from importlib import import_module
from io import StringIO, TextIOWrapper
from typing import Any

import click

from voicecoach.cli.report import exit_code, say, show_log, tell_error
from voicecoach.cli.signals import end_politely
from voicecoach.errors import VoicecoachError
from voicecoach.version import __version__

_INTERRUPTED = 130

_COMMANDS = {
    "list": ("scripts", "list_scripts"),
    "show": ("scripts", "show"),
    "check": ("scripts", "check"),
    "new": ("scripts", "new_script"),
    "fmt": ("scripts", "format_script"),
    "compile": ("compiling", "compile_script"),
    "play": ("sessions", "play"),
    "say": ("sessions", "say_step"),
    "export": ("exporting", "export_scripts"),
    "record": ("recording", "record"),
    "voices": ("voices", "voices"),
    "devices": ("machine", "devices"),
    "config": ("machine", "show_config"),
    "cache": ("caches", "show_cache"),
    "doctor": ("machine", "doctor"),
}
"""Every command, with its module and its name there."""


def main() -> None:
    """Run the command line; a person sees a traceback only of a fault in the program, and only if they ask for it."""
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
        _forget_stdout()  # The reader of the pipe has closed it.
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
    """Write UTF-8 on every system, and turn signals into KeyboardInterrupt, so that unfinished files are removed.

    A user without a home, as in a container, gets one in which nothing is found and nothing can be stored: the folders
    below ``~`` would otherwise be created in the current folder, under that very name.
    """
    if os.path.expanduser("~") == "~":  # noqa: PTH111 - pathlib raises an error
        os.environ["HOME"] = os.devnull
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # Closed by the caller.
            setattr(sys, name, StringIO())
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A file name may contain bytes that are not text.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    end_politely()


def _forget_stdout() -> None:
    """Discard what is still buffered for stdout, so that Python does not complain when it exits."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Commands(click.Group):
    """Commands that are imported when they are called, so that none waits for the imports of the others."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's form
        """Return a command by its name."""
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"voicecoach.cli.{module}"), name)
        return command


# The group itself needs only the names of the commands: to list them, and to suggest one for a typo.
_NAMES: dict[str, Any] = dict.fromkeys(_COMMANDS)


@click.group(
    cls=_Commands,
    commands=_NAMES,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100, "show_default": True},
)
@click.option("-v", "--verbose", is_flag=True, help="Log what is decided: script, voice, cache, encoding, device.")
@click.version_option(__version__, prog_name="voicecoach")
@click.pass_context
def cli(context: click.Context, verbose: bool) -> None:
    """Put a coach in your headphones: workout scripts, spoken to the second.

    \b
    voicecoach list
    voicecoach play lower-body-activation
    voicecoach export lower-body-activation --rounds 3 -o lower-body.mp3
    """
    show_log(verbose)
    context.call_on_close(lambda: show_log(shown=False))
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
