"""``negotiation-sim scenarios``: what is shipped, what a file says, what is wrong with it, what
differs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from negotiation_sim.cli.new_file import write_new
from negotiation_sim.cli.params import params
from negotiation_sim.errors import Fault, fault_lines

if TYPE_CHECKING:
    from negotiation_sim.scenarios import Listing

__all__ = ["scenarios", "tell_faults", "tell_listings"]

USERS_FAULT = 2
as_json = click.option("--json", "as_json", is_flag=True, help="For a machine to read.")


@click.group(invoke_without_command=True)
@click.pass_context
def scenarios(ctx: click.Context) -> None:
    """List, show, check and compare scenario files.

    \b
    Examples:
      negotiation-sim scenarios
      negotiation-sim scenarios show 1956
      negotiation-sim scenarios params 1956
      negotiation-sim scenarios diff 1956 2018
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_)


scenarios.add_command(params)


@scenarios.command("list")
@as_json
def list_(as_json: bool = False) -> None:
    """List what is shipped: name, title and question.

    \b
    Example:
      negotiation-sim scenarios list
    """
    from negotiation_sim.scenarios import shipped_scenarios

    tell_listings(shipped_scenarios(), as_json)


def tell_listings(listings: Sequence[Listing], as_json: bool) -> None:
    """Print what is shipped, one line each."""
    if as_json:
        rows = [
            {"name": one.name, "title": one.title, "question": one.question, "path": str(one.path)}
            for one in listings
        ]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for one in listings:
        click.echo(f"{one.name} – {one.title} – {one.question}")


@scenarios.command()
@click.argument("name")
@as_json
def show(name: str, as_json: bool) -> None:
    """Show a scenario with everything it extends filled in.

    \b
    Example:
      negotiation-sim scenarios show 1956
    """
    from negotiation_sim.scenarios import as_yaml, resolve_scenario

    resolved = resolve_scenario(name)
    click.echo(
        json.dumps(resolved, indent=2, ensure_ascii=False)
        if as_json
        else f"# {name}, resolved\n\n{as_yaml(resolved)}",
        nl=as_json,
    )


@scenarios.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@as_json
@click.pass_context
def check(ctx: click.Context, paths: Sequence[str], as_json: bool) -> None:
    """Check files and tell every fault with its place.

    Each is given by path or shipped name. A number that a file changes while it inherits the source
    of the old one is a warning, and so is one outside the plausible box.

    \b
    Example:
      negotiation-sim scenarios check 1956
    """
    from negotiation_sim.scenarios import check_file, warnings_of

    faults = {path: check_file(path) for path in paths}
    warnings = {path: warnings_of(path) for path in paths if not faults[path]}
    tell_faults(faults, as_json, warnings)
    ctx.exit(USERS_FAULT if any(faults.values()) else 0)


def tell_faults(
    faults: Mapping[str, Sequence[Fault]],
    as_json: bool,
    warnings: Mapping[str, Sequence[object]] = MappingProxyType({}),
) -> None:
    """Print the faults and warnings of every file, on stderr, and which files have no fault."""
    if as_json:
        names = ("file", "line", "column", "path", "message")
        rows = {
            path: [
                {name: getattr(one, name) for name in names} | {"severity": severity}
                for severity, told in (("fault", found), ("warning", warnings.get(path, ())))
                for one in told
            ]
            for path, found in faults.items()
        }
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for path, found in faults.items():
        for line in fault_lines(found):
            click.echo(line, err=True)
        for warning in warnings.get(path, ()):
            click.echo(f"warning: {warning}", err=True)
        if not found:
            click.echo(f"{path}: ok")


@scenarios.command()
@click.argument("a")
@click.argument("b")
@as_json
def diff(a: str, b: str, as_json: bool) -> None:
    """Tell what differs between two scenarios, and why.

    A difference comes with the sources where those differ too.

    \b
    Example:
      negotiation-sim scenarios diff 1956 2018
    """
    from negotiation_sim.scenarios import differences, load_scenario

    found = differences(load_scenario(a), load_scenario(b))
    if as_json:
        click.echo(json.dumps([one._asdict() for one in found], indent=2, ensure_ascii=False))
        return
    for one in found:
        click.echo(one.path)
        for name, said, source in (
            (a, one.left, one.source_left),
            (b, one.right, one.source_right),
        ):
            _side(name, said or "–", source, max(len(a), len(b)))


def _side(name: str, said: str, source: str, width: int) -> None:
    import textwrap

    click.echo(f"  {name:<{width}}  {said}")
    if source:
        indent = " " * (width + 4)
        click.echo(
            textwrap.fill(source.strip(), 120, initial_indent=indent, subsequent_indent=indent)
        )


@scenarios.command()
def schema() -> None:
    """Print the JSON Schema of scenario files.

    An editor that knows it completes keys and marks faults while you type.

    \b
    Example:
      negotiation-sim scenarios schema > scenario.schema.json
    """
    from negotiation_sim.scenarios import json_schema

    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


@scenarios.command()
@click.argument("path", type=click.Path(path_type=Path))
def new(path: Path) -> None:
    """Write a commented scenario to start from.

    An existing file is left alone.

    \b
    Example:
      negotiation-sim scenarios new my_dispute.yaml
    """
    from negotiation_sim.scenarios import starter

    write_new(path, starter())
    click.echo(f"wrote {path}; check it with: negotiation-sim scenarios check {path}")
