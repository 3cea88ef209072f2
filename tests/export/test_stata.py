"""Stata files: names, labels, codes."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export.exports import CLAUSE

from negotiation_sim.export.codebook import variables_of
from negotiation_sim.export.exporting import export_results
from negotiation_sim.export.stata import LONGEST_LABEL, RESERVED, stata_names

addresses = st.text(st.sampled_from("abcxyz01_./+é "), min_size=1, max_size=60)


@given(st.lists(addresses, unique=True, max_size=30))
def test_every_name_is_one_that_stata_accepts_and_is_used_once(names):
    short = stata_names(names)
    assert list(short) == names
    assert len(set(short.values())) == len(names)
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,31}", name) for name in short.values())


@pytest.mark.parametrize("name", [*sorted(RESERVED), "str7", "_"])
def test_words_that_stata_keeps_for_itself_are_avoided(name):
    assert stata_names([name])[name] == f"{name}_"


def test_names_that_would_be_cut_alike_are_told_apart():
    assert list(stata_names(["us.threat", "us_threat", "us+threat"]).values()) == [
        "us_threat",
        "us_threat_2",
        "us_threat_3",
    ]
    assert set(map(len, stata_names([f"{'a' * 40}.b", f"{'a' * 41}.b"]).values())) == {32}


@pytest.fixture
def reader(row_folder, tmp_path):
    with pd.io.stata.StataReader(
        export_results(row_folder, ["stata"], tmp_path).files[0]
    ) as reader:
        yield reader


def test_labels_are_those_of_the_codebook(reader, row_folder):
    labels = reader.variable_labels()
    assert labels["outcome_class"] == "How the run ended"
    assert labels[stata_names([CLAUSE])[CLAUSE]].startswith("shift of russia.clause")
    assert all(0 < len(label) <= LONGEST_LABEL for label in labels.values())
    assert reader.data_label == "negotiation-sim, rows of seed 3; see the codebook"


def test_value_labels_have_the_codes_of_the_codebook(reader, row_folder):
    reader.read(convert_categoricals=False)
    found = reader.value_labels()
    for variable in variables_of(row_folder).values():
        if variable.kind == "category":
            assert found[variable.name] == {
                code: level.name for code, level in enumerate(variable.levels)
            }
        if variable.kind == "true/false":
            assert found[variable.name] == {0: "no", 1: "yes"}


def test_it_is_of_format_118_for_stata_14_and_later(row_folder, tmp_path):
    path = export_results(row_folder, ["stata"], tmp_path).files[0]
    assert b"<release>118</release>" in path.read_bytes()[:200]


def test_missing_is_missing_and_not_a_code(reader, row_folder):
    codes, frame = reader.read(convert_categoricals=False), row_folder.frame()
    for name in ("walked_out_by", "agreement_months", "pressed_months", "gap_start"):
        assert codes[name].isna().tolist() == frame[name].isna().tolist()
    assert codes.settled.isin([0, 1]).all()
