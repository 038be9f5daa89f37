"""Runs, results, changes between runs, checkpoints, logs, threads and Ctrl-C."""

import copy
import os
import pickle
import signal
import threading
import time

import numpy as np
import pytest
from shared import digest_of

from ranvier import *
from ranvier import plots


def test_results(net):
    net.record(net["E"][2:5], "V_m", every=0.5)
    with net.simulate(seed=2) as sim:
        done = sim.run(200 * ms)
        spikes = sim.spikes()
        v = sim.recording(net["E"], "V_m")
        assert sim.time == 200 and done.duration == 200 and done.spikes == len(spikes) > 100 and not done.cancelled
    times, neurons = spikes.of("I")
    assert times.dtype == np.float64 and (np.diff(spikes.times) >= 0).all() and neurons.max() < 20
    trains = spikes.trains(net["I"])
    assert len(trains) == 20 and sum(map(len, trains)) == len(times) and all((t == times[neurons == k]).all() for k, t in enumerate(trains))
    assert spikes.counts("I").sum() == len(times) and spikes.rate("I") == pytest.approx(len(times) / 20 / 0.2)
    assert spikes.statistics()["I"]["rate"] == pytest.approx(spikes.rate("I"))
    assert v.values.shape == (400, 3) and v.times[0] == 0.5 and v.neurons.tolist() == [2, 3, 4] and v.unit == "mV"
    assert np.allclose(np.round(times, 1), times, atol=0)  # times are decimal numbers, as they are in Java


def test_a_pickled_and_a_copied_network_are_the_same(net):
    net.record_weights(net.connect(net["E"], net["E"], fixed_in_degree(3), weight=20, delay=1, plastic=stdp()))
    e = net["E"]
    again, population = pickle.loads(pickle.dumps((net, e)))
    assert population is again["E"] and digest_of(again) == digest_of(copy.deepcopy(net)) == digest_of(net)


def test_networks_of_documents_and_circuits(net, tmp_path):
    net.write_json(tmp_path / "net.json")
    expected = digest_of(net)
    again = read_network(net.to_json())
    assert digest_of(again) == digest_of(read_network(tmp_path / "net.json")) == expected and list(again.populations) == ["E", "I"]
    more = read_network(net.to_json())
    with pytest.raises(RanvierError, match="did you mean"):
        more.population("x", 3, tau_n=1)
    more.poisson("extra", more["E"], rate=1000, weight=40)
    assert digest_of(pickle.loads(pickle.dumps(more))) == digest_of(more) != expected
    with pytest.raises(RanvierError, match="there is no file"):
        read_network(tmp_path / "nothing.json")
    small = circuit("brunel", scale=0.02)
    assert digest_of(pickle.loads(pickle.dumps(small))) == digest_of(small)


def test_between_runs(net):
    e, drive = net["E"], net.poisson("more", net["E"], rate=100, weight=40)
    current = net.current(e[0:10], 0)
    source = net.spike_source("in", [[10, 20]])
    with net.simulate(threads=1) as sim:
        sim.run(50)
        sim.set(e, tau_m=15, V_m=-60)
        assert (sim.state(e, "V_m") == -60).all() and sim.state(e[3:5], "V_m").shape == (2,)
        sim.set(e, V_m=np.linspace(-70, -60, 80))
        assert np.allclose(sim.state(e, "V_m"), np.linspace(-70, -60, 80))
        sim.set(drive, rate=sinusoid(9000, 1000, 10), weight=45)
        sim.set(current, normal(100, 10))
        sim.set_spikes(source, [[60, 70.5]])
        recorder = sim.record(e[0:10], "V_m", every=0.1)
        sim.run(50)
        sim.remove(recorder)
        assert (sim.parameter(e, "tau_m") == 15).all()
        assert sim.spikes().of("in")[0].tolist() == [10, 20, 60, 70.5] and sim.recordings()[-1].values.shape == (500, 10)
        sim.discard()
        assert len(sim.spikes()) == 0


def test_checkpoint_log_and_replay(net, tmp_path):
    whole = digest_of(net, 100, seed=7)
    with net.simulate(seed=7, log=tmp_path / "log") as sim:
        sim.run(60)
        sim.save(tmp_path / "saved")
        sim.run(40)
        last = sim.spikes()
    assert last.digest == whole == read_log(tmp_path / "log").digest
    with net.restore(tmp_path / "saved", threads=1) as sim:
        assert sim.time == 60
        sim.run(40)
        rest = sim.spikes()
    assert (rest.times == last.times[last.times > 60]).all() and (rest.ids == last.ids[last.times > 60]).all()
    assert (read_log(tmp_path / "log", 60, 100).times > 60).all()
    for recording in (tmp_path / "log", last):
        again = Network("again")
        again.replay("E", recording, "E")
        with again.simulate() as sim:
            sim.run(100)
            assert (sim.spikes().times == last.of("E")[0]).all() and (sim.spikes().ids == last.of("E")[1]).all()


