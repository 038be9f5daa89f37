"""Recording to Neo, time, and how the back end is found."""

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import quantities as pq
from numpy.testing import assert_allclose, assert_array_equal
from shared import BRIEF

PYTHON = Path(__file__).parents[2]


def ramp(sim, **options):
    """Cells whose potential is -65 mV + t·1 mV/ms."""
    cells = sim.Population(4, sim.IF_curr_exp(tau_m=1e9, cm=1.0, v_thresh=1e6, i_offset=1.0), **options)
    cells.initialize(v=-65.0)
    return cells


def test_time_and_callbacks(sim):
    assert (sim.get_current_time(), sim.get_time_step(), sim.num_processes(), sim.rank()) == (0.0, 0.1, 1, 0)
    sim.run(1.0)
    sim.run_for(0.5)
    assert sim.run_until(3.0) == 3.0
    with pytest.raises(ValueError, match="past"):
        sim.run_until(1.0)
    seen = []

    def callback(t):
        seen.append(t)
        return t + 2.0

    sim.run(5.0, callbacks=[callback])
    assert_allclose(seen, [3, 5, 7, 8])
    sim.reset()
    assert sim.get_current_time() == 0.0


def test_a_signal_has_all_samples_and_their_times(sim):
    cells = ramp(sim, label="ramp")
    cells.record("v", sampling_interval=0.5)
    sim.run(2.0)
    sim.run(1.2)
    block = cells.get_data()
    signal = block.segments[0].filter(name="v")[0]
    assert signal.units == pq.mV and signal.sampling_period == 0.5 * pq.ms and signal.shape == (7, 4)
    assert_allclose(signal.times.rescale("ms").magnitude, np.arange(7) * 0.5)
    assert_allclose(signal.magnitude[:, 2], -65 + np.arange(7) * 0.5, atol=1e-6)
    assert block.name == "ramp" and block.annotations["simulator"] == "Ranvier" and block.annotations["dt"] == 0.1
    with pytest.raises(ValueError, match="same sampling interval"):
        cells.record("isyn_exc", sampling_interval=0.2)
    sim.setup()
    with pytest.raises(ValueError, match="0.25"):
        ramp(sim).record("v", sampling_interval=0.25)


def test_segments_clear_and_reset(sim):
    cells = ramp(sim)
    cells.record("v")
    sim.run(2.0)
    first = cells.get_data(clear=True).segments[0].analogsignals[0]
    sim.run(3.0)
    second = cells.get_data().segments[0].analogsignals[0]
    assert first.shape == (21, 4) and second.shape == (31, 4)
    assert_allclose(second.magnitude[[0, -1], 0], [-63, -60], atol=1e-6)
    assert float(second.t_start.rescale("ms")) == 2.0 and float(second.t_stop.rescale("ms")) == pytest.approx(5.1)
    sim.reset(annotations={"trial": 1})
    sim.run(1.0)
    block = cells.get_data()
    assert [s.analogsignals[0].shape[0] for s in block.segments] == [31, 11]
    assert block.segments[0].annotations["trial"] == 1
    assert_allclose(block.segments[1].analogsignals[0].magnitude[:, 0], -65 + np.arange(11) * 0.1, atol=1e-6)


def test_recording_of_views_that_begins_later(sim):
    cells = ramp(sim)
    cells[1:3].record("v")
    sim.run(1.0)
    cells[3:4].record("v")
    sim.run(1.0)
    signal = cells.get_data().segments[0].analogsignals[0]
    assert_array_equal(signal.array_annotations["channel_index"], [1, 2, 3])
    assert_allclose(signal.magnitude[:, 0], -65 + np.arange(21) * 0.1, atol=1e-6)
    late = signal.magnitude[:, 2]
    assert np.all(np.isnan(late[:10]))
    assert_allclose(late[10:], -64 + np.arange(11) * 0.1, atol=1e-6)
    assert cells[1:2].get_data().segments[0].analogsignals[0].shape == (21, 1)
    cells.record(None)
    sim.reset()
    cells[0:1].record("v")
    sim.run(1.0)
    assert cells.get_data().segments[-1].analogsignals[0].shape == (11, 1)


