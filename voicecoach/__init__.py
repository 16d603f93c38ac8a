"""voicecoach: workout scripts become a timed cue list that is spoken live or exported to a file.

The public API is what ``voicecoach.api`` names, and it is taken from here; everything else may change. Importing it is
cheap: a name is imported on use, and so are third parties. ``Workout`` and the records in it build a workout without a
script (docs/workout-json.md).

    session = voicecoach.compile_session(voicecoach.load_workout("my-routine.md").or_raise())
    voicecoach.export(session.timeline, session.clips, Path("my-routine.mp3"))
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from voicecoach.version import __version__ as __version__

if TYPE_CHECKING:
    from voicecoach.api import *  # noqa: F403 - what its __all__ names


def __getattr__(name: str) -> Any:
    """Return a name of the API, or all of them as ``__all__``."""
    if name == "__all__" or not name.startswith("_"):
        api = import_module("voicecoach.api")
        if name in ("__all__", *api.__all__):
            return getattr(api, name)
    raise AttributeError(f"module 'voicecoach' has no attribute '{name}'")
