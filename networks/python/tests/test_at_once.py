"""What a simulation would refuse is refused by the call that says it, and the same call with good values then works: a cell of a notebook is mended."""

import math

import numpy as np
import pytest

from ranvier import *
from ranvier.modulators import Modulator

NAN = math.nan


@pytest.fixture
def plain():
    net = Network("x")
    net.population("E", 80, "iaf_psc_exp")
    net.population("I", 20, "iaf_psc_exp")
    net.population("C", 10, "iaf_cond_exp")
    return net


def poisson(n, rate=10, weight=1, **more):
    n.poisson("p", n["E"], rate=rate, weight=weight, **more)


def connect(n, rule="all_to_all", weight=1, delay=1, **more):
    return n.connect(n["E"], n["I"], rule, weight, delay, **more)


def listed(n, sources=(0, 1), targets=(0, 1), weight=1, delay=1, **more):
    return n.connect(n["E"], n["I"], sources=sources, targets=targets, weight=weight, delay=delay, **more)


def plastic(n):
    return connect(n, plastic=stdp())


def modulator(n, **more):
    """That of the network, which a call that fails after it leaves there."""
    known = [m for m in n._members if isinstance(m, Modulator)]
    return known[0] if known else n.modulator("m", **{"decay": 10, **more})


def low_rank(n, **more):
    n.low_rank("l", n["E"], n["I"], np.ones((1, 20)), np.ones((1, 80)), **{"weight": 1, "delay": 1, "receptor": "excitatory", **more})