def test_spikes_of_chosen_cells(sim):
    cells = sim.Population(4, sim.IF_curr_exp(i_offset=[0.0, 1.0, 2.0, 3.0], tau_refrac=2.0))
    cells[1:4].record("spikes")
    sim.run(100.0)
    trains = cells.get_data().segments[0].spiketrains
    assert [t.annotations["source_index"] for t in trains] == [1, 2, 3]
    counts = cells.get_spike_counts()
    assert [counts[int(c)] for c in cells[1:4]] == [len(t) for t in trains]
    assert len(trains[0]) < len(trains[1]) < len(trains[2])
    assert cells[1:4].mean_spike_count() == pytest.approx(np.mean([len(t) for t in trains]))
    assert all(float(t.t_stop) == 100.0 for t in trains)


@pytest.mark.parametrize("ending", ["pkl", "mat", "nix", "ASCII"])
def test_neo_writers(sim, tmp_path, ending):
    import neo
    cells = sim.Population(2, sim.IF_curr_exp(i_offset=1.0))
    cells.record(["v", "spikes"])
    sim.run(50.0)
    file = str(tmp_path / f"data.{ending}")
    try:
        if ending == "pkl":
            cells.write_data(file)
            block = neo.io.PickleIO(file).read_block()
        elif ending == "mat":
            cells.write_data(neo.io.NeoMatlabIO(file))
            block = neo.io.NeoMatlabIO(file).read_block()
        elif ending == "nix":
            cells.write_data(neo.io.NixIO(file, mode="ow"))
            block = neo.io.NixIO(file, mode="ro").read_block()
        else:
            neo.io.AsciiSignalIO(file).write_segment(cells.get_data("v").segments[0])
            assert len(Path(file).read_text(encoding="utf-8").splitlines()) >= 501
            return
    except Exception as missing:
        if "import" not in str(missing):
            raise
        pytest.skip(f"Neo's writer needs another package: {missing}")
    assert block.segments[0].analogsignals[0].shape == (501, 2)
    assert_allclose(
        block.segments[0].spiketrains[0].rescale("ms").magnitude, cells.get_data().segments[0].spiketrains[0].magnitude, atol=1e-9)


def test_data_written_at_the_end(sim, tmp_path):
    import pickle
    cells = ramp(sim)
    sim.record("v", cells[0:2], str(tmp_path / "v.pkl"))
    sim.run(1.0)
    sim.end()
    with open(tmp_path / "v.pkl", "rb") as file:
        assert pickle.load(file).segments[0].analogsignals[0].shape == (11, 2)


def test_the_number_of_threads_changes_nothing(sim):
    from pyNN.random import NumpyRNG

    def spikes(threads):
        sim.setup(threads=threads)
        cells = sim.Population(200, sim.IF_cond_exp(tau_refrac=2.0))
        noise = sim.Population(50, sim.SpikeSourcePoisson(rate=300.0))
        cells.record("spikes")
        sim.Projection(noise, cells, sim.FixedProbabilityConnector(0.3, rng=NumpyRNG(1)), sim.StaticSynapse(weight=0.01))
        sim.Projection(cells, cells, sim.FixedProbabilityConnector(0.1, rng=NumpyRNG(2)), sim.StaticSynapse(weight=0.01, delay=1.5))
        sim.run(100.0)
        return [t.magnitude.tolist() for t in cells.get_data().segments[0].spiketrains]

    one = spikes(1)
    assert sum(map(len, one)) > 500 and one == spikes(3)


SCRIPT = """
from pyNN.utility import get_simulator
sim, options = get_simulator()
sim.setup()
cells = sim.Population(1, sim.IF_curr_exp(i_offset=1.0))
cells.record("spikes")
sim.run(100.0)
print(sim.name if hasattr(sim, "name") else sim.__name__, cells.mean_spike_count())
"""


