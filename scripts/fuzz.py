"""Damaged and made-up files against everything that reads one, until a budget is spent.

    python scripts/fuzz.py                                # a minute of every kind, seed 1
    python scripts/fuzz.py --tries 100000 --kinds scenario record --seed 7
    python scripts/fuzz.py --atheris scenario -- -max_total_time=600   # guided by coverage, needs atheris

Two ways of making a file: by bytes (turned, cut, doubled, spliced with what YAML, CSV and JSON give
a meaning) and by grammar (keys and values of a good file deleted, renamed, replaced, moved). What a
reader may do is read it or refuse it with an error of ours; anything else, or taking longer than
`PATIENCE`, is an escape. Escapes are kept in --keep, one file each, and make the exit code 1; put
them into tests/hostile/corpus once they are mended, where the tests try them for ever.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("scenario", "experiment", "table", "record")
PATIENCE = 5.0
"""Seconds of processor time after which a file counts as one that is never answered."""

TOKENS = """& * !!str <<: ? - { } [ ] , : # | > % --- ... ' " ~ \\ @ ` null true .inf .nan -.5 1e999 0x1f 0o7
1956 no yes = = =1+1 + / // .. ; {{}} $ <script> \t \n \r\n \0 \x1b \u2028 \ud800 ü 日本 extends: abstract: id: params: value:
vary: grid: sobol: where: us.threat us.threat/2 *0.5 1,2,3 "" "," 99999999999999999999 -1 1e308 -1e308 1e-320 0""".split(
    " "
)
SCALARS = [
    None,
    True,
    False,
    0,
    1,
    -1,
    7,
    10**30,
    0.5,
    1e308,
    -1e308,
    1e-320,
    "",
    "x",
    "none",
    "a\nb",
    "=1+1",
]
SCALARS += [
    "\u2028",
    "us",
    "japan",
    "us.threat",
    "*0.5",
    "1,2,3",
    "1956-10",
    "9999-12",
    [],
    {},
    [[]],
    {"a": {}},
]
NUMBERS = ["0", "-1", "1e308", "1e999", "999999999999999999999", "0.0000000000000001", "nan", ""]


def good_files(kind: str) -> list[str]:
    """Files that are read without a fault, or with known ones."""
    tests = ROOT / "tests" / "scenarios"
    if kind == "scenario":
        found = [
            tests / "valid.yaml",
            *(ROOT / "scenarios").glob("*.yaml"),
            *(tests / "wrong").glob("*.yaml"),
        ]
    elif kind == "experiment":
        found = [
            *(ROOT / "experiments").glob("*.yaml"),
            *(tests / "wrong_experiments").glob("*.yaml"),
        ]
    else:
        return ['us.threat,"base.demand",1956/japan.norm\n"10,15,20",0.5,*0.5\n,1,\n12, 0 ,30\n']
    return [file.read_text("utf-8") for file in sorted(found)]


# ---------------------------------------------------------------------- making files


def by_bytes(text: str, luck: random.Random) -> bytes:
    """A text with one to five things done to it."""
    data = bytearray(text.encode("utf-8", "surrogatepass"))
    for _ in range(luck.randint(1, 5)):
        at, n = luck.randrange(len(data) + 1), luck.randint(0, 20)
        token = luck.choice(TOKENS).encode("utf-8", "surrogatepass")
        match luck.randrange(8):
            case 0 if data:
                data[at % len(data)] ^= 1 << luck.randrange(8)
            case 1:
                del data[at : at + n]
            case 2:
                data[at:at] = token * luck.choice([1, 1, 1, 2, 50])
            case 3:
                data[at : at + n] = token
            case 4:
                data[at:at] = data[at : at + 10 * n]
            case 5:
                del data[at:]
            case 6:
                lines = data.split(b"\n")
                luck.shuffle(lines)
                data = bytearray(b"\n".join(lines))
            case _:
                data = _with_number(data, luck)
    return bytes(data)


def _with_number(data: bytearray, luck: random.Random) -> bytearray:
    digits = [at for at, byte in enumerate(data) if 48 <= byte <= 57]
    if digits:
        at = luck.choice(digits)
        data[at : at + 1] = luck.choice(NUMBERS).encode()
    return data


def by_grammar(data: Any, luck: random.Random) -> bytes:
    """A tree with one to four entries deleted, renamed, replaced, doubled or moved, as JSON."""
    data = copy.deepcopy(data)
    for _ in range(luck.randint(1, 4)):
        paths = list(places(data))
        if not paths:
            break
        _change(data, luck.choice(paths), paths, luck)
    return json.dumps(data, ensure_ascii=luck.random() < 0.5).encode("utf-8", "surrogatepass")


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every path of a tree but the root."""
    items = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node)
        if isinstance(node, list)
        else ()
    )
    for key, child in items:
        yield (*path, key)
        yield from places(child, (*path, key))