# (the call, wrong values, what is said, right values)
CALLS = [
    (poisson, {"rate": -1}, "rate -1.0 Hz must be 0 or above", {"rate": 1}),
    (poisson, {"rate": [-1.0] * 80}, "rate -1.0 Hz must be 0 or above", {"rate": [1.0] * 80}),
    (poisson, {"rate": [1.0] * 8}, "has 8 values; give 80", {"rate": [1.0] * 80}),
    (poisson, {"rate": uniform(-10, -1)}, "must be 0 or above", {"rate": uniform(1, 10)}),
    (poisson, {"rate": steps([0, 10], [10, -20])}, "rate -20 Hz must be 0 or above", {"rate": steps([0, 10], [10, 20])}),
    (poisson, {"rate": steps([10, 0], [10, 20])}, "put the times in order", {"rate": steps([0, 10], [10, 20])}),
    (poisson, {"rate": NAN}, "rate is nan", {"rate": 1}),
    (poisson, {"weight": NAN}, "weight is nan", {"weight": 1}),
    (poisson, {"start": 5.03}, "not a multiple of the resolution", {"start": 5}),
    (poisson, {"start": 5, "stop": 3}, "", {"start": 3, "stop": 5}),
    (connect, {"delay": -1}, "delay -1 ms is below the resolution 0.1 ms; use at least 0.1 ms", {"delay": 1}),
    (connect, {"delay": 0}, "delay 0 ms is below", {"delay": 1}),
    (connect, {"delay": 1.03}, "use 1 ms or 1.1 ms", {"delay": 1}),
    (connect, {"delay": 1e9}, "use a shorter delay", {"delay": 1}),
    (connect, {"delay": NAN}, "delay is nan", {"delay": 1}),
    (connect, {"delay": None}, "has no delay", {"delay": 1}),
    (connect, {"delay": uniform(-3, -1)}, "may be below the resolution", {"delay": uniform(1, 3)}),
    (connect, {"delay": conduction(1, 0.3)}, "has no positions", {"delay": 1}),
    (connect, {"weight": [1, 2]}, "listed weights need listed synapses", {"weight": uniform(1, 2)}),
    (connect, {"weight": 30, "sign": "negative"}, "bound the weights on one side of 0", {"weight": -30, "sign": "negative"}),
    (connect, {"weight": 30, "plastic": stdp(bounds=20)}, "outside the bounds of pair STDP", {"weight": 10, "plastic": stdp(bounds=20)}),
    (connect, {"axonal_delay": 2, "plastic": stdp()}, "does not fit into the delay", {"axonal_delay": 0.5, "plastic": stdp()}),
    (connect, {"symmetric": True}, "is for couplings", {}),
    (connect, {"plastic": clopath(reads="foo")}, "no such variable", {"plastic": clopath()}),
    (connect, {"rule": "one_to_one"}, "80 and 20", {"rule": "all_to_all"}),
    (connect, {"rule": fixed_in_degree(-1)}, "in-degree -1 must be 0 or above", {"rule": fixed_in_degree(1)}),
    (connect, {"rule": fixed_in_degree(81, multapses=False)}, "exceeds the 80 neurons", {"rule": fixed_in_degree(80, multapses=False)}),
    (connect, {"rule": pairwise_bernoulli(1.5)}, "must be between 0 and 1", {"rule": pairwise_bernoulli(0.5)}),
    (connect, {"rule": pairwise_bernoulli(gaussian(100))}, "has no positions", {"rule": pairwise_bernoulli(0.5)}),
    (listed, {"sources": [80, 1]}, "synapse 0 of the list has source 80, which is not within 0 … 79", {"sources": [79, 1]}),
    (listed, {"targets": [0, -1]}, "synapse 1 of the list has target -1, which is not within 0 … 19", {"targets": [0, 1]}),
    (listed, {"weight": [1, -1], "plastic": stdp()}, "bounds of pair STDP|both signs", {"weight": [1, 1], "plastic": stdp()}),
    (listed, {"delay": [1.0, -1.0]}, "delay -1 ms is below", {"delay": [1.0, 2.0]}),
    (listed, {"weight": [1, 2, 3]}, "weight has 3 values; give one for each of the 2", {"weight": [1, 2]}),
    (lambda n, **v: n.connect(n["E"], n["C"], "all_to_all", delay=1, receptor="excitatory", **v), {"weight": -1}, "conductance negative", {"weight": 1}),
    (lambda n, **v: n.current(n["E"], **v), {"amplitude": [1.0, 2]}, "has 2 values; give 80", {"amplitude": 1}),
    (lambda n, **v: n.current(n["E"], **v), {"steps": ([3, 1], [1, 2])}, "put the times in order", {"steps": ([1, 3], [1, 2])}),
    (lambda n, **v: n.current(n["E"], **v), {"steps": ([0.03, 1], [1, 2])}, "use 0 ms or 0.1 ms", {"steps": ([0, 1], [1, 2])}),
    (lambda n, **v: n.current(n["E"], **v), {"noise": (1, -1, 1)}, "standard deviation -1 pA", {"noise": (1, 1, 1)}),
    (lambda n, **v: n.current(n["E"], **v), {"noise": (1, 1, -1)}, "interval -1 ms is below", {"noise": (1, 1, 1)}),
    (lambda n, **v: n.current(n["E"], **v), {"ornstein_uhlenbeck": (1, 1, -1)}, "time constant -1 ms", {"ornstein_uhlenbeck": (1, 1, 1)}),
    (lambda n, **v: n.noise("z", n["C"], 1, receptor="excitatory", **v), {"sd": -1, "tau": 1}, "standard deviation -1", {"sd": 1, "tau": 1}),
    (lambda n, **v: n.noise("z", n["C"], 1, receptor="excitatory", **v), {"sd": 1, "tau": -1}, "time constant -1 ms", {"sd": 1, "tau": 1}),
    (lambda n, **v: n.spike_source("s", **v), {"times": [[1.0], [-1.0]]}, "neuron 1: spike time -1 ms must be above 0", {"times": [[1.0], [2.0]]}),
    (lambda n, **v: n.spike_source("s", **v), {"times": [[0.0]]}, "must be above 0", {"times": [[1.0]]}),
    (lambda n, **v: n.spike_source("s", **v), {"times": [[1.03]]}, "use 1 ms or 1.1 ms", {"times": [[1.0]]}),
    (lambda n, **v: n.poisson_source("s", 3, **v), {"rate": -1}, "rate = -1 Hz is out of range", {"rate": 1}),
    (lambda n, **v: n.pulse_packets("s", 3, activity=3, **v), {"times": [-5.0]}, "pulse time -5 ms", {"times": [5.0]}),
    (lambda n, **v: n.pulse_packets("s", 3, [5.0], **v), {"sdev": -1}, "sdev = -1 ms is out of range", {"sdev": 1}),
    (lambda n, **v: n.population("z", 3, **v), {"tau_m": -1}, "tau_m = -1 ms is out of range", {"tau_m": 1}),
    (lambda n, **v: n.population("z", 3, **v), {"tau_m": [1, -1, 2]}, "tau_m = -1 ms is out of range", {"tau_m": [1, 1, 2]}),
    (lambda n, **v: n.population("z", 3, **v), {"tau_m": uniform(-3, -1)}, "is out of range", {"tau_m": uniform(1, 3)}),
    (lambda n, **v: n.population("z", 3, **v), {"V_th": -90}, "V_reset < V_th must hold", {"V_th": -90, "V_reset": -95}),
    (lambda n, **v: n.population("z", 3, **v), {"t_ref": 1.03}, "use 1 ms or 1.1 ms", {"t_ref": 1}),
    (lambda n, **v: n["E"].set(**v), {"tau_m": -1}, "tau_m = -1 ms is out of range", {"tau_m": 1}),
    (lambda n, **v: n.at(neurons=n["E"], **v), {"time": -5, "tau_m": 3}, "time -5 ms must be 0 or above", {"time": 5, "tau_m": 3}),
    (lambda n, **v: n.at(neurons=n["E"], **v), {"time": 5, "tau_m": -3}, "tau_m = -3 ms is out of range", {"time": 5, "tau_m": 3}),
    (lambda n, **v: n.record(n["E"], "V_m", **v), {"every": -1}, "interval -1 ms must be at least", {"every": 1}),
    (lambda n, **v: n.record(n["E"], "V_m", **v), {"every": 0.15}, "use 0.1 ms or 0.2 ms", {"every": 0.2}),
    (lambda n, **v: n.record_parameter(n["E"], "tau_m", **v), {"every": -1}, "interval -1 ms", {"every": 1}),
    (lambda n, **v: n.record_weights(n.projections[-1] if n.projections else plastic(n), **v), {"every": -1}, "interval -1 ms", {"every": 1}),
    (lambda n, **v: n.record_weights(n.projections[-1] if n.projections else plastic(n), **v), {"variable": "wieght"}, "did you mean 'weight'", {}),
    (lambda n, rule: n.record_weights(connect(n, plastic=rule)), {"rule": None}, "is not plastic", {"rule": stdp()}),
    (modulator, {"every": -1}, "does not diffuse", {}),
    (lambda n, **v: modulator(n).release(amount=1, **v), {"time": -3}, "must be at 0 or later", {"time": 3}),
    (lambda n, **v: modulator(n).clamp(concentration=1, **v), {"start": 3, "stop": 1}, "must end after its begin", {"start": 1, "stop": 3}),
    (lambda n, **v: modulator(n).released_by(n["E"], amount=1, **v), {"delay": -1}, "delay -1 ms is below", {"delay": 1}),
    (lambda n, **v: n.normalise(plastic(n), **v), {"sum": -1}, "must be above 0", {"sum": 1}),
    (lambda n, **v: n.normalise(plastic(n), sum=1, **v), {"every": -1}, "interval -1 ms", {"every": 1}),
    (lambda n, rule: n.normalise(connect(n, plastic=rule), sum=1), {"rule": None}, "stay as they are", {"rule": stdp()}),
    (lambda n, **v: n.scale(plastic(n), **v), {"rate": -1}, "a target of -1.0 Hz", {"rate": 1}),
    (lambda n, **v: n.adapt(n["E"], "V_th", by=1, **v), {"rate": -1}, "a target of -1.0 Hz", {"rate": 1}),
    (lambda n, **v: n.adapt(n["E"], "V_th", rate=1, by=1, **v), {"within": (3, 1)}, "must be below", {"within": (-60, -40)}),
    (lambda n, **v: n.rewire(plastic(n), regrowth=0.1, **v), {"prune_weakest": -1}, "between 0 and 1", {"prune_weakest": 0.1}),
    (lambda n, **v: n.readout("r", n["E"], **v), {"tau": 10}, "has no interval", {"tau": 10, "interval": 100}),
    (lambda n, **v: n.readout("r", n["E"], **v), {"interval": -1}, "give at least one", {"interval": 100}),
    (low_rank, {"delay": -1}, "delay -1 ms is below", {}),
    (low_rank, {"tau": -1}, "tau -1 ms must be above 0", {"tau": 1}),
    (low_rank, {"gains": [1, 2]}, "2 gains for 1 modes", {"gains": [2]}),
]


