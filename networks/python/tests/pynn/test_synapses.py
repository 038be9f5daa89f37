"""Synapse types, connectors and projections, against closed forms."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from pyNN import errors


def conductance_jumps(cells, tau, step=0.1):
    """What arrives in each step, of an exponential conductance."""
    g = cells.get_data().segments[0].filter(name="gsyn_exc")[0].magnitude
    return g[1:] - g[:-1] * np.exp(-step / tau)


def one_synapse(sim, synapse, spikes, tau=5.0, duration=None):
    source = sim.Population(1, sim.SpikeSourceArray(spike_times=spikes))
    cells = sim.Population(1, sim.IF_cond_exp(tau_syn_E=tau, v_thresh=1e6))
    cells.record("gsyn_exc")
    projection = sim.Projection(source, cells, sim.AllToAllConnector(), synapse)
    sim.run(duration or spikes[-1] + 5)
    jumps = conductance_jumps(cells, tau)[:, 0]
    at = np.rint((np.array(spikes) + projection.get("delay", format="list", with_address=False)[0]) / 0.1).astype(int) - 1
    others = np.delete(jumps, at)
    assert np.all(np.abs(others) < 1e-12)
    return jumps[at]


def tsodyks_markram(times, use, tau_rec, tau_facil, tau_syn):
    """Tsodyks, Uziel & Markram 2000, doi:10.1523/JNEUROSCI.20-01-j0003.2000: what each spike delivers, by small Euler steps between spikes."""
    from scipy.linalg import expm
    rates = np.array([[0, 0, 1 / tau_rec], [0, -1 / tau_syn, 0], [0, 1 / tau_syn, -1 / tau_rec]])
    state, u, last, delivered = np.array([1.0, 0.0, 0.0]), 0.0, times[0], []
    for t in times:
        state = expm(rates * (t - last)) @ state
        u = u * np.exp(-(t - last) / tau_facil) if tau_facil > 0 else 0.0
        u += use * (1 - u)
        moved = u * state[0]
        state = state + [-moved, moved, 0]
        delivered.append(moved)
        last = t
    return np.array(delivered)


@pytest.mark.parametrize("use,tau_rec,tau_facil", [(0.5, 800.0, 0.0), (0.04, 100.0, 1000.0), (0.3, 5.0, 20.0)])
def test_tsodyks_markram(sim, use, tau_rec, tau_facil):
    spikes = np.array([5.0, 15.0, 18.0, 40.0, 90.0])
    synapse = sim.TsodyksMarkramSynapse(weight=0.02, delay=1.0, U=use, tau_rec=tau_rec, tau_facil=tau_facil)
    got = one_synapse(sim, synapse, spikes)
    assert_allclose(got, 0.02 * tsodyks_markram(spikes, use, tau_rec, tau_facil, 5.0), rtol=1e-6)


def test_tsodyks_markram_that_differs_from_synapse_to_synapse(sim):
    spikes = np.array([5.0, 15.0, 18.0])
    source = sim.Population(1, sim.SpikeSourceArray(spike_times=spikes))
    cells = sim.Population(3, sim.IF_cond_exp(tau_syn_E=[2.0, 4.0, 6.0], v_thresh=1e6))
    cells.record("gsyn_exc")
    sim.Projection(source, cells, sim.AllToAllConnector(), sim.TsodyksMarkramSynapse(
        weight=0.02, delay=1.0, U=np.array([[0.5, 0.3, 0.9]]), tau_rec=50.0))
    sim.run(30.0)
    for k, (use, tau) in enumerate([(0.5, 2.0), (0.3, 4.0), (0.9, 6.0)]):
        jumps = conductance_jumps(cells, tau)[:, k][[59, 159, 189]]
        assert_allclose(jumps, 0.02 * tsodyks_markram(spikes, use, 50.0, 0.0, tau), rtol=1e-6)


def test_initial_facilitation(sim):
    source = sim.Population(1, sim.SpikeSourceArray(spike_times=[5.0]))
    cells = sim.Population(1, sim.IF_cond_exp())
    cells.record("gsyn_exc")
    projection = sim.Projection(source, cells, sim.AllToAllConnector(), sim.TsodyksMarkramSynapse(
        weight=0.02, delay=1.0, U=0.1, tau_rec=50.0, tau_facil=500.0))
    projection.initialize(u=0.4)
    sim.run(8.0)
    assert_allclose(conductance_jumps(cells, 5.0)[59, 0], 0.02 * (0.4 + 0.1 * 0.6), rtol=1e-7)


@pytest.mark.parametrize("kind,mean,all_or_none", [
    ("SimpleStochasticSynapse", 0.3, True), ("StochasticTsodyksMarkramSynapse", 0.3, True), ("MultiQuantalSynapse", 0.3, False)])
def test_stochastic_release(sim, kind, mean, all_or_none):
    parameters = {"p": 0.3} if kind.startswith("Simple") else {"U": 0.3, "tau_rec": 1e-3, "tau_facil": 0.0}
    if kind == "MultiQuantalSynapse":
        parameters["n"] = 4
    source = sim.Population(1, sim.SpikeSourceArray(spike_times=np.arange(1.0, 101.0)))
    cells = sim.Population(100, sim.IF_cond_exp(v_thresh=1e6))
    cells.record("gsyn_exc")
    sim.Projection(source, cells, sim.AllToAllConnector(), getattr(sim, kind)(weight=0.01, delay=0.5, **parameters))
    sim.run(102.0)
    released = conductance_jumps(cells, 5.0)[14::10] / 0.01
    released = released[:100]
    levels = np.unique(np.round(released, 6))
    assert_allclose(levels, [0, 1] if all_or_none else [0, 0.25, 0.5, 0.75, 1], atol=1e-6)
    # 100 × 100 releases of probability 0.3: the standard error of the mean is 0.0046 or less
    assert abs(released.mean() - mean) < 4 * np.sqrt(0.21 / 10000)


def learn(sim, pre, post, weight, timing, dependence, fraction=1.0, delay=1.0, receptor="excitatory"):
    """The weight after one train of spikes on each side."""
    source = sim.Population(1, sim.SpikeSourceArray(spike_times=pre))
    teacher = sim.Population(1, sim.SpikeSourceArray(spike_times=post))
    cell = sim.Population(1, sim.IF_curr_delta(tau_refrac=0.1))
    cell.record("spikes")
    sim.Projection(teacher, cell, sim.AllToAllConnector(), sim.StaticSynapse(weight=1000.0, delay=0.1))
    projection = sim.Projection(source, cell, sim.AllToAllConnector(), sim.STDPMechanism(
        timing, dependence, dendritic_delay_fraction=fraction, weight=weight, delay=delay), receptor_type=receptor)
    sim.run(max(pre[-1], post[-1]) + 60)
    assert_allclose(cell.get_data().segments[0].spiketrains[0].magnitude, np.array(post) + 0.1)
    return projection.get("weight", format="list", with_address=False)[0]


# The target fires at post + 0.1; all of a delay of 1 ms is dendritic: the synapse sees it 1 ms later, at post + 1.1. A last spike of the source
# makes the synapse bring its weight up to date.
BEFORE = ([10.0], [14.9], 6.0)  # target after source by 6 ms
AFTER = ([20.0], [12.9], 6.0)  # source after target by 6 ms


@pytest.mark.parametrize("name,scale", [
    ("AdditiveWeightDependence", (2e-3, 2e-3)),
    ("MultiplicativeWeightDependence", (2e-3 - 5e-4, 5e-4 - 1e-4)),
    ("AdditivePotentiationMultiplicativeDepression", (2e-3, 5e-4 - 1e-4)),
    ("GutigWeightDependence", (1.9e-3 * (1.5 / 1.9) ** 0.3, 1.9e-3 * (0.4 / 1.9) ** 0.6)),
])
def test_weight_dependences(sim, name, scale):
    extra = {"mu_plus": 0.3, "mu_minus": 0.6} if name.startswith("Gutig") else {}
    rule = sim.SpikePairRule(tau_plus=20.0, tau_minus=30.0, A_plus=0.05, A_minus=0.03)
    for (pre, post, lag), sign, amplitude, tau, size in (
            (BEFORE, 1, 0.05, 20.0, scale[0]), (AFTER, -1, 0.03, 30.0, scale[1])):
        sim.setup()
        got = learn(sim, pre, post, 5e-4, rule, getattr(sim, name)(w_min=1e-4, w_max=2e-3, **extra))
        assert_allclose(got, 5e-4 + sign * amplitude * size * np.exp(-lag / tau), rtol=1e-9)


def test_all_of_a_delay_may_be_axonal(sim):
    # with fraction 0.5 of 4 ms the source is seen 2 ms later, and the target 2 ms later: at 12 and at 16 + 0.1 + 2
    rule = sim.SpikePairRule(tau_plus=20.0, tau_minus=30.0, A_plus=0.05, A_minus=0.03)
    got = learn(sim, [10.0], [15.9], 5e-4, rule, sim.AdditiveWeightDependence(w_max=2e-3), fraction=0.5, delay=4.0)
    assert_allclose(got, 5e-4 + 0.05 * 2e-3 * np.exp(-6 / 20), rtol=1e-9)


def test_hard_bounds(sim):
    rule = sim.SpikePairRule(A_plus=5.0, A_minus=5.0)
    assert_allclose(learn(sim, *BEFORE[:2], 5e-4, rule, sim.AdditiveWeightDependence(w_min=1e-4, w_max=2e-3)), 2e-3)
    sim.setup()
    assert_allclose(learn(sim, *AFTER[:2], 5e-4, rule, sim.AdditiveWeightDependence(w_min=1e-4, w_max=2e-3)), 1e-4)


def test_vogels_rule(sim):
    # at a pre-synaptic spike w += eta*(y - 2*rho*tau), at a post-synaptic one w += eta*x; IF_curr_delta's weights are in mV
    rule = sim.Vogels2011Rule(tau=20.0, eta=0.01, rho=5.0)
    got = learn(sim, *BEFORE[:2], 0.5, rule, sim.AdditiveWeightDependence(w_min=0.0, w_max=2.0))
    assert_allclose(got, 0.5 + 0.01 * (-2 * 0.005 * 20 + np.exp(-6 / 20)), rtol=1e-9)


def test_negative_plastic_weights(sim):
    # a magnitude of 0.4 that is depressed by A_minus*w_max
    rule = sim.SpikePairRule(tau_plus=20.0, tau_minus=30.0, A_plus=0.05, A_minus=0.03)
    got = learn(sim, *AFTER[:2], -0.4, rule, sim.AdditiveWeightDependence(w_min=0.0, w_max=2.0), receptor="inhibitory")
    assert_allclose(got, -(0.4 - 0.03 * 2 * np.exp(-6 / 30)), rtol=1e-9)


def test_dopamine_turns_eligibility_into_weight(sim):
    # c jumps by C when the target's spike is seen at 16; D is released at 50 and decays: dw = C*D0*∫ exp(-(t-16)/tau_c) exp(-(t-50)/tau_d) dt
    dopamine = sim.Dopamine(tau=100.0, tau_eligibility=500.0)
    source = sim.Population(1, sim.SpikeSourceArray(spike_times=[10.0]))
    teacher = sim.Population(1, sim.SpikeSourceArray(spike_times=[14.9]))
    cell = sim.Population(1, sim.IF_curr_delta())
    sim.Projection(teacher, cell, sim.AllToAllConnector(), sim.StaticSynapse(weight=1000.0, delay=0.1))
    projection = sim.Projection(source, cell, sim.AllToAllConnector(), sim.STDPMechanism(
        sim.SpikePairRule(tau_plus=20.0, A_plus=0.05, A_minus=0.0), sim.AdditiveWeightDependence(w_max=2.0), weight=0.5, delay=1.0,
        dopamine=dopamine))
    sim.run(50.0)
    assert projection.get("weight", format="list", with_address=False) == [0.5]
    dopamine.release(0.3)
    assert dopamine.concentration == pytest.approx(0.3)
    sim.run(100.0)
    jump = 0.05 * 2 * np.exp(-6 / 20)
    rate = 1 / 500 + 1 / 100
    expected = 0.5 + jump * np.exp(-34 / 500) * 0.3 * (1 - np.exp(-100 * rate)) / rate
    assert_allclose(projection.get("weight", format="list", with_address=False)[0], expected, rtol=1e-4)
    assert dopamine.concentration == pytest.approx(0.3 * np.exp(-1))


def test_dopamine_is_released_by_spikes(sim):
    dopamine = sim.Dopamine(tau=100.0)
    cells = sim.Population(2, sim.SpikeSourceArray(spike_times=[[5.0], [7.0]]))
    dopamine.released_by(cells[0:1], amount=0.5, delay=1.0)
    sim.run(26.0)
    assert dopamine.concentration == pytest.approx(0.5 * np.exp(-20 / 100), rel=1e-3)


def test_gap_junction_shares_charge(sim):
    # two passive cells: the difference decays with 1/tau_m + 2*g/cm, their mean with 1/tau_m
    cells = sim.Population(2, sim.IF_cond_exp(tau_m=20.0, cm=0.2, v_thresh=1e6))
    cells.initialize(v=[-55.0, -65.0])
    cells.record("v")
    projection = sim.Projection(cells[0:1], cells[1:2], sim.AllToAllConnector(), sim.ElectricalSynapse(weight=0.002))
    sim.run(30.0)
    v = cells.get_data().segments[0].filter(name="v")[0].magnitude
    difference = v[:, 0] - v[:, 1]
    assert_allclose(difference[-1], 10 * np.exp(-30 * (1 / 20 + 2 * 0.002 / 0.2)), rtol=1e-3)
    assert_allclose(v.mean(axis=1)[-1], -65 + 5 * np.exp(-30 / 20), atol=1e-3)
    assert projection.get("weight", format="list") == [(0, 0, 0.002)]


def test_get_set_and_save(sim, tmp_path):
    p, q = sim.Population(3, sim.IF_curr_exp()), sim.Population(2, sim.IF_curr_exp())
    projection = sim.Projection(p, q, sim.FromListConnector([(0, 0, 0.1, 0.5), (2, 1, 0.2, 0.7), (2, 1, 0.3, 0.9), (1, 0, 0.4, 1.1)]))
    assert sorted(projection.get(["weight", "delay"], format="list")) == [
        (0, 0, 0.1, 0.5), (1, 0, 0.4, 1.1), (2, 1, 0.2, 0.7), (2, 1, 0.3, 0.9)]
    nan = np.nan
    for how, value in (("sum", 0.5), ("min", 0.2), ("max", 0.3), ("first", 0.2), ("last", 0.3)):
        assert_allclose(projection.get("weight", format="array", multiple_synapses=how), [[0.1, nan], [0.4, nan], [nan, value]])
    projection.set(weight=0.6, delay=lambda d: 1 + d)
    assert_allclose(projection.get("delay", format="array", multiple_synapses="max"), [[1, nan], [2, nan], [nan, 2]])
    projection.save(["weight", "delay"], str(tmp_path / "connections.txt"))
    again = sim.Projection(p, q, sim.FromFileConnector(str(tmp_path / "connections.txt")))
    assert sorted(again.get(["weight", "delay"], format="list")) == sorted(projection.get(["weight", "delay"], format="list"))
    assert len(projection) == projection.size() == 4
    connection = projection[0]
    connection.weight = 0.7
    assert connection.as_tuple("weight") == (0.7,) and connection.presynaptic_cell in p.all_cells


def test_connectors(sim, tmp_path):
    from pyNN.random import NumpyRNG
    p, q = sim.Population(20, sim.IF_curr_exp()), sim.Population(10, sim.IF_curr_exp())

    def matrix(connector, pre=p, post=q):
        projection = sim.Projection(pre, post, connector, sim.StaticSynapse(weight=1.0))
        return np.nan_to_num(projection.get("weight", format="array"))

    assert matrix(sim.AllToAllConnector()).sum() == 200
    assert matrix(sim.AllToAllConnector(allow_self_connections=False), p, p).trace() == 0
    assert_array_equal(matrix(sim.OneToOneConnector(), p[:10], q), np.eye(10))
    # 200 pairs with probability 0.3: 60 ± 6.5
    assert abs(matrix(sim.FixedProbabilityConnector(0.3, rng=NumpyRNG(1))).sum() - 60) < 26
    assert_array_equal(matrix(sim.FixedNumberPreConnector(3)).sum(axis=0), np.full(10, 3))
    assert_array_equal(matrix(sim.FixedNumberPostConnector(4)).sum(axis=1), np.full(20, 4))
    assert matrix(sim.FixedTotalNumberConnector(33)).sum() == 33
    near = matrix(sim.DistanceDependentProbabilityConnector("d < 1.5"))
    assert_array_equal(near, [[abs(i - j) < 1.5 for j in range(10)] for i in range(20)])
    moved = matrix(sim.DisplacementDependentProbabilityConnector(lambda d: (d[0] > 0.5) * 1.0))
    assert_array_equal(moved, [[j > i for j in range(10)] for i in range(20)])
    wanted = np.arange(200).reshape(20, 10) % 3 == 0
    assert_array_equal(matrix(sim.ArrayConnector(wanted)), wanted)
    projection = sim.Projection(p, p, sim.AllToAllConnector(), sim.StaticSynapse(weight=0.5))
    assert matrix(sim.CloneConnector(projection), p, p).sum() == 400
    assert_array_equal(matrix(sim.SmallWorldConnector(1.5, 0.0)), near)
    world = matrix(sim.SmallWorldConnector(2.5, 1.0, allow_self_connections=False, n_connections=2), p, p)
    assert world.sum() == 40 and world.trace() == 0 and world.max() == 1
    assert matrix(sim.AllToAllConnector(), p[2:4] + q, q).sum() == 120


def test_assemblies_and_views_are_connected_to_the_right_cells(sim):
    a = sim.Population(3, sim.SpikeSourceArray(spike_times=[[1.0], [2.0], [3.0]]))
    b = sim.Population(2, sim.SpikeSourceArray(spike_times=[[4.0], [5.0]]))
    cells = sim.Population(3, sim.IF_curr_exp()) + sim.Population(2, sim.IF_curr_alpha())
    cells.record("isyn_exc")
    sim.Projection(a[1:3] + b, cells[1:5], sim.OneToOneConnector(), sim.StaticSynapse(weight=0.1, delay=1.0))
    sim.run(10.0)
    first = [p.get_data().segments[0].filter(name="isyn_exc")[0].magnitude for p in cells.populations]
    arrivals = [int(np.argmax(np.abs(x) > 0)) if np.any(x) else None for part in first for x in part.T]
    assert arrivals[:3] == [None, 30, 40] and arrivals[3] in (50, 51) and arrivals[4] in (60, 61)


def test_wrong_connections_are_refused(sim):
    p = sim.Population(2, sim.IF_cond_exp())
    with pytest.raises(errors.ConnectionError):
        sim.Projection(p, p, sim.AllToAllConnector(), sim.StaticSynapse(weight=-0.1), receptor_type="excitatory")
    with pytest.raises(errors.ConnectionError):
        sim.Projection(p, p, sim.AllToAllConnector(), receptor_type="NMDA")
    with pytest.raises(errors.ConnectionError, match="receives nothing"):
        sim.Projection(p, sim.Population(2, sim.SpikeSourceArray(), label="in"), sim.AllToAllConnector())
    sim.Projection(p, p, sim.AllToAllConnector(), sim.STDPMechanism(
        sim.SpikePairRule(), sim.AdditiveWeightDependence(w_max=0.05), weight=0.1))
    with pytest.raises(errors.ConnectionError, match="0.1.*w_max = 0.05"):
        sim.run(1.0)
    sim.setup(min_delay=0.5, max_delay=2.0)
    p = sim.Population(2, sim.IF_cond_exp())
    with pytest.raises(errors.ConnectionError, match="0.3"):
        sim.Projection(p, p, sim.AllToAllConnector(), sim.StaticSynapse(delay=0.3))
    projection = sim.Projection(p, p, sim.AllToAllConnector())
    sim.run(1.0)
    with pytest.raises(NotImplementedError, match="delay.*reset"):
        projection.set(delay=1.5)
    with pytest.raises(NotImplementedError, match="population.*reset"):
        sim.Population(2, sim.IF_cond_exp())
    sim.reset()
    projection.set(delay=1.5)
    sim.Population(2, sim.IF_cond_exp())
    sim.run(1.0)
    assert sim.get_min_delay() == 0.5 and sim.get_max_delay() == 2.0


@pytest.mark.parametrize("kind", ["StaticSynapse", "TsodyksMarkramSynapse", "MultiQuantalSynapse"])
def test_weights_set_between_runs_act_from_then_on(sim, kind):
    extra = {} if kind == "StaticSynapse" else {"U": 1.0, "tau_rec": 1e-3, "tau_facil": 0.0}
    if kind == "MultiQuantalSynapse":
        extra["n"] = 3
    source = sim.Population(2, sim.SpikeSourceArray(spike_times=[[5.0, 15.0], [7.0, 17.0]]))
    cells = sim.Population(3, sim.IF_cond_exp(v_thresh=1e6))
    cells.record("gsyn_exc")
    first = np.array([[0.01, 0.02, 0.03], [0.04, 0.05, 0.06]])
    projection = sim.Projection(
        source, cells, sim.AllToAllConnector(), getattr(sim, kind)(weight=first, delay=np.array([[1.0, 0.5, 1.0], [0.3, 1.0, 1.0]]), **extra))
    sim.run(10.0)
    second = first[::-1, ::-1] * 2
    projection.set(weight=second)
    assert_array_equal(projection.get("weight", format="array"), second)
    sim.run(10.0)
    jumps = conductance_jumps(cells, 5.0)
    # active resources have not all recovered after 10 ms
    left = tsodyks_markram([0, 10.0], 1.0, 1e-3, 0.0, 5.0)[1] if kind.startswith("Tso") else 1.0
    for weights, start in ((first, 0), (second * left, 100)):
        for i, t in enumerate((50, 70)):
            for j in range(3):
                delay = [[10, 5, 10], [3, 10, 10]][i][j]
                assert_allclose(jumps[start + t + delay - 1, j], weights[i, j], rtol=1e-6)
    sim.reset()
    sim.run(20.0)
    assert_allclose(conductance_jumps(cells, 5.0)[59, 0], first[0, 0], rtol=1e-6)  # the first segment
    assert_array_equal(projection.get("weight", format="array"), second)


def test_plastic_weights_go_back_at_reset(sim):
    rule = sim.SpikePairRule(A_plus=0.05, A_minus=0.03)
    learnt = learn(sim, *BEFORE[:2], 5e-4, rule, sim.AdditiveWeightDependence(w_max=2e-3))
    projection = sim.simulator.state.projections[-1]
    projection.set(weight=7e-4)
    assert projection.get("weight", format="list", with_address=False) == pytest.approx([7e-4])
    sim.reset()
    assert projection.get("weight", format="list", with_address=False) == [5e-4]
    sim.run(80.0)
    assert projection.get("weight", format="list", with_address=False) == pytest.approx([learnt])
