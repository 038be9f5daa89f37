"""What the tests share. They need Ranvier's jars (the build's, or those of RANVIER_LIB) and Debian's Python packages."""

import os
import signal
import subprocess
import sys

import pytest
from shared import BRIEF, PACKAGE

sys.path.insert(0, str(PACKAGE))
os.environ.setdefault("MPLBACKEND", "Agg")
# What is started in the background by a shell ignores Ctrl-C, and Python then has no handler of it.
signal.signal(signal.SIGINT, signal.default_int_handler)

import ranvier  # noqa: E402


@pytest.fixture
def net():
    """A network of two populations, driven."""
    n = ranvier.Network("balanced")
    e = n.population("E", 80, "iaf_psc_exp", V_m=ranvier.uniform(-70, -55))
    i = n.population("I", 20, "iaf_psc_exp", V_m=ranvier.uniform(-70, -55))
    for to in (e, i):
        n.connect(e, to, ranvier.fixed_in_degree(8), weight=40, delay=1.5)
        n.connect(i, to, ranvier.fixed_in_degree(4), weight=-200, delay=0.8)
        n.poisson("background", to, rate=8000, weight=40)
    return n


@pytest.fixture
def python():
    """Runs Python text in a process of its own, which imports this package; returns what it wrote."""

    def run(text, **environment):
        env = {**os.environ, **BRIEF, "PYTHONPATH": str(PACKAGE), "PYTHONDONTWRITEBYTECODE": "1", **environment}
        done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, env=env, timeout=120)
        return done.stdout + done.stderr

    return run
