"""What would it take."""

from typing import Any


def register(app: Any, player: Any, jobs: Any) -> None: ...
