"""Long work: progress, cancelling, and work that nobody waits for."""

from __future__ import annotations

import threading
import time

import pytest

from negotiation_sim.dashboard import jobs as module
from negotiation_sim.dashboard.jobs import Jobs, Stopped, progress_of


def wait_for(condition, seconds=5.0):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.005)


def counting(tell, steps=1000):
    for step in range(steps):
        if not tell(step / steps):
            return None
        time.sleep(0.005)
    return "done"


def test_a_result_is_kept_for_the_page_that_asked():
    jobs = Jobs()
    jobs.start("page:refine", lambda tell: "result" if tell(0.5) else None)
    wait_for(lambda: jobs.look("page:refine").finished)
    assert jobs.look("page:refine").result() == "result"
    assert jobs.look("other:refine") is None


def test_a_cancelled_job_stops():
    jobs, ended = Jobs(), threading.Event()

    def work(tell):
        counting(tell)
        ended.set()

    jobs.start("a", work)
    wait_for(lambda: jobs.look("a").done > 0)
    assert jobs.cancel("a")
    assert not jobs.cancel("a")
    assert ended.wait(5)


def test_a_second_start_ends_the_first():
    jobs, seen = Jobs(), []
    jobs.start("a", lambda tell: seen.append(counting(tell)))
    wait_for(lambda: jobs.look("a").done > 0)
    jobs.start("a", lambda tell: "second" if tell(0.0) else None)
    wait_for(lambda: jobs.look("a").finished)
    assert seen == [None]
    assert jobs.look("a").result() == "second"


def test_work_that_nobody_asks_for_ends(monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    jobs, seen = Jobs(), []
    jobs.start("a", lambda tell: seen.append(counting(tell)))
    wait_for(lambda: seen == [None])


def test_what_work_raises_reaches_the_page_that_asked():
    jobs = Jobs()
    jobs.start("a", lambda _tell: 1 / 0)
    wait_for(lambda: jobs.look("a").finished)
    with pytest.raises(ZeroDivisionError):
        jobs.look("a").result()


def test_progress_stops_work_that_is_no_longer_wanted():
    seen = []
    more = progress_of(lambda done: seen.append(done) or len(seen) < 3, 100)
    more(10)
    more(30)
    with pytest.raises(Stopped):
        more(10)
    assert seen == [0.1, 0.4, 0.5]
