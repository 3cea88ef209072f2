"""``conclusions`` and ``models`` of an experiment file: claims to be tested, and models to be
weighed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from negotiation_sim.domain.conclusions import MEASURES, Conclusion
from negotiation_sim.scenarios.source.located import Path

if TYPE_CHECKING:
    from negotiation_sim.scenarios.experiment_fields import ConclusionSpec, ExperimentSpec
    from negotiation_sim.scenarios.experiment_names import Vocabulary

__all__ = ["check_claims", "conclusions_of"]

_CLAIMS = (*MEASURES, "exceeds")
_LEAST = {"share": 0, "effect": -1, "moves": 0}
"""The least that a measure can be; the most is 1."""


def check_claims(spec: ExperimentSpec, words: Vocabulary) -> None:
    """Every name in a conclusion or a model means something, and every conclusion claims one
    thing.
    """
    played = {
        named.name: dict.fromkeys(
            ["baseline", *(a for a in spec.interventions if words.has_arm(named, a, spec.define))]
        )
        for named in (words.scenarios if spec.conclusions else ())
    }
    for name, claim in spec.conclusions.items():
        _check_conclusion(name, claim, played, words)
    for name in spec.models:
        words.scope.name(("models", name), name)
    parts = (
        (("models", name, index), part)
        for name, listed in spec.models.items()
        for index, part in enumerate(listed)
    )
    words.interventions(parts, spec.define, ())


def _check_conclusion(
    name: str, claim: ConclusionSpec, played: Mapping[str, Collection[str]], words: Vocabulary
) -> None:
    path: Path = ("conclusions", name)
    words.scope.name(path, name)
    made = [word for word in _CLAIMS if getattr(claim, word)]
    if len(made) != 1:
        words.scope.fault(
            path,
            f"found {', '.join(made) or 'no claim'}, expected one of {', '.join(_CLAIMS)}",
            at_key=True,
        )
    for word in MEASURES:
        bound = getattr(claim, word)
        if bound and not _LEAST[word] <= bound[1] <= 1:
            words.scope.fault(
                (*path, word),
                f"{bound[1]:g}, expected a number from {_LEAST[word]} to 1; 5 points are 0.05",
            )
    if len(claim.scenario) != 1:
        words.scope.fault(
            (*path, "scenario"), f"found {len(claim.scenario)} scenarios, expected one"
        )
        return
    (scenario,) = claim.scenario
    if not words.scope.refers(
        (*path, "scenario"), "scenario of this experiment", scenario, words.names
    ):
        return
    named = words.scenarios[words.names.index(scenario)]
    for word in ("intervention", "exceeds"):
        arm = getattr(claim, word)
        if arm and arm != "baseline":
            words.scope.refers(
                (*path, word),
                f"intervention that this experiment plays in {scenario}",
                arm,
                played[scenario],
            )
    if claim.on:
        words.scope.refers(
            (*path, "on"),
            f"outcome class of {scenario}",
            claim.on,
            [rule.name for rule in named.scenario.classes],
        )


def conclusions_of(claims: Mapping[str, ConclusionSpec]) -> tuple[Conclusion, ...]:
    """Checked claims as domain values."""
    return tuple(_conclusion(name, claim) for name, claim in claims.items())


def _conclusion(name: str, claim: ConclusionSpec) -> Conclusion:
    where = (name, claim.say or name, claim.scenario[0], claim.intervention, claim.on)
    if claim.exceeds:
        return Conclusion(*where, measure="exceeds", rival=claim.exceeds)
    if claim.share:
        return Conclusion(*where, "share", *claim.share)
    if claim.moves:
        return Conclusion(*where, "moves", *claim.moves)
    return Conclusion(*where, "effect", *(claim.effect or (">", 0.0)))
