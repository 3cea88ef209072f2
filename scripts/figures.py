"""Make every picture of docs/figures anew, with Chromium and the extra `test`.

    python scripts/figures.py                 # some ten minutes
    python scripts/figures.py --runs 500      # a trial, into a folder of its own: add --out FOLDER

The README's picture comes from 100,000 runs of each episode; the report's, from the experiment that
its page names.
"""

import argparse
import subprocess
import tempfile
import threading
from pathlib import Path

from choreographer.browsers.chromium import Chromium
from playwright.sync_api import sync_playwright

from negotiation_sim.cli.main import main
from negotiation_sim.dashboard.serving import server_of
from negotiation_sim.plots.catalogue import figure_of
from negotiation_sim.plots.choosing import Choice
from negotiation_sim.plots.files import write_figure
from negotiation_sim.plots.folders import FigureFolder

FIGURES = Path(__file__).parents[1] / "docs" / "figures"
EPISODES = ["1956", "2018", "2022"]
WHAT_IFS = ["no_threat", "binding_guarantee", "norms_halved"]
RUNS, COALITIONS, EXPLORED = 100_000, 40_000, 2_000
"""Runs of every intervention, of every coalition of causes, and of every point of the explorer."""

PICTURES = {
    "outcomes": ("runs", "outcomes", Choice(intervention=("baseline",))),
    "effects": ("runs", "effects", Choice()),
    "islands": ("runs", "map", Choice(intervention=("baseline",))),
    "causes": ("why", "causes", Choice()),
    "closing_window": ("why", "closing_window", Choice()),
}
"""Picture: folder, figure and what it is chosen to show."""

ALONE = "header, nav, main > :not(#explorer) { display: none }"
"""Style that leaves the explorer alone on a page."""

WIDTH = 1_000
"""Points of a picture, drawn twice as fine."""

WINDOW, SCREEN = (1000, 900), (1280, 900)
"""Points of the windows in which the explorer and the dashboard are seen."""

CALM, PATIENCE = 2_000, 120_000
"""Milliseconds until everything is drawn, and that a busy machine may take to work it out."""


def played(*command: str) -> None:
    """Run a command of the program; a command that fails ends the script."""
    if code := main(list(command)):
        raise SystemExit(code)


def explorer(folder: Path, runs: int, out: Path) -> Path:
    """The explorer of a report as a browser shows it."""
    played("run", "pressure_by_guarantee", "--runs", str(runs), "--out", str(folder))
    played("report", str(folder))
    page = (folder / "report.html").read_text("utf-8")
    alone = folder / "explorer.html"
    alone.write_text(page.replace("</style>", f"{ALONE}</style>", 1), "utf-8")
    shown = [
        f"--window-size={WINDOW[0]},{WINDOW[1]}",
        "--force-device-scale-factor=1.5",
        "--hide-scrollbars",
        "--virtual-time-budget=30000",
        f"--screenshot={out / 'explorer.png'}",
        alone.absolute().as_uri(),
    ]
    browser = Chromium.find_browser(skip_local=False)
    subprocess.run([browser, "--headless", "--no-sandbox", *shown], check=True, capture_output=True)
    return out / "explorer.png"


def dashboard(out: Path) -> Path:
    """The dashboard with one lever moved, as a browser shows it."""
    server = server_of("1956")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=Chromium.find_browser(skip_local=False), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport=dict(zip(("width", "height"), SCREEN, strict=True)))
        page.goto(f"http://127.0.0.1:{server.port}/#scenario=1956&japan.norm=40")
        page.wait_for_function(
            "() => document.querySelector('#caveat')?.textContent", timeout=PATIENCE
        )
        page.wait_for_timeout(CALM)
        page.screenshot(path=out / "dashboard.png")
        browser.close()
    server.shutdown()
    return out / "dashboard.png"


def pictures(work: Path, runs: int, out: Path) -> None:
    """Play what the pictures show, and draw them."""
    arms = [word for name in WHAT_IFS for word in ("--intervention", name)]
    few = min(runs, COALITIONS)
    played("run", *EPISODES, "--runs", str(runs), *arms, "--out", str(work / "runs"))
    played(
        "explain", *EPISODES, "--runs", str(few), "--box-points", "0", "--out", str(work / "why")
    )
    for picture, (folder, figure, choice) in PICTURES.items():
        fig = figure_of(FigureFolder(work / folder), figure, choice)
        print(write_figure(fig, out / f"{picture}.png", width=WIDTH))
    print(explorer(work / "explored", min(runs, EXPLORED), out))
    print(dashboard(out))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=RUNS, help="of every intervention")
    parser.add_argument("--out", type=Path, default=FIGURES, help="where the pictures go")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        pictures(Path(work), asked.runs, asked.out.absolute())
