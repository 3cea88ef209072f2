"""What `robustness` found, as text for a terminal."""

from __future__ import annotations

from negotiation_sim.analysis.robustness import Robustness
from negotiation_sim.report.numbers import interval, share, signed

__all__ = ["robustness_text"]

MOST_INPUTS = 8

LEGEND = """\
A share of the box says on how much of what we find plausible a conclusion holds; it is no probability, since no point is more likely
than another. History: the points at which the recorded class is the most frequent one in every episode. Rules are found on half of the
points and judged on the other half: density, of the points in the rule, those at which the conclusion holds; coverage, the reverse.
Intervals are 95% Wilson intervals for the number of points. Nothing here is an estimate or a prediction."""


def robustness_text(found: Robustness, title: str) -> str:
    """Conclusions in the whole box and in its history-consistent part, rules, and what history can and cannot say."""
    head = f"{title} · {found.points:,} points of {found.n:,} runs, seed {found.seed}"
    parts = [head, _history(found), _conclusions(found), _rules(found), _posterior(found), _foresight(found), _models(found), LEGEND]
    return "\n\n".join(part for part in parts if part)


def _history(found: Robustness) -> str:
    if found.history.empty:
        return "No scenario says what happened, so history is not looked at."
    *episodes, together = found.history.to_dict("records")
    told = [f"{row['episode']} {row['recorded']} {share(row['share'])}" for row in episodes]
    return f"Recorded outcome the most frequent one, share of points: {'; '.join(told)}; in all at once {share(together['share'])}."


def _conclusions(found: Robustness) -> str:
    if found.conclusions.empty:
        return "The experiment declares no conclusions; add a section `conclusions`."
    lines = [
        f"  {'conclusion holds at, share of':<66}{'box':>5}  {'interval':<10} {'history':>7}  {'interval':<10}  {'in the box: median [least, most]'}"
    ]
    for _, rows in found.conclusions.groupby("name", sort=False):
        box, history = rows.to_dict("records")
        number = share if box["measure"] == "share" else signed
        spread = f"{number(box['median'])} [{number(box['least'])}, {number(box['most'])}]"
        cells = [f"{share(row['share']):>{width}}  {interval(row['low'], row['high']):<10}" for row, width in ((box, 5), (history, 7))]
        lines.append(f"  {box['say']:<66}{cells[0]} {cells[1]}  {spread}")
    return "\n".join(lines)


def _rules(found: Robustness) -> str:
    if found.rules.empty:
        return ""
    said = dict(zip(found.conclusions["name"], found.conclusions["say"], strict=True))
    lines = [f"  {'where it holds':<86}{'density':>8}  {'coverage':>8}  {'points':>6}"]
    for name, rows in found.rules.groupby("name", sort=False):
        lines.append(f"  {said[name]}")
        lines += [
            f"    {row['rule']:<84}{share(row['density']):>8}  {share(row['coverage']):>8}  {row['points']:>6}"
            for row in rows.to_dict("records")
        ]
    return "\n".join(lines)


def _posterior(found: Robustness) -> str:
    if found.posterior.empty:
        return ""
    moved = found.posterior[found.posterior["moved"]]
    lines = [f"Points weighed by how well they foresee history (ABC) are worth {found.effective:,.0f} equal ones. {found.bits}"]
    if moved.empty:
        return lines[0] + " No number is moved beyond its Monte-Carlo error."
    lines.append(f"  {'numbers that history moves':<40}{'before: mean [5%, 95%]':<28}{'after':<28}{'shift, prior sd':>15}")
    for row in moved.head(MOST_INPUTS).to_dict("records"):
        before, after = (
            f"{row[a]:.3g} [{row[b]:.3g}, {row[c]:.3g}]" for a, b, c in (("prior_mean", "prior_low", "prior_high"), ("mean", "low", "high"))
        )
        lines.append(f"  {row['input']:<40}{before:<28}{after:<28}{row['shift']:>+8.2f} ± {row['error']:.2f}")
    if len(moved) > MOST_INPUTS:
        lines.append(f"  and {len(moved) - MOST_INPUTS} more; the others stay where they were")
    return "\n".join(lines)


def _foresight(found: Robustness) -> str:
    if found.foresight.empty:
        return ""
    told = [f"{row['episode']} {share(row['before'])} → {share(row['after'])}" for row in found.foresight.to_dict("records")]
    return f"P(what happened), averaged over the box, without and with the help of the other episodes: {'; '.join(told)}. {found.bits}"


def _models(found: Robustness) -> str:
    if found.models.empty:
        return ""
    lines = [f"  {'model':<28}{'log evidence':>13}   {'Bayes factor':>12}   evidence against it"]
    for row in found.models.to_dict("records"):
        lines.append(
            f"  {row['model']:<28}{row['log_evidence']:>+8.2f} ± {row['error']:.2f}   {row['bayes_factor']:>12.1f}   {row['against']}"
        )
    lines.append(
        f"  (words of Kass & Raftery 1995; models whose evidence differs by less than its error cannot be told apart. {found.bits})"
    )
    return "\n".join(lines)
