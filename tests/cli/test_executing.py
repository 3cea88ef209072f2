"""Progress where there is no terminal."""

from __future__ import annotations

import pytest

from negotiation_sim.cli import executing
from negotiation_sim.cli.executing import progress_over


@pytest.fixture
def clock(monkeypatch):
    """Seconds that pass at each look at the clock, from the second on."""
    seconds = [0.0, 31.0, 31.0, 40.0, 41.0]
    monkeypatch.setattr(executing.time, "monotonic", lambda: seconds.pop(0))


def test_the_last_line_says_that_all_runs_are_done(clock, capsys):
    with progress_over(30) as update:
        for _ in range(3):
            update(10)
    assert capsys.readouterr().err == "10 of 30 runs\n30 of 30 runs\n"


def test_a_batch_that_is_stopped_says_no_more(clock, capsys):
    def play():
        with progress_over(30) as update:
            update(10)
            update(10)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        play()
    assert capsys.readouterr().err == "10 of 30 runs\n"


def test_a_short_batch_says_nothing(capsys):
    with progress_over(10) as update:
        update(10)
    assert capsys.readouterr().err == ""


def test_figures_are_told_as_runs_are(clock, capsys):
    with progress_over(2, "figures") as update:
        update(1)
        update(1)
    assert capsys.readouterr().err == "1 of 2 figures\n2 of 2 figures\n"
