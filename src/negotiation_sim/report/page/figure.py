"""A figure in the page: drawn by the page's script, named for a screen reader, its numbers in a
table below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from negotiation_sim.plots.files import figure_data
from negotiation_sim.report.page.markup import Html, data_script, details, tag

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["figure_block"]

USUAL_HEIGHT = 480


def figure_block(name: str, fig: go.Figure, says: str, *numbers: Html) -> Html:
    """A figure with what it shows in words, and its numbers to unfold.

    Parameters
    ----------
    name : of the figure in the page, one word
    says : what a reader who cannot see it should know
    numbers : tables with the numbers drawn
    """
    height = fig.layout.height or USUAL_HEIGHT
    plot = tag(
        "div",
        class_="plot",
        id=f"plot-{name}",
        role="img",
        aria_label=says,
        style=f"height:{int(height)}px",
    )
    holder = tag(
        "div", plot, class_="scroll", tabindex=0, role="region", aria_label=f"figure: {says}"
    )
    data = data_script(f"data-{name}", figure_data(fig))
    shown = tag("figure", holder, data, tag("figcaption", says))
    return Html(shown + (details("The numbers of this figure", *numbers) if numbers else ""))
