"""PyNN's standard synapse types: which synapses of a projection may be one projection of Ranvier, and what makes them change.

Parameters that Ranvier has once for a projection may differ from synapse to synapse in PyNN; synapses are then grouped by them.
"""

import numpy as np
from pyNN.standardmodels import build_translations, synapses

from .._jvm import java
from . import simulator


def _standard(base):
    return build_translations(*[(name, name) for name in base.default_parameters])


class Synapse:
    """What a back end needs to know of a synapse type beyond PyNN's declaration.

    ``shared``: parameters that all synapses of one projection of Ranvier have in common.
    """

    shared = ()
    states = {}  # initial values that can be set, each with the value it has otherwise, or the parameter that is it
    plastic = False  # whether its weights change as the network runs
    copies = 1

    def _get_minimum_delay(self):
        return simulator.state.min_delay

    def columns(self, projection, values):
        """Values by which synapses are grouped, beyond the shared parameters."""
        return {}

    def apply(self, described, shared, unit):
        """Adds to a Java projection what is done at its spikes.

        ``unit`` is what 1 of PyNN's weights is in the unit of the receptor, without its sign.
        """


class StaticSynapse(Synapse, synapses.StaticSynapse):
    __doc__ = synapses.StaticSynapse.__doc__
    translations = _standard(synapses.StaticSynapse)


class ElectricalSynapse(Synapse, synapses.ElectricalSynapse):
    """A gap junction: both cells must be neurons. Its weight is a conductance in uS; no receptor need be named."""

    translations = _standard(synapses.ElectricalSynapse)


class SimpleStochasticSynapse(Synapse, synapses.SimpleStochasticSynapse):
    __doc__ = synapses.SimpleStochasticSynapse.__doc__
    translations = _standard(synapses.SimpleStochasticSynapse)
    shared = ("p",)

    def apply(self, described, shared, unit):
        described.shortTerm(java("plasticity.transmission.Transmission").bernoulli(float(shared["p"])))


class _ShortTerm(Synapse):
    shared = ("U", "tau_rec", "tau_facil")
    states = {"u": 0.0}

    def _u(self, shared):
        """What is left of earlier facilitation just before the first spike."""
        return float(shared["u"]) if shared["tau_facil"] > 0 else 0.0

    def _two_states(self, shared, available=1.0):
        use = float(shared["U"])
        least = simulator.state.dt / 1000  # nothing is left of it after a step
        u = self._u(shared)
        return java("plasticity.transmission.ShortTerm").of(
            use, float(max(shared["tau_rec"], least)), float(shared["tau_facil"])).initial(u + use * (1 - u), float(available))


class TsodyksMarkramSynapse(_ShortTerm, synapses.TsodyksMarkramSynapse):
    __doc__ = synapses.TsodyksMarkramSynapse.__doc__
    translations = _standard(synapses.TsodyksMarkramSynapse)

    def columns(self, projection, values):
        """Active resources fade as the current or conductance does: with the time constant of the target's receptor."""
        return {"tau_psc": projection._post_parameter({"excitatory": "tau_syn_E", "inhibitory": "tau_syn_I"})}

    def apply(self, described, shared, unit):
        tau_psc, tau_rec = float(shared["tau_psc"]), float(max(shared["tau_rec"], simulator.state.dt / 1000))
        if tau_psc < 0:  # the potential jumps: nothing stays active
            described.shortTerm(self._two_states(shared))
            return
        if tau_psc == tau_rec:
            tau_psc *= 1 + 1e-7
        described.shortTerm(java("plasticity.transmission.ThreeState")(
            float(shared["U"]), tau_rec, float(shared["tau_facil"]), tau_psc, self._u(shared)))


class StochasticTsodyksMarkramSynapse(_ShortTerm, synapses.StochasticTsodyksMarkramSynapse):
    """Transmits the whole weight by chance, with the probability of the deterministic synapse's mean, independently at each spike."""

    translations = _standard(synapses.StochasticTsodyksMarkramSynapse)

    def apply(self, described, shared, unit):
        described.shortTerm(java("plasticity.transmission.Transmission").stochastic(self._two_states(shared)))


class MultiQuantalSynapse(_ShortTerm, synapses.MultiQuantalSynapse):
    """``n`` sites, each of which transmits an n-th of the weight by chance, as a stochastic Tsodyks–Markram synapse does."""

    translations = _standard(synapses.MultiQuantalSynapse)
    shared = ("U", "tau_rec", "tau_facil", "n")
    states = {"u": 0.0, "a": "n"}

    def apply(self, described, shared, unit):
        ready = self._two_states(shared, shared["a"] / shared["n"])
        described.shortTerm(java("plasticity.transmission.Transmission").stochastic(ready))


class _WeightDependence:
    exponents = (0.0, 0.0)  # of potentiation and depression: 0 does not depend on the weight, 1 goes with the distance from a bound


class AdditiveWeightDependence(_WeightDependence, synapses.AdditiveWeightDependence):
    __doc__ = synapses.AdditiveWeightDependence.__doc__
    translations = _standard(synapses.AdditiveWeightDependence)


