"""Cell types against closed forms of their equations, with parameters in PyNN's units."""

import numpy as np
import pytest
from numpy.testing import assert_allclose


def signal(cells, name):
    return cells.get_data().segments[0].filter(name=name)[0].magnitude


def times(count, dt=0.1):
    return np.arange(count) * dt


@pytest.mark.parametrize("cell", ["IF_curr_exp", "IF_curr_alpha", "IF_curr_delta"])
def test_membrane_charges_exponentially(sim, cell):
    # tau dv/dt = v_rest - v + i*tau/cm, so v = v_rest + (i*tau/cm)*(1 - exp(-t/tau))
    cells = sim.Population(1, getattr(sim, cell)(tau_m=12.0, cm=0.5, v_rest=-64.0, i_offset=0.3))
    cells.initialize(v=-64.0)
    cells.record("v")
    sim.run(40.0)
    assert_allclose(signal(cells, "v")[:, 0], -64 + 0.3 * 12 / 0.5 * (1 - np.exp(-times(401) / 12)), atol=1e-9)


@pytest.mark.parametrize("cell", ["IF_cond_exp", "IF_cond_alpha", "IF_cond_exp_gsfa_grr"])
def test_conductance_based_membrane_charges_the_same(sim, cell):
    cells = sim.Population(1, getattr(sim, cell)(tau_m=12.0, cm=0.5, v_rest=-64.0, i_offset=0.3))
    cells.initialize(v=-64.0)
    cells.record("v")
    sim.run(40.0)
    assert_allclose(signal(cells, "v")[:, 0], -64 + 0.3 * 12 / 0.5 * (1 - np.exp(-times(401) / 12)), atol=1e-8)


def test_hardware_cell_has_the_documented_constants(sim):
    # g_leak = 40 nS and cm = 0.2 nF: tau = 5 ms; PyNN's docs name cm, tau_refrac and e_rev_E
    cells = sim.Population(1, sim.IF_facets_hardware1(v_rest=-60.0, g_leak=40.0))
    cells.initialize(v=-70.0)
    cells.record("v")
    sim.run(20.0)
    assert_allclose(signal(cells, "v")[:, 0], -60 - 10 * np.exp(-times(201) / 5), atol=1e-8)


def test_one_spike_through_each_kind_of_synapse(sim):
    source = sim.Population(1, sim.SpikeSourceArray(spike_times=[2.0]))
    kinds = {
        "IF_curr_exp": ("isyn_exc", 0.2 * np.exp(-1)),
        "IF_curr_alpha": ("isyn_exc", 0.2),
        "IF_cond_exp": ("gsyn_exc", 0.2 * np.exp(-1)),
        "IF_cond_alpha": ("gsyn_exc", 0.2),
    }
    made = {}
    for name in kinds:
        made[name] = sim.Population(1, getattr(sim, name)(tau_syn_E=4.0, cm=50.0))
        made[name].record(kinds[name][0])
        sim.Projection(source, made[name], sim.AllToAllConnector(), sim.StaticSynapse(weight=0.2, delay=1.0))
    jump = sim.Population(1, sim.IF_curr_delta(v_rest=-65.0))
    jump.record("v")
    sim.Projection(source, jump, sim.AllToAllConnector(), sim.StaticSynapse(weight=3.0, delay=1.0))
    sim.run(10.0)
    for name, (variable, at_tau) in kinds.items():  # one time constant after the arrival; an alpha function peaks there with the weight
        trace = signal(made[name], variable)[:, 0]
        assert_allclose(trace[70], at_tau, rtol=1e-9)
        assert np.all(trace[:30] == 0)
    assert_allclose(signal(jump, "v")[30, 0], -62.0, atol=1e-9)  # the weight is in mV


def test_inhibitory_conductance_is_positive(sim):
    source = sim.Population(1, sim.SpikeSourceArray(spike_times=[1.0]))
    cells = sim.Population(1, sim.IF_cond_exp(tau_syn_I=5.0, e_rev_I=-80.0))
    cells.record(["gsyn_inh", "v"])
    sim.Projection(source, cells, sim.AllToAllConnector(), sim.StaticSynapse(weight=0.03, delay=1.0), receptor_type="inhibitory")
    sim.run(10.0)
    assert_allclose(signal(cells, "gsyn_inh")[70, 0], 0.03 * np.exp(-1), rtol=1e-9)
    assert signal(cells, "v")[-1, 0] < -65.1


def test_firing_rate_of_a_driven_cell(sim):
    # interval = tau_refrac + tau*ln(i*tau/(i*tau - theta*cm)), theta = v_thresh - v_reset and v_rest = v_reset
    sim.setup(timestep=0.01)
    cells = sim.Population(1, sim.IF_curr_exp(i_offset=1.0, tau_m=20.0, cm=1.0, tau_refrac=3.0))
    cells.initialize(v=-65.0)
    cells.record("spikes")
    sim.run(200.0)
    spikes = cells.get_data().segments[0].spiketrains[0].magnitude
    assert_allclose(np.diff(spikes), 3 + 20 * np.log(20 / (20 - 15)), atol=0.011)


