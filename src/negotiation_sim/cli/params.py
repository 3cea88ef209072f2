"""``negotiation-sim scenarios params``: everything that can be set, and what it is now."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from negotiation_sim.scenarios import Settable

__all__ = ["params"]

WIDTH = 120


@click.command()
@click.argument("name", metavar="SCENARIO")
@click.argument("beginnings", nargs=-1, metavar="[ADDRESS]...")
@click.option("--brief", is_flag=True, help="Leave the sources out.")
@click.option("--json", "as_json", is_flag=True, help="For a machine to read.")
def params(name: str, beginnings: Sequence[str], brief: bool, as_json: bool) -> None:
    """List what can be set in SCENARIO: address, value, unit, plausible range, words and source.

    What begins with an ADDRESS is listed, everything without one. A ● marks the few to try first.

    \b
    Examples:
      negotiation-sim scenarios params 1956
      negotiation-sim scenarios params 1956 japan events --brief
    """
    from negotiation_sim.errors import UnknownNameError
    from negotiation_sim.scenarios import NamedScenario, plausible_ranges, settable

    named = NamedScenario.load(name)
    rows = settable(named.scenario, plausible_ranges(named.name))
    for beginning in beginnings:
        if not any(_begins(row.address, beginning) for row in rows):
            known = {part for row in rows for part in (row.address, row.address.partition(".")[0])}
            raise UnknownNameError("setting", beginning, known)
    wanted = [
        row
        for row in rows
        if not beginnings or any(_begins(row.address, beginning) for beginning in beginnings)
    ]
    if as_json:
        click.echo(json.dumps([row._asdict() for row in wanted], indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(wanted, brief)))


def _begins(address: str, beginning: str) -> bool:
    return f"{address}.".startswith(f"{beginning.rstrip('.')}.")


def _lines(rows: Sequence[Settable], brief: bool) -> Iterator[str]:
    heads = ("address", "value", "unit", "plausible", "what it is")
    cells = [
        (row.address, row.value, row.unit, _range(row), ("● " if row.lever else "") + row.words)
        for row in rows
    ]
    widths = [max(len(one[column]) for one in (heads, *cells)) for column in range(len(heads))]
    for number, line in enumerate((heads, *cells)):
        yield "  ".join(
            word.ljust(width) for word, width in zip(line, widths, strict=True)
        ).rstrip()
        if number and not brief and rows[number - 1].source:
            yield textwrap.fill(
                rows[number - 1].source.strip(),
                WIDTH,
                initial_indent="    ",
                subsequent_indent="    ",
            )


def _range(row: Settable) -> str:
    return "" if row.least is None else f"{row.least:g} to {row.most:g}"
