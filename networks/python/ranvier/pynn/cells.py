"""PyNN's standard cell types: how each is made of a model of Ranvier.

Names and units of parameters stay PyNN's until the network is built; ``native`` then says what each parameter of the Ranvier model is.
"""

import numpy as np
from pyNN.standardmodels import build_translations, cells

from .._jvm import java
from . import models

MEMBRANE = {"V_reset": "v_reset", "V_th": "v_thresh", "t_ref": "tau_refrac"}
PLAIN = {**MEMBRANE, "E_L": "v_rest", "C_m": ("cm", 1000), "I_e": ("i_offset", 1000)}
SYNAPSES = {"tau_syn_ex": "tau_syn_E", "tau_syn_in": "tau_syn_I"}
REVERSALS = {"E_ex": "e_rev_E", "E_in": "e_rev_I"}


def leak(p):
    """Leak conductance in nS of a capacitance in nF and a time constant in ms."""
    return 1000 * p["cm"] / p["tau_m"]


V = {"v": ("V_m", 1)}
CURRENTS = {**V, "isyn_exc": ("I_syn_ex", 1000), "isyn_inh": ("I_syn_in", 1000)}
CONDUCTANCES = {**V, "gsyn_exc": ("g_ex", 1000), "gsyn_inh": ("g_in", 1000)}


class Cell:
    """What a back end needs to know of a cell type beyond PyNN's declaration.

    ``native``: for each parameter of the Ranvier model a PyNN parameter, one with a factor, or a function of all of them.
    ``states``: for each PyNN variable a state variable of the Ranvier model and what 1 of PyNN's unit is in its unit.
    ``receptors``: for each PyNN receptor that of the Ranvier model, and what 1 of PyNN's unit of weights is in its unit.
    """

    native = {}
    states = {}
    receptors = {}
    extra_receptors = ()  # of gap junctions
    fixed_times = False  # whether it fires at times that Python knows before each run

    def ranvier_model(self, coupled, parameters):
        """The Ranvier model, with gap junctions where they are asked for."""
        models_ = java("neuronmodels.model.NeuronModels")
        return models_.find(self.ranvier_name + ("_gap" if coupled else ""))

    def to_ranvier(self, parameters):
        """The parameters of the Ranvier model, from PyNN's as arrays."""
        result = {}
        for name, how in self.native.items():
            if callable(how):
                result[name] = how(parameters)
            elif isinstance(how, tuple):
                result[name] = parameters[how[0]] * float(how[1])
            elif isinstance(how, str):
                result[name] = parameters[how]
            else:
                result[name] = np.asarray(float(how))
        return result

    def check(self, parameters):
        """Refuses values that the model cannot take; what is not found here is found when the network is built."""

    def initial_states(self, variable, values, parameters):
        """The state variables of the Ranvier model that an initial value of PyNN stands for."""
        if variable not in self.states:
            raise KeyError(variable)
        name, factor = self.states[variable]
        return {name: values * factor}

    def recorded_states(self, variable, parameters):
        """Which state variables a recorded variable is computed from."""
        return (self.states[variable][0],)

    def recorded(self, variable, samples, parameters):
        """A recorded variable in PyNN's unit, from samples of the state variables, each ``[sample, neuron]``."""
        return samples[0] / self.states[variable][1]


def _standard(base):
    """The same names on both sides: units change only when the network is built."""
    return build_translations(*[(name, name) for name in base.default_parameters])


class IF_curr_exp(Cell, cells.IF_curr_exp):
    __doc__ = cells.IF_curr_exp.__doc__
    translations = _standard(cells.IF_curr_exp)
    ranvier_name = "iaf_psc_exp"
    native = {**PLAIN, **SYNAPSES, "tau_m": "tau_m"}
    states = CURRENTS
    receptors = {"excitatory": ("excitatory", 1000), "inhibitory": ("inhibitory", 1000)}
    recordable = ["spikes", "v", "isyn_exc", "isyn_inh"]


