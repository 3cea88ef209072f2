"""From a step of a slider to the redrawn picture, in the browser that a reader uses.

    python benchmarks/dashboard.py [SCENARIO] [--steps 50] [--clicks 0]

Prints the median and the worst of single steps (key down to the new bars on the screen), and how many
pictures ten quick steps lead to; with --clicks, how the server's memory fares under as many random
clicks on everything that can be clicked. Needs Chromium and the extras `dashboard` and `test`.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import threading
from contextlib import suppress
from pathlib import Path

import numpy as np
from playwright.sync_api import Error, Page, sync_playwright

from negotiation_sim.dashboard.serving import server_of

HOOKS = """
() => {
  const plot = document.querySelector('#outcomes .js-plotly-plot');
  window.timing = { pressed: 0, drawn: 0, pictures: 0 };
  document.addEventListener('keydown', () => { window.timing.pressed = performance.now(); }, true);
  plot.on('plotly_afterplot', () => requestAnimationFrame(() => {
    window.timing.drawn = performance.now();
    window.timing.pictures += 1;
  }));
}
"""


def single_steps(page: Page, steps: int) -> list[float]:
    """Milliseconds of each step, made when everything before it has been drawn."""
    found = []
    for step in range(steps):
        page.keyboard.press("ArrowRight" if step % 10 < 5 else "ArrowLeft")
        page.wait_for_function("() => window.timing.drawn > window.timing.pressed")
        found.append(page.evaluate("() => window.timing.drawn - window.timing.pressed"))
        page.wait_for_timeout(1200)
        page.wait_for_load_state("networkidle")
        page.wait_for_function("() => !document.querySelector('[data-dash-is-loading=true]')")
    return found


def burst(page: Page) -> tuple[int, float]:
    """Pictures drawn for ten quick steps, and milliseconds from the last step to the last one."""
    page.evaluate("() => { window.timing.pictures = 0; }")
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(3000)
    return page.evaluate(
        "() => [window.timing.pictures, window.timing.drawn - window.timing.pressed]"
    )


CLICKABLE = (
    "input[type=range]:visible",
    ".checks label:visible",
    "[role=tab]",
    "#pin",
    "#unpin",
    "#next:visible",
    "#find:visible",
    "#refine-start",
    "#refine-cancel:enabled",
    ".reset.moved:visible",
)


def memory() -> float:
    """MiB this process holds, the server among it."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def random_clicks(page: Page, clicks: int) -> list[float]:
    """Memory after each tenth of as many clicks."""
    luck, found = np.random.default_rng(1), []
    for click in range(clicks):
        those = page.locator(str(luck.choice(CLICKABLE)))
        if count := those.count():
            one = those.nth(int(luck.integers(count)))
            where = {"x": 4, "y": 4} if luck.random() < 0.5 else None
            with suppress(Error):  # what was to be clicked can go away before the click
                one.click(timeout=1_000, position=where)
        page.wait_for_timeout(150)
        if (click + 1) % max(1, clicks // 10) == 0:
            found.append(memory())
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("scenario", nargs="?", default="1956")
    parser.add_argument("--steps", type=int, default=50)
    parser.add_argument("--clicks", type=int, default=0)
    asked = parser.parse_args()
    server = server_of(asked.scenario)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox"],
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"http://127.0.0.1:{server.port}/")
        page.wait_for_function(
            "() => document.querySelector('#caveat')?.textContent", timeout=90_000
        )
        page.locator("input[type=range]").first.focus()
        page.evaluate(HOOKS)
        single_steps(page, 3)
        times = single_steps(page, asked.steps)
        pictures, last = burst(page)
        held = random_clicks(page, asked.clicks)
        browser.close()
    print(f"{asked.scenario}: {asked.steps} steps, 10,000 runs each")
    print(f"  median {statistics.median(times):.0f} ms, worst {max(times):.0f} ms")
    print(f"  ten quick steps: {pictures} pictures, the last {last:.0f} ms after the last step")
    if held:
        told = ", ".join(f"{one:.0f}" for one in held)
        print(f"  {asked.clicks} random clicks: MiB after each tenth {told}")


if __name__ == "__main__":
    main()
