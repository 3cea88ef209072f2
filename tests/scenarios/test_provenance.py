"""Sources that speak of another number."""

from pathlib import Path

import pytest

from negotiation_sim.scenarios import borrowed_sources, load_scenario, shipped_scenarios

VALID = Path(__file__).parent / "valid.yaml"
WORDS = (
    "is changed, and the source that is inherited speaks of another value; give it its own source"
)


@pytest.fixture
def over(tmp_path):
    """Writes a file over the valid one, or over another."""

    def write(text, name="top.yaml", below="valid.yaml"):
        (tmp_path / "valid.yaml").write_bytes(VALID.read_bytes())
        (tmp_path / name).write_text(f"id: top\nextends: {below}\n{text}\n")
        return tmp_path / name

    return write


def told(path):
    return [str(fault).removeprefix(str(path.parent) + "/") for fault in borrowed_sources(path)]


def test_a_changed_number_needs_a_source_of_its_own(over):
    path = over(
        "params:\n"
        "  east.land: {value: 5}\n"
        "  west.land: {value: 5, source: mine}\n"
        "  mid.cost: {value: 2, label: the same number}\n"
        "events:\n"
        "  storm: {date: 2001-04, shift: {east.land: 2}}\n"
        "  calm: {label: quiet}\n"
    )
    load_scenario(path)
    assert told(path) == [
        f"top.yaml:4:22: params.east.land.value: {WORDS}",
        f"top.yaml:8:17: events.storm.date: {WORDS}",
        f"top.yaml:8:33: events.storm.shift: {WORDS}",
    ]


def test_every_file_of_a_chain_is_looked_at(over):
    over("params: {east.land: {value: 5}}", "middle.yaml")
    path = over("params: {west.land: {value: 5}}", below="middle.yaml")
    assert told(path) == [
        f"middle.yaml:3:29: params.east.land.value: {WORDS}",
        f"top.yaml:3:29: params.west.land.value: {WORDS}",
    ]


@pytest.mark.parametrize("name", [one.name for one in shipped_scenarios()])
def test_shipped_files_tell_their_own_sources(name):
    assert borrowed_sources(name) == ()