def test_adaptation_conductances_rise_by_q_and_fade(sim):
    cells = sim.Population(1, sim.IF_cond_exp_gsfa_grr(i_offset=2.0, q_sfa=15.0, tau_sfa=100.0, q_rr=3000.0, tau_rr=2.0))
    cells.record(["g_s", "g_r", "spikes"])
    sim.run(15.0)
    spike = cells.get_data().segments[0].spiketrains[0].magnitude[0]
    at = int(round(spike / 0.1))
    g_s, g_r = signal(cells, "g_s")[:, 0], signal(cells, "g_r")[:, 0]
    assert_allclose(g_s[at + 20] / np.exp(-2 / 100), 15.0, rtol=1e-6)  # in nS
    assert_allclose(g_r[at + 20] / np.exp(-2 / 2), 3000.0, rtol=1e-6)


def test_adaptive_exponential_cell_relaxes_by_its_linear_part(sim):
    # Far below threshold: w follows a*(v - v_rest) with tau_w; at rest with w = w0 it decays from it.
    cells = sim.Population(1, sim.EIF_cond_exp_isfa_ista(a=0.0, tau_w=50.0, v_rest=-90.0, v_reset=-90.0))
    cells.initialize(v=-90.0, w=0.1)
    cells.record(["w", "v"])
    sim.run(20.0)
    assert_allclose(signal(cells, "w")[:, 0], 0.1 * np.exp(-times(201) / 50), rtol=1e-5)


def test_izhikevich_makes_euler_steps(sim):
    # v += h*(0.04 v^2 + 5 v + 140 - u + i), u += h*a*(b*v_before - u); 1 nA stands for 1000 mV/ms, as in PyNN's other back ends
    cells = sim.Population(1, sim.Izhikevich(a=0.02, b=0.2, i_offset=0.002))
    cells.record(["v", "u"])
    sim.run(1.0)
    v, u = -70.0, -14.0
    expected = [(v, u)]
    for _ in range(10):
        v, u = v + 0.1 * (0.04 * v * v + 5 * v + 140 - u + 2.0), u + 0.1 * 0.02 * (0.2 * v - u)
        expected.append((v, u))
    assert_allclose(signal(cells, "v")[:, 0], [x[0] for x in expected], atol=1e-9)
    assert_allclose(signal(cells, "u")[:, 0], [x[1] for x in expected], atol=1e-9)


def test_gif_without_threshold_noise_is_a_passive_membrane(sim):
    cells = sim.Population(2, sim.GIF_cond_exp(
        tau_m=20.0, cm=1.0, i_offset=0.1, lambda0=0.0, v_t_star=-40.0,
        tau_eta=[1.0, 2.0, 3.0, 4.0], a_eta=[0.1, 0.1, 0.1, 0.1], tau_gamma=[5.0], a_gamma=[3.0]))
    cells.initialize(v=-65.0, v_t=-40.0)
    cells.record(["v", "v_t", "i_eta"])
    sim.run(30.0)
    assert_allclose(signal(cells, "v")[:, 1], -65 + 2 * (1 - np.exp(-times(301) / 20)), atol=1e-7)
    assert_allclose(signal(cells, "v_t"), -40.0)
    assert_allclose(signal(cells, "i_eta"), 0.0)


def test_gif_threshold_moves_by_its_increments(sim):
    cells = sim.Population(1, sim.GIF_cond_exp(
        i_offset=2.0, lambda0=1e4, tau_refrac=2.0, tau_gamma=[10.0, 100.0], a_gamma=[3.0, 5.0], tau_eta=[8.0], a_eta=[0.2]))
    cells.record(["spikes", "v_t", "i_eta"])
    sim.run(30.0)
    first, second = cells.get_data().segments[0].spiketrains[0].magnitude[:2]
    at = int(round(first / 0.1))
    later = 15  # steps, before the second spike
    assert second > first + 1.5
    assert_allclose(
        signal(cells, "v_t")[at + later, 0], -48 + 3 * np.exp(-1.5 / 10) + 5 * np.exp(-1.5 / 100), rtol=1e-9)
    assert_allclose(signal(cells, "i_eta")[at + later, 0], 0.2 * np.exp(-1.5 / 8), rtol=1e-9)