def _change(
    data: Any, path: tuple[Any, ...], paths: list[tuple[Any, ...]], luck: random.Random
) -> None:
    parent, key = _at(data, path[:-1]), path[-1]
    match luck.randrange(6):
        case 0:
            del parent[key]
        case 1 if isinstance(parent, dict):
            parent[
                luck.choice([str(luck.choice(SCALARS)), str(luck.choice(paths)[-1]), f"{key}x"])
            ] = parent.pop(key)
        case 2:
            parent[key] = copy.deepcopy(_at(data, luck.choice(paths)))
        case 3 if isinstance(parent, list):
            parent.extend([copy.deepcopy(parent[key])] * luck.choice([1, 1, 40]))
        case 4:
            parent[key] = [parent[key]]
        case _:
            parent[key] = copy.deepcopy(luck.choice(SCALARS))


def _at(data: Any, path: tuple[Any, ...]) -> Any:
    for part in path:
        data = data[part]
    return data


# ---------------------------------------------------------------------- readers


class Readers:
    """What reads a file of each kind; everything it needs lies in a scratch folder."""

    def __init__(self, scratch: Path) -> None:
        self.scratch, self.record = scratch, b""

    def reader(self, kind: str) -> Callable[[bytes], None]:
        """A function that reads a file of a kind, or refuses it."""
        return getattr(self, f"_{kind}")

    def _scenario(self, data: bytes) -> None:
        from negotiation_sim.engines.compiled import compile_scenario
        from negotiation_sim.scenarios import check_file, load_scenario

        file = self.scratch / "fuzzed.yaml"
        file.write_bytes(data)
        if not check_file(file):
            compile_scenario(load_scenario(file))

    def _experiment(self, data: bytes) -> None:
        from negotiation_sim.experiments.study import Study
        from negotiation_sim.scenarios import check_experiment, load_experiment

        file = self.scratch / "fuzzed.yaml"
        file.write_bytes(data)
        if not check_experiment(file):
            experiment = load_experiment(file)
            if getattr(experiment.design, "size", getattr(experiment.design, "points", 1)) in range(
                3000
            ):
                Study.of(experiment)

    def _table(self, data: bytes) -> None:
        (self.scratch / "points.csv").write_bytes(data)
        self._experiment(
            b"title: t\nquestion: q\nscenarios: [1956, 2018]\nruns: 5\nseed: 1\nvary: {table: points.csv}\n"
        )

    def _record(self, data: bytes) -> None:
        from negotiation_sim.experiments import Results

        self.good_record()
        (self.scratch / "out" / "record.json").write_bytes(data)
        results = Results.open(self.scratch / "out")
        _ = results.is_complete, results.failures, results.columns
        if results.is_complete and results.kind == "rows":
            results.frame(["run"])

    def good_record(self) -> bytes:
        """The record of a folder that was made here."""
        from negotiation_sim.experiments import NamedScenario, Study, run_study

        if not self.record:
            study = Study((NamedScenario.load("1956"),), ("baseline", "no_threat"), runs=8)
            run_study(study, self.scratch / "out")
            self.record = (self.scratch / "out" / "record.json").read_bytes()
        return self.record


