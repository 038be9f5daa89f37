"""What the command line's run keeps is read by h5py and by the simulator's API, and is what the same network gives here, to the last bit."""

import zlib

import numpy as np
import pytest

import ranvier
from ranvier import *

h5py = pytest.importorskip("h5py")
LENGTH = 200.0


@pytest.fixture
def recorded(net):
    """A network that records seven kinds."""
    e = net["E"]
    ee = net.connect(e, e, fixed_in_degree(5), weight=45, delay=1.5, plastic=stdp())
    dopamine = net.modulator("dopamine", baseline=2, decay=50)
    dopamine.released_by(e[0:10], amount=0.5)
    dopamine.receptor("D1", hill(5, 1)).changes(net["I"], "V_th", shifted(-1))
    net.readout("out", e, outputs=2, interval=50, recorded=1)
    net.record(e[0:5], "V_m", "I_syn_ex", every=0.5)
    net.record(e[0:20], "V_m", on_spikes=True)
    net.record(dopamine, every=5)
    net.record_parameter(net["I"][0:3], "V_th", every=10)
    net.record_weights(ee, every=50, sources=e[0:10])
    net.record_weights(ee, on_spikes=True, sources=e[0:10])
    return net, ee, dopamine


def test_h5py_reads_what_a_run_keeps(recorded, tmp_path):
    net, ee, dopamine = recorded
    net.write_json(tmp_path / "net.json")
    code = java("networks.cli.Main").run("run", str(tmp_path / "net.json"), "--warmup", "0", "--duration", str(LENGTH), "--seed", "3", "--no-plot", "--out",
                                         str(tmp_path / "run"))
    assert code == 0
    with net.simulate(seed=3) as sim:
        sim.run(LENGTH)
        here = {f"{t.population}/{t.variable}": t for t in sim.recordings()}
        at_spikes, events = sim.spike_samples()[0], sim.weight_events()[0]
        trace = sim.weight_traces()[0]
    api = java("networks.recordings.Recordings").read(java("java.nio.file.Path").of(str(tmp_path / "run")))
    with h5py.File(tmp_path / "run" / "recordings.h5") as f:
        groups = {}
        f.visititems(lambda name, item: groups.update({name: item}) if isinstance(item, h5py.Group) and "time" in item else None)
        # State variables, the modulator and the parameter, a column for each neuron or place.
        assert {"E/V_m", "E/I_syn_ex", "I/V_th", "dopamine/concentration", "out/output", "out/error"} == set(here) < set(groups)
        for name, mine in here.items():
            group = f[name]
            np.testing.assert_array_equal(group["time"][:], mine.times, name)
            np.testing.assert_array_equal(group["values"][:], mine.values, name)
            assert group["values"].attrs["units"].decode() == mine.unit and group["time"].attrs["units"] == b"ms", name
            crc = zlib.crc32(group["values"][:].tobytes(), zlib.crc32(group["time"][:].tobytes()))
            assert int(group.attrs["crc32"], 16) == crc
        np.testing.assert_array_equal(np.array(api.of("E", "V_m").column(0)), f["E/V_m/values"][:, 0])
        # At the spikes of neurons: each is among the spikes of the run, one row for each.
        spikes = f["E/at spikes"]
        np.testing.assert_array_equal(spikes["time"][:], at_spikes.times)
        np.testing.assert_array_equal(spikes["neuron"][:], at_spikes.neurons)
        np.testing.assert_array_equal(spikes["V_m"][:], at_spikes.values[:, 0])
        assert len(at_spikes.times) > 5
        np.testing.assert_array_equal(np.array(api.atSpikes("E").column("V_m")), spikes["V_m"][:])
        # Weights at intervals and at the spikes that arrive.
        weights = f["weights/E→E#2/weight"]
        np.testing.assert_array_equal(weights["values"][:], trace.values)
        np.testing.assert_array_equal(weights["source"][:], trace.sources)
        arrivals = f["weights/E→E#2/at spikes"]
        for column, mine in (("time", events.times), ("source", events.sources), ("target", events.targets), ("delivered", events.delivered),
                             ("weight", events.weights)):
            np.testing.assert_array_equal(arrivals[column][:], mine, column)
        assert len(events.times) > 5
