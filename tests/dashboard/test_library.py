"""Scenarios a page may play, and files a reader opens."""

from __future__ import annotations

import pytest

from negotiation_sim.dashboard.library import LARGEST_FILE, MOST_OPENED, Library
from negotiation_sim.errors import FaultsError, InputError, UnknownNameError

MINE = "extends: '1956'\nid: mine\ntitle: Mine\n"


def test_the_shipped_and_the_first_are_known_and_nothing_else(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(MINE)
    library = Library(str(path))
    assert library.names[0] == "own"
    assert library.get("own").scenario.title == "Mine"
    assert library.get("2018").name == "2018"
    for name in (str(path), "../1956", "/etc/passwd", "northern_territories"):
        with pytest.raises(UnknownNameError):
            library.get(name)


def test_an_opened_file_is_read_by_the_same_loader_and_named_by_its_stem():
    library = Library("1956")
    name = library.open(MINE, "C:\\Users\\me\\mine.yaml")
    assert name.startswith("mine (")
    assert library.get(name).scenario.title == "Mine"
    assert library.typed_as(name) == "mine.yaml"


@pytest.mark.parametrize("extends", ["/etc/passwd", "../secret.yaml", "./1956", "nothing"])
def test_an_opened_file_reaches_no_path(extends):
    with pytest.raises(FaultsError, match="no path may be named"):
        Library("1956").open(f"extends: {extends}\nid: mine\n", "mine.yaml")


def test_faults_name_line_and_column():
    with pytest.raises(FaultsError, match=r"mine\.yaml:\d+:\d+"):
        Library("1956").open(MINE + "params: {japan.norm: {value: x}}\n", "mine.yaml")


def test_a_file_too_large_is_refused_and_old_ones_are_forgotten():
    library = Library("1956")
    with pytest.raises(InputError, match="larger than"):
        library.open("#" * (LARGEST_FILE + 1), "big.yaml")
    names = [library.open(MINE + f"# {i}\n", "mine.yaml") for i in range(MOST_OPENED + 1)]
    with pytest.raises(UnknownNameError):
        library.get(names[0])
    assert library.get(names[-1]).scenario.title == "Mine"
