"""Several files that appear together or not at all."""

from __future__ import annotations

import pytest

from negotiation_sim.errors import ResultsError
from negotiation_sim.export.staging import refuse_existing, staged


def test_files_have_no_name_until_all_are_written(tmp_path):
    targets = (tmp_path / "new" / "a", tmp_path / "new" / "b")
    with staged(targets) as waiting:
        for target in targets:
            waiting[target].write_text("whole", encoding="utf-8")
            assert not target.exists()
    assert sorted((tmp_path / "new").iterdir()) == list(targets)


def test_an_interrupted_writer_leaves_nothing(tmp_path):
    def interrupted():
        with staged((tmp_path / "deep" / "new" / "a",)) as waiting:
            next(iter(waiting.values())).write_text("half", encoding="utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with (
        pytest.raises(
            ResultsError,
            match=r"file.new.a: cannot be written \(Not a directory\); nothing was written",
        ),
        staged((tmp_path / "file" / "new" / "a",)),
    ):
        pass
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_what_is_there_is_kept_unless_forced(tmp_path):
    (tmp_path / "a").write_text("mine", encoding="utf-8")
    with pytest.raises(
        ResultsError,
        match="a: is there already; add --force to replace it, or choose another --out",
    ):
        refuse_existing((tmp_path / "a",), force=False)
    refuse_existing((tmp_path / "a",), force=True)


def test_a_folder_is_never_replaced(tmp_path):
    with pytest.raises(
        ResultsError, match="is a folder, expected a file or nothing; choose another --out"
    ):
        refuse_existing((tmp_path,), force=True)
