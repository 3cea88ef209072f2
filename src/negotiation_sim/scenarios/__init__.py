"""Scenario files: found, read, checked and turned into frozen values; the only home of yaml and pydantic.

Both are imported when a file is first read, so that importing this package is cheap.
"""

from negotiation_sim.scenarios.comparing import Difference, differences
from negotiation_sim.scenarios.loading import build_scenario, check_file, load_scenario, resolve_scenario
from negotiation_sim.scenarios.overrides import parse_override
from negotiation_sim.scenarios.schema import as_yaml, json_schema, starter
from negotiation_sim.scenarios.shelf import Listing, shipped_folder, shipped_scenarios

__all__ = [
    "Difference",
    "Listing",
    "as_yaml",
    "build_scenario",
    "check_file",
    "differences",
    "json_schema",
    "load_scenario",
    "parse_override",
    "resolve_scenario",
    "shipped_folder",
    "shipped_scenarios",
    "starter",
]
