"""The same network, described in Java and in Python: one digest of spikes."""

import math
import subprocess
import sys

import pytest
from shared import CHECKOUT, PACKAGE, digest_of

from ranvier import *
from ranvier import _jvm

sys.path.insert(0, str(PACKAGE / "examples"))


def test_brunel():
    net = Network("brunel")
    values = dict(tau_m=20, C_m=1, E_L=0, V_reset=10, V_th=20, t_ref=2)
    e = net.population("E", 1000, "iaf_psc_delta", **values)
    i = net.population("I", 250, "iaf_psc_delta", **values)
    for to in (e, i):
        net.connect(e, to, fixed_in_degree(100), weight=0.1 * mV, delay=1.5 * ms)
        net.connect(i, to, fixed_in_degree(25), weight=-500 * uV, delay=1.5 * ms)
        net.poisson("external", to, rate=20 * kHz, weight=0.1)
    java_net = circuit("brunel", scale=0.1)
    # The parameters and the order of the description are read off what Java says of its network, so that a change there shows here.
    assert str(net).splitlines()[1:3] == str(java_net).splitlines()[1:3]
    assert digest_of(net) == digest_of(java_net)


def test_microcircuit():
    from microcircuit import microcircuit
    assert digest_of(microcircuit(scale=0.02), 50, seed=5) == digest_of(circuit("microcircuit", scale=0.02), 50, seed=5)


def test_a_plastic_network_of_a_java_script(tmp_path):
    """The script of the README, run by Java in a process of its own into a log, against its twin here."""
    net = Network("inhibitory balance")
    e = net.population("E", 3200, "iaf_psc_exp", V_m=uniform(-70, -55))
    i = net.population("I", 800, "iaf_psc_exp", V_m=uniform(-70, -55))
    target, tau, eta = 8, 20, 12
    for to in (e, i):
        net.connect(e, to, fixed_in_degree(80), weight=40, delay=1.5)
        net.poisson("background", to, rate=8000, weight=40)
    net.connect(i, i, fixed_in_degree(40), weight=-200, delay=0.8)
    net.connect(
        i, e, fixed_in_degree(40), weight=-10, delay=0.8,
        plastic=homeostatic_stdp(eta, 2 * target * tau / 1000, tau_plus=tau, tau_minus=tau, bounds=2000))
    flags = [f for f in _jvm._flags() if not f.startswith("-Xlog")]
    classes = ":".join(_jvm.class_path())
    script = CHECKOUT / "networks" / "examples" / "InhibitoryBalance.java"
    command = [f"{_jvm.find_jdk()}/bin/java", *flags, "-Xlog:disable", f"-Dranvier.lib={classes}", "-cp", classes, "org.ranvier.networks.cli.Main",
               "run", str(script), "--duration", "100", "--seed", "4", "--no-plot", "--out", str(tmp_path / "java")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    log = next(p.parent for p in (tmp_path / "java").rglob("*.cq4"))
    expected = read_log(log)
    assert len(expected) > 1000
    assert digest_of(net, 100, seed=4) == expected.digest


def test_a_model_of_ones_own_is_the_same_as_that_of_the_library(net):
    library = net["E"].model
    own = Network("balanced")
    mine = equations("mine", library.equations)
    e = own.population("E", 80, mine, V_m=uniform(-70, -55))
    i = own.population("I", 20, mine, V_m=uniform(-70, -55))
    for to in (e, i):
        own.connect(e, to, fixed_in_degree(8), weight=40, delay=1.5)
        own.connect(i, to, fixed_in_degree(4), weight=-200, delay=0.8)
        own.poisson("background", to, rate=8000, weight=40)
    assert digest_of(own) == digest_of(net)


@pytest.mark.parametrize("threads", [1, 2])
def test_threads_change_nothing(net, threads):
    assert digest_of(net, threads=threads) == digest_of(net, threads=3)


def test_a_neuron_fires_as_the_closed_form_says():
    """iaf with a constant current from rest: first spike when E_L + R·I·(1 - e^(-t/τ)) reaches V_th."""
    net = Network("one", resolution=0.01)
    n = net.population("n", 1, "iaf_psc_exp", tau_m=10, C_m=250, E_L=-70, V_th=-55, I_e=500, V_m=-70)
    with net.simulate(threads=1) as sim:
        sim.run(30)
        first = sim.spikes().of(n)[0][0]
    assert abs(first - -10 * math.log(1 - 15 / (10 / 250 * 500))) <= 0.011
