"""Whatever a browser is made to send, the answer is a line or a refusal, and nothing large is played."""

from __future__ import annotations

import pytest

from negotiation_sim.dashboard import playing
from negotiation_sim.dashboard.app import make_app
from negotiation_sim.dashboard.setting import Setting
from negotiation_sim.engines.mesa_engine import Principal, replay
from negotiation_sim.scenarios import load_scenario

HERE = {"Host": "127.0.0.1:8050", "Origin": "http://127.0.0.1:8050"}

HOSTILE = [
    None,
    0,
    "1956",
    [],
    {},
    {"scenario": "../../etc/passwd"},
    {"scenario": "1956", "moved": {"japan.norm": "1e999"}},
    {"scenario": "1956", "moved": {"japan.norm": [1]}},
    {"scenario": "1956", "moved": {"japan.norm": 1e13}},
    {"scenario": "1956", "moved": {"japan.norm": "40 --out /tmp/x"}},
    {"scenario": "1956", "moved": {"x" * 10_000: 1}},
    {"scenario": "1956", "moved": {f"a{i}": 1 for i in range(10_000)}},
    {"scenario": "1956", "moved": {"calendar.end": "9999-12"}},
    {"scenario": "1956", "runs": 10**9},
    {"scenario": "1956", "runs": 10_000.5},
    {"scenario": "1956", "seed": -1},
    {"scenario": "1956", "interventions": ["no_threat+no_threat"]},
    {"scenario": "1956", "interventions": ["no_threat"] * 10_000},
    {"scenario": "1956", "dropped": [{"a": 1}]},
    {"scenario": "1956", "moved": {"japan.strategy": "__import__('os')"}},
]


@pytest.fixture(scope="module")
def client():
    return make_app("1956", classroom=True).server.test_client()


@pytest.fixture(scope="module")
def callbacks(client):
    return client.get("/_dash-dependencies", headers=HERE).get_json()


def parts(output):
    return [
        {"id": one.rpartition(".")[0], "property": one.rpartition(".")[2].partition("@")[0]}
        for one in output.strip(".").split("...")
    ]


def body_of(callback, value):
    output = callback["output"]
    outputs = parts(output)
    asked = [one | {"value": value} for one in callback["inputs"]]
    return {
        "output": output,
        "outputs": outputs if output.startswith("..") else outputs[0],
        "inputs": asked,
        "state": [one | {"value": value} for one in callback["state"]],
        "changedPropIds": [f"{asked[0]['id']}.{asked[0]['property']}"],
    }


@pytest.mark.parametrize("value", HOSTILE, ids=lambda one: repr(one)[:40])
def test_no_callback_fails_or_plays_more_than_a_page_may(client, callbacks, value, monkeypatch):
    played = []
    ensemble = playing.run_ensemble

    def counted(compiled, seed, first, n):
        played.append(n)
        return ensemble(compiled, seed, first, n)

    monkeypatch.setattr(playing, "run_ensemble", counted)
    for callback in callbacks:
        if callback["clientside_function"] is None and "{" not in str(callback["inputs"]):
            answer = client.post(
                "/_dash-update-component", json=body_of(callback, value), headers=HERE
            )
            assert answer.status_code in (200, 204), (callback["output"], answer.status_code)
            assert b"failed here" not in answer.data, callback["output"]
    assert sum(played) <= 40_000


def test_a_class_of_ones_own_is_watched(callbacks):
    class Impatient(Principal):
        def accepts(self, offer, steps):
            return self.stands_by(offer)

    setting = Setting("1956")
    values = {"month.value": 99, "month.max": 99, "shown.data": setting.key(), "tab.data": "watch"}
    callback = next(one for one in callbacks if one["output"].startswith("..told.children"))
    told = {}
    for name, agents in (("own", {"japan": Impatient}), ("model", {})):
        body = body_of(callback, None)
        for one in (*body["inputs"], *body["state"]):
            one["value"] = values.get(f"{one['id']}.{one['property']}", 0)
        app = make_app("1956", agents=agents).server.test_client()
        answer = app.post("/_dash-update-component", json=body, headers=HERE)
        told[name] = str(answer.get_json()["response"]["told"])
        trace = replay(load_scenario("1956"), setting.seed, 0, agents)
        assert trace.outcome_class in told[name]
    assert told["own"] != told["model"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"output": "x.y"},
        {"output": "..outcomes.figure..", "inputs": 3},
        {"output": "outcomes.figure", "inputs": [{}], "outputs": [], "changedPropIds": 1},
        {"output": "../../x", "inputs": [], "outputs": {}, "changedPropIds": []},
    ],
)
def test_requests_of_no_callback_are_refused(client, body):
    assert client.post("/_dash-update-component", json=body, headers=HERE).status_code == 400
