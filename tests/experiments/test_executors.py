"""Wherever a batch is played, its bytes are the same; workers that are lost altogether are told in
one line."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import time
from concurrent.futures import Executor, Future
from pathlib import Path

import pytest
from tests.experiments.batches import CELLS, PART, await_new_part, contents, experiment, parts_in
from tests.experiments.conftest import ended

from negotiation_sim.errors import ResultsError
from negotiation_sim.experiments import NamedScenario, Study, executors, run_study
from negotiation_sim.experiments.executors import Execution, Workers

AGENTS = Path(__file__).with_name("agents_at_play.py")


class Idle(Executor):
    """Takes tasks and never plays them."""

    def submit(self, fn, /, *args, **kwargs):
        return Future()


def refusing():
    raise ConnectionError


def small_study():
    return Study((NamedScenario.load("1956"),), runs=10)


def test_a_cluster_without_workers_is_waited_for_only_so_long(tmp_path, monkeypatch):
    monkeypatch.setattr(executors, "PATIENCE_SECONDS", 0.05)
    monkeypatch.setattr(executors, "LOOK_EVERY_SECONDS", 0.02)
    with pytest.raises(
        ResultsError,
        match=r"the cluster has had no worker for 0 s; finished parts are kept, run the same command again",
    ):
        run_study(small_study(), tmp_path, how=Execution(Workers("the cluster", Idle, lambda: 0)))


def test_a_cluster_that_is_gone_is_told(tmp_path):
    with pytest.raises(
        ResultsError,
        match="the cluster was lost; finished parts are kept, run the same command again to continue",
    ):
        run_study(
            small_study(),
            tmp_path,
            how=Execution(Workers("the cluster", Idle, refusing, gone=(OSError,))),
        )


def test_cancelled_tasks_mean_that_the_cluster_is_gone(tmp_path):
    class Cancelling(Idle):
        def submit(self, fn, /, *args, **kwargs):
            future = Future()
            future.cancel()
            future.set_running_or_notify_cancel()
            return future

    with pytest.raises(ResultsError, match="the cluster was lost; finished parts are kept"):
        run_study(
            small_study(), tmp_path, how=Execution(Workers("the cluster", Cancelling, lambda: 1))
        )


# ------------------------------------------------------------------ the same bytes


@pytest.mark.long
def test_threads_processes_dask_and_arrays_give_the_same_bytes(command, tmp_path):
    words = ["run", experiment(tmp_path, 3 * PART // CELLS - 5)]
    ways = {
        "threads": [],
        "one": ["--workers", "1"],
        "two": ["--workers", "2"],
        "dask": ["--dask", "local:2"],
    }
    for name, way in ways.items():
        code, said = command.run(*words, *way, "--out", name)
        assert (code, said) == (0, f"Rows, record and summary: {name}\n")
    for i in "123":
        assert command.run(*words, "--part", f"{i}/3", "--out", "array")[0] == 0
    jobs = [command.start(*words, "--part", f"{i}/3", "--out", "at_once") for i in "123"]
    assert [ended(job)[0] for job in jobs] == [0, 0, 0]
    expected = contents(tmp_path / "threads", record=False)
    assert {name for name in expected if name.startswith("runs/")} == {
        f"runs/part-{k * PART:012d}.parquet" for k in range(3)
    }
    for name in ("one", "two", "dask", "array", "at_once"):
        assert contents(tmp_path / name, record=False) == expected, name


@pytest.mark.long
@pytest.mark.parametrize(
    "way", [[], ["--workers", "2"], ["--dask", "local:2"]], ids=["threads", "processes", "Dask"]
)
def test_an_agent_written_in_python_plays_everywhere_alike(command, tmp_path, way):
    shutil.copy(AGENTS, tmp_path)
    words = ["run", "1956", "--runs", "400", "--engine", "mesa"]
    hawk = ["--agent", "japan=agents_at_play:Hawk"]
    assert command.run(*words, *hawk, "--workers", "1", "--out", "one")[0] == 0
    assert command.run(*words, "--out", "plain")[0] == 0
    assert command.run(*words, *hawk, *way, "--out", "here")[0] == 0
    one = contents(tmp_path / "one", record=False)
    assert contents(tmp_path / "here", record=False) == one
    assert contents(tmp_path / "plain", record=False) != one


# ------------------------------------------------------------------ processes


def children_of(process):
    """Spawned worker processes of a command."""
    listed = subprocess.run(
        ["ps", "--ppid", str(process.pid), "-o", "pid=,args="],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    return [int(line.split()[0]) for line in listed.splitlines() if "spawn_main" in line]


def is_alive(pid):
    """Whether a process runs; one that ended and was not asked how does not."""
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.long
@pytest.mark.faults
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks processes up in /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_command_that_is_killed_leaves_no_process_behind(command, tmp_path, how):
    process = command.start(
        "run", experiment(tmp_path, 24 * PART // CELLS), "--workers", "2", "--out", "out"
    )
    await_new_part(process, tmp_path / "out", set())
    workers = children_of(process)
    assert len(workers) == 2
    process.send_signal(how)
    assert ended(process)[0] == (130 if how == signal.SIGINT else -how)
    for _ in range(100):
        if not any(map(is_alive, workers)):
            break
        time.sleep(0.1)
    assert not any(map(is_alive, workers))


# ------------------------------------------------------------------ a Dask cluster


class Cluster:
    """A scheduler and three workers, each a process on loopback."""

    def __init__(self, command, **how):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **how}
        here = ["--host", "127.0.0.1", "--no-dashboard"]
        self.scheduler = command.start(
            *here, "--port", str(port), module="distributed.cli.dask_scheduler", **quiet
        )
        words = [self.address, *here, "--no-nanny", "--nthreads", "1"]
        self.workers = [
            command.start(*words, module="distributed.cli.dask_worker", **quiet) for _ in range(3)
        ]
        self.await_workers(3)

    def await_workers(self, n):
        from distributed import Client

        with Client(self.address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(n, timeout=60)


@pytest.mark.long
@pytest.mark.faults
def test_a_dask_worker_killed_in_the_middle_costs_no_byte(command, tmp_path):
    cluster, words = Cluster(command), ["run", experiment(tmp_path, 8 * PART // CELLS)]
    assert command.run(*words, "--out", "whole")[0] == 0
    process = command.start(*words, "--dask", cluster.address, "--out", "out")
    await_new_part(process, tmp_path / "out", set())
    assert process.poll() is None
    cluster.workers[0].kill()
    assert ended(process) == (0, "Rows, record and summary: out\n")
    assert contents(tmp_path / "out", record=False) == contents(tmp_path / "whole", record=False)


@pytest.mark.long
@pytest.mark.faults
def test_a_dask_cluster_killed_altogether_is_one_line_and_the_batch_continues_without_it(
    command, tmp_path
):
    cluster, words = Cluster(command), ["run", experiment(tmp_path, 8 * PART // CELLS)]
    assert command.run(*words, "--out", "whole")[0] == 0
    process = command.start(*words, "--dask", cluster.address, "--out", "out")
    await_new_part(process, tmp_path / "out", set())
    for one in (*cluster.workers, cluster.scheduler):
        one.kill()
    message = f"Dask cluster {cluster.address} was lost; finished parts are kept, run the same command again to continue"
    assert ended(process) == (2, f"negotiation-sim: {message}\n")
    runs = tmp_path / "out" / "runs"
    before = {name: (runs / name).stat().st_mtime_ns for name in parts_in(tmp_path / "out")}
    assert 0 < len(before) < 8
    assert command.run(*words, "--out", "out")[0] == 0
    assert {name: (runs / name).stat().st_mtime_ns for name in before} == before
    assert contents(tmp_path / "out", record=False) == contents(tmp_path / "whole", record=False)


@pytest.mark.long
def test_agents_travel_to_workers_elsewhere_and_packages_must_be_there(command, tmp_path):
    for name in ("here", "elsewhere"):
        (tmp_path / name).mkdir()
    shutil.copy(AGENTS, tmp_path / "here")
    shutil.copytree(tmp_path / "here", tmp_path / "here" / "packed")
    cluster = Cluster(command, cwd=tmp_path / "elsewhere")
    words = ["run", "1956", "--runs", "100", "--engine", "mesa"]
    there = ["--dask", cluster.address, "--out"]
    assert (
        command.run(
            *words, "--agent", "japan=agents_at_play:Hawk", *there, "out", cwd=tmp_path / "here"
        )[0]
        == 0
    )
    code, said = command.run(
        *words,
        "--agent",
        "japan=packed.agents_at_play:Hawk",
        *there,
        "packed_out",
        cwd=tmp_path / "here",
    )
    assert code == 2
    message = f"Dask cluster {cluster.address}: a worker cannot load what it is to play; install the agents' package there too"
    assert said == f"negotiation-sim: {message}\n"
