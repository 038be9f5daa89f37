"""Mistakes of a user: each names the thing, the value and the mend, without a trace of Java."""

import math
import pickle
import re
import threading

import numpy as np
import pytest

import ranvier
from ranvier import *

REFUSED = [
    # misspelled, with the nearest names
    (lambda n: n.population("x", 5, "iaf_psc_exp", tau_n=10), r"no parameter or state variable 'tau_n'; did you mean tau_m"),
    (lambda n: n.population("x", 5, "iaf_psc_epx"), r"iaf_psc_exp"),
    (lambda n: n.connect(n["E"], n["I"], rule="all_to_all", wieght=3), r"connect\(\) has no argument 'wieght'; did you mean weight"),
    (lambda n: n.connect(n["E"], n["I"], "all-to-all", 3, 1), r"by name there are all_to_all"),
    (lambda n: n["EE"], r"no population 'EE'"),
    (lambda n: n.record(n["E"], "V"), r"no state variable 'V'"),
    (lambda n: fixed_in_degree(10, autapse=False), r"fixed_in_degree\(\) has no argument 'autapse'; did you mean autapses"),
    (lambda n: stdp(pairing="nearest"), r"did you mean nearest_symmetric"),
    (lambda n: n.simulate(thread=2), r"has no argument 'thread'; did you mean threads"),
    (lambda n: circuit("brunnel"), r"brunel"),
    # units
    (lambda n: n.population("x", 5, "iaf_psc_exp", tau_m=10 * mV), r"tau_m.*10 mV has the wrong unit.*as in 1\*ms"),
    (lambda n: n.connect(n["E"], n["I"], "all_to_all", 3 * mV, 1), r"weight.*3 mV has the wrong unit"),
    (lambda n: n.connect(n["E"], n["I"], "all_to_all", 3, 1 * mV), r"delay"),
    (lambda n: n.poisson("p", n["E"], rate=3 * ms, weight=3), r"rate.*3 ms has the wrong unit"),
    (lambda n: n.population("x", 5, "iaf_psc_exp", tau_m=ms), r"is the unit ms without a number"),
    (lambda n: 3 * mV + 1, r"do not go together"),
    (lambda n: stdp(tau_plus=3 * mV), r"wrong unit"),
    # lengths
    (lambda n: n.population("x", 5, "iaf_psc_exp", tau_m=[1, 2, 3]), r"tau_m has 3 values; give 5"),
    (lambda n: explicit([1, 2], [1]), r"2 sources and 1 targets"),
    (lambda n: n.connect(n["E"], n["I"], sources=[1, 2], targets=[1, 2], weight=[1, 2, 3], delay=1), r"weight has 3 values; give one for each of the 2"),
    (lambda n: n.connect(n["E"], n["I"], sources=[1], targets=[2], rule=one_to_one(), weight=1, delay=1), r"exclude each other"),
    (lambda n: n.spike_source("s", [1.0, 2.0], neurons=[0]), r"2 times and 1 neurons"),
    (lambda n: n.spike_source("s", [1.0, 2.0], neurons=[0, 7], size=3), r"spike 1 is of neuron 7, which is not within 0 … 2"),
    (lambda n: n.current(n["E"], steps=([1, 2], [1, 2, 3])), r"shape \(3,\); give \(2,\)"),
    (lambda n: Pulses(300, 0.3), r"give either rate= or times="),
    (lambda n: Pulses(300, 0.3, times=[1], cv=0.5), r"leave them out where times are given"),
    (lambda n: Pulses(300, 0.3, 5000), r"one lasts 0.3 ms; take at most 3333 Hz"),
    (lambda n: Pulses(300 * mV, 0.3, 130), r"amplitude.*300 mV has the wrong unit"),
    (lambda n: Pulses(7e9, 0.3, 130, biphasic=True, contact=Contact(6, 1e-7)), r"35 µC/cm², above the limit of 30"),
    (lambda n: Pulses(3e9, 0.3, 130, contact=Contact(6, 1e-7)), r"leaves 0.9 µC behind"),
    (lambda n: n.current(n["E"], pulses=130), r"pulses is 130; give Pulses"),
    (lambda n: n.current(n["E"], 3, pulses=Pulses(300, 0.3, 130)), r"amplitude and pulses given"),
    (lambda n: places(np.zeros(5)), r"1 dimensions, of shape \(5,\); give 2"),
    # not a number, nothing at all, or something else
    (lambda n: n.population("x", 5, "iaf_psc_exp", tau_m=math.nan), r"tau_m is nan"),
    (lambda n: n.population("x", 3, "iaf_psc_exp", tau_m=[1, math.nan, 3]), r"value 1 is nan"),
    (lambda n: n.population("x", 5, "iaf_psc_exp", tau_m=None), r"tau_m is None; give a number in ms"),
    (lambda n: n.population("x", 5, "iaf_psc_exp", tau_m="ten ms"), r"'ten ms' is not a quantity"),
    (lambda n: n.population("x", 2.5, "iaf_psc_exp"), r"size is 2.5; give a whole number"),
    (lambda n: n.population("x", 0, "iaf_psc_exp"), r"size 0 must be at least 1"),
    (lambda n: n.population("E", 5), r"'E' is taken"),
    (lambda n: explicit([0.5], [1]), r"not whole numbers"),
    (lambda n: n.connect("E", n["I"], "all_to_all", 3, 1), r"source is 'E'; give a population"),
    (lambda n: n.connect(n["E"], n["I"], weight=3, delay=1), r"has no rule"),
    (lambda n: n.connect(n["E"], n["I"], "all_to_all", delay=1), r"has no weight"),
    (lambda n: n.connect(n["E"], n["I"], "all_to_all", 3, 0.05), None),
    (lambda n: n.population("x", 5, V_m=uniform(-55, -70)), r"first must not exceed"),
    (lambda n: n["E"][1.5], r"population 'E': index is 1.5; give a whole number"),
    (lambda n: n.population(None, 5), r"name of a population is None; give a text"),
    (lambda n: n.modulator(None), r"None was given where a value is needed"),
    (lambda n: n.simulate().run(20 * mV), r"duration = 20 mV has the wrong unit"),
    (lambda n: n.simulate().run("soon"), r"'soon' is not a quantity"),
    (lambda n: n.simulate().weights(n["E"]), r"weights cannot take Population; give Projection or Projection, str"),
    (lambda n: n.simulate().state("E", "V_m"), r"'E' is no part of a network; give what the network's methods returned"),
    (lambda n: n.simulate().save(None), r"None is no path; give a text"),
    (lambda n: n.simulate().set("E", V_m=-60), r"'E' is no part of a network"),
    (lambda n: n["E"][200], r"has 80 neurons; there is none of index 200"),
    (lambda n: n["E"][np.zeros(3, dtype=bool)], r"selection has 3 values"),
    (lambda n: n.population("x", 5, "iaf_psc_exp", V_m=normal(-60, 5, low=-70)), r"low and high.*go together"),
    # changes between runs
    (lambda n: n.simulate().set(n["E"]), r"nothing is given to set; name parameters or state variables, as in V_m=-60"),
    (lambda n: n.simulate().set(n["E"], 5), r"5 is given without a name"),
    (lambda n: n.simulate().run(100, progres=True), r"run\(\) has no argument 'progres'; did you mean progress"),
    (lambda n: n.simulate().run(), r"run\(\): missing a required argument: 'duration'"),
    (lambda n: n.simulate().reset(keep=True), r"did you mean keep_weights"),
    (lambda n: n.simulate().set_spikes(n["E"], 5), r"times is 5; give a list of times for each neuron"),
    (lambda n: n.simulate().spikes().of("e"), r"no population 'e' was recorded; "),
    (lambda n: n.simulate(seed=2**70), r"does not fit into 64 bits"),
    (lambda n: n["E"].positions, r"has no positions; add positions=grid\(40, 40, extent=\(1\*mm, 1\*mm\)\)"),
    # what goes together
    (lambda n: n.current(n["E"], noise=5), r"noise is 5; give 3 that go together, noise=\(mean, sd, interval\)"),
    (lambda n: n.current(n["E"], steps=5), r"give 2 that go together, steps=\(times, amplitudes\)"),
    (lambda n: n.modulator("m", uptake=5), r"uptake is 5; give 2 that go together"),
    (lambda n: triplet_stdp(amplitudes=(1, 2)), r"amplitudes is 2 values; give 4"),
    (lambda n: clopath(taus=(1, 2, None)), r"taus: 3 numbers go together"),
    (lambda n: n.population("x", 10**10), r"does not fit into 32 bits"),
    (lambda n: n.spike_source("s", 5), r"give a list of times for each neuron"),
    (lambda n: circuit(3), r"name of a circuit is 3"),
    (lambda n: equations("x", 3), r"equations of model 'x' is 3"),
    (lambda n: gaussian(), r"no width is given"),
    (lambda n: pairwise_bernoulli("x"), r"p is 'x'; give a probability"),
    (lambda n: n.at(5, n["E"]), r"nothing is given to change"),
    (lambda n: n.connect(n["E"], n["I"], "all_to_all", 1, 1, frozen=True), r"frozen is of weights that a rule changes"),
    (lambda n: SimulationEnv(lambda seed: None), r"SimulationEnv\(\): missing a required argument: 'act'"),
    (lambda n: ClosedLoop(n.simulate(), 3), r"has no reset and step"),
    # mends are those of Python
    (lambda n: n.poisson("p", n["E"], 10, 1, start=5, stop=2), r"did you mean start=2 ms, stop=5 ms"),
    (lambda n: n.connect(n["E"], n["I"], "all_to_all", uniform(-1, 1), 1, plastic=stdp()), r"as in low=0\*pA, high=100\*pA, or use bounds=bounds\(-inf, inf\)"),
    (lambda n: n.connect(n["E"], n["I"], "all_to_all", 1, normal(1, 1)), r"as in low=0.1\*ms, high=10\*ms"),
    (lambda n: n.record_parameter(n["E"], "V_m"), r"use population\(…, V_m=…\) .* sim.set\(…, V_m=…\)"),
    (lambda n: n.record_weights(n["E"]), r"record_weights cannot take Population; give Projection"),
    (lambda n: n.scale(n.projections[0], rate=5), r"add plastic=no_rule\(\) to it"),
    # of Java only
    (lambda n: pairwise_bernoulli(lambda d: 0.1), r"is a Python function.*only be written in Java.*gaussian\(150\)"),
    (lambda n: stdp(dependence=lambda w, x: x), r"is a Python function.*only be written in Java"),
    (lambda n: n.spikeSource("s", [[1]]), r"in Python it is spike_source"),
    (lambda n: n.poison("s"), r"did you mean poisson"),
]


