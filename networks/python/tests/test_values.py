"""Units, distributions, rules: as values, in print, in a pickle, and as the simulator understands them."""

import pickle

import numpy as np
import pytest
from shared import digest_of

from ranvier import *
from ranvier import cells


def test_units():
    assert (10 * mV).to(V) == pytest.approx(0.01) and ([1, 2] * s).to(ms).tolist() == [1000, 2000]
    assert (np.arange(3) * nS).magnitude.tolist() == [0, 1, 2] and (3 * mV) / (2 * mV) == 1.5
    assert (2 * nS * (3 * mV)).to(pA) == pytest.approx(6) and (1 / (1 * ms)).to(Hz) == pytest.approx(1000)
    assert sum([1 * ms, 2 * ms]).to(ms) == 3 and 1 * s == 1000 * ms and 1 * mV < 1 * V and -(1 * mV) == -1 * mV
    assert repr(1.5 * ms) == "1.5*ms" and eval(repr(2 * (nS / ms))) == 2 * nS / ms
    assert pickle.loads(pickle.dumps(10 * mV)) == 10 * mV


def test_quantities_and_plain_numbers_are_the_same():
    def of(**values):
        net = Network("n")
        n = net.population("n", 20, "iaf_psc_exp", **values)
        net.poisson("p", n, rate=8000, weight=40)
        return digest_of(net)

    assert of(tau_m=10, V_m=uniform(-70, -60)) == of(tau_m=0.01 * s, V_m=uniform(-70 * mV, -0.06 * V)) == of(tau_m="10 ms", V_m=uniform(-70, -60))
    assert of(tau_m=np.full(20, 10.0), V_m=-60) == of(tau_m=np.full(20, 10.0) * ms, V_m=[-60] * 20)


RULES = [
    stdp(), stdp(tau_plus=15 * ms, dependence=gutig(0.01, 1.05, 0.4, 0.4, 100), bounds=(0, 100), pairing="nearest_symmetric"),
    stdp(dependence=multiplicative(0.01, 1, 100)), stdp(dependence=power_law(0.1, 0.05, 0.4)), stdp(dependence=van_rossum(1, 0.01)),
    stdp(dependence=log_stdp(1, 0.5, 10, 5, 5)), stdp(dependence=additive(0.1, 0.12), bounds=bounds(high=90)), anti_hebbian_stdp(bounds=200),
    homeostatic_stdp(1, 0.2, tau_plus=20), triplet_stdp(), triplet_stdp(minimal=True, tau_x=100), triplet_stdp(amplitudes=(1e-3, 1e-3, 1e-3, 1e-3)),
    calcium(0, 90, pre_delay=13.7, noise=2.8, double_well=True), reward_stdp("dopamine", tau_plus=10, bounds=100), dopamine_stdp("dopamine", 0.1),
    mstdp("r", 0.1), mstdpet("r", 0.1), td_ltp(third_factor("dopamine")), gated_hebb("dopamine", 0.3),
    dual_trace("dopamine", "r"), reward_covariance("dopamine", "r"), fast_weights("dopamine", 0.5, 80 * ms),
    three_factor(eligibility(1000, third_factor("dopamine") - 0.02), dependence=additive(0.12, 0.13), bounds=200),
    three_factor(eligibility(1 * s, (third_factor("dopamine") * 2 + third_factor("r")).positive_part())),
    burst_dependent(0.1, taus=(50, 5000), burst=16),
]


@pytest.mark.parametrize("rule", RULES, ids=repr)
def test_rules_print_pickle_and_run(rule):
    again = pickle.loads(pickle.dumps(rule))
    assert repr(again) == repr(rule) and again.equations == rule.equations and rule.source
    digests = []
    for r in (rule, again):
        net = Network("n")
        e = net.population("E", 40)
        net.modulator("dopamine", decay=200).release(20, 0.5)
        net.modulator("r", momentary=True).release(30, 1)
        p = net.connect(e, e, fixed_in_degree(8), weight=45, delay=1.5, plastic=r)
        net.poisson("p", e, rate=8000, weight=40)
        with net.simulate(threads=1) as sim:
            sim.run(60)
            digests.append((sim.spikes().digest, sim.weights(p).values.tolist()))
    assert digests[0] == digests[1]


@pytest.mark.parametrize("how", [depressing(0.5, 200, 50), three_state(0.5, 200, 50, 3), bernoulli(0.5), stochastic(depressing(0.4, 100))], ids=repr)
def test_transmission(how):
    net = Network("n")
    src = net.spike_source("s", [[10, 20, 30]] * 50)
    e = net.population("E", 50)
    net.connect(src, e, "one_to_one", weight=500, delay=1, short_term=pickle.loads(pickle.dumps(how)))
    net.record(e, "V_m")
    with net.simulate() as sim:
        sim.run(50)
        v = sim.recording(e, "V_m").values
    assert np.abs(v).sum() > 0 and (len(np.unique(v[34])) > 1) == ("bernoulli" in repr(how) or "stochastic" in repr(how))


