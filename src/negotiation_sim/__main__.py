"""``python -m negotiation_sim`` is ``negotiation-sim``."""

import sys

from negotiation_sim.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
