"""Settings every test shares."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# The compiler's first call is slow, so no test is timed by hypothesis; CI tries the same examples
# every time.
settings.register_profile("quick", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("quick")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs Chromium or kaleido where they are absent, saying which."""
    if item.get_closest_marker("chromium"):
        from negotiation_sim.plots.files import why_no_images

        if missing := why_no_images():
            pytest.skip(missing)
