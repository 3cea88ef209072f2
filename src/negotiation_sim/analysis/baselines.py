"""What a forecast must beat: how often each outcome occurs, and a regression on the same columns.

Both leave the dispute out that they speak of.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from negotiation_sim.errors import InputError
from negotiation_sim.scenarios.coded import CLASSES, COLUMNS, CodedDispute
from negotiation_sim.scenarios.coded_mapping import CodedMapping

__all__ = ["BASE_RATE", "LOGISTIC", "WITH_SHARE", "baseline_forecasts", "why_no_regression"]

BASE_RATE = "base rate"
LOGISTIC = "logistic regression"
WITH_SHARE = "the same, told the share"
"""With the column that says how much passed, which is known only afterwards."""


def why_no_regression() -> str:
    """What is missing for a regression, in one line with a remedy; empty if nothing is."""
    if find_spec("sklearn") is None:
        return "the regression to compare with needs scikit-learn: pip install 'negotiation-sim[analysis]' (in a checkout: pip install -e '.[analysis]')"
    return ""


def baseline_forecasts(
    disputes: Sequence[CodedDispute], mapping: CodedMapping, others: Sequence[CodedDispute] = ()
) -> pd.DataFrame:
    """What the baselines say of every dispute, each from all the others whose end is known.

    Parameters
    ----------
    others : further disputes to learn from, none of which is forecast

    Returns
    -------
    pandas.DataFrame
        A row per forecaster and dispute: ``forecaster``, ``id`` and a share for every class.

    Raises
    ------
    InputError
        If scikit-learn is not installed.
    """
    if missing := why_no_regression():
        raise InputError(missing)
    everyone = [*disputes, *others]
    columns = np.array([_columns(one, mapping) for one in everyone])
    shares = np.array([[one.share if one.share is not None else np.nan] for one in everyone])
    with_share = np.hstack([columns, np.nan_to_num(shares, nan=0.5)])
    endings = np.array([one.ending for one in everyone])
    lines = []
    for k, dispute in enumerate(disputes):
        learned = (endings != "") & (np.arange(len(everyone)) != k)
        said = {
            BASE_RATE: _base_rate(endings[learned]),
            LOGISTIC: _regression(columns[learned], endings[learned], columns[k]),
            WITH_SHARE: _regression(with_share[learned], endings[learned], with_share[k]),
        }
        lines += [[name, dispute.id, *forecast] for name, forecast in said.items()]
    table = pd.DataFrame(lines, columns=["forecaster", "id", *CLASSES])
    order = pd.CategoricalDtype([BASE_RATE, LOGISTIC, WITH_SHARE], ordered=True)
    table = table.sort_values("forecaster", key=lambda it: it.astype(order), kind="stable")
    return table.reset_index(drop=True)


def _columns(dispute: CodedDispute, mapping: CodedMapping) -> list[float]:
    """The columns the mapping reads, the clause by what its word is worth."""
    clause = mapping.clauses.get(dispute.clause, 0.0)
    return [*(dispute.values[column] for column in COLUMNS), clause]


def _base_rate(endings: NDArray[np.str_]) -> list[float]:
    """How often each class occurs, one case of each added (Laplace's rule of succession).

    Examples
    --------
    >>> _base_rate(np.array(["SETTLED", "SETTLED", "FAILED", "RENOUNCED"]))
    [0.375, 0.125, 0.25, 0.25]
    """
    counts = [int((endings == name).sum()) + 1 for name in CLASSES]
    return [count / sum(counts) for count in counts]


def _regression(
    columns: NDArray[np.float64], endings: NDArray[np.str_], asked: NDArray[np.float64]
) -> list[float]:
    """What a multinomial logistic regression with scikit-learn's own penalty says.

    A class that occurs in none of the disputes it learns from has no chance; fewer than two classes
    leave the base rate.
    """
    if len(set(endings)) < 2:
        return _base_rate(endings)
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    fitted = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    fitted.fit(columns, endings)
    said = dict(zip(fitted.classes_, fitted.predict_proba(asked[None, :])[0], strict=True))
    return [float(said.get(name, 0.0)) for name in CLASSES]
