"""Small made-up tables in the form the analysis gives them."""

from __future__ import annotations

import pandas as pd

from negotiation_sim.analysis.effects import effects
from negotiation_sim.analysis.summary import with_error
from negotiation_sim.analysis.timing import cumulative_incidence


def effect_rows(scenario="1956", evil=""):
    pairs = pd.DataFrame(
        {
            "scenario": scenario + evil,
            "intervention": ["no_threat" + evil, "binding_guarantee", "no_threat"],
            "point": 0,
            "n": 1000,
            "both": [70, 75, 0],
            "gained": [330, 360, 0],
            "lost": [10, 5, 80],
        }
    )
    return (
        effects(pairs)
        .assign(edge=["", float("nan"), "floor"])
        .iloc[[0, 1] if not evil else [0, 1, 2]]
    )


def grid_rows(panels=("1956", "2018"), x="us.threat", y="base.consent"):
    rows = [(panel, a, b) for panel in panels for b in ("0", "0.5", "1") for a in ("*0.5", "*1")]
    table = pd.DataFrame(rows, columns=["panel", x, y]).assign(
        count=range(10, 10 + 5 * len(rows), 5), n=1000
    )
    return with_error(
        table.assign(
            **{
                x: pd.Categorical(table[x], ["*0.5", "*1"]),
                y: pd.Categorical(table[y], ["0", "0.5", "1"]),
            }
        )
    )


def timing_rows(scenario="1956", treaty="a peace treaty"):
    ends = [treaty] * 3 + ["talks broken off"] * 2 + [""] * 5
    table = cumulative_incidence(
        [1, 2, 2, 1, 3, 4, 4, 4, 4, 4], ends, [treaty, "talks broken off"], [0, 1, 2, 3, 4]
    )
    dates = pd.date_range("1956-01-01", periods=5, freq="MS").date
    return table.assign(scenario=scenario, intervention="baseline", date=[*dates, *dates])


def event_rows(scenario="1956", label="The parties merge"):
    lines = [
        (scenario, "merger", "1956-02-15", label, 1.0),
        (scenario, "vote", "1956-03-01", "A vote", 0.5),
    ]
    return pd.DataFrame(lines, columns=["scenario", "event", "date", "label", "probability"])


def gap_rows(scenario="1956"):
    return pd.DataFrame(
        {
            "scenario": scenario,
            "date": ["1956-01-01", "1956-02-01", "1956-04-01"],
            "n": 1000,
            "median": [-10.0, -20.0, -5.0],
            "low": [-15.0, -25.0, -12.0],
            "high": [-2.0, -9.0, 3.0],
            "clear": [0.05, 0.0, 0.2],
            "japan.leader": [0.2, 0.1, 0.3],
            "japan.domestic": [0.7, 0.9, 0.6],
            "us.consent": [0.1, 0.0, 0.1],
            "russia.domestic": 0.0,
        }
    )


def share_rows(what="cause", label="US threat"):
    rows = [
        ("1956", reference, name)
        for reference in ("absent", "halved")
        for name in ("threat", "norm", "hostility")
    ]
    table = pd.DataFrame(rows, columns=["scenario", "reference", what])
    table = table.assign(block=["us", "domestic", "hostility"] * 2, n=1000, gap=0.9)
    if what == "cause":
        table["label"] = [label, "four-island norm", "hostility"] * 2
    for name, values in {
        "shapley": [0.3, 0.5, 0.2, 0.6, 0.3, 0.1],
        "owen": [0.25, 0.6, 0.15, 0.6, 0.32, 0.08],
    }.items():
        table[name] = [value * 0.9 for value in values]
        table[f"{name}_share"], table[f"{name}_share_low"] = (
            values,
            [value - 0.01 for value in values],
        )
        table[f"{name}_share_high"] = [value + 0.01 for value in values]
    return table


