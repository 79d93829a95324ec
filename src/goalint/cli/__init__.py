"""The command line. Importing this package loads nothing: each command brings what it needs."""

from __future__ import annotations

from typing import NoReturn


def main() -> NoReturn:
    """Run the command line of this process and exit with its code: 0, 1, 2 or 3."""
    import gc

    from goalint.cli.app import app

    # Next to nothing of what a run makes is cyclic: looking for cycles as often as usual costs time and finds none.
    gc.set_threshold(1_000_000, 50, 50)
    try:
        app.main(prog_name="goalint")
    finally:
        # The interpreter would walk through everything once more before it leaves.
        gc.freeze()
    raise SystemExit(0)
