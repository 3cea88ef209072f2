"""Write the tables of docs/model/specification.md from the scenario files.

    python scripts/specification_tables.py

A table stands between ``<!-- table: NAME -->`` and ``<!-- end of table -->``; everything else on
the page is left as it is. Episodes are the shipped scenarios whose id begins with ``nt-``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from specification_formulas import condition, infix, number, several, summand

from negotiation_sim.domain.parameters import UNITS
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.model.streams import KINDS
from negotiation_sim.scenarios import load_scenario, resolve_scenario, shipped_scenarios

PAGE = Path(__file__).parents[1] / "docs" / "model" / "specification.md"
BLOCK = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end of table -->)", re.DOTALL)

Data = Mapping[str, Any]
Episodes = Mapping[str, tuple[Data, Scenario]]
"""Name -> what the file says after everything it extends, and the scenario it makes."""


def episodes() -> Episodes:
    """The episodes of the Northern Territories, in order of name."""
    found = {one.name: resolve_scenario(one.name) for one in shipped_scenarios()}
    return {
        name: (data, load_scenario(name))
        for name, data in found.items()
        if data["id"].startswith("nt-")
    }


def table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    rows = [head, ["---"] * len(head), *lines]
    return "".join("| " + " | ".join(row) + " |\n" for row in rows)


def code(lines: Iterable[str]) -> str:
    """A block of plain text."""
    return "```text\n" + "\n".join(lines).strip() + "\n```\n"


def entries(given: Episodes, section: str) -> list[tuple[str, Data, str]]:
    """(name, entry, where) of every different entry of a section; where is empty if all episodes
    have it.
    """
    found: list[tuple[str, Data, list[str]]] = []
    for episode, (data, _) in given.items():
        for name, entry in data.get(section, {}).items():
            same = next((w for n, e, w in found if (n, e) == (name, entry)), None)
            if same is None:
                found.append((name, entry, [episode]))
            else:
                same.append(episode)
    return [(n, e, "" if len(w) == len(given) else ", ".join(w)) for n, e, w in found]


def marked(text: str, where: str) -> str:
    """A text with the episodes it belongs to."""
    return f"{text} (in {where})" if where else text


def calendars(given: Episodes) -> str:
    """First and last month, steps."""
    lines = [
        [name, f"{s.calendar.start:%Y-%m}", f"{s.calendar.end:%Y-%m}", str(s.calendar.n_steps)]
        for name, (_, s) in given.items()
    ]
    return table(["episode", "start", "end", "steps n"], lines)


def menu(given: Episodes) -> str:
    """Levels of every issue, what they mean, and the episodes that have them on the table."""
    lines = []
    for issue, spec, where in entries(given, "issues"):
        for level, meaning in spec["levels"].items():
            on = [
                any(i.name == issue and level in i.menu for i in s.issues)
                for _, s in given.values()
            ]
            lines.append([marked(issue, where), level, meaning, *("✓" if x else "" for x in on)])
    counts = [str(len(scenario.outcomes)) for _, scenario in given.values()]
    return table(["issue", "level", "meaning", *given], [*lines, ["outcomes", "", "", *counts]])


def outcomes(given: Episodes) -> str:
    """Kinds, packages that do not exist, and what counts as settled."""
    lines = []
    for issue, levels, where in entries(given, "kinds"):
        kinds = "; ".join(f"{issue} {level}: {kind}" for level, kind in levels.items())
        lines.append(["kinds", marked(kinds, where)])
    data = next(iter(given.values()))[0]
    lines += [["does not exist", condition(when)] for when in data.get("forbid", [])]
    return table(["", ""], [*lines, ["settled", condition(data["settlement"]["when"])]])


def classes(given: Episodes) -> str:
    """Outcome classes in order."""
    rules = {rule["class"]: rule for data, _ in given.values() for rule in data["classes"]}
    lines = []
    for name, rule in rules.items():
        holds = [
            f"{key} {' or '.join(several(rule[key]))}"
            for key in ("kind", "termination")
            if key in rule
        ]
        if "ratification_failed" in rule:
            holds.append(f"a ratification failed: {'yes' if rule['ratification_failed'] else 'no'}")
        where = condition(rule.get("when", {}))
        lines.append([name, rule["label"], ", ".join([*holds, *([where] if where else [])])])
    return table(["class", "label", "holds if"], lines)


def scores(given: Episodes) -> str:
    """One table per issue that has scores; a row per level."""
    by_issue: dict[str, dict[str, Data]] = {}
    for name, spec, where in entries(given, "scores"):
        for issue, levels in spec.items():
            by_issue.setdefault(issue, {})[marked(name, where)] = levels
    vocabulary = {i.name: i.levels for _, scenario in given.values() for i in scenario.issues}
    tables = [
        table(
            [issue, *columns],
            [
                [level, *(number(levels.get(level, 0)) for levels in columns.values())]
                for level in vocabulary[issue]
            ],
        )
        for issue, columns in by_issue.items()
    ]
    return "\n".join(tables)


def points(given: Episodes) -> str:
    """What every outcome is worth to each actor, and at home, written out term by term."""
    text: list[str] = []
    for actor in next(iter(given.values()))[1].actors:
        channels: dict[str, list[tuple[Data, str]]] = {"material": [], "norm": [], "domestic": []}
        for _, term, where in entries(given, "terms"):
            if term["actor"] == actor.name:
                channels[term.get("channel", "material")].append((term, where))
        text.append(f"g_{actor.name}(o) =")
        text += [f"    {marked(summand(t), where)}" for t, where in channels["material"]]
        text.append(f"u_{actor.name}(o) = g_{actor.name}(o)")
        share = f"{actor.name}.norm_share"
        text += [f"    {marked(summand(t, share), where)}" for t, where in channels["norm"]]
        if actor.role == "principal":
            text.append(f"D_{actor.name}(o) = g_{actor.name}(o)")
            at_home = channels["norm"] + channels["domestic"]
            text += [f"    {marked(summand(t), where)}" for t, where in at_home]
        text.append("")
    return code(text)


def hazards(given: Episodes) -> str:
    """Probability of every hazard, by the levels that lock its keys."""
    lines: dict[str, str] = {}
    for data, scenario in given.values():
        for hazard in scenario.hazards:
            locking = data["hazards"][hazard.name].get("locks", {})
            for outcome in scenario.outcomes:
                package = scenario.package(outcome.index)
                at = condition({issue: package[issue] for issue in locking})
                lines[f"b_{hazard.name}(o) {at}"] = infix(
                    hazard.chances[hazard.by_outcome[outcome.index]]
                )
    return code(f"{name} = {formula}" for name, formula in lines.items())


def levers(given: Episodes) -> str:
    """What third parties can do."""
    lines = []
    for name, lever, where in entries(given, "levers"):
        stake = [lever["points"], *several(lever.get("score", []))] if "points" in lever else []
        words = [lever.get(key, "") for key in ("type", "by", "target")]
        limits = [condition(lever.get(key, {})) for key in ("when", "exempt")]
        lines.append([marked(name, where), *words, "·".join(stake), lever.get("cost", ""), *limits])
    head = ["lever", "type", "by", "target", "charge or reward", "cost", "applies to", "spares"]
    return table(head, lines)


def parameters(given: Episodes) -> str:
    """Every number, per episode; ``=`` where it is as in the first."""
    lines = []
    for address in dict.fromkeys(a for data, _ in given.values() for a in data["params"]):
        specs = [data["params"].get(address, {}) for data, _ in given.values()]
        spec = next(filter(None, specs))
        cells = [number(one.get("value", "–")) for one in specs]
        cells = [cells[0], *("=" if cell == cells[0] else cell for cell in cells[1:])]
        lines.append([f"`{address}`", spec["unit"], *cells, spec.get("label", "")])
    return table(["parameter", "unit", *given, "meaning"], lines)


def events(given: Episodes) -> str:
    """Dated shifts."""
    lines = [
        [
            name,
            event.name,
            f"{event.date:%Y-%m-%d}",
            str(scenario.calendar.step_of(event.date)),
            ", ".join(f"{address} {amount:+g}" for address, amount in event.shifts),
            event.label,
        ]
        for name, (_, scenario) in given.items()
        for event in scenario.events
    ]
    return table(["episode", "event", "date", "step t", "shift", "what happened"], lines)


def said(change: Data) -> str:
    """A change in the words of the file."""
    parts = []
    for word in ("set", "scale", "freeze", "drop", "off", "force", "strategy"):
        value = change.get(word)
        if isinstance(value, dict):
            mark = "×" if word == "scale" else "="
            parts.append(
                f"{word} " + ", ".join(f"{k} {mark} {number(v)}" for k, v in value.items())
            )
        elif value:
            parts.append(f"{word} {', '.join(several(value))}")
    return "; ".join(parts)


def causes(given: Episodes) -> str:
    """Rival explanations at both reference levels."""
    lines = [
        [
            marked(name, where),
            number(cause.get("block", "")),
            said(cause["absent"]),
            said(cause["halved"]) if "halved" in cause else "as absent",
        ]
        for name, cause, where in entries(given, "causes")
    ]
    return table(["cause", "block", "absent", "halved"], lines)


def interventions(given: Episodes) -> str:
    """What-ifs."""
    lines = [[marked(n, where), said(c)] for n, c, where in entries(given, "interventions")]
    return table(["intervention", "change"], lines)


def units(given: Episodes) -> str:  # noqa: ARG001 - the signature of a table
    """Range of every unit."""
    lines = [[unit, f"{low:g}", f"{high:g}"] for unit, (low, high) in UNITS.items()]
    return table(["unit", "least", "most"], lines)


def places(given: Episodes) -> str:  # noqa: ARG001 - the signature of a table
    """Kinds of places at which luck is drawn."""
    return table(["kind", "what is drawn there"], [[f"`{k}`", text] for k, text in KINDS.items()])


TABLES: Mapping[str, Callable[[Episodes], str]] = {
    function.__name__: function
    for function in (
        *(calendars, menu, outcomes, classes, scores, points, hazards, levers, parameters),
        *(events, causes, interventions, units, places),
    )
}


def rewritten(page: str, given: Episodes) -> str:
    """The page with every table made anew."""
    return BLOCK.sub(lambda m: f"{m[1]}\n{TABLES[m[2]](given)}\n{m[3]}", page)


if __name__ == "__main__":
    PAGE.write_text(rewritten(PAGE.read_text(encoding="utf-8"), episodes()), encoding="utf-8")