def made(kind: str, readers: Readers, luck: random.Random) -> Callable[[], bytes]:
    """A function that makes files of a kind."""
    texts = [readers.good_record().decode()] if kind == "record" else good_files(kind)
    trees = [_tree(text) for text in texts]

    def one() -> bytes:
        number = luck.randrange(len(texts))
        if kind != "table" and trees[number] is not None and luck.random() < 0.5:
            return by_grammar(trees[number], luck)
        return by_bytes(texts[number], luck)

    return one


def _tree(text: str) -> Any:
    from negotiation_sim.errors import FaultsError
    from negotiation_sim.scenarios.source.located import plain
    from negotiation_sim.scenarios.source.reading import tree_of

    try:
        return plain(tree_of(text, "good.yaml"))
    except FaultsError:
        return None


# ---------------------------------------------------------------------- trying them


def escape_of(read: Callable[[bytes], None], data: bytes) -> str:
    """How a file escaped: what was raised and where, or how long it took; empty if it did not."""
    from negotiation_sim.errors import NegotiationSimError

    signal.signal(signal.SIGPROF, _out_of_patience)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    try:
        read(data)
    except NegotiationSimError as error:
        if any(len(line) > 1_100 for line in str(error).split("\n")):
            return "a line of more than 1,100 characters"
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        frame = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno} {frame.name}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)
    return ""


class TooLongError(Exception):
    """Whoever reads a file has had `PATIENCE` seconds."""


def _out_of_patience(*_: object) -> None:
    raise TooLongError


def fuzz(
    kind: str, readers: Readers, luck: random.Random, tries: int, seconds: float, keep: Path | None
) -> tuple[int, Counter[str]]:
    """How many files were tried, and the escapes among them, by what they were."""
    one, read, until = made(kind, readers, luck), readers.reader(kind), time.monotonic() + seconds
    escapes: Counter[str] = Counter()
    for number in range(tries):
        if time.monotonic() > until:
            return number, +escapes
        data = one()
        escape = escape_of(read, data)
        if escape and not escapes[escape] and keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
            name = sha256(data).hexdigest()[:12]
            (
                keep
                / f"{kind}-{name}.{'csv' if kind == 'table' else 'json' if kind == 'record' else 'yaml'}"
            ).write_bytes(data)
        escapes[escape] += bool(escape)
    return tries, +escapes


def guided(kind: str, arguments: list[str]) -> None:
    """The same readers under atheris, which looks for files that reach new code."""
    import atheris

    with atheris.instrument_imports(include=["negotiation_sim"]):
        import negotiation_sim.scenarios.experiments
        import negotiation_sim.scenarios.loading  # noqa: F401
    with tempfile.TemporaryDirectory() as scratch:
        read = Readers(Path(scratch)).reader(kind)

        def one(data: bytes) -> None:
            escape = escape_of(read, data)
            if escape:
                raise RuntimeError(escape)

        atheris.Setup([sys.argv[0], *arguments], one)
        atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    parser.add_argument("--tries", type=int, default=10**9, help="files of each kind, at most")
    parser.add_argument("--seconds", type=float, default=60.0, help="for each kind, at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the files that escape")
    parser.add_argument("--atheris", choices=KINDS, help="one kind, guided by coverage")
    asked, rest = parser.parse_known_args()
    if asked.atheris:
        guided(asked.atheris, [word for word in rest if word != "--"])
        return 0
    bad = 0
    with tempfile.TemporaryDirectory() as scratch:
        readers = Readers(Path(scratch))
        for kind in asked.kinds:
            tried, escapes = fuzz(
                kind,
                readers,
                random.Random(f"{asked.seed} {kind}"),
                asked.tries,
                asked.seconds,
                asked.keep,
            )
            bad += sum(escapes.values())
            print(f"{kind}: {tried:,} files, {sum(escapes.values())} escapes", flush=True)
            for escape, times in escapes.most_common():
                print(f"  {times} × {escape}", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
