"""Mutation testing of the model: small faults put into the rules, one at a time, and what tests
notice them.

    python scripts/mutants.py --list                        # how many there are, by file
    python scripts/mutants.py --seconds 3600 --seed 1       # a random order, an hour of it
    python scripts/mutants.py --files offer.py hazard.py    # all of some files

A mutant lives in a copy of src/; the tests of the rules run against it without the compiler, in a
fork of this process, and the first failure ends them. What survives is printed with its line and
both versions; --save keeps it as JSON, and a later run goes on from there. The tests must pass on
the rules as they are, else every mutant would seem to be noticed.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import copy
import json
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import mesa  # noqa: F401 - what takes long to import is imported once
import pandas as pd  # noqa: F401
import pyarrow as pa  # noqa: F401
import pytest
import scipy.stats  # noqa: F401

ROOT = Path(__file__).resolve().parents[1]
MODEL = Path("src/negotiation_sim/model")
TESTS = (
    "tests/engines/test_golden_rules.py",
    "src/negotiation_sim/model",
    *(f"tests/model/test_{name}.py" for name in ("events", "hazard", "offer", "streams")),
    "tests/model/strategies/test_time_dependent.py",
)
OF_AGENTS = ("tests/experiments/test_agents_at_the_border.py",)
RULES = "tests/model/test_rules.py"
MORE = {
    "answers.py": OF_AGENTS,
    "decisions.py": OF_AGENTS,
    "copula.py": ("tests/model/test_copula.py",),
    "gates.py": ("tests/model/test_quorum_and_votes.py", "tests/model/test_gates.py"),
    "run/step.py": (
        f"{RULES}::test_a_vigilant_third_party_reacts_before_a_deal",
        f"{RULES}::test_an_accord_needs_the_welcome_of_both",
    ),
}
"""Tests that only faults in some files can fail."""

LEFT_OUT = "not faults and not long"
PATIENCE = 40
"""Seconds of processor time after which the tests of a mutant are stopped, which counts as noticed;
they take about ten."""

DOCUMENT = ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- mutants: written by scripts/mutants.py -->", "<!-- end of mutants -->"
AT_ONE_POINT = "differs only where a draw is exactly that number"
WHY = {
    ("strategies/aqre.py", "passed <= luck * total"): "differs only at a luck of exactly 0",
    ("events.py", "moved > upper"): "the same number either way",
    ("gates.py", "margin < least"): "differs only where two gates leave the same margin",
    ("third_party.py", "points + stance >= 0.0"): AT_ONE_POINT,
    (
        "run/deal.py",
        "uniform(key, brief.stubborn_place) < talks.state.values[brief.obstinacy]",
    ): AT_ONE_POINT,
    (
        "strategies/by_chance.py",
        "uniform(talks.state.key, at_step(talks.briefs[who].answer_place, steps)) < 0.5",
    ): AT_ONE_POINT,
}
"""(file, what it was) -> why no test can notice, or none does."""

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
    kept, stamp = file.read_text("utf-8"), file.stat().st_mtime_ns
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(stamp, stamp + 10**10))  # compiled files go by the time
    try:
        return not all(passes(checkout, some) for some in (TESTS, MORE.get(mutant.file, ())))
    finally:
        file.write_text(kept, encoding="utf-8")
        os.utime(file, ns=(stamp, stamp))


def passes(checkout: Path, tests: tuple[str, ...]) -> bool:
    """Whether the tests pass in a checkout, in time; no tests always do."""
    if not tests:
        return True
    child = os.fork()
    if child == 0:
        os._exit(_tests(checkout, tests))
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


def _tests(checkout: Path, tests: tuple[str, ...]) -> int:
    """The exit code of the tests, in a process that has not imported the package yet."""
    os.environ["NEGOTIATION_SIM_INTERPRETED"] = "1"
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
    os.chdir(checkout)
    sys.dont_write_bytecode = True
    ours = str(ROOT / "src")
    sys.path[:] = [str(checkout), str(checkout / "src"), *(one for one in sys.path if one != ours)]
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    plugins = ["-p", "no:cacheprovider", "-p", "no:randomly", "-p", "no:xdist"]
    return int(pytest.main(["-x", "-q", *plugins, "-m", LEFT_OUT, *tests]))


def told(known: dict[str, dict[str, object]], n_all: int) -> Iterator[str]:
    """What came of it, for the document."""
    left = [one for one in known.values() if not one["noticed"]]
    yield "## Do tests notice a fault in the rules?"
    yield ""
    yield (
        f"Of {n_all:,} small faults in `model/` (a sign, a comparison, a constant, a condition), "
        f"{len(known):,} were tried in a random order and {len(known) - len(left):,} noticed by the "
        f"quick tests of the rules. The {len(left)} others:"
    )
    yield ""
    yield "| place | rule | fault | why it is not noticed |"
    yield "|---|---|---|---|"
    for one in sorted(left, key=lambda one: (str(one["file"]), int(str(one["line"])))):
        place = f"{one['file']}:{one['line']}"
        why = WHY.get((str(one["file"]), str(one["before"])), "not explained yet")
        yield f"| {place} | `{one['before']}` | `{one['after']}` | {why} |"


def write(saved: Path, n_all: int) -> None:
    text = DOCUMENT.read_text("utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    lines = "\n".join(told(json.loads(saved.read_text("utf-8")), n_all))
    DOCUMENT.write_text(f"{head}{BEGIN}\n\n{lines}\n\n{END}{tail}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--files", nargs="+", default=[])
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--write", type=Path, help="a saved file, into docs/reliability.md")
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
    if asked.write:
        write(asked.write, len(every))
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
        compileall.compile_dir(checkout / "src", quiet=2)
        if not all(passes(checkout, some) for some in (TESTS, *MORE.values())):
            sys.exit("the tests fail on the rules as they are; mend that first")
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
