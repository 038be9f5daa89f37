"""A script that mpirun starts several times simulates one network on all of them, with the spikes and weights of one process."""

import os
import shutil
import subprocess
import sys

import pytest
from shared import BRIEF, CHECKOUT

SCRIPT = """
import sys
from ranvier import *

net = Network("ranked")
exc = net.population("E", 200, "iaf_psc_exp", V_m=uniform(-70, -55))
inh = net.population("I", 70, "iaf_psc_exp", V_m=uniform(-70, -55))
net.poisson("drive", exc, rate=9000*Hz, weight=90*pA)
learned = net.connect(exc, exc, fixed_in_degree(20), weight=uniform(20, 40), delay=1.5*ms, plastic=stdp())
net.connect(exc, inh, fixed_in_degree(20), weight=60*pA, delay=1*ms)
net.connect(inh, exc, fixed_in_degree(10), weight=-100*pA, delay=1*ms)
net.record(exc, "V_m", every=5)
with net.simulate(seed=3) as sim:
    assert sim.ranks == int(sys.argv[1]), sim.ranks
    sim.run(30)
    sim.set(inh, I_e=200)
    sim.save(sys.argv[2])
    sim.run(20)
    spikes = sim.spikes()
    values = sim.recordings()[0].values
    with open(f"{sys.argv[2]}.{sim.rank}", "w") as file:  # what ranks print may come mixed
        file.write(f"{len(spikes)} {spikes.digest} {float(sim.weights(learned).values.sum())!r} {float(values.sum())!r}")
    if len(sys.argv) > 3 and sim.rank == 1:
        raise ValueError("no more")
    sim.run(10)
"""


def run(tmp_path, ranks, *more):
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    mpirun = ["mpirun", "--oversubscribe", "--bind-to", "none", "-n", str(ranks)] if ranks > 1 else []
    environment = dict(os.environ, **BRIEF, OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1", PYTHONPATH=str(CHECKOUT / "networks" / "python"))
    return subprocess.run(
        [*mpirun, sys.executable, str(script), str(ranks), str(tmp_path / f"{ranks}.checkpoint"), *more], env=environment, capture_output=True, text=True,
        timeout=120, stdin=subprocess.DEVNULL)


@pytest.mark.skipif(shutil.which("mpirun") is None, reason="no mpirun; Debian: apt install openmpi-bin")
def test_ranks_have_the_spikes_and_the_checkpoint_of_one_process(tmp_path):
    alone = run(tmp_path, 1)
    assert alone.returncode == 0, alone.stderr
    several = run(tmp_path, 2)
    assert several.returncode == 0, several.stderr
    expected = (tmp_path / "1.checkpoint.0").read_text()
    assert int(expected.split()[0]) > 0
    for rank in range(2):
        assert (tmp_path / f"2.checkpoint.{rank}").read_text() == expected
    assert (tmp_path / "1.checkpoint").read_bytes() == (tmp_path / "2.checkpoint").read_bytes()


@pytest.mark.skipif(shutil.which("mpirun") is None, reason="no mpirun; Debian: apt install openmpi-bin")
def test_an_exception_on_one_rank_ends_all(tmp_path):
    done = run(tmp_path, 2, "fails")
    assert done.returncode != 0
    assert done.stderr.count("ValueError: no more") == 1, done.stderr