@pytest.mark.parametrize("k", range(len(REFUSED)))
def test_refused(net, k):
    mistake, expected = REFUSED[k]
    before = str(net)
    with pytest.raises(RanvierError, match=expected) as caught:
        mistake(net)
        net.simulate()
    text = str(caught.value)
    assert not re.search(r"\b[a-z]+[A-Z]\w*\(|(?<!\w)\.[a-z]\w*\(", text), "a mend of Java"
    assert "org.ranvier" not in text and "\tat " not in text and caught.value.__cause__ is None
    if expected is not None:
        assert str(net) == before, "a call that fails leaves the network as it was"


def test_after_a_mistake_the_same_names_can_be_used(net):
    with pytest.raises(RanvierError):
        net.population("new", 10, "iaf_psc_exp", tau=3)
    new = net.population("new", 10, "iaf_psc_exp", tau_m=3)
    with pytest.raises(RanvierError):
        net.connect(net["E"], new, "all_to_all", weight=3 * mV, delay=1)
    net.connect(net["E"], new, "all_to_all", weight=3, delay=1)
    with net.simulate() as sim:
        sim.run(10)
        assert sim.neurons == 110


def test_use_after_close(net):
    with net.simulate() as sim:
        sim.run(1)
    for use in (lambda: sim.run(1), sim.spikes, lambda: sim.state(net["E"], "V_m"), lambda: sim.set(net["E"], tau_m=3)):
        with pytest.raises(RanvierError, match="has been closed"):
            use()
    sim.close()  # twice does nothing