def test_a_million_spikes_come_in_at_once():
    n = 1_000_000
    rng = np.random.default_rng(1)
    neurons = rng.integers(0, 100_000, n).astype(np.int32)
    times = rng.integers(1, 1000, n) * 0.1
    net = Network("y")
    net.spike_source("s", times, neurons=neurons, size=100_000)
    with net.simulate(threads=1) as sim:
        sim.run(100)
        got = sim.spikes()
    order = np.lexsort((neurons, times))
    assert np.allclose(got.times, times[order], atol=1e-9) and (got.ids == neurons[order]).all()


def test_currents_and_steps_come_as_arrays():
    net = Network("n", resolution=0.1)
    e = net.population("E", 3, "iaf_psc_exp", V_th=1000, V_m=-70, E_L=-70, tau_m=10, C_m=250)
    amplitudes = np.array([[100, 0], [200, 0], [0, 300.0]])
    net.current(e, steps=([0, 50], amplitudes))
    net.record(e, "V_m", every=50)
    with net.simulate() as sim:
        sim.run(100)
        v = sim.recording(e, "V_m").values
    first = -70 + amplitudes[:, 0] * 10 / 250 * (1 - np.exp(-5))  # exact for a current that is constant over the steps
    assert np.allclose(v[0], first, atol=0.3)
    assert np.allclose(v[1], -70 + (first + 70) * np.exp(-5) + amplitudes[:, 1] * 10 / 250 * (1 - np.exp(-5)), atol=0.3)


def test_modulators_receptors_and_upkeep():
    net = Network("n")
    e, vta = net.population("E", 40), net.spike_source("vta", [[20.0]])
    dopamine = net.modulator("dopamine", unit="nM", baseline=20, decay=200)
    dopamine.released_by(vta, amount=10, delay=2, depleting=(0.3, 800))
    d1 = dopamine.receptor("D1", hill(50, 1), cascade=(100, 500))
    d1.changes(e, "V_th", shifted(-1.5))
    d1.scales_input(e, scaled(0.5))
    p = net.connect(e, e, fixed_in_degree(8), weight=45, delay=1.5, plastic=stdp())
    d1.gates(p, between(0, 1))
    net.record(dopamine, every=1)
    net.record(d1, every=1)
    net.normalise(p, sum=360, every=50)
    net.adapt(e, "tau_m", rate=5, by=-0.01, within=(5, 20))
    net.record_parameter(e, "tau_m", every=50)
    net.record_weights(p, every=50)
    net.at(50, e, C_m=300)
    net.poisson("p", e, rate=8000, weight=40)
    with pickle.loads(pickle.dumps(net)).simulate() as sim:
        sim.run(100)
        c = sim.recording("dopamine")
        assert c.values[10, 0] == 20 and c.values[c.times == 22][0, 0] == pytest.approx(30, rel=1e-3)  # the whole store, first
        n = sim.network
        sim.release(n._members[dopamine._index], 5)
        assert sim.concentration(n._members[dopamine._index]) > 25
        w = sim.weights(n.projections[0])
        assert np.allclose(np.bincount(w.targets, w.values), 360, rtol=0.01) and sim.weight_traces()[0].values.shape == (2, 320)
        assert (sim.parameter(n["E"], "C_m") == 300).all()


def test_rewiring_and_weights_at_spikes():
    net = Network("n")
    e = net.population("E", 40)
    p = net.connect(e, e, fixed_in_degree(8), weight=uniform(10, 50), delay=1.5, plastic=stdp())
    net.rewire(p, prune_up_to=15, keeping="in_degree", weight=20, every=50)
    net.record_weights(p, on_spikes=True, sources=e[0:3])
    net.poisson("p", e, rate=8000, weight=40)
    with net.simulate() as sim:
        sim.run(100)
        turns, events = sim.rewirings(), sim.weight_events()[0]
    assert turns[0][2] > 0 and len(events.times) > 0 and set(events.sources) <= {0, 1, 2}