class MultiplicativeWeightDependence(_WeightDependence, synapses.MultiplicativeWeightDependence):
    __doc__ = synapses.MultiplicativeWeightDependence.__doc__
    translations = _standard(synapses.MultiplicativeWeightDependence)
    exponents = (1.0, 1.0)


class AdditivePotentiationMultiplicativeDepression(
        _WeightDependence, synapses.AdditivePotentiationMultiplicativeDepression):
    __doc__ = synapses.AdditivePotentiationMultiplicativeDepression.__doc__
    translations = _standard(synapses.AdditivePotentiationMultiplicativeDepression)
    exponents = (0.0, 1.0)


class GutigWeightDependence(_WeightDependence, synapses.GutigWeightDependence):
    __doc__ = synapses.GutigWeightDependence.__doc__
    translations = _standard(synapses.GutigWeightDependence)


def bounds(shared, unit):
    """Least and largest magnitude of a weight, in the unit of the receptor; those of negative weights may be given as negative."""
    low, high = sorted((shared["w_min"] * unit, shared["w_max"] * unit))
    return (-high, -low) if high <= 0 else (low, high)


def dependence(kind, shared, unit):
    """The Java weight dependence, with PyNN's amplitudes."""
    low, high = bounds(shared, unit)
    plus, minus = shared.get("mu_plus", kind.exponents[0]), shared.get("mu_minus", kind.exponents[1])
    return java("plasticity.weights.WeightDependence").softBounds(
        float(shared["A_plus"]), float(shared["A_minus"]), float(plus), float(minus), float(low), float(high))


class SpikePairRule(synapses.SpikePairRule):
    __doc__ = synapses.SpikePairRule.__doc__
    translations = _standard(synapses.SpikePairRule)

    def rule(self, kind, shared, unit):
        """The Java rule."""
        low, high = bounds(shared, unit)
        return (
            java("plasticity.rules.Stdp").pair().tauPlusMs(float(shared["tau_plus"])).tauMinusMs(float(shared["tau_minus"]))
            .dependence(dependence(kind, shared, unit)).bounds(java("plasticity.weights.Bounds")(float(low), float(high))))


class Vogels2011Rule(synapses.Vogels2011Rule):
    __doc__ = synapses.Vogels2011Rule.__doc__
    translations = _standard(synapses.Vogels2011Rule)

    def rule(self, kind, shared, unit):
        """The Java rule: rho is a rate in Hz, eta is in the unit of the weights."""
        if kind.exponents != (0.0, 0.0):
            raise NotImplementedError("Vogels2011Rule goes with AdditiveWeightDependence, whose bounds it keeps; it has no other dependence")
        low, high = bounds(shared, unit)
        tau = float(shared["tau"])
        return (
            java("plasticity.rules.Stdp").homeostatic(float(shared["eta"]) * unit, 2 * float(shared["rho"]) * tau / 1000)
            .tauPlusMs(tau).tauMinusMs(tau).bounds(java("plasticity.weights.Bounds")(float(low), float(high))))


class STDPMechanism(Synapse, synapses.STDPMechanism):
    __doc__ = synapses.STDPMechanism.__doc__
    plastic = True
    base_translations = build_translations(
        ("weight", "weight"), ("delay", "delay"), ("dendritic_delay_fraction", "dendritic_delay_fraction"))

    def __init__(self, timing_dependence=None, weight_dependence=None, voltage_dependence=None, dendritic_delay_fraction=1.0,
                 weight=0.0, delay=None, dopamine=None):
        """As PyNN's, and ``dopamine``: a ``Dopamine`` that the changes of the weight wait for."""
        if timing_dependence is None or weight_dependence is None or voltage_dependence is not None:
            raise NotImplementedError(
                "STDPMechanism needs a timing and a weight dependence, and can have no voltage dependence: PyNN has none to give it")
        self.dopamine = dopamine
        super().__init__(timing_dependence, weight_dependence, voltage_dependence, dendritic_delay_fraction, weight, delay)

    def _build_translations(self):
        self.translations = dict(self.base_translations)  # of this mechanism, not of all
        for component in (self.timing_dependence, self.weight_dependence):
            self.translations.update(component.translations)

    @property
    def model(self):
        return type(self.timing_dependence).__name__

    @property
    def possible_models(self):
        """The one model there is."""
        return {self.model}

    @property
    def native_parameters(self):
        """All parameters of the mechanism; the names and units are PyNN's."""
        return self.translate(self.parameter_space)

    @property
    def shared(self):
        return (*self.timing_dependence.get_parameter_names(), *self.weight_dependence.get_parameter_names())

    def columns(self, projection, values):
        """The part of the delay that comes before the synapse, in steps; at least one step is dendritic."""
        dt = simulator.state.dt
        delay = np.maximum(np.rint(values["delay"] / dt), 1)
        axonal = np.rint((1 - values["dendritic_delay_fraction"]) * delay)
        return {"axonal": np.minimum(axonal, delay - 1)}

    def apply(self, described, shared, unit):
        if self.dopamine is None:
            described.plastic(self.timing_dependence.rule(self.weight_dependence, shared, unit))
        else:
            described.plastic(self.dopamine.rule(self, shared, unit))
        if shared["axonal"] > 0:
            described.axonalDelay(java("networks.values.Units").ms(float(shared["axonal"] * simulator.state.dt)))
