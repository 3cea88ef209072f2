"""The table of docs/reliability.md: the same attacks against two versions, counted.

    python scripts/attacks.py --save after.json                        # this checkout, every attack
    PYTHONPATH=OLD/src python scripts/attacks.py --save before.json    # another one, same attacks
    python scripts/attacks.py --write before.json after.json           # the table of the document

`--only flips kills …` runs some, `--part 0.1` a tenth of each count, `--seconds 200` ends the files of
each kind after so long and counts those tried. Everything lies in temporary folders. An input is *bad* where it was not answered as it should be: a traceback, a hang, different
rows, a line of more than a thousand characters.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

import fuzz  # noqa: E402
from tests.hostile.answers import answer  # noqa: E402
from tests.hostile.folders import DAMAGES  # noqa: E402
from tests.hostile.measured import measured  # noqa: E402
from tests.hostile.options import command_lines  # noqa: E402
from tests.hostile.worst import WORST  # noqa: E402

DOCUMENT = ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- attacks: written by scripts/attacks.py -->", "<!-- end of attacks -->"
FLIPS, KILLS, FILES = 250, 200, 100_000
SECONDS, MEGABYTES = 2.0, 300.0
STRATEGIC = ("run", "1956", "--runs", "3", "--set", "japan.strategy=spe")

Found = dict[str, Any]


def rows_of(folder: Path) -> Any:
    from negotiation_sim.experiments import Results

    return Results.open(folder).frame()


def flips(part: float) -> Found:
    """Single bits of a finished part turned: rows that came out otherwise, parts not mended."""
    from negotiation_sim.errors import ResultsError
    from negotiation_sim.experiments import NamedScenario, Study, run_study

    study, luck = Study((NamedScenario.load("1956"),), runs=2_000), random.Random(250)
    tried, what = round(FLIPS * part), Counter[str]()
    with scratch() as folder:
        run_study(study, folder / "out")
        whole = rows_of(folder / "out")
        (file,) = (folder / "out" / "runs").iterdir()
        data = file.read_bytes()
        for bit in luck.sample(range(8 * len(data)), tried):
            turned = bytearray(data)
            turned[bit // 8] ^= 1 << (bit % 8)
            file.write_bytes(turned)
            try:
                what["read as other rows"] += not rows_of(folder / "out").equals(whole)
            except ResultsError:
                pass
            except Exception:  # noqa: BLE001 - that is what is looked for
                what["a traceback"] += 1
            run_study(study, folder / "out")
            what["not mended by run"] += file.read_bytes() != data
            file.write_bytes(data)
    return found(tried, what)


def kills(part: float) -> Found:
    """A batch killed again and again in the middle: whether it ends the same to the byte."""
    tried, landed, what = round(KILLS * part), 0, Counter[str]()
    luck = random.Random(200)
    words = ["run", "1956", "2018", "--runs", "400000", "--seed", "3", "--out", "out"]
    with scratch() as folder:
        while landed < tried:
            shutil.rmtree(folder / "out", ignore_errors=True)
            for _ in range(min(25, tried - landed)):
                process = start(words, folder)
                until = time.monotonic() + 60
                while (
                    process.poll() is None
                    and not (folder / "out" / "record.json").exists()
                    and time.monotonic() < until
                ):
                    time.sleep(0.01)
                time.sleep(luck.uniform(1.0, 4.0))
                if process.poll() is not None:
                    process.communicate()
                    break
                process.kill()
                process.communicate()
                landed += 1
            said = start(words, folder).communicate()[1]
            what["a traceback"] += "Traceback" in said
            if not (folder / "whole").exists():
                shutil.copytree(folder / "out", folder / "whole")
                shutil.rmtree(folder / "whole")
                start([*words[:-1], "whole"], folder).communicate()
            what["other bytes"] += parts(folder / "out") != parts(folder / "whole")
    return found(landed, what)


def parts(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted((folder / "runs").iterdir())}


def start(words: list[str], folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "negotiation_sim", *words],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def files(part: float, seconds: float = math.inf) -> Found:
    """Mutated scenario, experiment, table and record files: escapes; so many seconds of each."""
    what, tried = Counter[str](), 0
    with scratch() as folder:
        readers = fuzz.Readers(folder)
        for kind in fuzz.KINDS:
            n, escapes = fuzz.fuzz(
                kind,
                readers,
                random.Random(f"16 {kind}"),
                round(FILES * part / len(fuzz.KINDS)),
                seconds,
                None,
            )
            tried += n
            what.update(escapes)
    return found(tried, what)


def good_folder(folder: Path) -> Path:
    words = [
        "run",
        "1956",
        "--runs",
        "12",
        "--intervention",
        "no_threat",
        "--out",
        str(folder / "good"),
    ]
    if answer(words, patience=300.0).code != 0:  # it may compile
        raise RuntimeError("the folder that is to be damaged could not be made")
    return folder / "good"


def options(part: float) -> Found:
    """Values of options: tracebacks, hangs, lines that are none."""
    what = Counter[str]()
    with scratch() as folder:
        good = str(good_folder(folder))
        subprocess.run(  # compiles the strategies, which would count as a hang
            [sys.executable, "-m", "negotiation_sim", *STRATEGIC],
            capture_output=True,
            check=False,
        )
        lines = list(command_lines(good))
        lines = lines[:: max(1, round(1 / part))]
        for words in lines:
            ended = answer(words)
            what[why(ended.said, ended.is_answer)] += 1
    return found(len(lines), what)


def why(said: str, answered: bool) -> str:
    if not answered:
        return "a hang" if "TooLongError" in said else "a traceback"
    long = any(len(line) > 1_200 for line in said.split("\n"))
    return "a line of more than 1,000 characters" if long else ""


def folders(part: float) -> Found:
    """Damaged result folders, each read by six commands: tracebacks and hangs."""
    what, tried = Counter[str](), 0
    commands = (
        ["check"],
        ["compare"],
        ["export", "--force"],
        ["replay", "--row", "3"],
        ["plot"],
        ["report"],
    )
    with scratch() as folder:
        good = good_folder(folder)
        for name in list(DAMAGES)[:: max(1, round(1 / part))]:
            for command, *words in commands:
                shutil.rmtree(folder / "out", ignore_errors=True)
                shutil.copytree(good, folder / "out")
                DAMAGES[name](folder / "out")
                ended = answer([command, str(folder / "out"), *words], patience=10.0)
                what[why(ended.said, ended.is_answer or "No such command" in ended.said)] += 1
                tried += 1
    return found(tried, what)


def worst(part: float) -> Found:
    """Inputs made to take for ever: beyond two seconds, 300 MB, or not answered."""
    what, slow, large = Counter[str](), (0.0, ""), (0.0, "")
    names = list(WORST)[:: max(1, round(1 / part))]
    for name in names:
        for size in ("large", "megabyte"):
            with scratch() as folder:
                (folder / size).mkdir()
                ended = measured(WORST[name](folder / size), cwd=folder, patience=60.0)
            what["a traceback or a hang"] += not ended.is_answer
            what["more than 2 s"] += ended.seconds > SECONDS
            what["more than 300 MB"] += ended.megabytes > MEGABYTES
            slow, large = max(slow, (ended.seconds, name)), max(large, (ended.megabytes, name))
    return found(2 * len(names), what) | {"most": {"seconds": slow, "megabytes": large}}


def found(tried: int, what: Counter[str]) -> Found:
    kept = {word: times for word, times in what.most_common() if word and times}
    return {"tried": tried, "bad": kept}


def scratch() -> Any:
    return _Scratch()


class _Scratch(tempfile.TemporaryDirectory[str]):
    def __enter__(self) -> Path:  # type: ignore[override]
        return Path(super().__enter__())


ATTACKS: dict[str, Callable[..., Found]] = {
    attack.__name__: attack for attack in (flips, kills, files, options, folders, worst)
}
WORDS = {
    "flips": "bits turned in a finished part",
    "kills": "kills in the middle of a batch",
    "files": "mutated scenario, experiment, table and record files",
    "options": "values of options",
    "folders": "commands on damaged result folders",
    "worst": "inputs made to take for ever",
}

# ---------------------------------------------------------------------- the document


def table(before: dict[str, Found], after: dict[str, Found]) -> Iterator[str]:
    yield "| attack | tried | bad before | tried | bad after |"
    yield "|---|---|---|---|---|"
    for name, words in WORDS.items():
        if name in after:
            cells = (cell for one in (before.get(name), after[name]) for cell in _cells(one))
            yield f"| {words} | {' | '.join(cells)} |"
    yield ""
    for when, one in (("before", before), ("after", after)):
        if "worst" in one:
            yield f"The worst {when}: {_worst(one['worst']['most'])}."


def _cells(one: Found | None) -> tuple[str, str]:
    if one is None:
        return "–", "–"
    bad = "; ".join(f"{times:,} {word}" for word, times in list(one["bad"].items())[:4])
    left = sum(list(one["bad"].values())[4:])
    return f"{one['tried']:,}", (bad or "none") + (f"; {left:,} others" if left else "")


def _worst(most: dict[str, list[Any]]) -> str:
    (seconds, slow), (megabytes, large) = most["seconds"], most["megabytes"]
    return f"{seconds:.1f} s of processor time ({slow}), {megabytes:,.0f} MB ({large})"


def write(before: Path, after: Path) -> None:
    text = DOCUMENT.read_text("utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    lines = "\n".join(table(*(json.loads(file.read_text("utf-8")) for file in (before, after))))
    DOCUMENT.write_text(f"{head}{BEGIN}\n\n{lines}\n\n{END}{tail}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="+", choices=ATTACKS, default=list(ATTACKS))
    parser.add_argument("--part", type=float, default=1.0, help="of every count")
    parser.add_argument("--seconds", type=float, default=math.inf, help="for files of each kind")
    parser.add_argument(
        "--save", type=Path, help="what was found, as JSON; attacks that are there already are kept"
    )
    parser.add_argument("--write", nargs=2, type=Path, metavar=("BEFORE", "AFTER"))
    asked = parser.parse_args()
    if asked.write:
        write(*asked.write)
        return
    known = json.loads(asked.save.read_text("utf-8")) if asked.save and asked.save.exists() else {}
    for name in asked.only:
        bound = (asked.seconds,) if name == "files" else ()
        known[name] = ATTACKS[name](asked.part, *bound)
        print(name, json.dumps(known[name], ensure_ascii=False), flush=True)
        if asked.save:
            asked.save.write_text(json.dumps(known, indent=1, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