def test_exact_neurons():
    net = Network("exact")
    e = net.population("E", 20, "iaf_psc_exp", exact=True, I_e=400, V_m=uniform(-70, -60))
    with net.simulate() as sim:
        sim.run(50)
        times = sim.spikes().times
    assert len(times) and (np.abs(np.round(times, 1) - times) > 1e-6).any()
    assert e.size == 20


def test_eprop_and_readout():
    net = Network("n")
    e = net.population("E", 20, "eprop_iaf")
    i = net.spike_source("in", [np.arange(1, 100, 5.0)] * 20)
    r = net.readout("out", e, outputs=2, tau=20, optimiser=adam(0.01), interval=100)
    p = net.connect(i, e, "all_to_all", weight=normal(50, 10), delay=1, plastic=eprop("out", optimiser=adam(0.01)))
    with pickle.loads(pickle.dumps(net)).simulate() as sim:
        readout = next(m for m in sim.network._members if m._index == r._index)
        sim.want(readout, np.ones((2, 100)))
        sim.run(300)
        state = sim.readout(readout)
        assert state["outputs"].shape == (2,) and state["weights"].shape[0] in (2, 20) and np.abs(state["losses"]).sum() > 0
    assert p.unit


@pytest.mark.parametrize("rule, feedback", [
    (super_spike("out", optimiser=descent(0.05)), "random"), (ottt("out", optimiser=adam(0.01)), "symmetric"),
    (decolle("out", bounds=(-50, 50)), "symmetric"), (etlp("out", optimiser=descent(0.01), tau_source=15 * ms), "target"),
    (s_tllr("out", -0.3, 12 * ms, pseudo_derivative="psi"), "random")], ids=repr)
def test_surrogate_gradients(rule, feedback):
    net = Network("n")
    layer = net.population("layer", 20, "surrogate_iaf")
    i = net.spike_source("in", [np.arange(1, 100, 5.0)] * 20)
    r = net.readout("out", layer, outputs=2, tau=20, optimiser=descent(0), feedback=feedback, interval=20)
    p = net.connect(i, layer, "all_to_all", weight=normal(3, 1), delay=1, plastic=pickle.loads(pickle.dumps(rule)))
    with net.simulate() as sim:
        before = sim.weights(p).values
        sim.want(r, np.array([[1.0] * 20, [-1.0] * 20]))
        sim.run(100)
        assert np.abs(sim.weights(p).values - before).max() > 0 and rule.source and repr(rule)


def test_freezing_taking_and_beginning_anew(net):
    ee = net.connect(net["E"], net["E"], fixed_in_degree(3), weight=20, delay=1, plastic=stdp(bounds=100))
    with net.simulate() as sim:
        sim.run(100)
        first = sim.take_spikes().times
        sim.freeze(ee)
        frozen = sim.weights(ee).values
        sim.run(100)
        later = sim.take_spikes().times
        assert sim.is_frozen(ee) and (sim.weights(ee).values == frozen).all() and first.max() <= 100 < later.min()
        sim.thaw()
        sim.run(100)
        assert not sim.is_frozen(ee) and (sim.weights(ee).values != frozen).any()
        sim.reset()
        sim.run(100)
        assert sim.time == 100 and (sim.take_spikes().times == first).all()  # as in a new simulation
        kept = sim.weights(ee).values
        sim.reset(keep_weights=True)
        assert sim.time == 0 and (sim.weights(ee).values == kept).all()
        with pytest.raises(RanvierError):
            sim.freeze(net["E"])
        with pytest.raises(RanvierError):
            sim.freeze("E")


def test_several_simulations_in_threads_release_pythons_lock(net):
    expected = digest_of(net, 300)
    got, beats, going = [], [], True

    def beat():
        while going:
            beats.append(1)
            time.sleep(0.001)

    heart = threading.Thread(target=beat)
    runs = [threading.Thread(target=lambda: got.append(digest_of(copy.deepcopy(net), 300, threads=1))) for _ in range(3)]
    heart.start()
    for r in runs:
        r.start()
    for r in runs:
        r.join()
    going = False
    heart.join()
    assert got == [expected] * 3 and len(beats) > 10


def test_ctrl_c_ends_the_run_and_keeps_its_data(net):
    with net.simulate(threads=1) as sim:
        begun = []

        def press(done, total):
            if not begun and done > 100:
                begun.append(done)
                os.kill(os.getpid(), signal.SIGINT)

        with pytest.raises(KeyboardInterrupt):
            sim.run(1e6, progress=press)
        assert 0 < sim.time < 1e6 and len(sim.spikes()) > 0
        at = sim.time
        sim.run(10)
        assert sim.time == pytest.approx(at + 10)
        whole = sim.spikes()
    with net.simulate(threads=2) as sim:
        sim.run(at + 10)
        assert sim.spikes().digest == whole.digest


