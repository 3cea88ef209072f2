"""Solution concepts of bargaining theory: arrays in, values out, one concept a file.

These are the concepts that ``solve`` asks about a scenario; those of the textbook that need no
scenario are in `negotiation_sim.theory`. Utilities are a table of outcomes by parties, the
disagreement point is always an argument and always part of the answer, ties are all returned, and
every solution is checked against its definition before it is returned.
"""

from negotiation_sim.solutions.alternating_offers import (
    NO_OFFER,
    AlternatingOffers,
    spe_offer,
    spe_offers,
)
from negotiation_sim.solutions.egalitarian import egalitarian_point
from negotiation_sim.solutions.graph_model import Direction, GraphModel, Option
from negotiation_sim.solutions.kalai_smorodinsky import kalai_smorodinsky_point
from negotiation_sim.solutions.nash import nash_point, nash_split
from negotiation_sim.solutions.pareto import distinct_points, opposition, pareto_set
from negotiation_sim.solutions.point import INTERPERSONAL, Point
from negotiation_sim.solutions.stability import (
    CONCEPTS,
    Concept,
    Sanction,
    Stability,
    is_stable,
    reachable_by_others,
    stabilities,
)
from negotiation_sim.solutions.ties import TOLERANCE, maximisers
from negotiation_sim.solutions.utilitarian import utilitarian_point
from negotiation_sim.solutions.zeuthen import Concessions, zeuthen_path
from negotiation_sim.solutions.zone import Zone, agreement_zone, payoff_table, zone_gains

__all__ = [
    "CONCEPTS",
    "INTERPERSONAL",
    "NO_OFFER",
    "TOLERANCE",
    "AlternatingOffers",
    "Concept",
    "Concessions",
    "Direction",
    "GraphModel",
    "Option",
    "Point",
    "Sanction",
    "Stability",
    "Zone",
    "agreement_zone",
    "distinct_points",
    "egalitarian_point",
    "is_stable",
    "kalai_smorodinsky_point",
    "maximisers",
    "nash_point",
    "nash_split",
    "opposition",
    "pareto_set",
    "payoff_table",
    "reachable_by_others",
    "spe_offer",
    "spe_offers",
    "stabilities",
    "utilitarian_point",
    "zeuthen_path",
    "zone_gains",
]

_MOVED = frozenset(
    """
    Demand Division Frontier FrontierPoints LotteryPoints QuantalOffers SealedBids VotingPower
    aqre bargaining_range baron_ferejohn barter_trades continuous_share credibility_threshold
    crisis_demand finite_horizon_share frontier_points linear_equilibrium lottery_frontier
    lottery_points majority outside_option_share random_proposer_share rubinstein_share
    time_agreement uncertain_demand voting_power win_set_overlap win_set_split cases validation
    """.split()  # noqa: SIM905  a line per name otherwise
)
"""What moved to `negotiation_sim.theory`."""


def __getattr__(name: str) -> object:
    """A name that was here before says where it is now."""
    if name in _MOVED:
        raise ImportError(f"{name} moved: import it from negotiation_sim.theory")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
