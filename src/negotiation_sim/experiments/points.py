"""What differs between the points of a design, kept once per point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["points_table"]


def points_table(points: Sequence[Mapping[str, Any]]) -> pa.Table:
    """One row per point: its number and what it overrides, a column per address.

    A column holds numbers where every point gives one, else text as typed; a point that leaves an
    address alone has a null there.

    Examples
    --------
    >>> table = points_table([{"us.threat": "12.5"}, {"us.threat": 20}])
    >>> table.to_pydict()
    {'point': [0, 1], 'us.threat': [12.5, 20.0]}
    >>> points_table([{"us.threat": "*0.5"}, {}]).to_pydict()
    {'point': [0, 1], 'us.threat': ['*0.5', None]}
    """
    import pyarrow as pa

    addresses = list(dict.fromkeys(address for point in points for address in point))
    columns: dict[str, Any] = {"point": pa.array(range(len(points)), pa.int32())}
    for address in addresses:
        columns[address] = _column([point.get(address) for point in points])
    return pa.table(columns)


def _column(values: Sequence[Any]) -> pa.Array:
    import pyarrow as pa

    try:
        return pa.array([None if value is None else float(value) for value in values], pa.float64())
    except ValueError:
        return pa.array([None if value is None else str(value) for value in values], pa.string())
