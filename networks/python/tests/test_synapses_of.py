"""Synapses of any projection, counts, curves, and projections that begin frozen or come from a file."""

import numpy as np
import pytest

from ranvier import *


def two(**more):
    net = Network("two")
    a = net.spike_source("a", [[1.0], [1.0], []])
    b = net.population("b", 2, "iaf_psc_delta", tau_m=1e12, V_m=-70, V_th=1000)
    p = net.connect(a, b, sources=[0, 1, 2, 0], targets=[0, 1, 1, 1], weight=[1, 2, 3, 4], delay=[1, 2, 3, 4], **more)
    return net, a, b, p


@pytest.mark.parametrize("plastic", [None, stdp()])
def test_read_set_and_scale(plastic):
    net, a, b, p = two(plastic=plastic)
    with net.simulate() as sim:
        all_ = sim.synapses_of(p)
        w = all_.read()
        assert len(all_) == 4 and set(zip(w.sources, w.targets, w.delays, w.values)) == {(0, 0, 1, 1), (1, 1, 2, 2), (2, 1, 3, 3), (0, 1, 4, 4)}
        np.testing.assert_array_equal(all_.matrix(), [[1, 4], [0, 2], [0, 3]])
        np.testing.assert_array_equal(all_.matrix(counts=True), [[1, 1], [0, 1], [0, 1]])
        sim.synapses_of(p, targets=b[[1]]).scale(2)
        sim.synapses_of(p, sources=a[[2]]).set(7)
        np.testing.assert_array_equal(all_.matrix(), [[1, 8], [0, 4], [0, 7]])
        all_.set(10 * all_.read().values)
        np.testing.assert_array_equal(all_.matrix(), [[10, 80], [0, 40], [0, 70]])
        with pytest.raises(RanvierError, match="2 weights for 4 synapses"):
            all_.set([1, 2])
        with pytest.raises(RanvierError, match="wrong unit"):
            all_.set(3 * ms)
        with pytest.raises(RanvierError, match="factor"):
            all_.scale(float("nan"))


@pytest.mark.parametrize("name", ["w.h5", "w.csv"])
def test_saved_synapses_make_the_same_projection(tmp_path, name):
    net, _, b, p = two()
    net.record(b, "V_m", every=1)
    with net.simulate() as sim:
        sim.synapses_of(p).save(tmp_path / name)
        sim.run(10)
        potentials = sim.recording(b, "V_m").values
    np.testing.assert_allclose(potentials[-1], [-69, -64], atol=1e-6)  # 1 mV, and 2 + 4 mV
    again = Network("again")
    a, c = again.spike_source("a", [[1.0], [1.0], []]), again.population("b", 2, "iaf_psc_delta", tau_m=1e12, V_m=-70, V_th=1000)
    again.connect(a, c, file=tmp_path / name)
    again.record(c, "V_m", every=1)
    with again.simulate() as sim:
        sim.run(10)
        np.testing.assert_array_equal(sim.recording(c, "V_m").values, potentials)
        s = sim.synapses_of(again.projections[0])
        s.scale(3)
        s.load(tmp_path / name)
        assert s.matrix().sum() == 10
    for wrong, said in (({"rule": "all_to_all"}, "leave out rule="), ({"file": tmp_path / "none.h5"}, "none.h5")):
        with pytest.raises(RanvierError, match=said):
            again_ = Network("x")
            e = again_.population("e", 3)
            again_.connect(e, e, **{"file": tmp_path / name, **wrong})


def test_counts(net):
    with net.simulate() as sim:
        counts = sim.count(net["E"][0:10])
        sim.run(200)
        expected = sim.spikes().counts("E")[:10]
        assert expected.sum() > 0 and len(counts) == 10
        np.testing.assert_array_equal(counts.now, expected)
        np.testing.assert_allclose(counts.rates, expected / 0.2)
        np.testing.assert_array_equal(counts.take(), expected)
        assert counts.now.sum() == 0
        sim.remove(counts)
        sim.run(200)
        assert counts.now.sum() == 0
    with pytest.raises(RanvierError, match="has been closed"):
        counts.take()


def test_a_projection_that_begins_frozen_learns_when_thawed():
    net = Network("frozen")
    a, b = net.spike_source("a", [[10.0, 60.0]]), net.spike_source("t", [[12.0, 62.0]])
    c = net.population("c", 1)
    net.connect(b, c, "all_to_all", weight=5000, delay=1)
    rule = stdp(dependence=additive(1, 0))
    p = net.connect(a, c, "all_to_all", weight=1, delay=1, plastic=rule, frozen=True)
    with net.simulate() as sim:
        assert sim.is_frozen(p)
        sim.run(50)
        assert sim.weights(p).values == [1]
        sim.thaw(p)
        sim.run(50)
        assert sim.weights(p).values > 1
        sim.freeze(rule)
        assert sim.is_frozen(p)


