"""Stability in graph models; verification test 45."""

from __future__ import annotations

import numpy as np
import pytest
from tests.solutions.tables import random_conflict, two_by_two

from negotiation_sim.errors import VerificationError
from negotiation_sim.solutions import (
    CONCEPTS,
    GraphModel,
    Option,
    is_stable,
    reachable_by_others,
    stabilities,
    stability,
)


def rests(model, sanction="not_better"):
    return [
        " ".join(model.states[s] for s in stabilities(model, concept, sanction).equilibria)
        for concept in CONCEPTS
    ]


def test_prisoners_dilemma_chicken_and_stag_hunt():
    assert rests(two_by_two([3, 1, 4, 2], [3, 4, 1, 2])) == ["DD", "CC DD", "CC DD", "CC DD"]
    assert rests(two_by_two([3, 2, 4, 1], [3, 4, 2, 1])) == [
        "CD DC",
        "CC CD DC",
        "CC CD DC",
        "CD DC",
    ]
    assert rests(two_by_two([4, 1, 3, 2], [4, 3, 1, 2])) == ["CC DD"] * 4


def by_sequences(model, mover, state, concept, sanction):
    """The definition by listing every legal sequence of moves, short of visiting a state and mover
    again."""
    better = model.moves & (model.payoffs[:, None, :] > model.payoffs[:, :, None])
    graph = better if concept == "SEQ" else model.moves
    own = model.payoffs[mover]

    def hurts(s):
        return own[s] <= own[state] if sanction == "not_better" else own[s] < own[state]

    def ends(here, last, walked):
        for other in range(len(model.decision_makers)):
            if other not in (mover, last):
                for end in np.flatnonzero(graph[other, here]):
                    if (end, other) not in walked:
                        yield end
                        yield from ends(end, other, walked | {(end, other)})

    for start in np.flatnonzero(better[mover, state]):
        sanctions = {int(s) for s in ends(start, None, frozenset()) if hurts(s)}
        if concept == "SMR":
            sanctions = {
                s
                for s in sanctions
                if all(hurts(out) for out in np.flatnonzero(model.moves[mover, s]))
            }
        if concept == "Nash" or not sanctions:
            return False
    return True


@pytest.mark.parametrize("sanction", ["not_better", "worse"])
@pytest.mark.parametrize("n", [1, 2, 3])
def test_stabilities_are_the_definitions(n, sanction):
    rng = np.random.default_rng([n, len(sanction)])
    for ranks in (2, 3, None) * 3:
        model = random_conflict(rng, n, 5, density=0.25, ranks=ranks)
        for concept in CONCEPTS:
            stable = stabilities(model, concept, sanction).stable
            for mover, state in np.ndindex(stable.shape):
                assert stable[mover, state] == by_sequences(model, mover, state, concept, sanction)


def test_search_and_confirmation_agree_on_larger_conflicts():
    rng = np.random.default_rng(8)
    for n, size in ((2, 30), (3, 30), (4, 20), (5, 15)):
        model = random_conflict(rng, n, size, density=0.08, ranks=8)
        for concept in CONCEPTS:
            stable = stabilities(model, concept).stable
            assert [
                [is_stable(model, i, s, concept) for s in range(size)] for i in range(n)
            ] == stable.tolist()


def test_concepts_nest():
    """Fang, Hipel & Kilgour 1993: Nash implies SMR and SEQ, and either implies GMR."""
    rng = np.random.default_rng(9)
    for _ in range(30):
        model = random_conflict(rng, int(rng.integers(1, 5)), 8)
        nash, gmr, smr, seq = (stabilities(model, concept).stable for concept in CONCEPTS)
        assert (nash <= smr).all()
        assert (nash <= seq).all()
        assert (smr <= gmr).all()
        assert (seq <= gmr).all()


def test_nobody_moves_twice_in_succession():
    moves = {"B": {"1": ["2"], "2": ["3"]}, "C": {}}
    ranks = {"A": [0, 0, 0, 0], "B": [0, 0, 0, 0], "C": [0, 0, 0, 0]}
    model = GraphModel.from_moves(["A", "B", "C"], ["1", "2", "3", "4"], moves, ranks)
    assert np.flatnonzero(reachable_by_others(model.moves, 0)[0]).tolist() == [1]
    moves["C"] = {"2": ["1"]}
    model = GraphModel.from_moves(["A", "B", "C"], ["1", "2", "3", "4"], moves, ranks)
    assert np.flatnonzero(reachable_by_others(model.moves, 0)[0]).tolist() == [0, 1]


