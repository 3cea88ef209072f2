"""Textbook bargaining theory, one concept a file: what has a closed form or a published answer.

No scenario is needed here. ``validate`` compares these concepts, and everything else that is known,
with what the program obtains: `negotiation_sim.theory.cases` reads files of cases with known
answers, `negotiation_sim.theory.validation` lists what is compared.
"""

from negotiation_sim.theory.baron_ferejohn import Division, baron_ferejohn, majority
from negotiation_sim.theory.barter import barter_trades
from negotiation_sim.theory.commitment import credibility_threshold
from negotiation_sim.theory.concession import time_agreement
from negotiation_sim.theory.crisis import Demand, bargaining_range, crisis_demand, uncertain_demand
from negotiation_sim.theory.double_auction import SealedBids, linear_equilibrium
from negotiation_sim.theory.frontier import Frontier, FrontierPoints, frontier_points
from negotiation_sim.theory.lotteries import LotteryPoints, lottery_frontier, lottery_points
from negotiation_sim.theory.quantal_response import QuantalOffers, aqre
from negotiation_sim.theory.rubinstein import (
    continuous_share,
    finite_horizon_share,
    outside_option_share,
    random_proposer_share,
    rubinstein_share,
)
from negotiation_sim.theory.voting_power import VotingPower, voting_power
from negotiation_sim.theory.win_sets import win_set_overlap, win_set_split

__all__ = [
    "Demand",
    "Division",
    "Frontier",
    "FrontierPoints",
    "LotteryPoints",
    "QuantalOffers",
    "SealedBids",
    "VotingPower",
    "aqre",
    "bargaining_range",
    "baron_ferejohn",
    "barter_trades",
    "continuous_share",
    "credibility_threshold",
    "crisis_demand",
    "finite_horizon_share",
    "frontier_points",
    "linear_equilibrium",
    "lottery_frontier",
    "lottery_points",
    "majority",
    "outside_option_share",
    "random_proposer_share",
    "rubinstein_share",
    "time_agreement",
    "uncertain_demand",
    "voting_power",
    "win_set_overlap",
    "win_set_split",
]
