"""Every column has an entry with meaning, unit, levels and source."""

from __future__ import annotations

import pytest

from negotiation_sim.export.codebook import codebook_of, variables_of

both_kinds = pytest.mark.parametrize("kind", ["row_folder", "tally_folder"])


@both_kinds
def test_every_column_has_an_entry(kind, request):
    results = request.getfixturevalue(kind)
    columns = (
        results.columns if kind == "row_folder" else (*results.tallies().columns, *results.varied)
    )
    variables = variables_of(results)
    assert list(variables) == list(columns)
    for variable in variables.values():
        assert variable.label
        assert variable.source
        assert bool(variable.levels) == (variable.kind == "category")
        assert all(level.meaning for level in variable.levels)


@both_kinds
def test_columns_with_missing_values_say_what_missing_means(kind, request):
    results = request.getfixturevalue(kind)
    frame = (
        results.frame()
        if kind == "row_folder"
        else results.tallies().merge(results.points, on="point")
    )
    for name, variable in variables_of(results).items():
        if frame[name].isna().any():
            assert variable.missing, name


def test_actors_have_country_codes(book):
    found = {(one.scenario, one.name): (one.label, one.iso3) for one in book.players}
    assert found["1956", "russia"] == ("USSR", "RUS")
    assert found["2018", "us"] == ("United States", "USA")


def test_only_what_was_exported_is_described(row_folder):
    book = codebook_of(row_folder, [variables_of(row_folder)["run"]], "2018", 240, ["runs.csv"])
    assert [part.name for part in book.scenarios] == ["2018"]
    assert {player.scenario for player in book.players} == {"2018"}
    assert [variable.name for variable in book.variables] == ["run"]
