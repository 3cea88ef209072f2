"""What differs between the versions of Mesa that the engine plays with."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

import mesa

__all__ = ["Model", "Numbering"]


class Numbering(WeakKeyDictionary[Any, Iterator[int]]):
    """Agent numbers per model, forgotten with the model; Mesa 3.3's own register keeps every
    finished model in memory.
    """

    def __missing__(self, model: Any) -> Iterator[int]:
        return self.setdefault(model, count(1))

    def __getitem__(self, model: Any) -> Iterator[int]:
        return super().__getitem__(model) if model in self else self.__missing__(model)


class Model(mesa.Model):
    """A Mesa model without Mesa's own scenario, which Mesa 3.5 hands over as the argument
    ``scenario`` whenever its app makes a model again.
    """

    @property
    def scenario(self) -> None:
        """None."""
        return None

    @scenario.setter
    def scenario(self, given: Any) -> None:
        """Forget what Mesa sets."""