def conclusion_rows(say="1956: the threat matters"):
    rows = [
        ("one", say, "box", 40, 0.5, 0.35, 0.65, "effect", -0.04, 0.06, 0.6),
        ("one", say, "history", 13, 0.6, 0.3, 0.8, "effect", 0, 0.1, 0.6),
    ]
    rows += [
        ("two", "2022: nothing helps", "box", 40, 0.95, 0.8, 1, "moves", 0, 0, 0.1),
        ("two", "2022: nothing helps", "history", 0, *[None] * 3, "moves", *[None] * 3),
    ]
    names = [
        "name",
        "say",
        "part",
        "points",
        "share",
        "low",
        "high",
        "measure",
        "least",
        "median",
        "most",
    ]
    return pd.DataFrame(rows, columns=names).astype(dict.fromkeys(names[4:7] + names[8:], float))


def box_rows(name="threat_1956"):
    rows = [
        (name, 1, 0.9, 0.8, 12, "us.threat", 20.0, 60.0, 0.0, 60.0),
        (name, 1, 0.9, 0.8, 12, "base.consent", 0.2, 0.6, 0.0, 1.0),
    ]
    rows.append(("other", 1, 0.95, 1.0, 20, "", *[float("nan")] * 4))
    return pd.DataFrame(
        rows,
        columns=[
            "name",
            "number",
            "density",
            "coverage",
            "points",
            "input",
            "low",
            "high",
            "least",
            "most",
        ],
    )


def sobol_rows(name="us.threat"):
    table = pd.DataFrame(
        {
            "input": [name, "japan.norm", "us.noise"],
            "first": [0.2, 0.5, 0.0],
            "total": [0.3, 0.6, 0.01],
        }
    )
    return table.assign(
        **{
            f"{kind}_{side}": table[kind] + off
            for kind in ("first", "total")
            for side, off in (("low", -0.02), ("high", 0.02))
        }
    )


def package_rows(label="a peace treaty"):
    return pd.DataFrame(
        {
            "package": [label, "two islands", "four islands", "nothing"],
            "worth_japan": [10.0, 30.0, 50.0, -5.0],
            "worth_russia": [40.0, 20.0, -30.0, -5.0],
            "zone": [True, True, False, False],
            "frontier": [True, True, True, False],
            "marks": ["", "nash egalitarian", "", ""],
            "letter": ["A", "B", "C", ""],
        }
    )


def move_rows(label="Japan", package="a treaty"):
    rows = [
        ("1956-01-01", "offer", "japan", label, package, (50.0, -5.0), (45.0, 20.0)),
        ("1956-01-01", "reject", "russia", "Russia", package, (50.0, -5.0), (45.0, 20.0)),
        ("1956-02-01", "event", "", "The parties merge", "", None, (45.0, 18.0)),
        ("1956-02-01", "offer", "russia", "Russia", "two islands", (30.0, 25.0), (40.0, 18.0)),
        ("1956-02-01", "press", "us", "United States", "two islands", (28.0, 25.0), (28.0, 18.0)),
        ("1956-02-01", "accept", "japan", label, "two islands", (28.0, 25.0), (28.0, 18.0)),
        ("1956-02-01", "end", "", "", "", None, None),
    ]
    lines = [
        (
            step,
            date,
            act,
            actor,
            said,
            what,
            who,
            worth[i] if worth else float("nan"),
            least[i] if least else float("nan"),
        )
        for step, (date, act, actor, said, what, worth, least) in enumerate(rows)
        for i, who in enumerate(("japan", "russia"))
    ]
    return pd.DataFrame(
        lines,
        columns=[
            "step",
            "date",
            "act",
            "actor",
            "label",
            "package",
            "principal",
            "worth",
            "aspiration",
        ],
    )


def region_rows(panels=("1956", "2018")):
    rows = [(panel, region, count, hazard) for panel in panels for region, count, hazard in PLACES]
    return with_error(
        pd.DataFrame(rows, columns=["panel", "region", "count", "hazard"]).assign(n=1000)
    )


PLACES = (
    ("shikotan", 400, 0.25),
    ("habomai", 400, 0.06),
    ("etorofu", 0, 0.0),
    ("kunashiri", 10, 0.005),
)