class IF_curr_alpha(Cell, cells.IF_curr_alpha):
    __doc__ = cells.IF_curr_alpha.__doc__
    translations = _standard(cells.IF_curr_alpha)
    ranvier_name = "iaf_psc_alpha"
    native = {**PLAIN, **SYNAPSES, "tau_m": "tau_m"}
    states = CURRENTS
    receptors = {"excitatory": ("excitatory", 1000), "inhibitory": ("inhibitory", 1000)}
    recordable = ["spikes", "v", "isyn_exc", "isyn_inh"]


class IF_curr_delta(Cell, cells.IF_curr_delta):
    __doc__ = cells.IF_curr_delta.__doc__
    translations = _standard(cells.IF_curr_delta)
    ranvier_name = "iaf_psc_delta"
    native = {**PLAIN, "tau_m": "tau_m"}
    states = V
    receptors = {"excitatory": ("synapse", 1), "inhibitory": ("synapse", 1)}  # weights are in mV


class IF_cond_exp(Cell, cells.IF_cond_exp):
    __doc__ = cells.IF_cond_exp.__doc__
    translations = _standard(cells.IF_cond_exp)
    ranvier_name = "iaf_cond_exp"
    native = {**PLAIN, **SYNAPSES, **REVERSALS, "g_L": leak}
    states = CONDUCTANCES
    receptors = {"excitatory": ("excitatory", 1000), "inhibitory": ("inhibitory", -1000)}


class IF_cond_alpha(Cell, cells.IF_cond_alpha):
    __doc__ = cells.IF_cond_alpha.__doc__
    translations = _standard(cells.IF_cond_alpha)
    ranvier_name = "iaf_cond_alpha"
    native = IF_cond_exp.native
    states = CONDUCTANCES
    receptors = IF_cond_exp.receptors


class IF_cond_exp_gsfa_grr(Cell, cells.IF_cond_exp_gsfa_grr):
    __doc__ = cells.IF_cond_exp_gsfa_grr.__doc__
    translations = _standard(cells.IF_cond_exp_gsfa_grr)
    native = {
        **IF_cond_exp.native, "tau_sfa": "tau_sfa", "E_sfa": "e_rev_sfa", "q_sfa": "q_sfa", "tau_rr": "tau_rr",
        "E_rr": "e_rev_rr", "q_rr": "q_rr"}
    states = {**CONDUCTANCES, "g_s": ("g_s", 1), "g_r": ("g_r", 1)}
    receptors = IF_cond_exp.receptors

    def ranvier_model(self, coupled, parameters):
        if coupled:
            raise NotImplementedError("IF_cond_exp_gsfa_grr has no gap junctions in Ranvier; IF_cond_exp has")
        return java("neuronmodels.equations.EquationModel").of("iaf_cond_exp_gsfa_grr", models.GSFA_GRR)


class IF_facets_hardware1(Cell, cells.IF_facets_hardware1):
    __doc__ = cells.IF_facets_hardware1.__doc__
    translations = _standard(cells.IF_facets_hardware1)
    ranvier_name = "iaf_cond_exp"
    # C_m, t_ref and E_ex are those that PyNN's declaration names for simulations in software.
    native = {
        **SYNAPSES, "V_reset": "v_reset", "E_L": "v_rest", "V_th": "v_thresh", "E_in": "e_rev_I", "g_L": "g_leak", "C_m": 200,
        "t_ref": 1, "E_ex": 0}
    states = CONDUCTANCES
    receptors = IF_cond_exp.receptors


class HH_cond_exp(Cell, cells.HH_cond_exp):
    __doc__ = cells.HH_cond_exp.__doc__
    translations = _standard(cells.HH_cond_exp)
    ranvier_name = "hh_cond_exp_traub"
    native = {
        **SYNAPSES, **REVERSALS, "g_Na": ("gbar_Na", 1000), "g_K": ("gbar_K", 1000), "g_L": ("g_leak", 1000), "C_m": ("cm", 1000),
        "V_T": "v_offset", "E_Na": "e_rev_Na", "E_K": "e_rev_K", "E_L": "e_rev_leak", "I_e": ("i_offset", 1000)}
    states = {**CONDUCTANCES, "m": ("Act_m", 1), "h": ("Inact_h", 1), "n": ("Act_n", 1)}
    receptors = IF_cond_exp.receptors
    recordable = ["spikes", "v", "gsyn_exc", "gsyn_inh", "m", "h", "n"]


