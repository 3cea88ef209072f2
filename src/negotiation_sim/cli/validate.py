"""``negotiation-sim validate``: expected beside obtained, for everything that is known."""

from __future__ import annotations

import json
from pathlib import Path

import click

__all__ = ["validate"]

MISSED = 1
"""Exit code where something was not as expected."""


@click.command()
@click.option(
    "--cases",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="A JSON file of further cases, or a folder of them, checked after the rest (repeatable).",
)
@click.option(
    "--only",
    multiple=True,
    metavar="GROUP",
    help="Only closed forms, published cases, theorem, record or engines (repeatable).",
)
@click.option("--json", "as_json", is_flag=True, help="Print the table as JSON.")
@click.pass_context
def validate(
    ctx: click.Context, folders: tuple[Path, ...], only: tuple[str, ...], as_json: bool
) -> None:
    """Check closed forms, published cases, the theorem of the zone of agreement, the record and the
    engines' equality.

    Exit code 1 if anything is not as expected.

    \b
    Examples:
      negotiation-sim validate
      negotiation-sim validate --only engines --cases my_cases
    """
    from negotiation_sim.errors import UnknownNameError
    from negotiation_sim.report.validation_text import lines_data, validation_text
    from negotiation_sim.theory.cases import read_case
    from negotiation_sim.theory.validation import GROUPS, known_cases, validation_lines

    for name in only:
        if name not in GROUPS:
            raise UnknownNameError("group of checks", name, GROUPS)
    for path in known_cases(folders):
        read_case(path)  # what cannot be read is told before anything is checked
    lines, group = [], ""
    for line in validation_lines(folders, only or tuple(GROUPS)):
        lines.append(line)
        if line.group != group:
            click.echo(f"checking: {line.group}", err=True)
        group = line.group
    click.echo(
        json.dumps(lines_data(lines), ensure_ascii=False, indent=1)
        if as_json
        else validation_text(lines)
    )
    ctx.exit(MISSED if any(not line.check.passed for line in lines) else 0)