def test_curves_express_their_components():
    """V of b moves by P1 + m1·P2 + m2·P3 (Benjamin et al. 2025)."""
    net = Network("curve")
    a = net.spike_source("a", [[5.0]])
    b = net.population("b", 1, "iaf_psc_delta", tau_m=1e12, V_m=-70)
    one, two_ = (net.modulator(n, decay=1e9, baseline=v, signed=True) for n, v in (("c", 0.6), ("s", -0.8)))
    curved = net.curve(a, b, "ellipse", one, two_, rule="all_to_all", weights=[1, 2, 4], delay=1)
    net.record(b, "V_m", every=1)
    assert len(curved.components) == 3 and net.projections == curved.components
    import copy
    for n in (net, copy.deepcopy(net)):
        with n.simulate() as sim:
            sim.run(20)
            np.testing.assert_allclose(sim.recording("b", "V_m").values[-1], -70 + 1 + 0.6 * 2 - 0.8 * 4, atol=1e-5)


def test_curves_refuse():
    net = Network("curve")
    a, m = net.population("a", 3), net.modulator("m", decay=10)
    good = {"rule": "all_to_all", "weights": [1, 2], "delay": 1}
    for curve, modulators, given, said in (
            ("circle", (m,), {}, "curve is 'circle'; there are ellipse, line, torus"), ("ellipse", (m,), {}, "1 modulators for"), ("line", ("m",), {}, "is no modulator"),
            ("line", (m,), {"weights": [1]}, "give a list of 2"), ("line", (m,), {"rule": fixed_in_degree(1)}, "draws other synapses"),
            ("line", (m,), {"rule": None}, "has no rule"), ("line", (m,), {"delay": -1}, "delay -1 ms is below"), ("line", (m,), {"plastic": stdp()}, "no third factor")):
        before = str(net)
        with pytest.raises(RanvierError, match=said):
            net.curve(a, a, curve, *modulators, **{**good, **given})
        assert str(net) == before
    net.curve(a, a, "line", m, **good, plastic=gated_hebb("m", 1))
    net.simulate().close()


def test_places_of_a_modulator_and_lattices():
    net = Network("places")
    net.population("a", 3)
    net.population("b", 3)
    each = net.modulator("each", decay=10, per_population=True)
    net.record(each, every=1, places=[1])
    wide = net.modulator("wide", decay=10, diffusing=(lattice((4, 5), 50), 0.3))
    net.record(wide, every=1)
    with net.simulate() as sim:
        sim.release(each, 2.0, place=1)
        sim.run(3)
        assert sim.recording(each).values.shape == (3, 1) and (sim.recording(each).values > 0).all()
        assert sim.recording(wide).values.shape == (3, 20)
    with pytest.raises(RanvierError, match="places are of a modulator"):
        Network("x").record(net["a"], "V_m", places=[1])
    with pytest.raises(RanvierError, match="at least 1 along each axis"):
        Network("x").modulator("m", diffusing=(lattice((0, 5), 50), 0.3))
    with pytest.raises(RanvierError, match=r"give \(population, voxel"):
        Network("x").modulator("m", diffusing=3)


def test_recordings_are_taken_and_forgotten(net):
    net.record(net["E"][0:2], "V_m", every=1)
    with net.simulate() as sim:
        sim.run(10)
        assert [len(r.times) for r in sim.take_recordings()[0]] == [10]
        sim.run(5)
        assert [len(r.times) for r in sim.take_recordings()[0]] == [5]


def test_samples_at_spikes_are_taken_and_forgotten(net):
    p = net.connect(net["E"], net["I"], fixed_in_degree(5), weight=1, delay=1, plastic=stdp())
    net.record(net["E"], "V_m", on_spikes=True)
    net.record_weights(p, on_spikes=True)
    with net.simulate() as sim:
        sim.run(100)
        spikes = len(sim.spikes().of("E")[0])
        (first,), (arrived,) = sim.take_spike_samples(), sim.take_weight_events()
        assert spikes == len(first.times) > 0 and len(arrived.times) > 0
        sim.run(100)
        (second,) = sim.take_spike_samples()
        assert len(second.times) == len(sim.spikes().of("E")[0]) - spikes and second.times.min() > first.times.max()
        assert sim.take_spike_samples()[0].times.size == 0


def test_a_variant_goes_on(net, tmp_path):
    with net.simulate(seed=3) as sim:
        sim.run(20)
        sim.save(tmp_path / "c")
        v = sim.state(net["E"], "V_m")
    import copy
    other = copy.deepcopy(net)
    other["E"].set(tau_m=12)
    with pytest.raises(RanvierError):
        other.restore(tmp_path / "c")
    with other.restore(tmp_path / "c", variant=True) as sim:
        np.testing.assert_array_equal(sim.state(other["E"], "V_m"), v)
    with pytest.raises(RanvierError, match="variant is of a checkpoint"):
        copy.deepcopy(net).simulate(variant=True)


def test_pulse_times(net):
    stimulator = net.current(net["E"], pulses=Pulses(100, 0.3, 100))
    np.testing.assert_allclose(np.diff(stimulator.pulse_times(1, 100)), 10)


def test_a_log_that_goes_on(net, tmp_path):
    with net.simulate(seed=2, log=tmp_path / "one") as sim:
        sim.run(30)
        sim.save(tmp_path / "c")
        sim.end_log()
        sim.run(30)
        digest = sim.spikes().digest
    import copy
    with copy.deepcopy(net).restore(tmp_path / "c") as sim:
        sim.log_to(tmp_path / "two", before=tmp_path / "one")
        sim.run(30)
    assert read_log(tmp_path / "two").digest == digest
