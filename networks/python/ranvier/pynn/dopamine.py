"""An extension to PyNN: plasticity that waits for dopamine, or for any other modulator."""

import numpy as np

from .._jvm import java
from . import simulator
from ._units import quantity
from .populations import root_and_indices
from .synapses import bounds, dependence


class Dopamine:
    """A concentration that neurons and rewards raise, and that turns eligibility into changes of weights.

        dD/dt = -D/tau + amount·Σδ(t - t_k)      dc/dt = -c/tau_eligibility + STDP      dw/dt = c·(D - baseline)

    STDP is what the mechanism's timing and weight dependence would do to the weight. Time constants are in ms, and so is the time in
    dw/dt.

    Sources: Izhikevich 2007, doi:10.1093/cercor/bhl152; Potjans, Morrison & Diesmann 2010, doi:10.3389/fncom.2010.00141.
    """

    def __init__(self, tau=200.0, tau_eligibility=1000.0, baseline=0.0, label="dopamine"):
        """A modulator that decays with ``tau`` ms."""
        simulator.state.require_unbuilt("creating a modulator")
        self.tau, self.tau_eligibility, self.baseline = float(tau), float(tau_eligibility), float(baseline)
        names = [m.label for m in simulator.state.modulators]
        self.label = label if label not in names else f"{label}#{len(names)}"
        self._sources = []
        simulator.state.modulators.append(self)

    def released_by(self, cells, amount=None, delay=None):
        """Spikes of these cells release ``amount`` each, 1/tau unless told otherwise, after ``delay`` ms."""
        simulator.state.require_unbuilt("adding a source of dopamine")
        self._sources.append((cells, 1 / self.tau if amount is None else float(amount), delay))
        return self

    def release(self, amount):
        """Releases an amount now, between two runs: a reward."""
        built = self._built()
        built.sim.release(built.modulators[self], float(amount))

    @property
    def concentration(self):
        """The concentration now."""
        built = self._built()
        return float(built.sim.concentration(built.modulators[self]))

    def _built(self):
        if simulator.state.built is None:
            from .build import Built
            simulator.state.built = Built(simulator.state)
        return simulator.state.built

    def rule(self, mechanism, shared, unit):
        """The Java rule of a mechanism whose changes wait for it."""
        if "A_plus" not in shared:
            raise NotImplementedError(f"dopamine goes with SpikePairRule, not with {type(mechanism.timing_dependence).__name__}")
        low, high = bounds(shared, unit)
        factor = java("plasticity.eligibility.ThirdFactor").of(self.label)
        if self.baseline:
            factor = factor.minus(self.baseline)
        trace = java("plasticity.loops.EligibilityTrace").of(self.tau_eligibility, factor)
        return (
            java("plasticity.rules.ThreeFactor").of(trace).dependence(dependence(mechanism.weight_dependence, shared, unit))
            .tauPlusMs(float(shared["tau_plus"])).tauMinusMs(float(shared["tau_minus"]))
            .bounds(java("plasticity.weights.Bounds")(float(low), float(high))))

    def _describe(self, net):
        return net.modulator(self.label).decay(quantity(self.tau, "ms"))

    def _connect(self, built, described):
        for cells, amount, delay in self._sources:
            roots, which, indices = root_and_indices(cells)
            for k, root in enumerate(roots):
                source = described.releasedBy(built.neurons(root, np.sort(indices[which == k])))
                source.amount(amount).delay(quantity(delay or simulator.state.dt, "ms"))
