"""How to make the folder, and this page, again."""

from __future__ import annotations

import shlex

from negotiation_sim.experiments.provenance import fit_to_pass_on
from negotiation_sim.export.listing import Listing, row
from negotiation_sim.report.page.findings import Findings
from negotiation_sim.report.page.markup import joined, table, tag
from negotiation_sim.report.page.section import Section

__all__ = ["reproduction_section"]


def reproduction_section(found: Findings) -> Section:
    """Command, seed, versions and revision; the folder's record holds the resolved scenarios
    themselves.
    """
    record, study = found.results.record, found.results.study
    facts = {
        "seed": study.seed,
        "runs of a cell": f"{study.runs:,}",
        "engine": record["engine"],
        "settings": ", ".join(study.settings),
        "events dropped": ", ".join(study.dropped),
        "rules": record["rules"],
        "revision": record["revision"][:12],
        "Python": f"{record['python']}, {record['platform']}",
        "finished": record.get("finished", ""),
        "time": f"{record['wall_seconds']:g} s" if "wall_seconds" in record else "",
    }
    versions = ", ".join(f"{name} {version}" for name, version in record["versions"].items())
    rows = [
        row(name, str(value))
        for name, value in [*facts.items(), ("versions", versions)]
        if value not in ("", None)
    ]
    again = tag("p", "The folder was made by")
    same = (
        "The same inputs and seed give the same rows on any machine, with any number of workers. record.json in the folder holds every scenario as it was "
        "played; this page is made from it by"
    )
    run = ["--run", str(found.trace.run)] if found.trace and found.trace.run else []
    command = fit_to_pass_on(record["command"]) or "a program, not the command line"
    body = [
        again,
        tag("pre", command),
        tag("p", same),
        tag("pre", shlex.join(["negotiation-sim", "report", found.results.path.name, *run])),
        table(Listing("Made with", ("what", "value"), "ll", rows)),
    ]
    return Section("reproduction", "How to reproduce", joined(body))
