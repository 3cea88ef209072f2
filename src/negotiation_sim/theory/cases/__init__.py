"""Cases with known answers, and how our answers compare: what ``validate`` reports.

Nothing here knows a path: a case is the content of one JSON file.
"""

from negotiation_sim.theory.cases.catalogue import KINDS, Kind, case_checks, case_kind, read_case
from negotiation_sim.theory.cases.check import EIGHT_DIGITS, EXACT, Check, agrees
from negotiation_sim.theory.cases.closed_forms import (
    barter_checks,
    crisis_checks,
    division_checks,
    offer_checks,
    power_checks,
    win_set_checks,
)
from negotiation_sim.theory.cases.domains import bargaining_domain, domain_checks
from negotiation_sim.theory.cases.frontiers import frontier_checks
from negotiation_sim.theory.cases.graphs import graph_checks, graph_model

__all__ = [
    "EIGHT_DIGITS",
    "EXACT",
    "KINDS",
    "Check",
    "Kind",
    "agrees",
    "bargaining_domain",
    "barter_checks",
    "case_checks",
    "case_kind",
    "crisis_checks",
    "division_checks",
    "domain_checks",
    "frontier_checks",
    "graph_checks",
    "graph_model",
    "offer_checks",
    "power_checks",
    "read_case",
    "win_set_checks",
]