def state_rows(label="a treaty"):
    """Two principals and two levers of a third party, of which six states are shown."""
    states = ["NNNN", "YNNN", "YYNN", "NNYN", "NNNY", "NNYY"]
    return pd.DataFrame(
        {
            "state": states,
            "label": [label if state[:2] == "YY" else "nothing is signed" for state in states],
            "letter": ["", "", "A", "", "", ""],
            "options": "japan accepts, russia accepts, us.threat, us.consent",
            "x": [0.0, 0.1, 0.0, 1.0, 2.0, 3.0],
            "y": [0.0, 1.0, 3.0, 0.1, 0.0, 0.1],
            "stable": [True, False, True, False, False, False],
        }
    )


def edge_rows():
    return pd.DataFrame(
        {"source": ["YNNN", "YYNN"], "target": ["YYNN", "YNNN"], "actor": ["japan", "russia"]}
    )


def offer_rows(label="a peace treaty"):
    return pd.DataFrame(
        {
            "date": ["1956-01-01", "1956-02-01", "1956-03-01"],
            "actor": ["japan", "russia", "japan"],
            "package": ["four islands", label, "two islands"],
            "worth_japan": [50.0, 10.0, 30.0],
            "worth_russia": [-30.0, 40.0, 20.0],
        }
    )


def design_rows(scenarios=("1956",), arms=("baseline",), address="japan.norm"):
    rows = [(s, arm, point) for s in scenarios for arm in arms for point in range(4)]
    table = pd.DataFrame(rows, columns=["scenario", "intervention", "point"])
    return table.assign(
        value=table["point"] / 4,
        n=100,
        most_often=["DECLARATION" if point < 2 else "TREATY_TWO" for point in table["point"]],
        **{
            address: 40.0 - table["point"],
            "us.threat": [10.0, 5.0, 30.0, 20.0] * (len(rows) // 4),
            "base.consent": 0.5 + table["point"] / 10,
        },
    )


def density_rows(scenarios=("1956", "2018")):
    rows = [(s, "baseline", low, low + 1.0, low / 6) for s in scenarios for low in (1.0, 2.0, 3.0)]
    table = pd.DataFrame(rows, columns=["scenario", "intervention", "low", "high", "share"])
    return table.assign(median=2.5, n=500, points=1)


def share_of_states(scenario="1956", treaty="a peace treaty"):
    months = [0, 1, 2]
    counts = {"no agreement yet": [10, 7, 5], treaty: [0, 2, 3], "talks broken off": [0, 1, 2]}
    rows = [
        (scenario, "baseline", state, month, count, f"1956-0{month + 1}-01")
        for state, numbers in counts.items()
        for month, count in zip(months, numbers, strict=True)
    ]
    names = ["scenario", "intervention", "state", "months", "count", "date"]
    return with_error(pd.DataFrame(rows, columns=names).assign(n=10, points=1))


def record_rows(label="talks end in a declaration"):
    rows = [
        ("declared", label, 0.5, 1.0, 0.7, "1956-10-19", "1956-09-01", 0.5),
        ("declared", label, 0.5, 1.0, 0.7, "1956-10-19", "1956-10-01", 0.7),
        ("walked", "Moscow walks out", 0.0, 0.05, 0.2, None, "1956-09-01", 0.1),
        ("walked", "Moscow walks out", 0.0, 0.05, 0.2, None, "1956-10-01", 0.2),
        ("pressed", "Washington presses", 0.3, 0.9, 0.4, "1956-08-19", None, float("nan")),
    ]
    names = ["pattern", "label", "wanted_low", "wanted_high", "share", "recorded_date", "month"]
    table = pd.DataFrame(rows, columns=[*names, "cumulative_share"])
    return table.assign(low=table["share"] - 0.02, high=table["share"] + 0.02)


def curve_rows(scenarios=("1956", "2018")):
    rows = [(s, x, x * (0.8 if s == "1956" else 0.3)) for s in scenarios for x in (0.0, 0.5, 1.0)]
    table = pd.DataFrame(rows, columns=["scenario", "x", "share"])
    return table.assign(low=table["share"] - 0.01, high=table["share"] + 0.01)
