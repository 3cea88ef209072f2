"""Effects under every strategy side by side: the answer in words, and the tables."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from negotiation_sim.analysis.agreement import NULL, sign_agreement
from negotiation_sim.analysis.words import Words
from negotiation_sim.experiments.study import BASELINE
from negotiation_sim.export.listing import Code, Listing, as_text, row
from negotiation_sim.report.answers import in_paragraphs
from negotiation_sim.report.labels import arm_label
from negotiation_sim.report.numbers import share, signed

__all__ = ["strategy_text"]

EFFECT = (
    "Effect of each intervention on the share of runs when all principals bargain in one way, each "
    "run being compared with itself under the same luck; in brackets where its 95% Monte-Carlo "
    "interval holds 0."
)
BADGE = (
    "✓: more than half of the strategies show the sign and none shows the other; a conclusion "
    f"without ✓ depends on how states are thought to bargain. The strategy “{NULL}” is the null: it "
    "is shown and not counted. None of it is an estimate or a prediction."
)


def strategy_text(table: pd.DataFrame, events: Mapping[str, str], words: Words) -> str:
    """Whether signs agree, then a table per scenario: interventions down, strategies across.

    Parameters
    ----------
    table : rows of `negotiation_sim.analysis.agreement.by_strategy`
    events : what is counted, by scenario

    Examples
    --------
    >>> rows = pd.DataFrame({"scenario": "1956", "intervention": "no_threat", "strategy": ["time", "spe"], "n": 100,
    ...                      "baseline": [0.1, 0.2], "effect": [0.3, 0.01], "effect_low": [0.2, -0.1], "effect_high": [0.4, 0.1]})
    >>> print(strategy_text(rows, {"1956": "treaty"}, Words()).partition("Effect of")[0].rstrip())
    1956: the sign of 0 of 1 effects on treaty does not depend on how states bargain.
    <BLANKLINE>
    1956: effects on treaty, 100 runs per strategy
      intervention                    time       spe  same sign  code
      baseline: nothing is changed    0.10      0.20
      no_threat                     +0.300  [+0.010]   + 1 of 2  no_threat
    """
    agreement = sign_agreement(table)
    answers, listings = [], []
    for name, mine in table.groupby("scenario", sort=False, observed=True):
        agreed = agreement[agreement["scenario"] == name].set_index("intervention")
        answers.append(
            f"{name}: the sign of {int(agreed['badge'].sum())} of {len(agreed)} effects on "
            f"{events[str(name)]} does not depend on how states bargain."
        )
        listings.append(
            as_text(_listing(f"{name}: effects on {events[str(name)]}", mine, agreed, words))
        )
    return "\n\n".join([in_paragraphs(answers), *listings, in_paragraphs([EFFECT, BADGE])])


def _listing(title: str, mine: pd.DataFrame, agreed: pd.DataFrame, words: Words) -> Listing:
    strategies = list(dict.fromkeys(mine["strategy"]))
    base = mine.drop_duplicates("strategy").set_index("strategy")["baseline"]
    rows = [row(arm_label(words, BASELINE), *(share(float(base[name])) for name in strategies))]
    for arm, of in mine.groupby("intervention", sort=False, observed=True):
        by_name, one = of.set_index("strategy"), agreed.loc[arm]
        verdict = f"{'✓ ' * bool(one['badge'])}{one['sign']} {one['agree']} of {one['strategies']}"
        cells = (_cell(by_name.loc[name]) for name in strategies)
        rows.append(row(arm_label(words, str(arm)), *cells, verdict, Code(arm)))
    head = ("intervention", *strategies, "same sign", "code")
    return Listing(
        f"{title}, {mine['n'].iloc[0]:,} runs per strategy",
        head,
        f"l{'r' * (len(head) - 2)}l",
        rows,
    )


def _cell(one: pd.Series) -> str:
    text = signed(float(one["effect"]))
    return f"[{text}]" if one["effect_low"] <= 0 <= one["effect_high"] else text
