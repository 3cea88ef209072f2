"""Chromium over its own protocol: what a reader does with a page, and what the page asks for
meanwhile."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager

from negotiation_sim.plots.background import in_daemon_thread

PATIENCE = 30.0
"""Seconds after which a browser that does not answer fails a test."""


class Reader:
    """A tab with a page."""

    def __init__(self, tab):
        self.tab, self.requests = tab, []

    async def _noted(self, message):
        self.requests.append(message["params"]["request"]["url"])

    async def send(self, command, **params):
        answer = await self.tab.send_command(command, params)
        assert "error" not in answer, answer
        return answer["result"]

    async def open(self, url, width=1200):
        """Load a page; every request from here on is written down."""
        self.tab.subscribe("Network.requestWillBeSent", self._noted)
        await self.send("Network.enable")
        await self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        await self.send("Page.navigate", url=str(url))
        while await self.read("document.documentElement?.dataset.drawn ?? ''") == "":
            await asyncio.sleep(0.05)

    async def read(self, expression):
        """The value of an expression in the page."""
        answer = await self.send(
            "Runtime.evaluate", expression=f"JSON.stringify({expression})", returnByValue=True
        )
        assert "exceptionDetails" not in answer, answer
        return json.loads(answer["result"]["value"])

    async def press(self, key, code):
        """A key, as the keyboard sends it to what has the focus."""
        for kind in ("rawKeyDown", "keyUp"):
            await self.send(
                "Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code
            )
        await asyncio.sleep(0.1)


@asynccontextmanager
async def reader():
    """A fresh tab of a fresh browser."""
    from choreographer.browser_async import Browser

    browser = Browser(headless=True)
    await browser.open()
    try:
        yield Reader(await browser.create_tab("about:blank"))
    finally:
        await browser.close()


def visit(what):
    """Run what a reader does, ``what(reader)``, and give what it saw."""

    async def visiting():
        async with reader() as one:
            return await what(one)

    return in_daemon_thread(lambda: asyncio.run(asyncio.wait_for(visiting(), PATIENCE)))
