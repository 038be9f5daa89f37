"""PyNN may be missing: then these tests are passed over, with the reason."""

import sys
from pathlib import Path

import pytest

pytest.importorskip("pyNN", reason="PyNN is not installed; Debian: apt install python3-pynn")
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def sim():
    """The back end, with a new network."""
    import ranvier.pynn
    ranvier.pynn.setup(timestep=0.1)
    yield ranvier.pynn
    ranvier.pynn.end()