@pytest.mark.parametrize("k", range(len(CALLS)))
def test_refused_at_the_call_and_mended(plain, k):
    call, wrong, said, right = CALLS[k]
    net = plain
    with pytest.raises(RanvierError, match=said) as caught:
        call(net, **wrong)
    assert "org.ranvier" not in str(caught.value)
    call(net, **right)
    with net.simulate(threads=1) as sim:
        sim.run(1, progress=False)


def test_nothing_of_a_refused_call_is_left(plain):
    before = str(plain)
    for call, wrong, *_ in CALLS:
        if call in (poisson, connect, listed, low_rank):
            with pytest.raises(RanvierError):
                call(plain, **wrong)
            assert str(plain) == before


def test_what_a_rule_names_may_be_described_later(plain):
    connect(plain, plastic=reward_stdp("dopamine"))
    with pytest.raises(RanvierError, match="needs the modulator 'dopamine'"):
        plain.simulate()
    plain.modulator("dopamine", decay=100)
    with plain.simulate() as sim:
        sim.run(1)


def test_values_that_only_some_seeds_refuse_wait_for_the_seed(plain):
    """Of ten numbers of mean 10 and deviation 5, one is below 0 in about a fifth of the seeds (normal distribution)."""
    p = plain.population("drawn", 10, tau_m=normal(10, 5))
    refused = 0
    for seed in range(30):
        again = Network("y")
        again.population("drawn", 10, tau_m=normal(10, 5))
        try:
            again.simulate(seed=seed, threads=1).close()
        except RanvierError as e:
            assert "out of range" in str(e)
            refused += 1
    assert p.size == 10 and 0 < refused < 20