def test_one_simulation_in_two_threads_at_once(net):
    with net.simulate(threads=1) as sim:
        began = threading.Event()
        done = []
        run = threading.Thread(target=lambda: done.append(sim.run(1e5, progress=lambda d, t: began.set())))
        run.start()
        assert began.wait(60)
        for use in (lambda: sim.run(1), sim.spikes):
            with pytest.raises(RanvierError, match="in use by another thread"):
                use()
        sim.cancel()
        run.join(60)
        assert done[0].cancelled
        sim.run(1)  # and goes on


def test_a_network_is_described_by_several_threads_at_once():
    net = Network("together")
    source = net.population("source", 5)

    def describe(name):
        for k in range(20):
            net.connect(source, net.population(f"{name}{k}", 5), "all_to_all", weight=1, delay=1)
            with pytest.raises(RanvierError):
                net.population(f"{name}{k}", 5)

    threads = [threading.Thread(target=describe, args=(name,)) for name in "ab"]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(net.populations) == 41 and len(net.projections) == 40
    assert str(pickle.loads(pickle.dumps(net))) == str(net)


def test_a_network_that_runs_cannot_be_changed(net):
    with net.simulate() as sim:
        with pytest.raises(RanvierError):
            net.population("late", 5)
        sim.run(1)
        assert "late" not in net.populations


def test_a_simulation_is_not_pickled(net):
    with net.simulate() as sim, pytest.raises(RanvierError, match="save the simulation to a checkpoint"):
        pickle.dumps(sim)


def test_populations_of_another_network_are_refused(net):
    other = Network("other").population("E", 5)
    with pytest.raises(RanvierError, match="another network"):
        net.connect(other, net["E"], "all_to_all", 1, 1)


def test_errors_are_of_one_kind_and_carry_no_java_trace(python):
    said = python("import ranvier\nranvier.Network('x').population('a', 5, 'nothing')")
    assert said.splitlines()[-1].startswith("ranvier.RanvierError: there is no neuron model 'nothing'")
    assert "Java" not in said and "org.ranvier" not in said


def test_unknown_attributes_leave_hasattr_alone(net):
    assert not hasattr(net["E"], "shape") and not hasattr(net, "nothing")
    assert issubclass(ranvier.RanvierError, Exception)