def test_hodgkin_huxley_begins_with_pynns_gates(sim):
    cells = sim.Population(1, sim.HH_cond_exp(gbar_Na=0.0, gbar_K=0.0, g_leak=0.01, cm=0.2, e_rev_leak=-60.0))
    cells.initialize(v=-70.0)
    cells.record(["v", "m", "h", "n"])
    sim.run(20.0)
    assert_allclose(signal(cells, "v")[:, 0], -60 - 10 * np.exp(-times(201) / 20), atol=1e-4)  # tau = cm/g_leak
    assert [signal(cells, x)[0, 0] for x in "mhn"] == [0.0, 1.0, 0.0]


def test_every_standard_type_runs_and_reports_what_it_was_given(sim):
    for name in sim.list_standard_models():
        cell = getattr(sim, name)
        population = sim.Population(3, cell())
        for parameter, default in cell.default_parameters.items():
            got = population.get(parameter)
            if isinstance(default, (int, float)):
                assert got == default, (name, parameter)
    sim.run(5.0)
    assert len(sim.list_standard_models()) == 17


def test_native_cell_types(sim):
    assert "theta" in sim.native_cell_type("theta").__name__
    qif = sim.native_cell_type("iaf_psc_exp")
    cells = sim.Population(2, qif(tau_m=20.0, C_m=1000.0, E_L=-65.0, I_e=100.0))
    cells.initialize(V_m=-65.0)
    cells.record("V_m")
    own = sim.native_cell_type("leaky", """
        parameters:
          tau = 10 ms (> 0)
        equations:
          dx/dt = -x/tau : 1
        threshold: x > 2
        reset: none
        """)
    leaky = sim.Population(1, own(tau=5.0))
    leaky.initialize(x=1.0)
    leaky.record("x")
    sim.run(20.0)
    assert_allclose(signal(cells, "V_m")[-1, 1], -65 + 2 * (1 - np.exp(-1)), atol=1e-9)
    assert_allclose(signal(leaky, "x")[:, 0], np.exp(-times(201) / 5), rtol=1e-9)
    with pytest.raises(sim.RanvierError, match="iaf_psc_exp"):
        sim.native_cell_type("iaf_psc_exo")


def test_parameters_as_arrays_functions_and_random_numbers(sim):
    from pyNN.random import NumpyRNG, RandomDistribution
    cells = sim.Population(4, sim.IF_curr_exp(
        tau_m=[10.0, 11.0, 12.0, 13.0], cm=lambda i: 1 + i, v_rest=RandomDistribution("uniform", low=-70, high=-60, rng=NumpyRNG(3))))
    assert list(cells.get("tau_m")) == [10, 11, 12, 13]
    assert list(cells.get("cm")) == [1, 2, 3, 4]
    drawn = cells.get("v_rest")
    assert list(drawn) == list(cells.get("v_rest")) and len(set(drawn)) == 4 and np.all((drawn >= -70) & (drawn < -60))
    cells[1:3].set(tau_m=20.0)
    cells[3].tau_m = 33.0
    assert list(cells.get("tau_m")) == [10, 20, 20, 33]
    cells.initialize(v=lambda i: -60.0 - i)
    cells[2:4].initialize(v=-50.5)
    cells.record("v")
    sim.run(0.1)
    assert list(signal(cells, "v")[0]) == [-60, -61, -50.5, -50.5]


def test_changes_between_runs_act_from_then_on(sim):
    cells = sim.Population(2, sim.IF_curr_exp(i_offset=0.0, tau_m=20.0))
    cells.initialize(v=-65.0)
    cells.record("v")
    sim.run(5.0)
    cells[1].i_offset = 0.5
    sim.run(5.0)
    cells[1:2].set(tau_m=10.0, i_offset=0.0)
    sim.run(5.0)
    v = signal(cells, "v")
    assert np.all(v[:, 0] == -65) and np.all(v[:51, 1] == -65)
    top = 10 * (1 - np.exp(-5 / 20))
    assert_allclose(v[100, 1], -65 + top, atol=1e-9)
    assert_allclose(v[150, 1], -65 + top * np.exp(-5 / 10), atol=1e-9)


def test_wrong_input_is_refused_by_name(sim):
    from pyNN import errors
    with pytest.raises(errors.NonExistentParameterError, match="tau_n"):
        sim.IF_curr_exp(tau_n=3.0)
    sim.Population(2, sim.IF_curr_exp(tau_m=[20.0, np.nan]), label="nan")
    with pytest.raises(sim.RanvierError, match="nan.*tau_m.*not a number"):
        sim.run(1.0)
    sim.setup()
    cells = sim.Population(2, sim.IF_curr_exp(cm=-1.0), label="bad")
    with pytest.raises(sim.RanvierError, match="bad.*C_m"):
        sim.run(1.0)
    with pytest.raises(errors.NonExistentParameterError, match="isyn"):
        cells.initialize(gsyn_exc=1.0)
    with pytest.raises(errors.RecordingError):
        cells.record("gsyn_exc")
    with pytest.raises(sim.RanvierError, match="weight_byte"):
        sim.setup(weight_byte=4)