def test_opponents_may_return_to_the_table_after_another_has_moved():
    """B, C, B: three moves of two opponents, which a rule of one move each would miss."""
    moves = {"A": {"s": ["0"]}, "B": {"0": ["1"], "2": ["3"]}, "C": {"1": ["2"]}}
    ranks = {"A": [1, 2, 2, 2, 0], "B": [0] * 5, "C": [0] * 5}
    model = GraphModel.from_moves(["A", "B", "C"], ["s", "0", "1", "2", "3"], moves, ranks)
    assert 0 in stabilities(model, "GMR").equilibria
    assert 0 not in stabilities(model, "SEQ").equilibria


def test_being_sent_back_deters_under_one_convention_only():
    moves = {"A": {"s": ["t"]}, "B": {"t": ["s"]}}
    model = GraphModel.from_moves(["A", "B"], ["s", "t"], moves, {"A": [0, 1], "B": [1, 0]})
    assert rests(model) == ["", "s t", "", "s t"]
    assert rests(model, "worse") == ["", "", "", ""]


def test_irreversible_options_and_states_that_do_not_exist():
    options = [
        Option("release", "A", "take"),
        Option("escalate", "A"),
        Option("attack", "B", "fixed"),
    ]
    states = ["NNN", "YNN", "NYN", "NNY"]
    model = GraphModel.from_options(
        ["A", "B"], options, states, {"A": [1, 2, 3, 4], "B": [4, 3, 2, 1]}
    )
    assert np.argwhere(model.moves[0]).tolist() == [[0, 1], [0, 2], [2, 0], [2, 1]]
    assert not model.moves[1].any()


def test_an_equilibrium_that_fails_its_definition_is_found_out(monkeypatch):
    monkeypatch.setattr(
        stability, "_stable_for", lambda model, *_: np.ones(len(model.states), bool)
    )
    with pytest.raises(VerificationError, match="Nash: state CC is not stable for first"):
        stabilities(two_by_two([3, 1, 4, 2], [3, 4, 1, 2]), "Nash")


def test_unknown_concepts_and_conventions_are_named():
    model = two_by_two([3, 1, 4, 2], [3, 4, 1, 2])
    with pytest.raises(
        ValueError, match="'SIM' is not a stability concept, expected one of Nash, GMR, SMR, SEQ"
    ):
        stabilities(model, "SIM")
    with pytest.raises(ValueError, match="'equal' is not a convention of sanctions"):
        stabilities(model, "GMR", "equal")


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        (
            lambda: GraphModel.from_moves([], ["1"], {}, {}),
            "decision makers .*, expected at least one",
        ),
        (lambda: GraphModel.from_moves(["A"], ["1", "1"], {}, {"A": [1]}), "no name twice"),
        (
            lambda: GraphModel.from_moves(["A"], ["1"], {"A": {"1": ["2"]}}, {"A": [1]}),
            r"states \['2'\] do not fit",
        ),
        (
            lambda: GraphModel.from_moves(["A"], ["1"], {"B": {}}, {"A": [1]}),
            r"decision makers \['B'\]",
        ),
        (
            lambda: GraphModel.from_moves(["A"], ["1"], {"A": {"1": ["1"]}}, {"A": [1]}),
            "to itself is no move",
        ),
        (
            lambda: GraphModel.from_moves(["A"], ["1"], {}, {"A": [1, 2]}),
            "A has 2 payoffs, expected 1",
        ),
        (
            lambda: GraphModel.from_moves(["A"], ["1"], {}, {"A": [np.inf]}),
            "payoffs must be finite",
        ),
        (
            lambda: GraphModel(("A",), ("1",), np.zeros((1, 2, 2), bool), np.zeros((1, 1))),
            "1 decision makers, 1 states",
        ),
        (
            lambda: GraphModel.from_options(["A"], [Option("x", "B")], ["N"], {"A": [1]}),
            r"options belong to \['B'\]",
        ),
        (
            lambda: GraphModel.from_options(["A"], [Option("x", "A")], ["-"], {"A": [1]}),
            "expected 1 letters Y or N each",
        ),
        (
            lambda: GraphModel.from_options(["A"], [Option("x", "A")], ["N"], {"B": [1]}),
            r"payoffs and decision makers differ in \['A', 'B'\]",
        ),
    ],
)
def test_models_that_do_not_fit_are_refused(call, fault):
    with pytest.raises(ValueError, match=fault):
        call()
