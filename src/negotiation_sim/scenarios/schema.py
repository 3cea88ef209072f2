"""Scenario and experiment files as text: their JSON Schema, a file to start from, and resolved data
written back.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

__all__ = ["as_yaml", "experiment_schema", "json_schema", "starter"]


def json_schema() -> dict[str, Any]:
    """JSON Schema of a scenario file, made from the shapes that check it."""
    from negotiation_sim.scenarios.parts.whole import ScenarioSpec

    schema = ScenarioSpec.model_json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "negotiation_sim scenario",
        "required": ["id"],
    }


def experiment_schema() -> dict[str, Any]:
    """JSON Schema of an experiment file, made from the shapes that check it."""
    from negotiation_sim.scenarios.experiment_fields import ExperimentSpec

    schema = ExperimentSpec.model_json_schema(by_alias=True)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "negotiation_sim experiment",
    }
    return head | {
        "anyOf": [{"required": ["title", "scenarios", "runs", "seed"]}, {"required": ["extends"]}]
    }


def starter() -> str:
    """A commented scenario that loads as it stands."""
    return files("negotiation_sim.scenarios").joinpath("starter.yaml").read_text("utf-8")


def as_yaml(resolved: dict[str, Any]) -> str:
    """Resolved data as a YAML file that reads back the same."""
    from io import StringIO

    from ruamel.yaml import YAML

    writer = YAML(pure=True)
    writer.default_flow_style = None
    writer.width = 120
    writer.allow_unicode = True
    text = StringIO()
    writer.dump(resolved, text)
    return re.sub(r"\n(?=[a-z]+:\n)", "\n\n", text.getvalue())
