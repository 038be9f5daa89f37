"""Spike sources and current sources."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from pyNN import errors


def trains(cells):
    return [s.magnitude for s in cells.get_data().segments[0].spiketrains]


def test_given_times_are_recorded_as_they_are_given(sim):
    sources = sim.Population(2, sim.SpikeSourceArray(spike_times=[[0.0, 1.23, 5.0, 40.0], [2.0]]))
    sources.record("spikes")
    cells = sim.Population(1, sim.IF_curr_exp())
    cells.record("isyn_exc")
    sim.Projection(sources[0:1], cells, sim.AllToAllConnector(), sim.StaticSynapse(weight=1.0, delay=0.5))
    sim.run(10.0)
    assert_array_equal(trains(sources)[0], [0.0, 1.23, 5.0])
    current = cells.get_data().segments[0].analogsignals[0].magnitude[:, 0]
    arrivals = np.flatnonzero(current[1:] - current[:-1] * np.exp(-0.1 / 5) > 0.5) + 1
    assert_array_equal(arrivals, [6, 17, 55])  # 0 ms acts from the first step on, 1.23 ms is nearest to 1.2 ms
    sources.set(spike_times=[12.0, 14.0])
    sim.run(10.0)
    assert_array_equal(trains(sources)[0], [0.0, 1.23, 5.0, 12.0, 14.0])
    assert sources.get_spike_counts() == {int(sources[0]): 5, int(sources[1]): 3}


def test_poisson_rate_window_and_change(sim):
    sources = sim.Population(1000, sim.SpikeSourcePoisson(rate=100.0, start=20.0, duration=50.0))
    sources.record("spikes")
    sim.run(100.0)
    spikes = np.concatenate(trains(sources))
    assert spikes.min() > 20 and spikes.max() <= 70
    # 5000 spikes are expected, the standard deviation is 71
    assert abs(len(spikes) - 5000) < 4 * 71
    sources.set(start=100.0, duration=100.0, rate=20.0)
    sim.run(100.0)
    assert abs(len(np.concatenate(trains(sources))) - len(spikes) - 2000) < 4 * 45


def test_refractory_and_gamma_sources(sim):
    refractory = sim.Population(200, sim.SpikeSourcePoissonRefractory(rate=50.0, tau_refrac=8.0))
    gamma = sim.Population(200, sim.SpikeSourceGamma(alpha=4, beta=200.0))
    for sources in (refractory, gamma):
        sources.record("spikes")
    sim.run(1000.0)
    gaps = [np.concatenate([np.diff(t) for t in trains(s)]) for s in (refractory, gamma)]
    assert gaps[0].min() >= 8 - 1e-9
    # 200 sources with 50/s for 1 s; the standard deviation of a count is that of the intervals times sqrt(n)/mean
    assert abs(len(gaps[0]) + 200 - 10000) < 4 * 100 * 0.6
    assert abs(np.mean(gaps[1]) - 20) < 1  # alpha/beta = 20 ms
    assert abs(np.std(gaps[1]) / np.mean(gaps[1]) - 1 / np.sqrt(4)) < 0.03


def test_inhomogeneous_gamma_source(sim):
    # hazard of a gamma distribution: for constant a = 3, b = 5 ms intervals have mean 15 ms and a CV of 1/sqrt(3); then b doubles
    sources = sim.Population(100, sim.SpikeSourceInhGamma(a=[3.0, 3.0], b=[0.005, 0.010], tbins=[0.0, 1000.0]))
    sources.record("spikes")
    for _ in range(4):
        sim.run(500.0)
    times = trains(sources)
    early = np.concatenate([np.diff(t[t < 1000]) for t in times])
    late = np.concatenate([np.diff(t[t > 1050]) for t in times])
    assert abs(early.mean() - 15) < 0.6 and abs(early.std() / early.mean() - 3 ** -0.5) < 0.03
    assert abs(late.mean() - 30) < 1.5
    sim.setup()
    with pytest.raises(errors.InvalidParameterValueError, match="tbins"):
        sim.Population(1, sim.SpikeSourceInhGamma(a=[3.0], b=[0.005, 0.010], tbins=[0.0]))



def test_seeds_and_trials(sim):
    def spikes(seed, resets=0):
        sim.setup(seed=seed)
        sources = sim.Population(5, sim.SpikeSourcePoisson(rate=200.0))
        sources.record("spikes")
        for _ in range(resets):
            sim.run(50.0)
            sim.reset()
        sim.run(50.0)
        return [np.concatenate([t.magnitude for t in s.spiketrains]).tolist() for s in sources.get_data().segments]

    assert spikes(3) == spikes(3) != spikes(4)
    first, second = spikes(3, resets=1)
    assert [first] == spikes(3) and second != first  # trials differ


@pytest.fixture
def membrane(sim):
    """Integrators: dv/dt = i/cm, as far as the leak is slow."""
    cells = sim.Population(5, sim.IF_curr_exp(tau_m=1e9, cm=1.0, v_rest=-65.0, v_thresh=1e6))
    cells.initialize(v=-65.0)
    cells.record("v")
    return cells


def voltage(cells):
    return cells.get_data().segments[0].analogsignals[0].magnitude


def test_current_sources_charge_the_membrane(sim, membrane):
    dc = sim.DCSource(amplitude=0.5, start=2.0, stop=6.0)
    step = sim.StepCurrentSource(times=[1.0, 3.0, 5.0], amplitudes=[0.1, -0.2, 0.3])
    ac = sim.ACSource(start=2.0, stop=8.0, amplitude=1.0, offset=0.2, frequency=50.0, phase=90.0)
    noisy = sim.NoisyCurrentSource(mean=0.3, stdev=0.1, start=1.0, stop=9.0, dt=0.5)
    for k, source in enumerate((dc, step, ac, noisy)):
        membrane[k].inject(source)
        source.record()
    sim.run(4.0)
    sim.run(6.0)
    v = voltage(membrane) + 65
    t = np.arange(101) * 0.1
    assert_allclose(v[:, 0], 0.5 * np.clip(t - 2, 0, 4), atol=1e-6)
    assert_allclose(v[:, 1], 0.1 * np.clip(t - 1, 0, 2) - 0.2 * np.clip(t - 3, 0, 2) + 0.3 * np.clip(t - 5, 0, None), atol=1e-6)
    for k, source in ((2, ac), (3, noisy)):
        i = source.get_data().magnitude[:, 0]
        assert_allclose(v[1:, k], np.cumsum(i[:-1]) * 0.1, atol=1e-6)
    i = ac.get_data().magnitude[:, 0]
    since = t[20:80] - 2
    assert_allclose(i[20:80], 0.2 + np.cos(2 * np.pi * 0.05 * since), atol=1e-9)
    assert np.all(i[:20] == 0) and np.all(i[80:] == 0)
    i = noisy.get_data().magnitude[:, 0]
    held = i[10:90].reshape(16, 5)
    assert np.all(held == held[:, :1]) and len(np.unique(held)) == 16
    assert_allclose(v[:, 4], 0, atol=1e-9)


def test_one_source_into_many_cells_adds_to_others(sim, membrane):
    sim.DCSource(amplitude=0.5).inject_into(membrane[1:4])
    membrane.inject(sim.DCSource(amplitude=0.1, start=5.0))
    sim.run(10.0)
    assert_allclose(voltage(membrane)[-1] + 65, [0.5, 5.5, 5.5, 5.5, 0.5], atol=1e-6)


def test_currents_can_come_and_change_between_runs(sim, membrane):
    dc = sim.DCSource(amplitude=0.5)
    membrane[0].inject(dc)
    sim.run(5.0)
    dc.amplitude = 1.0
    late = sim.StepCurrentSource(times=[7.0], amplitudes=[0.4])
    late.inject_into(membrane[1:3])
    membrane[2].inject(sim.DCSource(amplitude=0.1))
    assert dc.amplitude == 1.0
    sim.run(5.0)
    assert_allclose(voltage(membrane)[-1] + 65, [7.5, 1.2, 1.7, 0, 0], atol=1e-6)
    sim.reset()
    sim.run(10.0)
    data = membrane.get_data()
    assert_allclose(data.segments[1].analogsignals[0].magnitude[-1] + 65, [10, 1.2, 2.2, 0, 0], atol=1e-6)


def test_wrong_currents_are_refused(sim):
    with pytest.raises(ValueError, match="increasing"):
        sim.StepCurrentSource(times=[3.0, 2.0], amplitudes=[1.0, 2.0])
    with pytest.raises(ValueError, match="2 times and 1 amplitudes"):
        sim.StepCurrentSource(times=[3.0, 4.0], amplitudes=[1.0])
    with pytest.raises(ValueError, match="0.15"):
        sim.NoisyCurrentSource(dt=0.15)
    with pytest.raises(TypeError, match="spike source"):
        sim.Population(1, sim.SpikeSourcePoisson()).inject(sim.DCSource())
