"""Agents written in Python, for tests: found by name in processes of their own."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from negotiation_sim.engines.mesa_engine import Principal


class Hawk(Principal):
    """Insists on five points more."""

    def aspires(self, steps: int) -> float:
        return float(super().aspires(steps) + 5.0)


class Deadly(Hawk):
    """Takes its process along in run 37."""

    def aspires(self, steps: int) -> float:
        if self.model.rng.bit_generator.seed_seq.entropy == 37:
            os._exit(1)
        return super().aspires(steps)


class OnceDeadly(Hawk):
    """Has its process killed in run 37 the first time only, remembered by a file in the current
    folder."""

    def aspires(self, steps: int) -> float:
        if self.model.rng.bit_generator.seed_seq.entropy == 37 and not Path("killed").exists():
            Path("killed").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().aspires(steps)
