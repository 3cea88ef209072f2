"""What an outcome class means: its rule in words."""

from __future__ import annotations

from negotiation_sim.domain.issues import Kind
from negotiation_sim.domain.scenario import ClassRule, Termination

__all__ = ["ENDINGS", "definition"]

ENDINGS = {
    Termination.HORIZON: "the calendar ran out",
    Termination.AGREEMENT: "a final agreement was signed and is in force",
    Termination.WALK_OUT: "a principal broke off the talks",
}
KINDS = {
    Kind.STATUS_QUO: "nothing is agreed",
    Kind.PROCESS: "a process accord is in force",
    Kind.INTERIM: "an interim agreement is in force",
    Kind.FINAL: "a final agreement is in force",
}


def definition(rule: ClassRule) -> str:
    """A class rule in words.

    Examples
    --------
    >>> from negotiation_sim.scenarios import load_scenario
    >>> rules = {rule.name: rule for rule in load_scenario("1956").classes}
    >>> print(definition(rules["TREATY_TWO"]))
    treaty, two islands (a final agreement is in force; islands is two; basing is open)
    >>> print(definition(rules["RATIFICATION_FAILED"]))
    ratification failed (nothing is agreed or a process accord is in force; a signed text failed at
    home)
    """
    said = [" or ".join(KINDS[kind] for kind in rule.kinds)] if rule.kinds else []
    said += (
        [" or ".join(ENDINGS[ending] for ending in rule.terminations)] if rule.terminations else []
    )
    said += [f"{issue} is {' or '.join(levels)}" for issue, levels in rule.when.levels]
    if rule.ratification_failed is not None:
        said.append(
            "a signed text failed at home"
            if rule.ratification_failed
            else "no signed text failed at home"
        )
    return f"{rule.label} ({'; '.join(said) or 'everything else'})"
