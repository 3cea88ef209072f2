"""Every file in wrong/ ends with the faults it must be refused for, all of them and nothing
else."""

from pathlib import Path

import pytest

from negotiation_sim.errors import FaultsError, InputError
from negotiation_sim.scenarios import check_file, load_scenario

HERE = Path(__file__).parent
WRONG = sorted((HERE / "wrong").glob("*.yaml"))
MARK = "# expect: "


def expected(path: Path) -> list[str]:
    marked = [
        line.removeprefix(MARK)
        for line in path.read_text("utf-8").splitlines()
        if line.startswith(MARK)
    ]
    folder = path.parent
    return [f"{folder}/{line}" if line.startswith("../") else f"{path}:{line}" for line in marked]


def test_there_are_enough_of_them():
    assert len(WRONG) > 60


@pytest.mark.parametrize("path", WRONG, ids=[path.stem for path in WRONG])
def test_wrong_file_is_refused_with_every_fault_at_its_place(path):
    assert [str(fault) for fault in check_file(path)] == expected(path)


@pytest.mark.parametrize("path", WRONG, ids=[path.stem for path in WRONG])
def test_wrong_file_cannot_be_loaded(path):
    with pytest.raises(FaultsError) as caught:
        load_scenario(path)
    assert str(caught.value) == "\n".join(expected(path))


def test_the_file_they_extend_is_right():
    assert check_file(HERE / "valid.yaml") == ()


def refused(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    (fault,) = check_file(path)
    assert str(fault).startswith(f"{path}:")
    return str(fault).removeprefix(f"{path}:")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "1:1: is empty, expected a mapping"),
        (b"# nothing\n", "1:1: is empty, expected a mapping"),
        (b"id: wr\xffong\n", "1:7: byte 0xff is not UTF-8, expected a text file in UTF-8"),
        ("id: x\n".encode("utf-16"), "1:1: byte 0xff is not UTF-8, expected a text file in UTF-8"),
        (b"id: a\x01b\n", "1:6: not YAML: special characters are not allowed"),
        (b"#" * 300_001, "1:1: is larger than 300,000 bytes, expected a YAML file"),
        (b"id: " + b"[" * 41 + b"]" * 41, "1:44: nested more than 40 deep"),
        (b"id: " + b"[" * 200_000, "1:44: nested more than 40 deep"),
        (
            b'title: "\\ud800"',
            "1:8: title: half a character (a lone surrogate) found, expected text",
        ),
    ],
    ids=[
        "empty",
        "comment",
        "latin",
        "utf16",
        "control",
        "large",
        "deep",
        "bottomless",
        "surrogate",
    ],
)
def test_what_is_hardly_yaml_is_refused_at_its_place(tmp_path, content, message):
    assert refused(tmp_path / "wrong.yaml", content) == message


def test_aliases_that_multiply_are_refused(tmp_path):
    laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    laughs += "".join(f"a{k}: &a{k} [{', '.join([f'*a{k - 1}'] * 10)}]\n" for k in range(1, 30))
    message = refused(tmp_path / "laughs.yaml", laughs.encode())
    assert message == "5:10: a4.0: the file holds or expands to more than 20,000 values"


def test_aliases_that_deepen_are_refused(tmp_path):
    deeper = "a0: &a0 [x]\n" + "".join(f"a{k}: &a{k} [*a{k - 1}]\n" for k in range(1, 60))
    assert refused(tmp_path / "deep.yaml", deeper.encode()) == "39:12: nested more than 40 deep"


def test_folder_and_missing_file_are_refused(tmp_path):
    assert [str(fault) for fault in check_file(tmp_path)] == [
        f"{tmp_path}:1:1: is a folder, expected a YAML file"
    ]
    missing = tmp_path / "missing.yaml"
    assert [str(fault) for fault in check_file(missing)] == [f"{missing}:1:1: no such file"]
    for strange in ("a\0b.yaml", "x" * 5000 + ".yaml"):
        assert len(check_file(strange)) == 1


def test_faults_of_an_extended_file_are_told_at_their_place_in_it(tmp_path):
    (tmp_path / "base.yaml").write_text(
        "id: base\nabstract: true\nissues: {land: {levels: {none: nothing}}}\nscores:\n  s: {lnad: {none: 1}}\n"
    )
    (tmp_path / "top.yaml").write_text("id: top\nextends: base.yaml\nabstract: true\n")
    assert [str(fault) for fault in check_file(tmp_path / "top.yaml")] == [
        f"{tmp_path / 'base.yaml'}:5:7: scores.s.lnad: 'lnad' is not an issue; did you mean 'land'?"
    ]


def test_syntax_of_an_extended_file_is_told_at_its_place_in_it(tmp_path):
    (tmp_path / "base.yaml").write_text("id: [base\n")
    (tmp_path / "top.yaml").write_text("id: top\nextends: base\n")
    (fault,) = check_file(tmp_path / "top.yaml")
    assert str(fault).startswith(f"{tmp_path / 'base.yaml'}:2:1: not YAML: ")


def test_longer_cycle_of_extends_is_refused(tmp_path):
    (tmp_path / "a.yaml").write_text("id: a\nextends: b\n")
    (tmp_path / "b.yaml").write_text("id: b\nextends: a\n")
    assert [str(fault) for fault in check_file(tmp_path / "a.yaml")] == [
        f"{tmp_path / 'b.yaml'}:2:10: extends: a.yaml extends this file in turn, expected a chain that ends"
    ]


def test_abstract_file_is_checked_but_not_run(tmp_path):
    path = tmp_path / "base.yaml"
    path.write_text(
        "id: base\nabstract: true\nactors: {a: {role: principal}}\nterms: {a.x: {actor: a, param: a.later}}\n"
    )
    assert check_file(path) == ()
    with pytest.raises(
        InputError, match=r"base\.yaml is abstract: it exists to be extended and cannot be run"
    ):
        load_scenario(path)
