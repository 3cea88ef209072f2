from __future__ import annotations

import subprocess
import sys
import types

import click
import pytest

from negotiation_sim.cli import main as module
from negotiation_sim.cli.main import COMMANDS, cli, main
from negotiation_sim.errors import InputError


@pytest.fixture
def play(monkeypatch):
    """Put a command named ``run`` in place of the real one: ``play(function)``."""

    def install(body):
        @click.command()
        def run():
            return body()

        monkeypatch.setitem(sys.modules, "negotiation_sim.cli.run", types.SimpleNamespace(run=run))

    return install


def raising(error):
    def body():
        raise error

    return body


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_in_the_table_exists_and_explains_itself(name, capsys):
    assert main([name, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"Usage: negotiation-sim {name}")


def test_help_lists_every_command_in_order_without_importing_one():
    code = (
        "import sys; from negotiation_sim.cli.main import main; main(['--help'])\n"
        "print(*(name for name in sys.modules if name.startswith('negotiation_sim.')), *({'numpy', 'pandas'} & set(sys.modules)))"
    )
    *help_text, loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    listed = [
        line.split()[0]
        for line in help_text[help_text.index("Commands:") + 1 :]
        if line.startswith("  ") and line[2] != " "
    ]
    assert listed == list(COMMANDS)
    assert set(loaded.split()) == {
        "negotiation_sim.cli",
        "negotiation_sim.cli.main",
        "negotiation_sim.errors",
    }


def test_help_says_that_shares_are_not_forecasts(capsys):
    assert main(["--help"]) == 0
    assert "not forecasts" in capsys.readouterr().out


def test_unknown_command_names_the_nearest(capsys):
    assert main(["replayy"]) == 2
    assert "'replayy' is not a command; did you mean 'replay'?" in capsys.readouterr().err


def test_unknown_option_is_the_users_fault(capsys):
    assert main(["--nonsense"]) == 2
    assert "--nonsense" in capsys.readouterr().err


def test_a_users_fault_is_one_line_on_stderr(play, capsys):
    play(raising(InputError("1956.yaml: end is before start")))
    assert main(["run"]) == 2
    assert capsys.readouterr() == ("", "negotiation-sim: 1956.yaml: end is before start\n")


def test_our_own_fault_is_raised(play):
    play(raising(ZeroDivisionError("ours")))
    with pytest.raises(ZeroDivisionError, match="ours"):
        main(["run"])


def test_an_interrupt_is_one_line_and_130(play, capsys):
    play(raising(KeyboardInterrupt()))
    assert main(["run"]) == 130
    assert capsys.readouterr().err.strip() == "negotiation-sim: interrupted"


def test_a_reader_that_left_is_no_error(play, capsys, monkeypatch):
    closed = []
    monkeypatch.setattr(module, "_close_quietly", lambda: closed.append(True))
    play(raising(BrokenPipeError()))
    assert main(["run"]) == 0
    assert closed == [True]
    assert capsys.readouterr() == ("", "")


def test_a_pipe_closed_early_stays_quiet():
    code = (
        "import sys, types, click\n"
        "run = click.command('run')(lambda: [click.echo('x' * 1000) for _ in range(1000)] and None)\n"
        "sys.modules['negotiation_sim.cli.run'] = types.SimpleNamespace(run=run)\n"
        "from negotiation_sim.cli.main import main; sys.exit(main(['run']))"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    writer.stdout.readline()
    writer.stdout.close()
    assert writer.stderr.read() == ""
    writer.stderr.close()
    assert writer.wait(timeout=60) == 0


def test_a_commands_exit_code_is_passed_on(play):
    play(lambda: click.get_current_context().exit(3))
    assert main(["run"]) == 3


def test_a_module_without_its_command_is_a_programming_mistake(monkeypatch):
    monkeypatch.setitem(
        sys.modules, "negotiation_sim.cli.run", types.SimpleNamespace(run="not a command")
    )
    with pytest.raises(TypeError, match="is not a click command"):
        cli.get_command(click.Context(cli), "run")


@pytest.mark.parametrize(
    "words",
    [
        ["run", "a\nb"],
        ["run", "a\nb.yaml"],
        ["run", "1956", "--set", "japan\nnorm=1"],
        ["run", "1956", "--set", "japan.norm=1\n2"],
        ["run", "1956", "--intervention", "no\nthreat"],
        ["run", "1956", "--drop", "\u2028"],
        ["run", "1956", "--strategies", "a\nb"],
        ["run", "1956", "--agent", "a\nb"],
        ["run", "1956", "--part", "1\n/2", "--out", "x"],
        ["run", "1956", "--dask", "local:\n"],
        ["compare", "a\nb"],
        ["solve", "1956", "--at", "1956\n01"],
        ["export", "x\ny", "--format", "a\nb"],
        ["run", "1956", "--set", "\udcff=1"],
    ],
    ids=repr,
)
def test_a_line_break_in_what_was_typed_breaks_no_line(words, capsys):
    assert main(words) == 2
    said = capsys.readouterr().err
    assert said.startswith("negotiation-sim: ")
    assert len(said.splitlines()) == 1
    assert len(said) < 1_100


@pytest.mark.parametrize("option", ["--runs", "--seed", "--workers", "--engine", "--nothing"])
def test_what_click_refuses_is_one_line_below_the_usage(option, capsys):
    assert main(["run", "1956", f"{option}=a\n" + "9" * 5_000]) == 2
    *usage, said = capsys.readouterr().err.splitlines()
    assert [line.split()[0] for line in usage if line] == ["Usage:", "Try"]
    assert said.startswith("Error: ")
    assert len(said) < 1_100
