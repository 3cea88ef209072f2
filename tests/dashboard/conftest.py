"""A server on loopback, the system's Chromium, and a reader who notes what the page asks for."""

from __future__ import annotations

import json
import shlex
import shutil
import threading
from contextlib import contextmanager

import pytest
from playwright.sync_api import sync_playwright

from negotiation_sim.cli.main import main
from negotiation_sim.dashboard.callbacks import explaining, reaching, refining
from negotiation_sim.dashboard.serving import server_of

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 60_000
"""Milliseconds; a busy machine is slow."""

COUNTS = """
() => {
  const bars = document.querySelector('#outcomes .js-plotly-plot')?.data?.[0];
  return bars?.y && Object.fromEntries(bars.y.map((name, i) => [name, bars.customdata[i][1]]));
}
"""


@contextmanager
def served(*wanted, **more):
    server = server_of(*wanted, **more)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def small_jobs():
    """Background work on few runs: what it finds is tested where it is made."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(refining, "MOST_RUNS", 40_000)
        patch.setattr(explaining, "SIZES", explaining.Sizes(200))
        patch.setattr(reaching, "SIZES", reaching.ReachSizes(200, 400, 1_000, 6, 50))
        yield


@pytest.fixture(scope="session")
def address(small_jobs):
    with served("1956") as where:
        yield where


@pytest.fixture(scope="session")
def browser():
    """The system's browser; playwright's own is never fetched, and without one the tests fail."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert path, f"no browser: expected one of {', '.join(BROWSERS)} (apt-get install chromium)"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


class Reader:
    """A window with the page, and what it has asked for and complained of."""

    def __init__(self, browser, width):
        height = 900 if width > 600 else 800
        self.context = browser.new_context(viewport={"width": width, "height": height})
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.complaints, self.foreign = [], []
        self.page.on("console", lambda said: self._heard(said))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._asked)

    def _heard(self, said):
        if said.type in ("error", "warning"):
            self.complaints.append(said.text)

    def _asked(self, request):
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            self.foreign.append(request.url)

    def open(self, address, link=""):
        self.page.goto(f"{address}{link}")
        self.page.wait_for_selector("#command:not(:empty)", state="attached")
        self.calm()
        return self

    def calm(self):
        """Wait until nothing is being drawn or worked out."""
        self.page.wait_for_selector(".picture[aria-busy=false]")
        self.page.wait_for_timeout(700)
        self.page.wait_for_selector(".picture[aria-busy=false]")
        self.page.wait_for_load_state("networkidle")

    def says(self, id, words, so=True):
        """Wait until a part has these words, or has them no more."""
        self.page.wait_for_function(
            "([id, words, so]) => so === document.getElementById(id).textContent.includes(words)",
            arg=[id, words, so],
        )
        self.calm()

    def links(self, words, so=True):
        """Wait until the address of the page has these words, or has them no more."""
        self.page.wait_for_function(
            "([words, so]) => so === decodeURIComponent(location.hash).includes(words)",
            arg=[words, so],
        )

    def text(self, id):
        return self.page.inner_text(f"#{id}")

    def raw(self, id):
        """Text of a part that may be on a tab that is not open."""
        return self.page.text_content(f"#{id}")

    def counts(self):
        """Runs of each class that are drawn, and of settlement."""
        return self.page.wait_for_function(COUNTS).json_value()

    def tab(self, words):
        self.page.get_by_role("tab", name=words, exact=True).click()


@pytest.fixture
def reader(browser):
    """Windows of any width; none may have complained, or asked anybody else for anything."""
    opened = []

    def open_one(width=1280):
        opened.append(Reader(browser, width))
        return opened[-1]

    yield open_one
    for one in opened:
        one.context.close()
        assert one.complaints == []
        assert one.foreign == []


@pytest.fixture
def played(capsys):
    """Counts of the last table of a command, by class and for settlement."""

    def play(command):
        capsys.readouterr()
        assert main([*shlex.split(command)[1:], "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        arm = found["settled"][-1]["intervention"]
        counts = {
            row["outcome_class"]: row["count"]
            for row in found["outcomes"]
            if row["intervention"] == arm
        }
        return counts | {"settled": found["settled"][-1]["count"]}

    return play
