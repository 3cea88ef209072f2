"""Scenario and experiment files: found, read, checked and turned into frozen values; the only home
of yaml and pydantic.

Both are imported when a file is first read, so that importing this package is cheap.
"""

from negotiation_sim.scenarios.comparing import Difference, differences
from negotiation_sim.scenarios.definitions import definitions_in
from negotiation_sim.scenarios.edits import risky_edits
from negotiation_sim.scenarios.experiments import Experiment, check_experiment, load_experiment
from negotiation_sim.scenarios.inline_design import inline_design
from negotiation_sim.scenarios.loading import (
    build_scenario,
    check_file,
    load_scenario,
    resolve_scenario,
    scenario_from_text,
    warnings_of,
)
from negotiation_sim.scenarios.named import NamedScenario
from negotiation_sim.scenarios.overrides import Overrides, override_text, parse_override
from negotiation_sim.scenarios.plausible import Stray, plausible_ranges, strays
from negotiation_sim.scenarios.provenance import borrowed_sources
from negotiation_sim.scenarios.saving import data_of, saved_text
from negotiation_sim.scenarios.schema import as_yaml, experiment_schema, json_schema, starter
from negotiation_sim.scenarios.settable import Settable, settable
from negotiation_sim.scenarios.shelf import (
    Listing,
    is_experiment,
    shipped_experiments,
    shipped_folder,
    shipped_scenarios,
)

__all__ = [
    "Difference",
    "Experiment",
    "Listing",
    "NamedScenario",
    "Overrides",
    "Settable",
    "Stray",
    "as_yaml",
    "borrowed_sources",
    "build_scenario",
    "check_experiment",
    "check_file",
    "data_of",
    "definitions_in",
    "differences",
    "experiment_schema",
    "inline_design",
    "is_experiment",
    "json_schema",
    "load_experiment",
    "load_scenario",
    "override_text",
    "parse_override",
    "plausible_ranges",
    "resolve_scenario",
    "risky_edits",
    "saved_text",
    "scenario_from_text",
    "settable",
    "shipped_experiments",
    "shipped_folder",
    "shipped_scenarios",
    "starter",
    "strays",
    "warnings_of",
]
