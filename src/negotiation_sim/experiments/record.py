"""``record.json``: what a result folder was made from, checked when a folder is opened."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from negotiation_sim.errors import FaultsError, ResultsError
from negotiation_sim.experiments.identity import digest
from negotiation_sim.experiments.order import MOST_ROWS
from negotiation_sim.scenarios.shape_faults import said_of_value
from negotiation_sim.scenarios.source.files import read_bytes
from negotiation_sim.scenarios.source.located import shown

__all__ = ["FORMAT", "is_as_written", "read_record", "record_text"]

FORMAT = 3
"""Raised where a folder of the version before cannot be read any more."""

MOST_BYTES = 2**30


def _is_time(text: str) -> str:
    datetime.fromisoformat(text)
    return text


def _names_this_program(versions: dict[str, str]) -> dict[str, str]:
    if "negotiation-sim" not in versions:
        raise ValueError("found no negotiation-sim, expected its version")
    return versions


Time = Annotated[str, AfterValidator(_is_time)]
Versions = Annotated[dict[str, str], AfterValidator(_names_this_program)]
Texts = list[str]


class _Checked(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", allow_inf_nan=False)


class _Inputs(_Checked):
    """What decides the rows; the scenarios are checked where they are built."""

    seed: int = Field(ge=0, lt=2**63)
    scenarios: dict[str, dict[str, Any]] = Field(min_length=1)
    interventions: Texts = Field(min_length=1)
    settings: Texts
    dropped: Texts
    points: list[dict[str, str | int | float]] = Field(min_length=1)
    define: dict[str, dict[str, Any]] = {}
    outputs: Texts = []


class _Record(_Checked):
    format: Literal[3]
    title: str = ""
    question: str = ""
    kind: Literal["rows", "tallies"]
    rules: str
    runs: int = Field(ge=1, le=MOST_ROWS)
    engine: Literal["ensemble", "mesa"]
    agents: dict[str, str]
    command: str
    revision: str
    python: str
    platform: str
    versions: Versions
    started: Time
    finished: Time = ""
    wall_seconds: float = Field(0.0, ge=0.0)
    inputs: _Inputs
    digest: str


def read_record(file: Path) -> dict[str, Any]:
    """The record a file holds, every field of it as it must be.

    Raises
    ------
    ResultsError
        If it cannot be read, or is no record of this format; it names the first field that is
        wrong.
    """
    try:
        found: Any = json.loads(read_bytes(file, MOST_BYTES))
        digest(found)  # what cannot be written as a record is none: NaN, half a character
    except FaultsError as error:
        raise _refused(file, f"cannot be read ({error.faults[0].message})") from None
    except (ValueError, RecursionError) as error:
        raise _refused(file, f"cannot be read ({_short(error)})") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise ResultsError(
            f"{file}: is not a record of format {FORMAT}, the one this version reads and writes; "
            "read it with the version that made it, or choose another folder"
        )
    try:
        _Record.model_validate(found)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        said = said_of_value(first, "as this program writes it")
        raise _refused(file, f"{shown(first['loc'])}: {said}") from None
    return found


def _refused(file: Path, why: str) -> ResultsError:
    return ResultsError(f"{file}: {why}; restore it or choose another folder")


def _short(error: Exception) -> str:
    return "nested too deep" if isinstance(error, RecursionError) else str(error)


def record_text(record: Mapping[str, Any]) -> bytes:
    """A record as the bytes of its file, with a digest of all the rest."""
    data = {"format": FORMAT, **{key: record[key] for key in record if key != "digest"}}
    data["digest"] = digest(data)
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()


def is_as_written(record: Mapping[str, Any]) -> bool:
    """Whether nobody, and no failing disk, changed a record since it was written.

    Examples
    --------
    >>> record = json.loads(record_text({"title": "Talks"}))
    >>> is_as_written(record), is_as_written(record | {"title": "Walks"})
    (True, False)
    """
    rest = {key: record[key] for key in record if key != "digest"}
    return bool(record.get("digest") == digest(rest))
