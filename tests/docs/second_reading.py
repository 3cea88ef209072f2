"""A run of the strategy ``time``, written from docs/model/specification.md alone.

It shares nothing with the rules of the package and is as slow and as plain as the page; comments
give its sections. Scenarios are read as `negotiation_sim.domain` values.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from tests.docs.second_luck import drawn, key_of, uniform

from negotiation_sim.domain.actors import Actor
from negotiation_sim.domain.levers import Consent, Threat
from negotiation_sim.domain.scenario import Scenario

PROCESS, INTERIM, FINAL = 1, 2, 3
KINDS = {"sq": 0, "process": PROCESS, "interim": INTERIM, "final": FINAL}
HORIZON, AGREEMENT, WALK_OUT = 0, 1, 2
REFUSED = -1e9
WALKING = ("channel_value", "talk_cost", "hostility", "walk_rate", "walk_noise")

Numbers = dict[str, float]
Margin = tuple[float, int]


def logistic(x: float) -> float:  # 1
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, x))))


class Run:
    """One run; `row` after `play` holds how it ended, in the codes of the engines."""

    def __init__(self, scenario: Scenario, seed: int, run: int) -> None:
        self.scenario, self.key = scenario, key_of(seed, run)
        self.principals, self.thirds = scenario.principals, scenario.third_parties
        self.sides, self.outcomes = range(len(self.principals)), range(len(scenario.outcomes))
        self.kind = [KINDS[outcome.kind.value] for outcome in scenario.outcomes]
        self.process = self.kind.index(PROCESS) if PROCESS in self.kind else None
        self.n = scenario.calendar.n_steps
        self.deal()
        self.in_force = self.base = self.kind.index(0)
        self.dead: set[int] = set()
        self.standing_threats: set[int] = set()
        self.gathered = [0.0] * len(self.principals)
        self.row: dict[str, Any] = {"walker": -1, "failed": False, "termination": HORIZON}
        self.row |= {"agreement_step": -1, "pressed_step": -1}

    def luck(self, kind: str, name: str) -> float:
        return uniform(self.key, kind, name)

    def deal(self) -> None:  # 4.3
        parameters = self.scenario.parameters
        self.private: Numbers = {p.address: drawn(self.key, p) for p in parameters}
        self.public: Numbers = {p.address: p.value.mode for p in parameters}
        self.bounds = {p.address: p.bounds for p in parameters}
        self.mood = [self.luck("mood", a.stream_name) for a in self.principals]
        self.patience = [
            -math.log(1.0 - self.luck("patience", a.stream_name)) for a in self.principals
        ]
        self.stance = {}
        for actor in self.thirds:
            u = self.luck("leaning", actor.stream_name)
            self.stance[actor.name] = self.private[f"{actor.name}.noise"] * math.log(u / (1.0 - u))
        self.first = int(self.luck("first", "proposer") * len(self.principals))

    def shift(self, numbers: Numbers, address: str, amount: float) -> None:  # 2.4
        low, high = self.bounds[address]
        numbers[address] = min(max(numbers[address] + amount, low), high)

    def take_in_events(self, step: int | None, *targets: Numbers) -> None:
        """Apply the events of a step, or of all steps where it is None."""
        found = sorted(
            (self.scenario.calendar.step_of(event.date), number)
            for number, event in enumerate(self.scenario.events)
        )
        for when, number in found:
            if when == step or (step is None and when < self.n):
                for address, amount in self.scenario.events[number].shifts:
                    for numbers in targets:
                        self.shift(numbers, address, amount)

    def points(self, actor: Actor, x: Numbers) -> tuple[list[float], list[float]]:  # 3.1, 3.4
        hazards = {
            h.name: [h.chances[lock](x) for lock in h.by_outcome] for h in self.scenario.hazards
        }
        terms = [term for term in self.scenario.terms if term.actor == actor.name]
        leader = [0.0 for _ in self.outcomes]

        def add(term: Any, share: float, to: list[float]) -> None:
            hostility = x[f"{actor.name}.hostility"] if term.by_hostility else 1.0
            for o in self.outcomes:
                value = x[term.parameter] * hostility * term.scores[o]
                to[o] += share * term.sign * (hazards[term.hazard][o] if term.hazard else 1) * value

        for term in (t for t in terms if t.channel.value == "material"):
            add(term, 1.0, leader)
        home = list(leader)
        for term in (t for t in terms if t.channel.value != "material"):
            if term.channel.value == "norm":
                add(term, x[f"{actor.name}.norm_share"], leader)
            add(term, 1.0, home)
        return leader, home

    def threatened(self, actor: Actor, x: Numbers) -> tuple[list[float], list[float]]:  # 3.5
        leader, home = self.points(actor, x)
        for i in self.standing_threats:
            lever = self.scenario.levers[i]
            if isinstance(lever, Threat) and lever.target == actor.name:
                for felt in (leader, home):
                    for o in self.outcomes:
                        felt[o] -= x[lever.points] * lever.opposed[o]
        return leader, home

    def worth(self, actor: Actor, x: Numbers) -> tuple[list[float], list[float]]:  # 3.6
        leader, home = self.threatened(actor, x)
        odds = [
            logistic(home[o] / x[f"{actor.name}.ratify_noise"])
            if actor.ratifies and self.kind[o] >= INTERIM
            else 1.0
            for o in self.outcomes
        ]
        penalty = x[f"{actor.name}.ratify_penalty"]
        return [pi * u - (1.0 - pi) * penalty for pi, u in zip(odds, leader, strict=True)], odds

    def signs(self, lever: Consent, o: int) -> bool:  # 8.3
        willing = self.third[lever.actor][o] + self.stance[lever.actor] >= 0.0
        return lever.setting == "forced" or (lever.setting == "free" and willing)

    def presses(self, lever: Threat, o: int, third: Mapping[str, list[float]], x: Numbers) -> bool:
        if lever.setting == "off" or not lever.pressable[o]:  # 8.2
            return False
        return (
            lever.setting == "forced"
            or third[lever.actor][o] + self.stance[lever.actor] < -x[lever.cost]
        )

    def work_out(self) -> None:
        """Everybody's tables and positions at the present numbers, on the present base."""
        self.third = {actor.name: self.points(actor, self.private)[0] for actor in self.thirds}
        self.W, self.odds = zip(
            *(self.worth(a, self.private) for a in self.principals), strict=True
        )
        self.seen = [self.worth(a, self.public)[0] for a in self.principals]  # 3.8
        self.open = [  # 3.7
            outcome.text not in self.dead
            and all(
                self.signs(lever, outcome.index)
                for lever in self.scenario.levers
                if isinstance(lever, Consent) and lever.needed[outcome.index]
            )
            for outcome in self.scenario.outcomes
        ]
        self.live = [o for o in self.outcomes if self.open[o] and self.kind[o] >= INTERIM]
        final = [o for o in self.live if self.kind[o] == FINAL]
        names = [actor.name for actor in self.principals]
        seen_least = [
            self.seen[a][self.base] + self.public[f"{names[a]}.reserve"] for a in self.sides
        ]
        self.R = [self.W[a][self.base] + self.private[f"{names[a]}.reserve"] for a in self.sides]
        self.M = [max([self.R[a], *(self.W[a][o] for o in final)]) for a in self.sides]  # 6.1
        self.hazard = []
        for a in self.sides:  # 6.1, 6.5
            gains = [
                self.W[a][o] - self.R[a]
                for o in final
                if all(self.seen[b][o] >= seen_least[b] for b in self.sides if b != a)
            ]
            self.hazard.append(self.walking(names[a], max([0.0, *gains])))

    def walking(self, name: str, prospect: float) -> float:  # 6.5
        value, cost, hostility, rate, noise = (self.private[f"{name}.{noun}"] for noun in WALKING)
        staying = prospect + value - cost * hostility
        return rate * logistic(-staying / noise) * self.scenario.calendar.step_years

    def least(self, a: int, steps: int, o: int) -> float:  # 6.2 to 6.4
        window = self.private[f"{self.principals[a].name}.window"]
        elapsed = 1.0 if steps >= self.n * window else steps / (self.n * window)
        left = 1.0 - elapsed ** (1.0 / self.private[f"{self.principals[a].name}.beta"])
        threshold = self.R[a] if self.kind[o] == FINAL else self.W[a][self.base]
        return max(self.R[a] + (self.M[a] - self.R[a]) * left, threshold)

    def offer(self, a: int, step: int) -> int | None:  # 6.3, for two principals
        fine = [
            o
            for o in self.live
            if (self.kind[o] == FINAL or self.kind[self.in_force] < INTERIM)
            and self.W[a][o] >= self.least(a, step + 1, o)
        ]
        return max(
            fine, key=lambda o: (self.seen[1 - a][o] + 1e-6 * self.W[a][o], -o), default=None
        )

    def gap(self, x: Numbers) -> tuple[float, int]:
        third = {actor.name: self.points(actor, x)[0] for actor in self.thirds}
        felt = [self.points(actor, x) for actor in self.principals]
        best, gate = REFUSED, -1
        for o in self.scenario.settlement:
            margins = [*self.own_margins(o, x, third, felt), *self.consent_margins(o, third)]
            smallest = min(margins, key=lambda margin: margin[0])
            if smallest[0] > best:
                best, gate = smallest
        return best, gate

    def own_margins(self, o: int, x: Numbers, third: Any, felt: Any) -> Iterator[Margin]:
        for a, actor in enumerate(self.principals):
            charge = sum(
                x[lever.points] * lever.opposed[o]
                for lever in self.scenario.levers
                if isinstance(lever, Threat)
                and lever.target == actor.name
                and self.presses(lever, o, third, x)
            )
            yield felt[a][0][o] - charge - x[f"{actor.name}.reserve"], 2 * a
            if actor.ratifies:
                yield felt[a][1][o] - charge, 2 * a + 1

    def consent_margins(self, o: int, third: Any) -> Iterator[Margin]:
        names = [actor.name for actor in self.thirds]
        for lever in self.scenario.levers:
            if isinstance(lever, Consent) and lever.needed[o] and lever.setting != "forced":
                willing = third[lever.actor][o] + self.stance[lever.actor]
                given = lever.setting == "free" and willing >= 0.0
                gate = 2 * len(self.principals) + names.index(lever.actor)
                yield (willing if given else REFUSED), gate

    def play(self) -> dict[str, Any]:
        ahead = dict(self.private)
        self.take_in_events(None, ahead)
        self.row["gap_end"], self.row["gate_end"] = self.gap(ahead)
        self.take_in_events(0, self.private, self.public)
        self.row["gap_start"], self.row["gate_start"] = self.gap(self.private)
        step = 0
        while step < self.n and self.row["termination"] == HORIZON:
            self.step(step)
            step += 1
        self.row |= {"in_force": self.in_force, "steps": step}
        points = [self.threatened(a, self.private)[0][self.in_force] for a in self.principals]
        third = [self.points(a, self.private)[0][self.in_force] for a in self.thirds]
        self.row["points"] = points + third
        return self.row

    def step(self, step: int) -> None:  # 5.2
        if step > 0:
            self.take_in_events(step, self.private, self.public)
        self.base = self.in_force
        self.work_out()
        for a in self.sides:
            self.gathered[a] += self.hazard[a]
            if self.gathered[a] > self.patience[a]:
                self.row |= {"termination": WALK_OUT, "walker": a}
                return
        if self.process is not None and self.kind[self.in_force] == 0 and self.welcome():
            self.in_force, self.row["agreement_step"] = self.process, step + 1
        proposer = (self.first + step) % len(self.principals)
        offer = self.offer(proposer, step)
        if offer is None:
            return
        others = [a for a in self.sides if a != proposer]
        if any(self.W[a][offer] < self.least(a, step + 2, offer) for a in others):
            return
        if self.kind[offer] == FINAL and not self.survives_pressure(offer, step):
            return
        self.put_to_ratification(offer, step)

    def welcome(self) -> bool:
        worth = [self.W[a][self.process] for a in self.sides]
        return self.open[self.process] and min(worth) >= 0.0

    def survives_pressure(self, offer: int, step: int) -> bool:  # 8.2
        for i, lever in enumerate(self.scenario.levers):
            if (
                isinstance(lever, Threat)
                and i not in self.standing_threats
                and self.presses(lever, offer, self.third, self.private)
            ):
                self.standing_threats.add(i)
                if self.row["pressed_step"] < 0:
                    self.row["pressed_step"] = step + 1
                self.work_out()
                if any(self.W[a][offer] < self.R[a] for a in self.sides):
                    return False
        return True

    def put_to_ratification(self, offer: int, step: int) -> None:
        if all(self.odds[a][offer] > self.mood[a] for a in self.sides):
            self.in_force, self.row["agreement_step"] = offer, step + 1
            if self.kind[offer] == FINAL:
                self.row["termination"] = AGREEMENT
            return
        self.row["failed"] = True
        self.dead.add(self.scenario.outcomes[offer].text)
        for actor in self.principals:
            self.shift(self.private, f"{actor.name}.hostility", self.scenario.failure_hostility)
