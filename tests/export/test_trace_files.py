from __future__ import annotations

import csv
import json

import pytest
from tests.first import first

from negotiation_sim.engines.mesa_engine import replay
from negotiation_sim.errors import ResultsError
from negotiation_sim.export.trace_files import ending_data, save_trace


@pytest.fixture(scope="module")
def trace():
    return replay(first("2018"), seed=1, run=120)


@pytest.fixture(scope="module")
def rows(trace, tmp_path_factory):
    path = tmp_path_factory.mktemp("trace") / "trace.csv"
    save_trace(trace, path)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_move_is_a_line(trace, rows):
    assert [row["act"] for row in rows] == [str(move.act) for move in trace.moves]


def test_numbers_keep_full_precision(trace, rows):
    for move, row in zip(trace.moves, rows, strict=True):
        assert (
            tuple(float(row[f"aspiration_{name}"]) for name in ("japan", "russia"))
            == move.aspirations
        )
        if move.outcome >= 0:
            assert tuple(float(row[f"worth_{name}"]) for name in ("japan", "russia")) == move.worth
            assert (
                tuple(float(row[f"points_{name}"]) for name in ("japan", "russia", "us"))
                == move.points
            )


def test_moves_without_a_package_leave_its_columns_empty(trace, rows):
    event = next(row for row in rows if row["act"] == "event")
    assert [event[name] for name in ("islands", "points_us", "worth_japan")] == ["", "", ""]
    assert event["event"]


def test_a_folder_that_is_not_there_is_one_clear_error(trace, tmp_path):
    with pytest.raises(ResultsError, match="cannot be written"):
        save_trace(trace, tmp_path / "nowhere" / "trace.csv")


def test_ending_is_plain_data(trace):
    data = json.loads(json.dumps(ending_data(trace)))
    assert data["outcome_class"] == "TREATY_TWO_PLUS_GUARANTEED"
    assert data["package"] == {
        "status": "treaty",
        "islands": "two_plus",
        "basing": "guarantee",
        "package": "yes",
    }
    assert (data["termination"], data["cosigned"], data["pressed"], data["walked_out_by"]) == (
        "agreement",
        True,
        False,
        None,
    )
    assert data["months"] == 21


def test_ending_names_who_walked_out():
    assert ending_data(replay(first("2022"), seed=1, run=1))["walked_out_by"] == "russia"
