"""Shipped files, found in a checkout and in a wheel."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from negotiation_sim.errors import InputError, UnknownNameError
from negotiation_sim.scenarios import (
    as_yaml,
    build_scenario,
    check_file,
    load_scenario,
    resolve_scenario,
    shelf,
    shipped_folder,
    shipped_scenarios,
)

SHIPPED = sorted(shipped_folder("scenarios").rglob("*.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_shipped_file_has_no_fault(path):
    assert [str(fault) for fault in check_file(path)] == []


@pytest.mark.parametrize("name", [listing.name for listing in shipped_scenarios()])
def test_shipped_scenario_loads_by_name_and_survives_being_resolved_and_shown(name, tmp_path):
    scenario = load_scenario(name)
    resolved = resolve_scenario(name)
    assert build_scenario(resolved, name) == scenario
    (tmp_path / "shown.yaml").write_text(as_yaml(resolved), "utf-8")
    assert load_scenario(tmp_path / "shown.yaml") == scenario


def test_ids_are_unique():
    ids = [resolve_scenario(path)["id"] for path in SHIPPED]
    assert len(set(ids)) == len(ids)


def test_list_has_titles_and_questions_and_leaves_abstract_files_out():
    listings = {listing.name: listing for listing in shipped_scenarios()}
    assert "northern_territories" not in listings
    for name, listing in listings.items():
        scenario = load_scenario(name)
        assert (listing.title, listing.question, listing.path.stem) == (
            scenario.title,
            scenario.question,
            name,
        )


def test_disputes_are_listed_after_the_episodes_and_found_by_name():
    listings = shipped_scenarios()
    assert [one.is_dispute for one in listings] == sorted(one.is_dispute for one in listings)
    disputes = {one.name for one in listings if one.is_dispute}
    assert disputes >= {
        "abrene_2007",
        "aland_1921",
        "germany_1990",
        "kawana_1998",
        "panama_1977",
        "saar_1955",
        "takeshima_1965",
    }
    assert "two_states" not in disputes
    for name in disputes:
        assert shelf.find_scenario(name).parent.name == "disputes"
        assert load_scenario(name).observed is not None or name == "coded"  # a template


def test_a_shipped_dispute_can_be_extended_by_name(tmp_path):
    (tmp_path / "mine.yaml").write_text("id: mine\nextends: saar_1955\ntitle: Mine\n")
    assert load_scenario(tmp_path / "mine.yaml").observed == load_scenario("saar_1955").observed


@pytest.fixture
def wheel(tmp_path, monkeypatch):
    """An installed package whose shipped files lie beside the code."""
    package = tmp_path / "site-packages" / "negotiation_sim"
    folder = package / "shipped" / "scenarios"
    folder.mkdir(parents=True)
    monkeypatch.setattr(shelf, "_PACKAGE", package)
    return folder


def test_wheel_comes_first(wheel):
    valid = (Path(__file__).parent / "valid.yaml").read_text()
    (wheel / "base.yaml").write_text(
        valid.replace("id: small", "id: base\nabstract: true").replace(
            "title: A small", "title: A shipped"
        )
    )
    (wheel / "top.yaml").write_text(
        "id: top\nextends: base\nquestion: >-\n  What\n  now?\ncalendar:\n  end: 2001-07\n"
    )
    assert shipped_folder("scenarios") == wheel
    (listing,) = shipped_scenarios()
    assert (listing.name, listing.title, listing.question, listing.path) == (
        "top",
        "A shipped dispute",
        "What now?",
        wheel / "top.yaml",
    )
    assert load_scenario("top").calendar.n_steps == 7


def test_flow_style_file_is_listed(wheel):
    (wheel / "flow.yaml").write_text("{id: flow,\ntitle: Flowing,\nquestion: Does it?}\n")
    assert [(one.title, one.question) for one in shipped_scenarios()] == [("Flowing", "Does it?")]


def test_installation_without_files_says_so(wheel):
    with pytest.raises(InputError, match="this installation ships no experiments: neither"):
        shipped_folder("experiments")


def test_path_and_name_are_told_apart(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").write_text("id: mine\n")
    assert shelf.find_scenario("mine") == Path("mine")
    assert shelf.find_scenario("sub/mine") == Path("sub/mine")
    assert shelf.find_scenario("mine.yml") == Path("mine.yml")
    for name in ("", "mein", "a\0b", "x" * 5000):
        with pytest.raises(UnknownNameError, match="is not a shipped scenario"):
            shelf.find_scenario(name)


def in_fresh_process(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout


def test_importing_loads_no_yaml_and_no_pydantic():
    code = "import sys, negotiation_sim.scenarios; print([m for m in ('ruamel.yaml', 'pydantic', 'scipy', 'pandas', 'numba') if m in sys.modules])"
    assert in_fresh_process(code).strip() == "[]"


def test_listing_is_quick_and_loads_no_pydantic():
    code = (
        "import sys, time; start = time.perf_counter()\n"
        "from negotiation_sim.scenarios import shipped_scenarios; shipped_scenarios()\n"
        "print(time.perf_counter() - start, 'pydantic' in sys.modules, 'scipy' in sys.modules)"
    )
    start = time.perf_counter()
    seconds, pydantic, scipy = in_fresh_process(code).split()
    assert (pydantic, scipy) == ("False", "False")
    assert float(seconds) < 2.0, f"{time.perf_counter() - start:.1f} s in all"
