"""PyAV, the codec library, imported in one go: ``from voicecoach.audio.pyav import av``, on use.

With PyAV 18, an exception in the middle of its import may be swallowed, or crash the process. So a signal that would
raise one, such as that of Ctrl-C, waits until the import is done.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["av"]

_ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def _signals_wait() -> Iterator[None]:
    """Call the handlers of signals that arrive in the meantime at the end; handlers run in the main thread only."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    arrived: list[int] = []
    handlers = {number: signal.getsignal(number) for number in _ENDING}
    handled = {number: handler for number, handler in handlers.items() if callable(handler)}
    for number in handled:
        signal.signal(number, lambda number, _frame: arrived.append(number))
    try:
        yield
    finally:
        for number, handler in handled.items():
            signal.signal(number, handler)
        for number in arrived:
            signal.raise_signal(number)


with _signals_wait():
    import av