@pytest.mark.parametrize("rule, synapses", [
    (all_to_all(), 100), (all_to_all(autapses=False), 90), (one_to_one(), 10), (fixed_in_degree(3), 30), (fixed_out_degree(4), 40),
    (fixed_total_number(17), 17), (pairwise_bernoulli(1.0), 100), (explicit([0, 1, 2], [3, 3, 3]), 3), ("all_to_all", 100),
    (explicit([1, 1, 2], [1, 2, 2], autapses=False), 1),
    (fixed_in_degree(2, gaussian(100), within=disc(500), multapses=False), 20), (pairwise_bernoulli(gaussian(100 * um) * 0.0), 0)], ids=str)
def test_connection_rules(rule, synapses):
    net = Network("n")
    e = net.population("E", 10, positions=ring(1000))
    net.connect(e, e, pickle.loads(pickle.dumps(rule)), weight=1, delay=1)
    with net.simulate() as sim:
        assert sim.synapses == synapses


def test_space():
    net = Network("n")
    grid_layout = grid(4, 5, extent=(400 * um, 0.5 * mm))
    e = net.population("E", 20, positions=grid_layout)
    f = net.population("F", 20, positions=places(np.arange(40.0).reshape(20, 2)))
    net.population("G", 30, positions=scattered(1000, 1000, seed=3, periodic=True))
    assert e.positions.shape == (20, 2) and f.positions.tolist() == np.arange(40.0).reshape(20, 2).tolist()
    assert len(e.within(disc(120), 0, 0)) < 20
    p = net.connect(e, e, pairwise_bernoulli(1.0, within=annulus(1, 150)), plastic=stdp(), weight=profile(gaussian(100), 10 * pA, low=0, high=20),
                    delay=conduction(0.5, 0.3))
    with pickle.loads(pickle.dumps(net)).simulate() as sim:
        w = sim.weights(sim.network.projections[0])
    d = np.linalg.norm(e.positions[w.sources] - e.positions[w.targets], axis=1)
    assert (d <= 150 + 1e-6).all() and np.allclose(w.values, 10 * np.exp(-d**2 / 2 / 100**2), rtol=1e-5)
    assert np.allclose(w.delays, 0.5 + d / 300, atol=0.051)
    assert repr(p).startswith("<Projection")


def test_explicit_weights_and_delays_are_those_given():
    net = Network("n")
    e = net.population("E", 10)
    rng = np.random.default_rng(1)
    sources, targets = rng.integers(0, 10, 30), rng.integers(0, 10, 30)
    weights, delays = rng.uniform(1, 5, 30), rng.integers(1, 20, 30) * 0.1
    p = net.connect(e, e, sources=sources, targets=targets, weight=weights * pA, delay=delays, plastic=stdp())
    with net.simulate() as sim:
        w = sim.weights(p)
        assert w.matrix().shape == (10, 10) and np.nansum(w.matrix()) == pytest.approx(weights.sum())
    key = np.lexsort((delays, sources, targets))
    got = np.lexsort((w.delays, w.sources, w.targets))
    assert (w.sources[got] == sources[key]).all() and (w.targets[got] == targets[key]).all()
    assert np.allclose(w.values[got], weights[key], rtol=1e-6) and np.allclose(w.delays[got], delays[key])


def test_cells():
    tree = cells.morphology(cells.soma(20), cells.cylinder("dend", 400, 1.2, on="soma")).divide(d_lambda=0.1, ra=100, cm=1)
    cell = (cells.Cell("pyramid", tree, celsius=34).insert("hh", "soma").insert("leak", "dend", g_max=0.05)
            .insert("Ih", cells.region("dend") - cells.distances(0, 100), g_max=cells.exponential_profile(0, 0.1, 300))
            .synapse("exc", "exp_syn", cells.at("dend", 0.8), tau=2.0).observe("V_dend", cells.at("dend", 0.8))
            .detect(cells.at("soma", 0.5), -10).electrode("lfp", (20, 150, 10)))
    net = Network("cells")
    p = net.population("P", 4, cell, V_th=normal(-10, 1))
    net.connect(net.spike_source("s", [[5, 10]] * 4), p, "one_to_one", receptor="exc", weight=5 * nS, delay=1)
    net.record(p, "V_m", "V_dend", "exc.g", "lfp", every=0.1)
    net = pickle.loads(pickle.dumps(net))
    with net.simulate() as sim:
        sim.run(20)
        soma, dendrite = sim.recording("P", "V_m"), sim.recording("P", "V_dend")
        assert dendrite.values.max() > soma.values.max() > -65 and sim.recording("P", "exc.g").unit == "nS"
    with pytest.raises(RanvierError, match="dend|soma"):
        cell.insert("leak", "dent", g_max=0.05)


def test_models():
    iaf = model("iaf_psc_exp")
    assert iaf.parameters["tau_m"][1] == "ms" and "V_m" in iaf.variables and len(iaf.receptors) == 2 and "iaf_psc_exp" in model_names()
    own = equations("leaky", """
    parameters:
      tau = 10 ms (> 0)  # membrane time constant
    equations:
      dV/dt = (I_stim*1 MOhm - V)/tau : mV  # membrane potential
    threshold: V >= 10 mV
    reset: V = 0 mV
    """.replace("1 MOhm", "1 mV/pA"))
    assert "dV/dt" in own.describe() and own.name == "leaky" and "class" in own.generated_source()
    assert pickle.loads(pickle.dumps(own)).parameters == own.parameters