def run_python(tmp_path, *arguments, path=()):
    environment = {**os.environ, **BRIEF, "PYTHONPATH": os.pathsep.join([str(p) for p in path] + [str(PYTHON)])}
    return subprocess.run([sys.executable, "-W", "ignore", *arguments], capture_output=True, text=True, cwd=tmp_path, env=environment, check=False)


INTERRUPTED = """
import os, signal, threading, time
import numpy as np
import ranvier.pynn as sim

signal.signal(signal.SIGINT, signal.default_int_handler)
sim.setup(timestep=0.1)
cells = sim.Population(4, sim.IF_curr_exp(tau_m=1e9, cm=1.0, v_thresh=1e6, i_offset=1.0))
cells.initialize(v=-65.0)
cells.record("v")
noise = sim.Population(2000, sim.SpikeSourcePoisson(rate=1000.0))  # so that the run is long
def press():
    while sim.simulator.state.built is None:
        time.sleep(0.01)
    time.sleep(1.0)
    os.kill(os.getpid(), signal.SIGINT)
threading.Thread(target=press, daemon=True).start()
try:
    sim.run(3e5)
    print("not interrupted")
except KeyboardInterrupt:
    reached = sim.get_current_time()
    v = cells.get_data().segments[0].analogsignals[0].magnitude[:, 0]
    sim.run(1.0)
    print(reached, len(v), v[-1], sim.get_current_time())
"""


def test_ctrl_c_keeps_the_data(tmp_path):
    (tmp_path / "script.py").write_text(INTERRUPTED, encoding="utf-8")
    done = run_python(tmp_path, "script.py")
    reached, samples, v, later = map(float, done.stdout.split())
    assert 0 < reached < 3e5 and samples == round(reached / 0.1) + 1 and later == pytest.approx(reached + 1)
    assert v == pytest.approx(-65 - 1e9 * np.expm1(-reached / 1e9), rel=1e-6)


def test_scripts_with_get_simulator(tmp_path, monkeypatch):
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    done = run_python(tmp_path, "-m", "ranvier.pynn", "script.py", "ranvier")
    assert done.returncode == 0 and done.stdout.startswith("ranvier.pynn "), done.stderr
    # A PyNN that may be written to, as in a virtual environment: the link makes "python script.py ranvier" work.
    import pyNN
    (tmp_path / "site").mkdir()
    package = tmp_path / "site" / "pyNN"
    package.mkdir()
    for entry in Path(pyNN.__file__).parent.iterdir():
        if entry.name != "ranvier.py":
            os.symlink(entry, package / entry.name)
    from ranvier.pynn.__main__ import link
    monkeypatch.setattr(pyNN, "__file__", str(package / "__init__.py"))
    assert link(True) == 0
    again = run_python(tmp_path, "script.py", "ranvier", path=[tmp_path / "site"])
    assert again.stdout == done.stdout, again.stderr
    assert link(False) == 0 and not (package / "ranvier.py").exists()


def test_recorders_take_variables_with_locations(sim, monkeypatch):
    """Later versions of PyNN name what is recorded by a tuple in place of a string."""
    from collections import namedtuple

    from pyNN import recording
    variable = namedtuple("Variable", ["location", "name", "label"])
    monkeypatch.setattr(recording, "Variable", variable, raising=False)
    cells = ramp(sim)
    recorder = cells.recorder
    v, spikes = recorder._localize_variables(["v", "spikes"], None)
    assert v == variable(None, "v", None)
    for what in (v, spikes):
        recorder.recorded[what] = {*cells[1:3].all_cells}
        recorder._record(what, recorder.recorded[what])
    sim.run(1.0)
    signals, _ = recorder._get_all_signals(v, list(cells[1:3].all_cells))
    assert_allclose(signals[:, 1], -65 + np.arange(11) * 0.1, atol=1e-6)
    assert recorder._local_count("spikes") == {int(c): 0 for c in cells[1:3]}
    with pytest.raises(NotImplementedError, match="dendrite"):
        recorder._localize_variables("v", "dendrite")
    with pytest.raises(NotImplementedError, match="soma"):
        sim.DCSource().inject_into(cells, location="soma")
