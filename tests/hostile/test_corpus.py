"""What broke something once does not break it again."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from scripts.fuzz import KINDS, Readers, escape_of, fuzz

CORPUS = sorted(
    file for file in Path(__file__).with_name("corpus").iterdir() if file.suffix != ".md"
)


@pytest.fixture(scope="module")
def readers(tmp_path_factory):
    return Readers(tmp_path_factory.mktemp("scratch"))


@pytest.mark.parametrize("file", CORPUS, ids=[file.stem for file in CORPUS])
def test_a_file_of_the_corpus_is_read_or_refused(readers, file):
    kind = file.name.partition("-")[0]
    data = file.read_bytes()
    if b"extends: ../../scenarios/valid.yaml" in data:
        valid = Path(__file__).parents[1] / "scenarios" / "valid.yaml"
        data = data.replace(b"../../scenarios/valid.yaml", str(valid).encode())
    assert escape_of(readers.reader(kind), data) == ""


@pytest.mark.parametrize("kind", KINDS)
def test_a_few_made_up_files_are_read_or_refused(readers, kind):
    tried, escapes = fuzz(kind, readers, random.Random(1), tries=40, seconds=60, keep=None)
    assert tried > 0
    assert not escapes
