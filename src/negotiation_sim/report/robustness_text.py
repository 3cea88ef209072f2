"""What `robustness` found: the answer in words, and the tables, for a terminal and for the report."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any

import pandas as pd

from negotiation_sim.analysis.robustness import Robustness
from negotiation_sim.analysis.rules import rule_bounds
from negotiation_sim.analysis.words import Words
from negotiation_sim.domain.experiment import number_text
from negotiation_sim.export.listing import Code, Listing, Row, as_text, row
from negotiation_sim.report.answers import in_paragraphs
from negotiation_sim.report.numbers import interval, percent, range_of, share, signed

__all__ = ["BOX", "RULES", "robustness_answers", "robustness_listings", "robustness_text"]

MOST_INPUTS = 8

Record = Mapping[Hashable, Any]
Tables = Mapping[str, pd.DataFrame]

BOX = (
    "The box holds every value of the numbers that we find plausible. The share of its points at "
    "which a conclusion holds says on how much of what is plausible it holds; it is no probability, "
    "since no point is more likely than another. Where history fits: the points at which what "
    "happened is the most frequent ending in every scenario."
)
RULES = (
    "Rules are found on half of the points and judged on the other half. Density: of the points in "
    "the rule, those at which the conclusion holds; coverage: of the points at which it holds, those "
    "in the rule. A rule is shown if its density is at least 0.75 and 0.05 above that of the box."
)
INTERVALS = (
    "Intervals are 95% intervals for the number of points (of shares, Wilson's); what stands after ± "
    "is a standard error over points. Nothing here is an estimate or a prediction."
)
MODELS = (
    "A model whose interval covers 1 cannot be told from the first; the interval is that of the "
    "difference at the points they share."
)


def robustness_text(found: Robustness, tables: Tables, title: str, words: Words) -> str:
    """The answer, conclusions in the whole box and in its history-consistent part, rules, and what
    history can and cannot say.

    Parameters
    ----------
    tables : those of `found`, by name
    """
    head = f"{title}: {found.points:,} points of {found.n:,} runs each, seed {found.seed}."
    answers = in_paragraphs([*robustness_answers(tables), head])
    worth = (
        f"Points weighed by how well they foresee history (ABC) are worth {found.effective:,.0f} equal ones."
        if len(found.posterior)
        else ""
    )
    silent = "No scenario says what happened, so history is not looked at."
    about = [worth, found.bits or silent, BOX, *([RULES] if len(found.rules) else []), INTERVALS]
    listings = map(as_text, robustness_listings(tables, words))
    about.append(found.no_rules and f"No rules: {found.no_rules}.")
    return "\n\n".join([answers, *listings, in_paragraphs(filter(None, about))])


def robustness_answers(tables: Tables) -> list[str]:
    """How many conclusions hold at most points, which holds least, and which model history speaks
    against.
    """
    told = []
    if "conclusions" in tables and len(tables["conclusions"]):
        box = tables["conclusions"][tables["conclusions"]["part"] == "box"]
        order = box.sort_values("share", kind="stable")
        least, most = order.iloc[0], order.iloc[-1]
        told.append(
            f"Of {len(box)} conclusions {int((box['share'] > 0.5).sum())} hold at more than half of the "
            f"points of the box: most widely “{most['say']}” (at {percent(most['share'])} of them), least "
            f"“{least['say']}” ({percent(least['share'])})."
        )
    if "models" in tables and len(tables["models"]):
        rivals = tables["models"].iloc[1:]
        against = [_factor(one) for one in rivals.to_dict("records") if one["factor_low"] > 1]
        rest = len(rivals) - len(against)
        told.append(
            f"History speaks against {len(against)} of {len(rivals)} rival models"
            + (f": {'; '.join(against)}" if against else "")
            + (f". {rest} cannot be told from the full model or do better." if rest else ".")
        )
    return told


def _factor(one: Record) -> str:
    return f"{_model(one)} (Bayes factor {one['bayes_factor']:.1f})"


def _model(one: Record) -> str:
    return str(one["model"]).replace("_", " ")


def robustness_listings(tables: Tables, words: Words) -> list[Listing]:
    """A table of everything that was found."""
    return [
        draw(tables[name], tables, words)
        for name, draw in PARTS.items()
        if name in tables and len(tables[name])
    ]


def _history(history: pd.DataFrame, _: Tables, words: Words) -> Listing:
    rows = [
        row(
            "in all at once" if one["episode"] == "all" else str(one["episode"]),
            words.outcome(str(one["recorded"])),
            share(one["share"]),
            interval(one["low"], one["high"]),
            Code(one["recorded"]),
        )
        for one in history.to_dict("records")
    ]
    title = f"Where what happened is the most frequent ending, of {int(history['points'].max()):,} points"
    head = ("scenario", "what happened", "share of points", "95% interval", "code")
    return Listing(title, head, "llrrl", rows)


def _conclusions(conclusions: pd.DataFrame, *_: object) -> Listing:
    rows = []
    for _name, both in conclusions.groupby("name", sort=False):
        box, history = both.iloc[0], both.iloc[-1]
        number = share if box["measure"] == "share" else signed
        cells = [
            text
            for one in (box, history)
            for text in (share(one["share"]), interval(one["low"], one["high"]))
        ]
        spread = range_of(box["median"], box["least"], box["most"], number)
        rows.append(row(str(box["say"]), *cells, spread))
    head = (
        "conclusion",
        "holds in the box",
        "95% interval",
        "where history fits",
        "95% interval",
        "in the box: median [least, most]",
    )
    return Listing("Share of the points at which each conclusion holds", head, "lrrrrr", rows)


def _rules(rules: pd.DataFrame, tables: Tables, words: Words) -> Listing:
    known = tables.get("conclusions", pd.DataFrame({"name": [], "say": []}))
    said = dict(zip(known["name"], known["say"], strict=True))
    rows: list[Row] = []
    for name, mine in rules.groupby("name", sort=False):
        rows.append(row(str(said.get(name, name))))
        rows += [
            row(
                _rule(str(one["rule"]), words),
                share(one["density"]),
                share(one["coverage"]),
                f"{int(one['points']):,}",
                Code(one["rule"]),
                depth=1,
            )
            for one in mine.to_dict("records")
        ]
    head = ("where it holds", "density", "coverage", "points", "code")
    return Listing("Where conclusions hold, as short rules", head, "lrrrl", rows)


def _rule(rule: str, words: Words) -> str:
    """A rule with the names of its numbers.

    Examples
    --------
    >>> _rule("us.threat > 20.5 and 0.2 < base.consent < 0.8", Words(numbers={"us.threat": "US threat"}))
    'US threat above 20.5 and base.consent from 0.2 to 0.8'
    """
    parts = []
    for address, (low, high) in rule_bounds(rule).items():
        least, most = (number_text(end, 3) for end in (low, high))
        bound = (
            f"below {most}"
            if low == -float("inf")
            else f"above {least}"
            if high == float("inf")
            else f"from {least} to {most}"
        )
        parts.append(f"{words.number(address)} {bound}")
    return " and ".join(parts) or "anywhere in the box"


def _posterior(posterior: pd.DataFrame, _: Tables, words: Words) -> Listing:
    moved = posterior[posterior["moved"].astype(bool)]
    rows = [
        row(
            words.number(str(one["input"])),
            f"{one['prior_mean']:.3g}",
            f"{one['prior_low']:.3g} to {one['prior_high']:.3g}",
            f"{one['mean']:.3g}",
            f"{one['low']:.3g} to {one['high']:.3g}",
            f"{one['shift']:+.2f} ± {one['error']:.2f}",
            Code(one["input"]),
        )
        for one in moved.head(MOST_INPUTS).to_dict("records")
    ]
    hidden, idle = len(moved) - MOST_INPUTS, len(posterior) - len(moved)
    notes = [f"{hidden} more are moved less."] if hidden > 0 else []
    notes += [f"{idle} numbers are not moved beyond their Monte-Carlo error."] if idle else []
    of_each = ("mean before", "90% of it", "mean after", "90% of it")
    head = ("number", *of_each, "shift, in sd before", "code")
    title = "Numbers that what happened moves most"
    return Listing(title, head, "lrrrrrl", rows, tuple(notes))


def _foresight(foresight: pd.DataFrame, *_: object) -> Listing:
    rows = [
        row(
            str(one["episode"]),
            share(one["before"]),
            share(one["after"]),
            f"{signed(one['change'])} ± {one['error']:.3f}",
        )
        for one in foresight.to_dict("records")
    ]
    title = "Probability of what happened, averaged over the box, without and with the help of the other scenarios"
    return Listing(title, ("scenario", "without", "with", "change ± standard error"), "lrrr", rows)


def _models(models: pd.DataFrame, *_: object) -> Listing:
    rows = [
        row(
            _model(one),
            f"{one['log_evidence']:+.2f} ± {one['error']:.2f}",
            f"{one['bayes_factor']:.1f}",
            _factor_interval(one),
            _against(one),
            Code(one["model"]),
        )
        for one in models.to_dict("records")
    ]
    against = "evidence against it (Kass & Raftery 1995)"
    head = ("model", "log evidence", "Bayes factor", "95% interval", against, "code")
    return Listing("Rival models", head, "lrrrll", rows, (MODELS,))


def _factor_interval(one: Record) -> str:
    """Of a Bayes factor; nothing for the first model, which is compared with itself."""
    low, high = one["factor_low"], one["factor_high"]
    return f"{low:.1f} to {high:.1f}" if low == low else ""


def _against(one: Record) -> str:
    """How strong the evidence against a model is; none where the interval of its Bayes factor
    covers 1.
    """
    covers = one["factor_low"] <= 1 <= one["factor_high"]
    return "cannot be told from it" if covers else str(one["against"])


PARTS: Mapping[str, Callable[[pd.DataFrame, Tables, Words], Listing]] = {
    "history": _history,
    "conclusions": _conclusions,
    "rules": _rules,
    "posterior": _posterior,
    "foresight": _foresight,
    "models": _models,
}