class _Adaptive(Cell):
    native = {
        **SYNAPSES, **REVERSALS, "C_m": ("cm", 1000), "t_ref": "tau_refrac", "V_peak": "v_spike", "V_reset": "v_reset",
        "E_L": "v_rest", "g_L": leak, "I_e": ("i_offset", 1000), "a": "a", "b": ("b", 1000), "Delta_T": "delta_T",
        "tau_w": "tau_w", "V_th": "v_thresh"}
    states = {**CONDUCTANCES, "w": ("w", 1000)}
    receptors = IF_cond_exp.receptors


class EIF_cond_exp_isfa_ista(_Adaptive, cells.EIF_cond_exp_isfa_ista):
    __doc__ = cells.EIF_cond_exp_isfa_ista.__doc__
    translations = _standard(cells.EIF_cond_exp_isfa_ista)
    ranvier_name = "aeif_cond_exp"


class EIF_cond_alpha_isfa_ista(_Adaptive, cells.EIF_cond_alpha_isfa_ista):
    __doc__ = cells.EIF_cond_alpha_isfa_ista.__doc__
    translations = _standard(cells.EIF_cond_alpha_isfa_ista)
    ranvier_name = "aeif_cond_alpha"


class Izhikevich(Cell, cells.Izhikevich):
    __doc__ = cells.Izhikevich.__doc__
    translations = _standard(cells.Izhikevich)
    ranvier_name = "izhikevich"
    native = {"a": "a", "b": "b", "c": "c", "d": "d", "I_e": ("i_offset", 1000)}  # 1 pA is 1 mV/ms
    states = {**V, "u": ("U_m", 1)}
    receptors = IF_curr_delta.receptors


class GIF_cond_exp(Cell, cells.GIF_cond_exp):
    __doc__ = cells.GIF_cond_exp.__doc__
    translations = _standard(cells.GIF_cond_exp)
    native = {
        **SYNAPSES, **REVERSALS, "C_m": ("cm", 1000), "g_L": leak, "E_L": "v_rest", "V_reset": "v_reset", "t_ref": "tau_refrac",
        "V_T_star": "v_t_star", "Delta_V": "delta_v", "lambda_0": "lambda0", "I_e": ("i_offset", 1000)}
    states = {**CONDUCTANCES, "v_t": ("E_sfa1", 1), "i_eta": ("I_stc1", 1000)}
    receptors = IF_cond_exp.receptors
    LISTS = {"tau_eta": ("tau_stc", 1, 1), "a_eta": ("q_stc", 1000, 0), "tau_gamma": ("tau_sfa", 1, 1), "a_gamma": ("q_sfa", 1, 0)}

    def _parts(self, parameters):
        return max(len(list_.value) for name in self.LISTS for list_ in np.atleast_1d(parameters[name]))

    def ranvier_model(self, coupled, parameters):
        if coupled:
            raise NotImplementedError("GIF_cond_exp has no gap junctions in Ranvier; IF_cond_exp has")
        return java("neuronmodels.equations.EquationModel").of("gif_cond_exp_lists", models.gif(self._parts(parameters)))

    def to_ranvier(self, parameters):
        result = super().to_ranvier(parameters)
        count = self._parts(parameters)
        for name, (native, factor, fill) in self.LISTS.items():
            lists = np.atleast_1d(parameters[name])
            for k in range(count):
                values = [float(x.value[k]) * factor if k < len(x.value) else fill for x in lists]
                result[f"{native}{k + 1}"] = np.array(values, dtype=float)
        return result

    def initial_states(self, variable, values, parameters):
        if variable == "v_t":  # the first adaptation holds what the threshold differs from its value at rest
            return {"E_sfa1": values - parameters["v_t_star"]}
        return super().initial_states(variable, values, parameters)

    def recorded_states(self, variable, parameters):
        if variable in ("v_t", "i_eta"):
            return tuple(f"{self.states[variable][0][:-1]}{k + 1}" for k in range(self._parts(parameters)))
        return super().recorded_states(variable, parameters)

    def recorded(self, variable, samples, parameters):
        if variable == "v_t":
            return sum(samples) + parameters["v_t_star"]
        if variable == "i_eta":
            return sum(samples) / 1000
        return super().recorded(variable, samples, parameters)
