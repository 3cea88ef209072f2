"""The command ``negotiation-sim``: finds the subcommand, loads only that, and turns errors into one
clear line.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from io import StringIO
from typing import Any, TextIO

import click

from negotiation_sim.errors import (
    FailedRunsWarning,
    NegotiationSimError,
    UnknownNameError,
    one_line,
)

__all__ = ["COMMANDS", "cli", "main"]

COMMANDS = {
    "scenarios": "List, show, check and compare scenario files.",
    "experiments": "List and check experiment files, and show the points they visit.",
    "replay": "Play one run and describe it month by month.",
    "run": "Run scenarios or an experiment and write a result folder.",
    "explain": "Which causes stand in the way of a settlement.",
    "reach": "What it would take for an outcome to be as likely as asked for.",
    "solve": "Zone of agreement, Nash and other points, stable states.",
    "robustness": "Which conclusions hold over the whole plausible box.",
    "sensitivity": "Which uncertain numbers an outcome depends on: Sobol indices and Morris screening.",
    "compare": "Paired effects of the interventions in a result folder.",
    "plot": "Draw figures from a result folder.",
    "dashboard": "The interactive page: drag a lever, see ten thousand negotiations, watch one.",
    "report": "A result folder as one page to read and pass on, without a network.",
    "export": "Write the rows of a result folder as CSV, Parquet, Feather or Stata, with a codebook.",
    "record": "Which patterns of the record the runs show: who did what when.",
    "calibrate": "Which numbers the record does not rule out, in waves, and the defaults they give.",
    "backtest": "Coded disputes played by a template, scored beside simpler forecasts.",
    "check": "Whether a result folder still holds what was written: every file against its digest.",
    "validate": "Closed forms, published cases, the record, the engines: expected beside obtained.",
    "demo": "The three episodes, run and drawn, in under a minute.",
}
"""Every command and its one line of help; command ``x`` is ``x`` in ``cli/x.py``."""

OK, USERS_FAULT, INTERRUPTED = 0, 2, 130


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found = getattr(import_module(f"negotiation_sim.cli.{cmd_name}"), cmd_name)
        if not isinstance(found, click.Command):
            raise TypeError(f"negotiation_sim.cli.{cmd_name}.{cmd_name} is not a click command")
        return found

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # before click makes it exit code 1: the reader has all it wanted
            _close_quietly()
            return OK

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.UsageError(str(UnknownNameError("command", args[0], COMMANDS)), ctx)
        return super().resolve_command(ctx, args)


def _show_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted:
        from negotiation_sim import __version__

        click.echo(f"negotiation-sim {__version__}")
        ctx.exit()


@click.command(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
def cli() -> None:
    """Simulate a negotiation between states and ask what would have had to be different.

    Shares of runs show what the assumptions of a scenario are sufficient for; they are not
    forecasts.

    \b
    Examples:
      negotiation-sim scenarios
      negotiation-sim replay 1956
      negotiation-sim run 1956 2018 2022 --runs 10000 --out results
    """


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code.

    Parameters
    ----------
    argv : the words after the program's name; those of this process if None

    Returns
    -------
    int
        0 done, 2 the user's fault (one clear line on stderr), 130 interrupted; anything else is
        ours and is raised.
    """
    try:
        with _failed_runs_told():
            code: Any = cli.main(args=argv, prog_name="negotiation-sim", standalone_mode=False)
        sys.stdout.flush()
    except NegotiationSimError as error:
        click.echo(f"negotiation-sim: {error}", err=True)
        return USERS_FAULT
    except click.Abort as stop:
        click.echo("; ".join(["negotiation-sim: interrupted", *map(str, stop.args)]), err=True)
        return INTERRUPTED
    except click.ClickException as error:
        _show(error)
        return USERS_FAULT
    except BrokenPipeError:
        _close_quietly()
        return OK
    return code if isinstance(code, int) else OK


def _show(error: click.ClickException) -> None:
    """Show what click found wrong, what it quotes in one line."""
    text = StringIO()
    error.show(file=text)
    usage, label, said = text.getvalue().partition("Error: ")
    click.echo(f"{usage}{label}{one_line(said.rstrip())}", err=True)


@contextmanager
def _failed_runs_told() -> Iterator[None]:
    """Tell on stderr, in plain words, that rows are read of which some are missing."""
    with warnings.catch_warnings():
        show = warnings.showwarning

        def tell(
            message: Warning | str,
            category: type[Warning],
            filename: str,
            lineno: int,
            file: TextIO | None = None,
            line: str | None = None,
        ) -> None:
            if issubclass(category, FailedRunsWarning):
                click.echo(f"negotiation-sim: {message}", err=True)
            else:
                show(message, category, filename, lineno, file, line)

        warnings.simplefilter("always", FailedRunsWarning)
        warnings.showwarning = tell
        yield


def _close_quietly() -> None:
    """Point stdout at nothing: its reader left (``| head``), and the interpreter flushes once more
    on exit.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
