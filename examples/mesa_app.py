"""A negotiation in Mesa's own app: ``solara run examples/mesa_app.py``.

It needs the extra: ``pip install -e '.[mesa-viz]'``. Sliders count from *Reset* on.
"""

from __future__ import annotations

import solara
from matplotlib.figure import Figure
from mesa.visualization import Slider, SolaraViz, make_plot_component
from mesa.visualization.utils import update_counter

from negotiation_sim.engines.mesa_engine import Negotiation
from negotiation_sim.scenarios import load_scenario

SCENARIO = "1956"
ADDRESSES = ("japan.norm", "russia.norm", "us.threat", "japan.hostility")


def slider(address: str) -> Slider:
    """A parameter from 0 to twice its plausible range."""
    parameter = load_scenario(SCENARIO).parameter(address)
    most = min(2.0 * parameter.value.support[1], parameter.bounds[1])
    return Slider(address, parameter.value.mode, 0.0, most, most / 100)


@solara.component
def Talks(model: Negotiation) -> None:
    """Who is there, and what has been agreed."""
    update_counter.get()
    solara.Markdown("  \n".join(f"`{state!r}`" for state in model.states))
    label = model.labels[model.talks.state.in_force]
    ended = "" if model.running else f" Ended: **{model.outcome_class}**."
    solara.Markdown(f"Month {model.talks.state.steps}, in force: **{label}**.{ended}")


@solara.component
def Aspirations(model: Negotiation) -> None:
    """What each principal insists on, and what the offers are worth to it."""
    update_counter.get()
    figure = Figure(figsize=(6, 4))
    axes = figure.subplots()
    if model.talks.state.steps:
        rows = model.datacollector.get_agent_vars_dataframe().reset_index()
        for principal in model.principals:
            own = rows[rows["name"] == principal.name]
            (line,) = axes.plot(own["Step"], own["aspiration"], label=principal.actor.label)
            axes.plot(own["Step"], own["worth_of_offer"], "o", color=line.get_color())
        axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2, frameon=False)
    axes.set(xlabel="month", ylabel="points: aspiration (line), worth of an offer (dot)")
    solara.FigureMatplotlib(figure)


sliders = {address: slider(address) for address in ADDRESSES}
model_params = {"scenario": SCENARIO, "run": Slider("Run", 0, 0, 99, 1), **sliders}
model = Negotiation(SCENARIO, **{address: one.value for address, one in sliders.items()})
page = SolaraViz(
    model,
    components=[Talks, Aspirations, make_plot_component("gap")],
    model_params=model_params,
    name="Negotiation",
)
