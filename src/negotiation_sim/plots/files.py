"""Writing figures: one offline HTML page, or PNG, SVG and PDF through the system's Chromium."""

from __future__ import annotations

import json
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plotly.io.json import to_json_plotly

from negotiation_sim.errors import InputError, ResultsError, UnknownNameError
from negotiation_sim.plots.background import in_daemon_thread
from negotiation_sim.plots.reflowing import BREAKPOINT, reflowed

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["CONFIG", "FORMATS", "figure_data", "figure_page", "why_no_images", "write_figure"]

FORMATS = ("html", "png", "svg", "pdf")

CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "responsive": True,
    "showSendToCloud": False,
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
    "toImageButtonOptions": {"format": "svg"},
}
"""What plotly.js may do in a page of ours: nothing that needs a network."""

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>:root {{ color-scheme: only light }} body {{ margin: 0; background: #FFFFFF }}</style>
</head>
<body>
<div id="figure"></div>
<script>{plotly}</script>
<script type="application/json" id="shown">{data}</script>
<script>
const shown = JSON.parse(document.getElementById("shown").textContent);
const place = document.getElementById("figure");
let drawn = null;
function draw() {{
  const narrow = innerWidth < shown.breakpoint;
  const layout = narrow ? shown.narrow : shown.wide;
  if (layout === drawn) return;
  drawn = layout;
  Plotly.react(place, shown.data, structuredClone(layout), {{
    ...shown.config, displayModeBar: narrow ? false : "hover",
  }});
}}
addEventListener("resize", draw);
draw();
</script>
</body>
</html>
"""

WIDTH, HEIGHT = 1200, 700
"""Size of an image in points, unless the figure has its own."""

SCALE = 2
"""Pixels per point of a PNG."""


def write_figure(
    fig: go.Figure, path: Path | str, format: str | None = None, width: int = WIDTH
) -> Path:
    """Write a figure to a file, and its folder if need be.

    Parameters
    ----------
    path : where to; replaced as a whole, so a reader never sees half a file
    format : one of ``html``, ``png``, ``svg``, ``pdf``; by default the ending of `path`
    width : of an image in points, reflowed for a telephone where it is narrow; a page fits its
        window

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    UnknownNameError
        If there is no such format.
    InputError
        If an image is asked for and kaleido or Chromium is missing or fails.
    ResultsError
        If the disk refuses.
    """
    path = Path(path)
    format = format or path.suffix.removeprefix(".").lower()
    if format not in FORMATS:
        raise UnknownNameError("figure format", format, FORMATS)
    content = figure_page(fig).encode() if format == "html" else _image(fig, format, width)
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        return part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise ResultsError(
            f"{path}: cannot be written ({error.strerror or error}); choose another --out"
        ) from None


def figure_data(fig: go.Figure) -> str:
    """A figure and its layout for a telephone as JSON, the same text for the same figure."""
    narrow = reflowed(fig) if fig.layout.meta else fig
    shown = {
        "config": CONFIG,
        "breakpoint": BREAKPOINT,
        "data": [trace.to_plotly_json() for trace in fig.data],
        "wide": fig.layout.to_plotly_json(),
        "narrow": narrow.layout.to_plotly_json(),
    }
    return json.dumps(json.loads(to_json_plotly(shown)), sort_keys=True, separators=(",", ":"))


def figure_page(fig: go.Figure) -> str:
    """A page with the figure, its layout for a telephone and plotly.js inside; it asks no network
    for anything.

    The same figure gives the same page, byte for byte.
    """
    from plotly.offline import get_plotlyjs

    title = (fig.layout.title.text or "Figure").replace("<br>", " ")
    return PAGE.format(
        title=title, plotly=get_plotlyjs(), data=figure_data(fig).replace("</", "<\\/")
    )


def why_no_images() -> str:
    """What is missing for PNG, SVG and PDF, in one line with a remedy; empty if nothing is."""
    if find_spec("kaleido") is None:
        return "kaleido is not installed; pip install 'negotiation-sim[figures]', or choose html"
    from choreographer.browsers.chromium import Chromium

    if not Chromium.find_browser(skip_local=False):
        return "no Chromium or Chrome was found; install one (Debian: apt-get install chromium), set BROWSER_PATH, or choose html"
    return ""


def _image(fig: go.Figure, format: str, width: int) -> bytes:
    if missing := why_no_images():
        raise InputError(f"cannot write {format}: {missing}")
    import kaleido
    from kaleido.errors import (
        BrowserClosedError,
        BrowserFailedError,
        ChromeNotFoundError,
        KaleidoError,
    )

    if width < BREAKPOINT and fig.layout.meta:
        fig = reflowed(fig)
    options = {
        "format": format,
        "width": fig.layout.width or width,
        "height": fig.layout.height or HEIGHT,
        "scale": SCALE if format == "png" else 1,
    }
    page = kaleido.PageGenerator(mathjax=False)  # by default it would fetch MathJax from a server
    try:
        return bytes(
            in_daemon_thread(
                lambda: kaleido.calc_fig_sync(fig, opts=options, kopts={"page_generator": page})
            )
        )
    except (BrowserClosedError, BrowserFailedError, ChromeNotFoundError, KaleidoError) as error:
        raise InputError(
            f"cannot write {format}: Chromium failed ({_first_line(error)}); choose html"
        ) from error


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
