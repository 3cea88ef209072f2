"""Run every benchmark, and write what they print into benchmarks/README.md.

    python benchmarks/all.py [NAME ...]

Takes most of an hour; NAMES, such as `engines.py`, run some. Leave the machine alone meanwhile.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE / "README.md"
BLOCK = re.compile(r"(<!-- (\S+\.py)(.*?) -->\n```text\n).*?(```)", re.DOTALL)


def printed(script: str, options: str) -> str:
    """What a benchmark prints."""
    command = [sys.executable, str(HERE / script), *options.split()]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def main() -> None:
    wanted = sys.argv[1:]
    for found in list(BLOCK.finditer(PAGE.read_text(encoding="utf-8"))):
        head, script, options, tail = found.groups()
        if wanted and script not in wanted:
            continue
        made = head + printed(script, options) + tail
        text = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(text.replace(found[0], made), encoding="utf-8")
        print(script, flush=True)


if __name__ == "__main__":
    main()
