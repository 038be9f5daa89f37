"""Neuromodulators: kinetics, places, sources and receptors."""

from . import _values
from ._describe import Member, described, java_of
from ._errors import RanvierError
from ._jvm import java
from .modulation import Effect, Lattice, Response
from .plasticity import configured, plain

__all__ = ["LowRank", "Modulator", "Receptor", "Source", "TemporalDifference"]


def _ms(value, what):
    return None if value is None else _values.quantity(value, "ms", what)


class Modulator(Member):
    """A neuromodulator such as dopamine. Made by ``Network.modulator``."""

    def _configure(self, unit, baseline, decay, uptake, momentary, signed, per_population, diffusing, every):
        m = self._java
        what = f"modulator '{self.name}'"
        if unit is not None:
            m.unit(unit)
        if decay is not None:
            m.decay(_ms(decay, f"{what}: decay"))
        most, half = _values.several(uptake, 2, f"{what}: uptake", "uptake=(largest rate, half concentration)")
        configured(m, ("uptake", (most, "1/ms"), (half, "1")))
        for wanted, method in ((momentary, m.momentary), (signed, m.signed), (per_population, m.perPopulation)):
            if wanted:
                method()
        if baseline is not None:  # after what allows it to be below 0
            m.baseline(plain(baseline, f"{what}: baseline"))
        if diffusing is not None:
            self._diffusing(diffusing, f"{what}: diffusing")
        if every is not None:
            m.every(_ms(every, f"{what}: every"))

    def _diffusing(self, given, what):
        if not isinstance(given, (tuple, list)) or len(given) not in (2, 3):
            raise RanvierError(f"{what} is {given!r}; give (population, voxel in µm, µm²/ms) or (lattice(…), µm²/ms)")
        coefficient = plain(given[-1], f"{what}: coefficient", "um^2/ms")
        if len(given) == 2:
            self._java.diffusing(java_of(given[0], Lattice, what, "lattice((10, 10), 50)"), coefficient)
        else:
            self._java.diffusing(given[0]._java, _values.quantity(given[1], "um", f"{what}: voxel"), coefficient)

    @property
    def name(self) -> str:
        return str(self._java.name())

    @described
    def released_by(
            self, neurons, *, amount=None, unit_area: bool = False, delay=None, volley=None, depleting=None, weight=None,
            gain=None) -> "Source":
        """Lets spikes of neurons release it.

        Parameters
        ----------
        amount : float
            By how much a spike raises the concentration where it releases.
        unit_area : bool
            Each spike releases 1/τ, as NEST's volume transmitter does.
        delay : ms, 1 until told otherwise
        volley : (spikes, window)
            Only spikes release that come together.
        depleting : (fraction, recovery)
            Each release takes a fraction of a store.
        weight : array or distribution
            A factor of the amount for each neuron.
        gain : (modulator, response, effect)
            Another modulator changes the amounts.
        """
        source = self._java.releasedBy(neurons._java)
        made = Source(self._net, source)
        if amount is not None:
            source.amount(plain(amount, "amount"))
        if unit_area:
            source.unitArea()
        if volley is not None:
            spikes, window = _values.several(volley, 2, "volley", "volley=(spikes, window)")
            source.volley(_values.integer(spikes, "volley"), _ms(window, "volley: window"))
        if depleting is not None:
            fraction, recovery = _values.several(depleting, 2, "depleting", "depleting=(fraction, recovery)")
            source.depleting(plain(fraction, "depleting"), _ms(recovery, "depleting: recovery"))
        if weight is not None:
            source.weight(_values.distribution(weight, "1", "weight", length=neurons.size))
        if delay is not None:
            source.delay(_ms(delay, "delay"))
        if gain is not None:
            by, response, effect = _values.several(gain, 3, "gain", "gain=(modulator, response, effect)")
            source.gain(by._java, java_of(response, Response, "gain: response", "hill(20, 1)"), java_of(effect, Effect, "gain: effect", "scaled(-1)"))
        return made

    @described
    def driven_by(self, other: "Modulator", response, rate) -> "Modulator":
        """Lets another modulator release it, at ``rate * response`` per ms."""
        self._java.drivenBy(other._java, java_of(response, Response, "response", "hill(20, 1)"), plain(rate, "rate", "1/ms"))
        return self

    @described
    def follows(self, other: "Modulator", tau) -> "Modulator":
        """Makes it the running mean of another one."""
        self._java.follows(other._java, _ms(tau, "tau"))
        return self

    @described
    def release(self, time, amount) -> "Modulator":
        """Releases an amount everywhere at a time of the run."""
        self._java.release(_ms(time, "time"), plain(amount, "amount"))
        return self

    @described
    def clamp(self, start, stop, concentration) -> "Modulator":
        """Holds the concentration everywhere between two times."""
        self._java.clamp(_ms(start, "start"), _ms(stop, "stop"), plain(concentration, "concentration"))
        return self

    @described
    def receptor(self, name: str, response, *, binding=None, cascade=None, every=None) -> "Receptor":
        """Adds a receptor.

        Parameters
        ----------
        response : Response
            ``hill(50, 1)``, ``inverted_u(…)`` or ``proportional(…)``.
        binding : 1/ms
            The rate at which it lets go.
        cascade : (rise, fall)
            Time constants of what follows binding, in ms.
        every : ms
            How often it is brought up to date.
        """
        made = self._java.receptor(name, java_of(response, Response, "response", "hill(50, 1)"))
        if binding is not None:
            made.binding(plain(binding, "binding", "1/ms"))
        if cascade is not None:
            rise, fall = _values.several(cascade, 2, "cascade", "cascade=(rise, fall)")
            made.cascade(_ms(rise, "cascade: rise"), _ms(fall, "cascade: fall"))
        if every is not None:
            made.every(_ms(every, "every"))
        return Receptor(self._net, made)


