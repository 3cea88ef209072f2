"""What happens beside playing: progress is told, and what is played of a part is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from negotiation_sim.experiments.checkpoints import Checkpoints
from negotiation_sim.experiments.progress import Progress, unheard
from negotiation_sim.experiments.tasks import Done, Task

__all__ = ["Watch"]


class Watch:
    """Hears of every task of a batch, and knows what an interrupted one played already.

    Parameters
    ----------
    progress : called with the number of rows just played or found
    checkpoints : where what is played of a part is kept; None for nowhere
    """

    def __init__(
        self, progress: Progress = unheard, checkpoints: Checkpoints | None = None
    ) -> None:
        self.progress, self.checkpoints = progress, checkpoints
        self._known: dict[int, list[tuple[Task, Done]]] = {}

    def unplayed(self, first_row: int, n_rows: int, tasks: Iterable[Task]) -> Iterator[Task]:
        """Those of a part's tasks that are to be played: not the first ones whose results were
        kept, but the last one always.
        """
        known = self._known[first_row] = []
        kept = self.checkpoints.found(first_row, n_rows) if self.checkpoints else {}
        row = first_row
        for task in tasks:
            done = kept.get((row, task.n_rows))
            row += task.n_rows
            if done is None or row == first_row + n_rows:
                kept = {}
                yield task
            else:
                known.append((task, done))
                self.progress(task.n_rows)

    def known(self, first_row: int) -> list[tuple[Task, Done]]:
        """The tasks of a part that were left out by `unplayed`, with their results."""
        return self._known.pop(first_row)

    def heard(self, first_row: int, task: Task, done: Done) -> None:
        """A task is played."""
        self.progress(task.n_rows)
        if self.checkpoints is not None:
            self.checkpoints.add(first_row, task, done)

    def forget(self, last_row: int) -> None:
        """Everything up to a row is written."""
        if self.checkpoints is not None:
            self.checkpoints.forget(last_row)

    @contextmanager
    def kept_on_interrupt(self) -> Iterator[None]:
        """Keep what was played and not yet written when the user stops the batch."""
        try:
            yield
        except KeyboardInterrupt:
            if self.checkpoints is not None:
                self.checkpoints.write()
            raise
