"""Several files that appear together, whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from negotiation_sim.errors import ResultsError

__all__ = ["refuse_existing", "staged"]


def refuse_existing(targets: Sequence[Path], force: bool) -> None:
    """Refuse to write over what is there.

    Parameters
    ----------
    force : files may be replaced; folders never

    Raises
    ------
    ResultsError
        Naming the first file in the way.
    """
    for target in targets:
        if target.is_dir():
            raise ResultsError(
                f"{target}: is a folder, expected a file or nothing; choose another --out"
            )
        if not force and (target.exists() or target.is_symlink()):
            raise ResultsError(
                f"{target}: is there already; add --force to replace it, or choose another --out"
            )


@contextmanager
def staged(targets: Sequence[Path]) -> Iterator[dict[Path, Path]]:
    """Where to write each target for now; all get their names when the block ends, none if it
    fails.

    Folders that are missing are made, and removed again after a failure.

    Raises
    ------
    ResultsError
        If a file cannot be written.
    """
    waiting = {target: target.with_name(f".{target.name}.{os.getpid()}.tmp") for target in targets}
    made: list[Path] = []
    try:
        for folder in {target.parent for target in targets}:
            missing = [path for path in (folder, *folder.parents) if not path.exists()]
            folder.mkdir(parents=True, exist_ok=True)
            made += missing
        yield waiting
        for target, temporary in waiting.items():
            temporary.replace(target)
        made.clear()
    except OSError as error:
        raise ResultsError(
            f"{targets[0]}: cannot be written ({error.strerror or error}); nothing was written"
        ) from None
    finally:
        for temporary in waiting.values():
            with suppress(OSError):
                temporary.unlink()
        for folder in made:  # the innermost first
            with suppress(OSError):
                folder.rmdir()
