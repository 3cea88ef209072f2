"""Mutation testing of the model: small faults put into the rules, one at a time, and what tests
notice them.

    python scripts/mutants.py --list                        # how many there are, by file
    python scripts/mutants.py --seconds 3600 --seed 1       # a random order, an hour of it
    python scripts/mutants.py --files offer.py hazard.py    # all of some files

A mutant lives in a copy of src/; the tests of the rules run against it without the compiler, the
first failure ends them. What survives is printed with its line and both versions; --save keeps it
as JSON, and a later run goes on from there.
"""

from __future__ import annotations

import argparse
import ast
import copy
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODEL = Path("src/negotiation_sim/model")
TESTS = ("tests/model", "tests/engines/test_golden.py", "src/negotiation_sim/model")
PATIENCE = 600.0
"""Seconds after which the tests of a mutant are stopped, which counts as noticed."""

SWAPS: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
    ast.USub: (ast.UAdd,),
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: the file, the place in it, and how the line reads before and after."""

    file: str
    line: int
    number: int
    before: str
    after: str

    @property
    def name(self) -> str:
        return f"{self.file}:{self.line}:{self.number}"


def mutants_of(file: Path) -> Iterator[tuple[Mutant, str]]:
    """Every mutant of a file, with the whole text of the mutated file."""
    text = file.read_text("utf-8")
    tree = ast.parse(text)
    numbers: Counter[int] = Counter()
    for index, node in enumerate(ast.walk(tree)):
        for changed in changes(node):
            mutated = copy.deepcopy(tree)
            target = list(ast.walk(mutated))[index]
            for field, value in ast.iter_fields(changed):
                setattr(target, field, value)
            line = getattr(node, "lineno", 0)
            numbers[line] += 1
            before, after = _shown(node), _shown(target)
            if before != after:
                yield (
                    Mutant(
                        file.name
                        if file.parent.name == "model"
                        else f"{file.parent.name}/{file.name}",
                        line,
                        numbers[line],
                        before,
                        after,
                    ),
                    ast.unparse(mutated),
                )


def changes(node: ast.AST) -> Iterator[ast.AST]:
    """Versions of a node with one thing changed."""
    if isinstance(node, (ast.BinOp, ast.UnaryOp, ast.BoolOp)):
        for swap in SWAPS.get(type(node.op), ()):
            yield _with(node, op=swap())
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        for swap in SWAPS.get(type(node.ops[0]), ()):
            yield _with(node, ops=[swap()])
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        yield _with(node, value=node.value + 1)
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield _with(node, value=not node.value)
    elif isinstance(node, ast.If):
        yield _with(node, test=ast.UnaryOp(ast.Not(), node.test))


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.copy(node)
    for field, value in fields.items():
        setattr(changed, field, value)
    return changed


def _shown(node: ast.AST) -> str:
    return ast.unparse(node.test if isinstance(node, ast.If) else node)


def is_noticed(mutant: Mutant, text: str, checkout: Path) -> bool:
    """Whether some test fails on a mutant; the checkout is left as it was."""
    file = checkout / MODEL / mutant.file
    kept = file.read_text("utf-8")
    file.write_text(text, encoding="utf-8")
    environment = os.environ | {
        "PYTHONPATH": str(checkout / "src"),
        "NUMBA_DISABLE_JIT": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *TESTS],
            cwd=checkout,
            env=environment,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        return done.returncode != 0
    except subprocess.TimeoutExpired:
        return True
    finally:
        file.write_text(kept, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--files", nargs="+", default=[])
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save", type=Path)
    asked = parser.parse_args()
    sources = [
        file
        for file in sorted((ROOT / MODEL).rglob("*.py"))
        if not asked.files or file.name in asked.files
    ]
    every = [pair for file in sources for pair in mutants_of(file)]
    if asked.list:
        for file, times in Counter(mutant.file for mutant, _ in every).items():
            print(f"{times:5} {file}")
        print(f"{len(every):5} in all")
        return
    random.Random(asked.seed).shuffle(every)
    known: dict[str, dict[str, object]] = (
        json.loads(asked.save.read_text("utf-8")) if asked.save and asked.save.exists() else {}
    )
    until = time.monotonic() + asked.seconds
    with tempfile.TemporaryDirectory() as scratch:
        checkout = Path(scratch) / "checkout"
        shutil.copytree(
            ROOT,
            checkout,
            ignore=shutil.ignore_patterns(".git", ".venv*", "__pycache__", "results"),
        )
        for mutant, text in every:
            if time.monotonic() > until:
                break
            if mutant.name in known:
                continue
            noticed = is_noticed(mutant, text, checkout)
            known[mutant.name] = asdict(mutant) | {"noticed": noticed}
            if not noticed:
                print(f"{mutant.name}: {mutant.before}  ->  {mutant.after}", flush=True)
            if asked.save:
                asked.save.write_text(json.dumps(known, indent=1), encoding="utf-8")
    survivors = sum(not one["noticed"] for one in known.values())
    print(f"{len(known)} of {len(every)} mutants tried, {survivors} survived")


if __name__ == "__main__":
    main()