class Source(Member):
    """Neurons whose spikes release a modulator; ``Simulation.set_gain`` changes how much."""


class LowRank(Member):
    """A projection whose matrix of weights has low rank. Made by ``Network.low_rank``."""

    @property
    def name(self) -> str:
        return str(self._java.name())


class Receptor(Member):
    """What a modulator acts by."""

    @described
    def scales_input(self, neurons, effect, *, receptor=None) -> "Receptor":
        """Changes the gain of inputs, all of them or those at one synaptic receptor."""
        effect = java_of(effect, Effect, "effect", "scaled(0.5)")
        if receptor is None:
            self._java.scalesInput(neurons._java, effect)
        else:
            self._java.scalesInput(neurons._java, receptor, effect)
        return self

    @described
    def changes(self, neurons, parameter: str, effect) -> "Receptor":
        """Changes a parameter of neurons."""
        self._java.changes(neurons._java, parameter, java_of(effect, Effect, "effect", "shifted(-1.5)"))
        return self

    @described
    def gates(self, projection, effect, *, mode=None) -> "Receptor":
        """Changes how much of its weights a projection delivers; of a low-rank projection, the gain of a ``mode`` counted from 0."""
        effect = java_of(effect, Effect, "effect", "between(0, 1)")
        if isinstance(projection, LowRank) != (mode is not None):
            raise RanvierError("gates: " + ("name the mode of the low-rank projection, as in mode=0" if mode is None else "mode is for low-rank projections; leave it out"))
        if mode is None:
            self._java.gates(projection._java, effect)
        else:
            self._java.gates(projection._java, _values.integer(mode, "gates: mode"), effect)
        return self


class TemporalDifference(Member):
    """The temporal-difference error of a critic as a third factor: ``td_ltp(td.error)``. Made by ``Network.temporal_difference``."""

    def __init__(self, net, java_td, arguments):
        super().__init__(net, java_td)
        self._arguments = arguments

    @property
    def error(self):
        """The third factor δ."""
        return td_error_of(*self._arguments)


def td_model(given):
    """The numbers (τ, rise, discount, per Hz, base) of a critic's value, those of the publication by default."""
    of = java("plasticity.rules.TdError")
    if given is None:
        return of.PUBLISHED
    if len(given) != 5:
        raise RanvierError(f"model of a temporal difference has {len(given)} numbers; give (tau, rise, discount, per_hz, base)")
    return of(*[plain(g, "temporal difference", u) for g, u in zip(given, ("ms", "ms", "ms", "1", "1"))])


def _td_error(slow, fast, reward, size, given):
    return td_model(given).error(slow, fast, reward, size)


from ._describe import value  # noqa: E402
from .modulation import ThirdFactor  # noqa: E402


@value(ThirdFactor)
def td_error_of(slow: str, fast: str, reward: str, size: int, numbers) -> ThirdFactor:
    """The error of ``Network.temporal_difference``, by the names of its modulators."""
    return _td_error(slow, fast, reward, size, numbers)