def test_an_error_in_the_progress_function_comes_through(net):
    def fail(done, total):
        raise ValueError("of the user")

    with net.simulate(threads=1) as sim:
        with pytest.raises(ValueError, match="of the user"):
            sim.run(1e5, progress=fail)
        sim.run(1, progress=False)


def test_progress_in_a_terminal(net, capsys, monkeypatch):
    from ranvier import _progress
    shown = _progress.Watch(lambda: None)
    shown.begin(True)
    shown._began -= 5
    shown._progress(50, 100)
    shown._progress(100, 100)
    text = capsys.readouterr().err
    assert " 50 %" in text and "5 s left" in text and text.endswith("\n")


def test_neo_pandas_and_pictures(net, tmp_path):
    net.record(net["E"][0:3], "V_m", every=0.5)
    p = net.connect(net["E"], net["E"], fixed_in_degree(3), weight=20, delay=1, plastic=stdp())
    with net.simulate() as sim:
        sim.run(100)
        spikes, v, w = sim.spikes(), sim.recording("E", "V_m"), sim.weights(p)
    neo = pytest.importorskip("neo")
    segment = spikes.to_neo("I")
    assert len(segment.spiketrains) == 20 and float(segment.spiketrains[3].t_stop) == 100
    assert (segment.spiketrains[3].magnitude == spikes.trains("I")[3]).all()
    signal = v.to_neo()
    assert isinstance(signal, neo.AnalogSignal) and signal.shape == (200, 3) and str(signal.units.dimensionality) == "mV"
    pytest.importorskip("pandas")
    table = spikes.to_pandas()
    assert len(table) == len(spikes) and (table[table.population == "I"].neuron.to_numpy() == spikes.of("I")[1]).all()
    assert v.to_pandas().shape == (200, 3) and len(w.to_pandas()) == 240
    matplotlib = pytest.importorskip("matplotlib")
    for k, axes in enumerate((spikes.plot(), v.plot(), w.plot(), plots.rates(spikes))):
        axes.figure.savefig(tmp_path / f"{k}.png")
        assert (tmp_path / f"{k}.png").stat().st_size > 1000
        matplotlib.pyplot.close(axes.figure)


def test_pulses_of_a_stimulator():
    """130 Hz for 100 ms are 13 pulses, then off, then at once again; their charge is amplitude times width."""
    net = Network("stimulated")
    cells = net.population("cells", 5, "iaf_psc_exp")
    train = Pulses(3 * nA, 0.3, 130, biphasic=(0.1, 2))
    stimulator = net.current(cells, pulses=train)
    assert digest_of(read_network(net.to_json())) == digest_of(net)
    with net.simulate(threads=1) as sim:
        sim.run(100)
        sim.set(stimulator, Pulses(3000, 0.3, 0))
        sim.run(100)
        assert sim.pulses(stimulator) == (13, pytest.approx(13 * 0.9))
        sim.set(stimulator, Pulses(1000, 0.3, 100, contact=Contact(6, 0.5, recovers=True)))
        sim.run(50)
        assert sim.pulses(stimulator) == (18, pytest.approx(13 * 0.9 + 5 * 0.3))


def test_procedural_synapses_have_the_same_spikes():
    def network(procedural):
        net = Network("drawn")
        a = net.population("a", 200, "iaf_psc_exp", V_m=uniform(-70, -55))
        net.poisson("drive", a, rate=9500, weight=85)
        return net, net.connect(a, a, fixed_total_number(8000), weight=normal(20, 5), delay=1.5, procedural=procedural)

    digests = set()
    for said, synapses in ((False, None), (True, None), (False, "procedural"), (True, "stored")):
        net, p = network(said)
        with net.simulate(seed=3, synapses=synapses) as sim:
            assert sim.run(100).spikes > 50
            digests.add((sim.spikes().times.tobytes(), sim.weights(p).values.tobytes()))
            if said and synapses is None:
                with pytest.raises(RanvierError, match="is procedural"):
                    sim.set_weights(p, 2 * sim.weights(p).values)
    assert len(digests) == 1
    with pytest.raises(RanvierError, match="synapses is 'drawn'; give 'stored' or 'procedural'"):
        network(False)[0].simulate(synapses="drawn")
