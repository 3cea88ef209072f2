"""Every command explains itself with an example that a terminal shows on a line of its own."""

from __future__ import annotations

from importlib import import_module

import click
import pytest

from negotiation_sim.cli.main import main

COMMANDS = (
    "replay",
    "explain",
    "solve",
    "sensitivity",
    "robustness",
    "compare",
    "plot",
    "report",
    "export",
    "backtest",
    "check",
    "validate",
    "demo",
    "scenarios",
    *(f"scenarios {word}" for word in ("list", "show", "check", "diff", "schema", "new")),
)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example_of_this_command(command, capsys):
    assert main([*command.split(), "--help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    start = next(i for i, line in enumerate(lines) if line.strip() in ("Example:", "Examples:"))
    assert lines[start + 1].startswith(f"    negotiation-sim {command}")
    assert "\\b" not in "".join(lines)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_explained(command):
    name, _, sub = command.partition(" ")
    found = getattr(import_module(f"negotiation_sim.cli.{name}"), name)
    found = found.commands[sub] if sub else found
    assert all(option.help for option in found.params if isinstance(option, click.Option))
