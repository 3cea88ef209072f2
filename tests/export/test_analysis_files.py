"""Folders of tables: refused before anything is played where they cannot be written."""

from __future__ import annotations

import pytest

from negotiation_sim.cli.main import main
from negotiation_sim.errors import ResultsError
from negotiation_sim.export.analysis_files import refuse_unwritable


@pytest.mark.parametrize(
    "command",
    [["explain", "1956"], ["sensitivity", "sobol_1956"], ["solve", "1956"]],
    ids=lambda words: words[0],
)
def test_nothing_is_played_for_a_folder_that_cannot_be(command, tmp_path, capsys, monkeypatch):
    (tmp_path / "mine").write_text("notes", encoding="utf-8")
    monkeypatch.setattr("negotiation_sim.experiments.study.NamedScenario.load", pytest.fail)
    monkeypatch.setattr("negotiation_sim.scenarios.load_experiment", pytest.fail)
    assert main([*command, "--out", str(tmp_path / "mine" / "tables")]) == 2
    assert (
        capsys.readouterr().err
        == f"negotiation-sim: {tmp_path / 'mine'}: is a file, expected a folder or nothing; choose another --out\n"
    )


def test_a_folder_without_permission_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("os.access", lambda _path, _mode: False)
    with pytest.raises(ResultsError, match=r"cannot be written \(Permission denied\)"):
        refuse_unwritable(tmp_path / "new" / "deeper")


def test_a_new_folder_and_none_are_fine(tmp_path):
    refuse_unwritable(tmp_path / "new" / "deeper")
    refuse_unwritable(None)
    assert not list(tmp_path.iterdir())
