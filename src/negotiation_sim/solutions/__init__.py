"""Solution concepts of bargaining theory: arrays in, values out, one concept a file.

Utilities are a table of outcomes by parties, the disagreement point is always an argument and
always part of the answer, ties are all returned, and what is found is checked against its
definition before it is.
"""

from negotiation_sim.solutions.alternating_offers import (
    NO_OFFER,
    AlternatingOffers,
    spe_offer,
    spe_offers,
)
from negotiation_sim.solutions.baron_ferejohn import Division, baron_ferejohn, majority
from negotiation_sim.solutions.barter import barter_trades
from negotiation_sim.solutions.commitment import credibility_threshold
from negotiation_sim.solutions.concession import time_agreement
from negotiation_sim.solutions.crisis import (
    Demand,
    bargaining_range,
    crisis_demand,
    uncertain_demand,
)
from negotiation_sim.solutions.double_auction import SealedBids, linear_equilibrium
from negotiation_sim.solutions.egalitarian import egalitarian_point
from negotiation_sim.solutions.frontier import Frontier, FrontierPoints, frontier_points
from negotiation_sim.solutions.graph_model import Direction, GraphModel, Option
from negotiation_sim.solutions.kalai_smorodinsky import kalai_smorodinsky_point
from negotiation_sim.solutions.lotteries import LotteryPoints, lottery_frontier, lottery_points
from negotiation_sim.solutions.nash import nash_point, nash_split
from negotiation_sim.solutions.pareto import distinct_points, opposition, pareto_set
from negotiation_sim.solutions.point import INTERPERSONAL, Point
from negotiation_sim.solutions.quantal_response import QuantalOffers, aqre
from negotiation_sim.solutions.rubinstein import (
    continuous_share,
    finite_horizon_share,
    outside_option_share,
    random_proposer_share,
    rubinstein_share,
)
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
from negotiation_sim.solutions.voting_power import VotingPower, voting_power
from negotiation_sim.solutions.win_sets import win_set_overlap, win_set_split
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
    "Demand",
    "Direction",
    "Division",
    "Frontier",
    "FrontierPoints",
    "GraphModel",
    "LotteryPoints",
    "Option",
    "Point",
    "QuantalOffers",
    "Sanction",
    "SealedBids",
    "Stability",
    "VotingPower",
    "Zone",
    "agreement_zone",
    "aqre",
    "bargaining_range",
    "baron_ferejohn",
    "barter_trades",
    "continuous_share",
    "credibility_threshold",
    "crisis_demand",
    "distinct_points",
    "egalitarian_point",
    "finite_horizon_share",
    "frontier_points",
    "is_stable",
    "kalai_smorodinsky_point",
    "linear_equilibrium",
    "lottery_frontier",
    "lottery_points",
    "majority",
    "maximisers",
    "nash_point",
    "nash_split",
    "opposition",
    "outside_option_share",
    "pareto_set",
    "payoff_table",
    "random_proposer_share",
    "reachable_by_others",
    "rubinstein_share",
    "spe_offer",
    "spe_offers",
    "stabilities",
    "time_agreement",
    "uncertain_demand",
    "utilitarian_point",
    "voting_power",
    "win_set_overlap",
    "win_set_split",
    "zeuthen_path",
    "zone_gains",
]
