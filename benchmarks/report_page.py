"""Size of a report, how long it takes to make, and how long a browser takes to draw it: python
benchmarks/report_page.py [EXPERIMENT [RUNS]]."""

from __future__ import annotations

import asyncio
import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from choreographer.browser_async import Browser

from negotiation_sim.experiments import Study, run_study
from negotiation_sim.report.page import write_report
from negotiation_sim.scenarios import load_experiment

ROUNDS, PATIENCE = 3, 60.0


async def drawn(page: Path) -> list[int]:
    """Milliseconds from navigation until every figure is drawn, per round."""
    browser, found = Browser(headless=True), []
    await browser.open()
    for _ in range(ROUNDS):
        tab = await browser.create_tab(page.as_uri())
        said = ""
        while not said:
            await asyncio.sleep(0.1)
            answer = await tab.send_command(
                "Runtime.evaluate", {"expression": "document.documentElement?.dataset.drawn ?? ''"}
            )
            said = answer["result"]["result"].get("value", "")
        found.append(int(said))
    await browser.close()
    return found


def main() -> None:
    name = sys.argv[1] if len(sys.argv) > 1 else "history"
    with TemporaryDirectory() as folder:
        study = Study.of(load_experiment(name))
        runs = int(sys.argv[2]) if len(sys.argv) > 2 else study.runs
        results = run_study(replace(study, runs=runs), f"{folder}/results")
        began = time.perf_counter()
        page = write_report(results)
        made = time.perf_counter() - began
        times = asyncio.run(asyncio.wait_for(drawn(page), PATIENCE))
        print(
            f"{name}: {page.stat().st_size / 1e6:.2f} MB, made in {made:.1f} s, drawn in {sorted(times)[ROUNDS // 2]} ms (of {times})"
        )


if __name__ == "__main__":
    main()
