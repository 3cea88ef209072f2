"""The dispute as a conflict of options: who accepts, who insists, and what third parties do about
it (specification.md section 10).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from negotiation_sim.domain.changes import Change
from negotiation_sim.domain.levers import Promise, Threat, Vote
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.engines.payoff_tables import PayoffTables, at_modes
from negotiation_sim.errors import NoAgreementZoneError
from negotiation_sim.solutions.graph_model import GraphModel, Option
from negotiation_sim.solutions.lettering import UNSIGNED
from negotiation_sim.solutions.nash import nash_point
from negotiation_sim.solutions.stability import CONCEPTS, stabilities

__all__ = ["OptionGraph", "improvement_table", "option_graph", "state_table"]

Worths = NDArray[np.float64]

NOTHING = -1


@dataclass(frozen=True)
class OptionGraph:
    """A scenario on a date as a graph model.

    Parameters
    ----------
    model : every combination of options is a state
    options : in the order in which states spell them
    packages : what each state would sign, in words; empty where somebody insists
    """

    model: GraphModel
    options: tuple[Option, ...]
    packages: tuple[str, ...]


def option_graph(scenario: Scenario, step: int) -> OptionGraph:
    """Each principal may accept, each third party may threaten or co-sign, and whoever promises may
    pay; payoffs at the most likely numbers.

    The text that is accepted is the Nash solution among those that need no signature, or among all
    texts where every signature is given. Without a zone of agreement it is the text whose smallest
    gain is largest; if no text can be signed there is none. A principal gets the text's worth above
    going on, under the threats that are used, and nothing where anybody insists. A third party gets
    its points of the text, if it is signed, less the price of every threat that it uses. What is
    promised is paid for the text that is signed.

    Examples
    --------
    >>> from negotiation_sim.scenarios import load_scenario
    >>> graph = option_graph(load_scenario("1956"), step=14)
    >>> [option.name for option in graph.options]
    ['japan accepts', 'russia accepts', 'us.threat', 'us.consent']
    """
    levers = [lever for lever in scenario.levers if not isinstance(lever, Vote)]
    principals = [actor.name for actor in scenario.principals]
    accepts = [Option(f"{name} accepts", name) for name in principals]
    options = [*accepts, *(Option(lever.name, lever.actor) for lever in levers)]
    states = ["".join(letters) for letters in product("NY", repeat=len(options))]
    makers = list(dict.fromkeys([*principals, *(lever.actor for lever in levers)]))
    actors = [*principals, *(actor.name for actor in scenario.third_parties)]
    rows = [actors.index(maker) for maker in makers]
    payoffs, packages = [], []
    for state in states:
        letters = zip(levers, state[len(principals) :], strict=True)
        used = {lever.name: letter == "Y" for lever, letter in letters}
        worth, text = _under(scenario, step, used)
        agreed = "N" not in state[: len(principals)] and text != NOTHING
        signed = worth[rows, text] if agreed else np.zeros(len(rows))
        payoffs.append(signed - _prices(scenario, makers, used, text if agreed else NOTHING))
        packages.append(scenario.describe(text) if agreed else "")
    model = GraphModel.from_options(
        makers, options, states, dict(zip(makers, np.transpose(payoffs), strict=True))
    )
    return OptionGraph(model, tuple(options), tuple(packages))


def _prices(scenario: Scenario, makers: list[str], used: dict[str, bool], text: int) -> Worths:
    """What each decision maker pays for the threats it uses, and for promises that its points do
    not count already, where a text is signed.
    """
    prices = np.zeros(len(makers))
    for lever in scenario.levers:
        if isinstance(lever, Threat) and used[lever.name]:
            prices[makers.index(lever.actor)] += scenario.parameter(lever.cost).value.mode
        if isinstance(lever, Promise) and used[lever.name] and not lever.charged and text >= 0:
            cost = scenario.parameter(lever.cost).value.mode
            prices[makers.index(lever.actor)] += cost * lever.rewarded[text]
    return prices


def _under(scenario: Scenario, step: int, used: dict[str, bool]) -> tuple[Worths, int]:
    """Worth of every text to every actor, and the text that would be signed, when levers are used
    or not: above going on for principals, points for third parties.
    """
    threats = {lever.name for lever in scenario.levers if isinstance(lever, Threat)}
    off, force = ([name for name, yes in used.items() if yes is wanted] for wanted in (False, True))
    tables = at_modes(scenario.changed(Change(off=tuple(off), force=tuple(force))), step)
    unpressed = Change(
        off=tuple({*off, *threats}), force=tuple(name for name in force if name not in threats)
    )
    worth = np.vstack([tables.surplus[0], tables.points[0][len(scenario.principals) :]])
    return worth, _text(at_modes(scenario.changed(unpressed), step))


def _text(tables: PayoffTables) -> int:
    """The text that is signed when all accept: one that settles, or else any that can be signed."""
    signable = np.flatnonzero(tables.open[0])
    settling = signable[tables.settles[signable]]
    open_ = settling if len(settling) else signable
    if not len(open_):
        return NOTHING
    gains = tables.surplus[0][:, open_].T
    try:
        return int(open_[nash_point(gains, np.zeros(gains.shape[1])).outcome])
    except NoAgreementZoneError:
        return int(open_[np.argmax(gains.min(axis=1))])


def state_table(graph: OptionGraph) -> pd.DataFrame:
    """One row per state: what it would sign, what it is worth to whom, and under which concepts it
    is stable for everybody.

    Returns
    -------
    pandas.DataFrame
        Columns ``state``, ``label``, ``options`` (their names, in the order of the letters),
        ``payoff_<decision maker>``, a boolean per concept, ``stable`` (Nash), and a place ``x``,
        ``y`` for a picture: a column per choice of the third parties, a row per choice of the
        principals.
    """
    principals = sum(option.name.endswith(" accepts") for option in graph.options)
    states, model = graph.model.states, graph.model
    table = pd.DataFrame(
        {"state": states, "label": [package or UNSIGNED for package in graph.packages]}
    )
    table["options"] = ", ".join(option.name for option in graph.options)
    for number, maker in enumerate(model.decision_makers):
        table[f"payoff_{maker}"] = model.payoffs[number]
    for concept in CONCEPTS:
        table[concept] = np.isin(np.arange(len(states)), stabilities(model, concept).equilibria)
    table["stable"] = table["Nash"]
    across = _numbered([state[principals:] for state in states])
    up = _numbered([state[:principals] for state in states])
    return table.assign(x=across + _bow(up), y=up + _bow(across))


def _numbered(choices: list[str]) -> Worths:
    """The place of each choice among all different ones, in order."""
    return np.unique(choices, return_inverse=True)[1].astype(np.float64)


def _bow(place: Worths) -> Worths:
    """A little to the side, so that no three states lie on one line of the picture."""
    return np.asarray(0.12 * (place - place.mean()) ** 2)


def improvement_table(graph: OptionGraph) -> pd.DataFrame:
    """One row per unilateral improvement: ``source``, ``target``, ``actor``."""
    model = graph.model
    better = model.moves & (model.payoffs[:, None, :] > model.payoffs[:, :, None])
    lines = [
        (model.states[a], model.states[b], model.decision_makers[who])
        for who, a, b in np.argwhere(better).tolist()
    ]
    return pd.DataFrame(lines, columns=["source", "target", "actor"])
