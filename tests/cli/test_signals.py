import signal
import sys
import weakref

import pytest

from voicecoach.cli import signals
from voicecoach.cli.report import progress_bar


@pytest.fixture(autouse=True)
def handlers():
    """The handlers of the tests, to which the signals return."""
    before = {number: signal.getsignal(number) for number in signals.ENDING}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("once", [False, True])
def test_an_interrupt_that_python_lost_is_raised_by_the_next_progress(monkeypatch, once):
    lost = []
    monkeypatch.setattr(sys, "unraisablehook", lost.append)
    signals.end_politely(once=once)
    with progress_bar("exporting") as progress:
        progress(1, 3)
        something = {*()}
        reference = weakref.ref(something, lambda _: signal.raise_signal(signal.SIGTERM))
        del something
        assert reference() is None
        assert [each.exc_type for each in lost] == [KeyboardInterrupt]
        with pytest.raises(KeyboardInterrupt):
            progress(2, 3)


def test_of_signals_that_come_at_once_only_the_first_interrupts():
    signals.end_politely(once=True)
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    signal.raise_signal(signal.SIGTERM)
