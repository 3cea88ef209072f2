"""Coded disputes: what a file says, and what is wrong with it."""

import pytest

from negotiation_sim.errors import FaultsError, InputError
from negotiation_sim.scenarios.coded import CLASSES, COLUMNS, read_coded, shipped_coded

HEAD = "id,case,share,sec,clause,cred,patron opp,dep,hardH,hardC,pay,time,trust,years,out"
LINE = 'X1,two rivers,.5,.35,"demil, equal access",.6,-.5,.4,.3,.2,.3,.4,.65,about 10,S (of a kind)'


@pytest.fixture
def coded(tmp_path):
    def written(*lines, head=HEAD):
        path = tmp_path / "coded.csv"
        path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
        return path

    return written


def test_the_dozen_are_there_with_every_kind_of_ending():
    disputes = read_coded(shipped_coded())
    assert len(disputes) == 12
    assert {one.ending for one in disputes} == set(CLASSES)
    assert all(set(one.values) == set(COLUMNS) for one in disputes)


def test_a_line_as_the_coding_scheme_writes_it_is_read(coded):
    (one,) = read_coded(coded(LINE))
    assert (one.id, one.case, one.clause, one.share, one.ending) == (
        "X1",
        "two rivers",
        "demil",
        0.5,
        "SETTLED",
    )
    assert one.values["opp"] == -0.5
    assert one.unknown == frozenset()


def test_columns_may_stand_in_any_order_and_names_are_optional(coded):
    head = "trust,out,id,clause,sec,cred,opp,dep,hardH,hardC,pay,time,notes"
    (one,) = read_coded(coded(".7,,X,none,.1,-,0,0,.2,.2,.3,.4,anything", head=head))
    assert (one.case, one.share, one.ending, one.values["trust"]) == ("X", None, "", 0.7)


def test_what_nobody_knows_has_the_whole_scale_as_its_band(coded):
    (one,) = read_coded(coded(LINE.replace(",.6,-.5,", ",-,?,")))
    assert one.unknown == {"cred", "opp"}
    assert one.band("cred", 0.15) == (0.0, 1.0)
    assert one.band("opp", 0.15) == (-1.0, 1.0)
    assert one.values["opp"] == 0.0


def test_a_band_ends_where_the_scale_does(coded):
    (one,) = read_coded(coded(LINE))
    assert one.band("sec", 0.15) == pytest.approx((0.2, 0.5))
    assert one.band("sec", 0.4) == pytest.approx((0.0, 0.75))
    assert one.band("opp", 0.6) == pytest.approx((-1.0, 0.1))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (LINE.replace(".35", "1.2"), "coded.csv:2:4: sec: found '1.2', expected 0 to 1, or -"),
        (LINE.replace("-.5", "-1.5"), "opp: found '-1.5', expected -1 to 1"),
        (LINE.replace(".65", "high"), "trust: found 'high', expected 0 to 1"),
        (LINE.replace("S (of a kind)", "won"), "out: found 'won', expected S, N, R or F"),
        (LINE.replace("S (of a kind)", "Some"), "out: found 'Some'"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_with_its_place(coded, line, message):
    with pytest.raises(FaultsError, match=r"coded\.csv:2:") as caught:
        read_coded(coded(line))
    assert message in str(caught.value)


def test_every_fault_is_told_at_once(coded):
    with pytest.raises(FaultsError, match="sec") as caught:
        read_coded(coded(LINE.replace(".35", "2"), LINE.replace("X1", "X2").replace(".65", "2")))
    assert len(caught.value.faults) == 2


def test_a_mark_may_occur_once(coded):
    with pytest.raises(FaultsError, match="'X1' is there twice"):
        read_coded(coded(LINE, LINE))


def test_a_missing_column_is_named(coded):
    with pytest.raises(FaultsError, match="no column dep, trust"):
        read_coded(coded(head=HEAD.replace("dep,", "").replace("trust,", "")))


def test_a_file_without_disputes_or_without_a_file_is_one_line(coded, tmp_path):
    with pytest.raises(InputError, match="holds no dispute"):
        read_coded(coded(""))
    with pytest.raises(InputError, match="no such file"):
        read_coded(tmp_path / "nowhere.csv")
    (tmp_path / "binary.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="is not UTF-8"):
        read_coded(tmp_path / "binary.csv")
