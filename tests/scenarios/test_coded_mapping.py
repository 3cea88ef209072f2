"""The mapping is monotone, reads what was known before, and leaves no column unread."""

from itertools import pairwise, product

import pytest

from negotiation_sim.errors import FaultsError, InputError
from negotiation_sim.scenarios import NamedScenario
from negotiation_sim.scenarios.coded import COLUMNS, LOW, read_coded, shipped_coded
from negotiation_sim.scenarios.coded_mapping import read_mapping, shipped_mapping
from negotiation_sim.scenarios.overrides import Overrides

TEMPLATE = NamedScenario.load("coded").scenario
MAPPING = read_mapping(shipped_mapping(), TEMPLATE)
FIVE = [0.0, 0.25, 0.5, 0.75, 1.0]


@pytest.mark.parametrize("line", MAPPING.lines, ids=lambda line: line.parameter)
def test_every_factor_is_monotone_in_every_column_it_reads(line):
    for column in line.factor.addresses:
        others = [name for name in line.factor.addresses if name != column]
        slopes = set()
        for fixed in product(FIVE, repeat=len(others)):
            known = dict(zip(others, fixed, strict=True))
            low = LOW.get(column, 0.0)
            values = [line.factor(known | {column: low + x * (1 - low)}) for x in FIVE]
            slopes |= {(b > a) - (b < a) for a, b in pairwise(values)} - {0}
        assert len(slopes) == 1, column


def test_every_column_moves_something_and_every_line_has_a_reason():
    read = {name for line in MAPPING.lines for name in line.factor.addresses}
    assert read == {*COLUMNS, "clause"}
    assert all(len(line.reason) > 5 for line in MAPPING.lines)


def test_neither_share_nor_years_nor_the_ending_is_read():
    assert not {"share", "years", "out"} & {n for li in MAPPING.lines for n in li.factor.addresses}


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_the_ends_of_every_scale_are_values_that_the_template_takes(value):
    overrides = Overrides(TEMPLATE)
    for clause in [*MAPPING.clauses, "never heard of"]:
        for address, text in MAPPING.point(dict.fromkeys(COLUMNS, value), clause).items():
            overrides.change(address, text)


def test_every_clause_of_the_dozen_is_known():
    assert {one.clause for one in read_coded(shipped_coded())} <= set(MAPPING.clauses)


def test_a_row_at_the_top_of_every_scale_plays_the_template_as_it_is_written():
    point = MAPPING.point(dict.fromkeys(COLUMNS, 1.0) | {"trust": 0.0}, "keep")
    assert {a: t for a, t in point.items() if t != "*1"} == {
        "danger.clause": "*0.9",
        "patron.support": "*0",
    }


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("holder.norm,hardX,because", "reads hardX, expected sec,"),
        ("holder.norm,share,because", "reads share, expected sec,"),
        ("holder.norm,hardH/2,because", "is not allowed"),
        ("holder.nrom,hardH,because", "the template has no parameter 'holder.nrom'"),
        ("holder.norm,hardH,", "expected parameter, factor, reason, none of them empty"),
        ("clause=neutral,sec,because", "reads sec"),
    ],
)
def test_a_faulty_line_is_told_with_its_place(tmp_path, line, message):
    path = tmp_path / "mapping.csv"
    path.write_text(f"parameter,factor,reason\n{line}\n", encoding="utf-8")
    with pytest.raises(FaultsError, match=r"mapping\.csv:2:1") as caught:
        read_mapping(path, TEMPLATE)
    assert message in str(caught.value)


def test_another_heading_is_refused(tmp_path):
    path = tmp_path / "mapping.csv"
    path.write_text("a,b\n", encoding="utf-8")
    with pytest.raises(InputError, match="expected parameter,factor,reason"):
        read_mapping(path)
    with pytest.raises(InputError, match="no such file"):
        read_mapping(tmp_path / "nowhere.csv")
