"""The report: one page that needs nothing else and asks no network for anything."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from negotiation_sim.experiments.results import Results
from negotiation_sim.export.staging import refuse_existing, staged
from negotiation_sim.plots.files import CONFIG
from negotiation_sim.report.page.findings import Findings, findings_of
from negotiation_sim.report.page.markup import Html, data_script, joined, tag
from negotiation_sim.report.page.section import Section
from negotiation_sim.report.page.sections.attribution import attribution_section
from negotiation_sim.report.page.sections.codebook import codebook_section
from negotiation_sim.report.page.sections.distribution import distribution_section
from negotiation_sim.report.page.sections.effects import effects_section
from negotiation_sim.report.page.sections.explorer import explorer_section
from negotiation_sim.report.page.sections.gates import gates_section
from negotiation_sim.report.page.sections.honesty import honesty_section
from negotiation_sim.report.page.sections.question import question_section
from negotiation_sim.report.page.sections.record import record_section
from negotiation_sim.report.page.sections.replay import replay_section
from negotiation_sim.report.page.sections.reproduction import reproduction_section
from negotiation_sim.report.page.sections.robustness import robustness_section
from negotiation_sim.report.page.sections.scenario import scenario_section

__all__ = ["SECTIONS", "page_of", "write_report"]

SECTIONS = (
    explorer_section,
    question_section,
    scenario_section,
    distribution_section,
    record_section,
    effects_section,
    gates_section,
    attribution_section,
    robustness_section,
    replay_section,
    honesty_section,
    reproduction_section,
    codebook_section,
)

POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:"
"""What the page may load: nothing from anywhere, so that the browser itself refuses what should not
be asked for."""


def write_report(results: Results, out: str | Path | None = None, run: int = 0) -> Path:
    """Write the report of a result folder; returns the file, by default ``report.html`` in the
    folder.

    Parameters
    ----------
    run : the run that is described

    Raises
    ------
    ResultsError
        If the folder is incomplete or damaged, has no such run, or the file cannot be written.
    """
    target = Path(out) if out else results.path / "report.html"
    refuse_existing([target], force=True)
    with staged(
        [target]
    ) as waiting:  # a place that cannot be written is reported before anything is computed
        waiting[target].write_text(page_of(findings_of(results, run)), encoding="utf-8")
    return target


def page_of(found: Findings) -> str:
    """The page; the same findings give the same page, byte for byte."""
    sections = [section for make in SECTIONS if (section := make(found)) is not None]
    body = [
        tag(
            "header",
            tag(
                "p",
                "Simulated negotiations: what the assumptions are sufficient for",
                class_="lead",
            ),
            tag("h1", found.title),
        ),
        _contents(sections),
        tag("main", *(section.html for section in sections)),
        data_script("plot-config", CONFIG),
        tag("script", Html(_plotly())),
        *(tag("script", _own(name)) for name in ("page.js", "explorer.js")),
    ]
    head = [
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("title", found.title),
        tag("style", _own("page.css")),
    ]
    return f"<!DOCTYPE html>\n{tag('html', tag('head', *head), tag('body', *body), lang='en')}\n"


def _contents(sections: Iterable[Section]) -> Html:
    links = [tag("li", tag("a", section.title, href=f"#{section.name}")) for section in sections]
    return tag("nav", tag("ul", joined(links)), aria_label="contents")


def _own(name: str) -> Html:
    return Html(files("negotiation_sim.report.page").joinpath(name).read_text(encoding="utf-8"))


def _plotly() -> str:
    """plotly.js, once for all figures."""
    from plotly.offline import get_plotlyjs

    return str(get_plotlyjs())
