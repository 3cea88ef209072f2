"""What `robustness` found, as text for a terminal."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from negotiation_sim.analysis.robustness import Robustness
from negotiation_sim.report.numbers import interval, share, signed

__all__ = ["against", "factor_interval", "robustness_text"]

MOST_INPUTS = 8
HOLDS = "share of points at which it holds"

Row = Mapping[Hashable, Any]

LEGEND = """\
A share of the box says on how much of what we find plausible a conclusion holds; it is no
probability, since no point is more likely than another. History: the points at which the recorded
class is the most frequent one in every episode. Rules are found on half of the points and judged on
the other half: density, of the points in the rule, those at which the conclusion holds; coverage,
the reverse. A rule is told if its density is at least 0.75 and 0.05 above that of the whole box.
Intervals are 95% intervals for the number of points (of shares, Wilson's); what stands after ± is a
standard error over points. Nothing here is an estimate or a prediction."""


def robustness_text(found: Robustness, title: str) -> str:
    """Conclusions in the whole box and in its history-consistent part, rules, and what history can
    and cannot say.
    """
    head = f"{title} · {found.points:,} points of {found.n:,} runs, seed {found.seed}"
    parts = [
        head,
        _history(found),
        _conclusions(found),
        _rules(found),
        _posterior(found),
        _foresight(found),
        _models(found),
        found.bits,
    ]
    return "\n\n".join(part for part in [*parts, LEGEND] if part)


def _history(found: Robustness) -> str:
    if found.history.empty:
        return "No scenario says what happened, so history is not looked at."
    *episodes, together = found.history.to_dict("records")
    told = [f"{row['episode']} {row['recorded']} {_share_of_points(row)}" for row in episodes]
    return f"Recorded outcome the most frequent one, share of points: {'; '.join(told)}; in all at once {_share_of_points(together)}."


def _share_of_points(row: Row) -> str:
    return f"{share(row['share'])} [{interval(row['low'], row['high'])}]"


def _conclusions(found: Robustness) -> str:
    if found.conclusions.empty:
        return ""
    width = max(len(HOLDS), *(len(say) for say in found.conclusions["say"]))
    head = f"{'box':>5}  {'interval':<10} {'history':>7}  {'interval':<10}  in the box: median [least, most]"
    lines = [f"  {HOLDS:<{width}}{head}"]
    for _, rows in found.conclusions.groupby("name", sort=False):
        box, history = rows.to_dict("records")
        number = share if box["measure"] == "share" else signed
        spread = f"{number(box['median'])} [{number(box['least'])}, {number(box['most'])}]"
        cells = [
            f"{share(row['share']):>{wide}}  {interval(row['low'], row['high']):<10}"
            for row, wide in ((box, 5), (history, 7))
        ]
        lines.append(f"  {box['say']:<{width}}{cells[0]} {cells[1]}  {spread}")
    return "\n".join(lines)


def _rules(found: Robustness) -> str:
    if found.rules.empty:
        return ""
    said = dict(zip(found.conclusions["name"], found.conclusions["say"], strict=True))
    width = max(60, *(len(rule) for rule in found.rules["rule"])) + 4
    lines = [f"  {'where it holds':<{width}}{'density':>8}  {'coverage':>8}  {'points':>6}"]
    for name, rows in found.rules.groupby("name", sort=False):
        lines.append(f"  {said[name]}")
        for row in rows.to_dict("records"):
            cells = f"{share(row['density']):>8}  {share(row['coverage']):>8}  {row['points']:>6}"
            lines.append(f"    {row['rule']:<{width - 2}}{cells}")
    return "\n".join(lines)


def _posterior(found: Robustness) -> str:
    if found.posterior.empty:
        return ""
    moved = found.posterior[found.posterior["moved"]]
    first = f"Points weighed by how well they foresee history (ABC) are worth {found.effective:,.0f} equal ones."
    if moved.empty:
        return f"{first} No number is moved beyond its Monte-Carlo error."
    head = f"{'before: mean [5%, 95%]':<28}{'after':<28}{'shift, prior sd':>15}"
    lines = [
        first,
        f"  {'numbers that history moves':<40}{head}",
        *map(_moved, moved.head(MOST_INPUTS).to_dict("records")),
    ]
    rest = len(moved) - MOST_INPUTS
    lines.append(
        f"  {f'{rest} more are moved less; ' if rest > 0 else ''}the other {len(found.posterior) - len(moved)} are not moved"
    )
    return "\n".join(lines)


def _moved(row: Row) -> str:
    parts = (("prior_mean", "prior_low", "prior_high"), ("mean", "low", "high"))
    before, after = (
        f"{row[mean]:.3g} [{row[low]:.3g}, {row[high]:.3g}]" for mean, low, high in parts
    )
    return f"  {row['input']:<40}{before:<28}{after:<28}{row['shift']:>+8.2f} ± {row['error']:.2f}"


def _foresight(found: Robustness) -> str:
    if found.foresight.empty:
        return ""
    told = [
        f"{row['episode']} {share(row['before'])} → {share(row['after'])} ({signed(row['change'])} ± {row['error']:.3f})"
        for row in found.foresight.to_dict("records")
    ]
    return f"P(what happened), averaged over the box, without and with the help of the other episodes: {'; '.join(told)}."


def _models(found: Robustness) -> str:
    if found.models.empty:
        return ""
    lines = [
        f"  {'model':<28}{'log evidence':>15}   {'Bayes factor':>12}  {'interval':<16}   evidence against it (Kass & Raftery 1995)"
    ]
    lines += map(_model, found.models.to_dict("records"))
    told = "  A model whose interval covers 1 cannot be told from the first; the interval is that of the difference at the points they share."
    return "\n".join([*lines, told])


def _model(row: Row) -> str:
    evidence = f"{row['log_evidence']:>+8.2f} ± {row['error']:.2f}"
    between, words = factor_interval(row), against(row)
    return f"  {row['model']:<28}{evidence}   {row['bayes_factor']:>12.1f}  {between:<16}   {words}"


def factor_interval(row: Row) -> str:
    """Of a Bayes factor; nothing for the first model, which is compared with itself."""
    low, high = row["factor_low"], row["factor_high"]
    return f"{low:.1f} to {high:.1f}" if low == low else ""


def against(row: Row) -> str:
    """How strong the evidence against a model is; none where the interval of its Bayes factor
    covers 1.
    """
    return (
        "cannot be told from it"
        if row["factor_low"] <= 1 <= row["factor_high"]
        else str(row["against"])
    )
