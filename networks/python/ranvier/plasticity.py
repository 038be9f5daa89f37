"""Rules of learning by spikes, how changes depend on weights, and short-term plasticity.

Weights are magnitudes to a rule, in the unit of the target's receptor; time constants are in ms unless they have a unit.
"""

from . import _values
from ._describe import Value, java_of, value
from ._errors import RanvierError, nearest
from ._jvm import java
from ._mends import snake

__all__ = [
    "Bounds", "LearningRule", "Transmission", "WeightDependence", "additive", "bernoulli", "bounds", "burst_dependent", "calcium", "clopath",
    "dendritic_learning", "depressing", "gutig", "log_stdp", "multiplicative", "no_rule", "power_law", "stdp", "stochastic", "triplet_stdp",
    "three_state", "van_rossum", "homeostatic_stdp", "anti_hebbian_stdp",
]


def plain(x, what, unit="1"):
    return _values.number(x, unit, what)


def configured(rule, *calls):
    """Calls the methods whose arguments were given: ``(name, (value, unit), …)``; a value of None leaves one out."""
    for method, *args in calls:
        given = [a for a, _ in args]
        if all(a is None for a in given):
            continue
        what = snake(method)
        if any(a is None for a in given):
            raise RanvierError(f"{what}: {len(given)} numbers go together; give all or none")
        rule = getattr(rule, method)(*[a if unit is None else plain(a, what, unit) for a, unit in args])
    return rule


class LearningRule(Value):
    """What changes the weights of a projection: ``net.connect(…, plastic=rule)``."""

    __slots__ = ()

    @property
    def equations(self) -> str:
        """The rule as its equations."""
        return str(self._java.equations())

    @property
    def source(self) -> str:
        """Where it was published."""
        return str(self._java.source())


class WeightDependence(Value):
    """How the magnitude of a change depends on the weight."""

    __slots__ = ()


class Bounds(Value):
    """Hard bounds of weights."""

    __slots__ = ()


class Transmission(Value):
    """What a synapse delivers of its weight: ``net.connect(…, short_term=…)``."""

    __slots__ = ()


@value(Bounds)
def bounds(low=None, high=None) -> Bounds:
    """Hard bounds: ``bounds(0, 100)``, ``bounds(high=100)``; ``bounds()`` keeps the sign only, ``bounds(-inf, inf)`` nothing."""
    of = java("plasticity.weights.Bounds")
    if low is None:
        return of.SIGN if high is None else of.upTo(plain(high, "upper bound"))
    low, high = plain(low, "lower bound"), float("inf") if high is None else plain(high, "upper bound")
    return of.NONE if low == -high == float("-inf") else of(low, high)


def bounds_of(given):
    """Bounds of Java from ``bounds(…)``, a number (the upper one) or a pair."""
    if given is None:
        return None
    if isinstance(given, (tuple, list)) and len(given) == 2:
        return bounds(*given)._java
    return bounds(high=given)._java if _values.is_number(given) else java_of(given, Bounds, "bounds", "bounds(0, 100)")


def _dependence(name, **numbers):
    return getattr(java("plasticity.weights.WeightDependence"), name)(*[plain(x, n) for n, x in numbers.items()])


@value(WeightDependence)
def additive(a_plus, a_minus) -> WeightDependence:
    """``Δw₊ = a_plus·x``, ``Δw₋ = -a_minus·y`` (Song, Miller & Abbott 2000, doi:10.1038/78829)."""
    return _dependence("additive", a_plus=a_plus, a_minus=a_minus)


@value(WeightDependence)
def multiplicative(lambda_, alpha, w_max) -> WeightDependence:
    """``Δw₊ = λ·(w_max - w)·x``, ``Δw₋ = -λ·α·w·y`` (Rubin, Lee & Sompolinsky 2001, doi:10.1103/PhysRevLett.86.364)."""
    return _dependence("multiplicative", lambda_=lambda_, alpha=alpha, w_max=w_max)


@value(WeightDependence)
def gutig(lambda_, alpha, mu_plus, mu_minus, w_max) -> WeightDependence:
    """``Δw₊ = λ·w_max·(1 - w/w_max)^μ₊·x``, ``Δw₋ = -λ·α·w_max·(w/w_max)^μ₋·y``
    (Gütig et al. 2003, doi:10.1523/JNEUROSCI.23-09-03697.2003)."""
    return _dependence("gutig", lambda_=lambda_, alpha=alpha, mu_plus=mu_plus, mu_minus=mu_minus, w_max=w_max)


@value(WeightDependence)
def power_law(lambda_, alpha, mu) -> WeightDependence:
    """``Δw₊ = λ·w^μ·x``, ``Δw₋ = -λ·α·w·y`` (Morrison, Aertsen & Diesmann 2007, doi:10.1162/neco.2007.19.6.1437)."""
    return _dependence("powerLaw", lambda_=lambda_, alpha=alpha, mu=mu)


@value(WeightDependence)
def van_rossum(c_plus, c_minus) -> WeightDependence:
    """``Δw₊ = c₊·x``, ``Δw₋ = -c₋·w·y`` (van Rossum, Bi & Turrigiano 2000, doi:10.1523/JNEUROSCI.20-23-08812.2000)."""
    return _dependence("vanRossum", c_plus=c_plus, c_minus=c_minus)


@value(WeightDependence)
def log_stdp(c_plus, c_minus, w0, beta, s) -> WeightDependence:
    """Log-STDP (Gilson & Fukai 2011, doi:10.1371/journal.pone.0025339)."""
    return _dependence("log", c_plus=c_plus, c_minus=c_minus, w0=w0, beta=beta, s=s)


PAIRINGS = ("all_to_all", "nearest_symmetric", "pre_centered", "restricted")


def _pairing(name):
    if name is None:
        return None
    if name not in PAIRINGS:
        raise RanvierError(f"pairing is {name!r}{nearest(name, PAIRINGS)}")
    return java("plasticity.loops.Pairing").valueOf(name.upper())


def dependence_of(given):
    return None if given is None else java_of(given, WeightDependence, "dependence", "additive(0.01, 0.0105)")


def _stdp(rule, tau_plus, tau_minus, dependence, bounds, pairing, more=()):
    return configured(
        rule, ("tauPlusMs", (tau_plus, "ms")), ("tauMinusMs", (tau_minus, "ms")), ("dependence", (dependence_of(dependence), None)),
        ("bounds", (bounds_of(bounds), None)), ("pairing", (_pairing(pairing), None)), *more)


@value(LearningRule)
def no_rule() -> LearningRule:
    """Weights that no rule changes: for short-term plasticity alone, or where only ``Network.scale``, ``normalise`` or ``rewire`` changes them."""
    return java("plasticity.rules.LearningRule").none()


@value(LearningRule)
def stdp(*, tau_plus=None, tau_minus=None, dependence=None, bounds=None, pairing=None) -> LearningRule:
    """STDP in pairs of spikes; additive with amplitudes 0.01 and 0.0105, τ₊ = τ₋ = 20 ms, all to all, until told otherwise.

    ``pairing``: all_to_all, nearest_symmetric, pre_centered or restricted (Morrison, Diesmann & Gerstner 2008).
    """
    return _stdp(java("plasticity.rules.Stdp").pair(), tau_plus, tau_minus, dependence, bounds, pairing)


@value(LearningRule)
def anti_hebbian_stdp(*, tau_plus=None, tau_minus=None, dependence=None, bounds=None, pairing=None) -> LearningRule:
    """STDP with the signs exchanged (Bell et al. 1997, doi:10.1038/387278a0)."""
    return _stdp(java("plasticity.rules.Stdp").antiHebbian(), tau_plus, tau_minus, dependence, bounds, pairing)


@value(LearningRule)
def homeostatic_stdp(eta, alpha, *, tau_plus=None, tau_minus=None, bounds=None, pairing=None) -> LearningRule:
    """Inhibitory plasticity that brings the target to a rate ρ₀: ``Δw = η·x``, ``Δw = η·(y - α)`` with α = 2·ρ₀·τ
    (Vogels et al. 2011, doi:10.1126/science.1211095)."""
    rule = java("plasticity.rules.Stdp").homeostatic(plain(eta, "eta"), plain(alpha, "alpha"))
    return _stdp(rule, tau_plus, tau_minus, None, bounds, pairing)


@value(LearningRule)
def triplet_stdp(
        *, minimal=False, tau_plus=None, tau_minus=None, tau_x=None, tau_y=None, amplitudes=None, bounds=None) -> LearningRule:
    """Triplets of spikes (Pfister & Gerstner 2006, doi:10.1523/JNEUROSCI.1425-06.2006).

    ``amplitudes`` are (A₂₊, A₃₊, A₂₋, A₃₋); the model is that of visual cortex, the full one or the minimal one, until told otherwise.
    """
    of = java("plasticity.rules.Stdp")
    rule = of.minimalTriplet() if minimal else of.triplet()
    if amplitudes is not None:
        rule = rule.amplitudes(java("plasticity.loops.Triplets")(*[plain(a, "amplitudes") for a in _values.several(
            amplitudes, 4, "amplitudes", "amplitudes=(A2+, A3+, A2-, A3-)")]))
    more = (("tauXMs", (tau_x, "ms")), ("tauYMs", (tau_y, "ms")))
    return _stdp(rule, tau_plus, tau_minus, None, bounds, None, more)


@value(LearningRule)
def calcium(
        low, high, *, jumps=(None, None), thresholds=(None, None), rates=(None, None, None), tau_calcium=None, pre_delay=None, noise=None,
        double_well=False) -> LearningRule:
    """Calcium-based plasticity between two weights (Graupner & Brunel 2012, doi:10.1073/pnas.1109359109).

    ``jumps`` = (pre, post), ``thresholds`` = (depression, potentiation), ``rates`` = (depression, potentiation, τ in ms).
    """
    rule = java("plasticity.rules.Calcium").between(plain(low, "low"), plain(high, "high"))
    rule = configured(
        rule, ("jumps", *[(j, "1") for j in jumps]), ("thresholds", *[(t, "1") for t in thresholds]),
        ("rates", *[(r, "1" if k < 2 else "ms") for k, r in enumerate(rates)]), ("tauCalciumMs", (tau_calcium, "ms")),
        ("preDelayMs", (pre_delay, "ms")), ("noise", (noise, "1")))
    return rule.withDoubleWell() if double_well else rule


@value(LearningRule)
def clopath(
        *, amplitudes=(None, None), thresholds=(None, None), taus=(None, None, None), delay=None, homeostasis=(None, None, None),
        spikes=(None, None), bounds=None, reads=None) -> LearningRule:
    """Voltage-based STDP (Clopath et al. 2010, doi:10.1038/nn.2479), with the constants of visual cortex until told otherwise.

    ``amplitudes`` = (depression, potentiation), ``thresholds`` = (θ₋, θ₊) in mV, ``taus`` = (τ₋, τ₊, τ_x) in ms, ``homeostasis`` =
    (u_ref² in mV², τ in ms, rest in mV), ``spikes`` = (mV, ms): as what potential a spike counts, and for how long.
    """
    return configured(
        java("plasticity.rules.Clopath").visualCortex(), ("amplitudes", *[(a, "1") for a in amplitudes]),
        ("thresholds", *[(t, "mV") for t in thresholds]), ("tausMs", *[(t, "ms") for t in taus]), ("delayMs", (delay, "ms")),
        ("homeostasis", *[(h, "1") for h in homeostasis]),
        ("spikes", (spikes[0], "mV"), (spikes[1], "ms")), ("bounds", (bounds_of(bounds), None)), ("reads", (reads, None)))


@value(LearningRule)
def dendritic_learning(
        eta, *, rate=(None,) * 4, soma=(None,) * 3, response=(None,) * 3, tau_delta=None, bounds=None, reads=None) -> LearningRule:
    """Learning by the dendritic prediction of somatic spiking (Urbanczik & Senn 2014, doi:10.1016/j.neuron.2013.11.030).

    ``rate`` = (greatest, k, β, θ), ``soma`` = (rest in mV, leak, coupling), ``response`` = (τ of the membrane in ms, τ of the synapse in
    ms, leak).
    """
    return configured(
        java("plasticity.rules.DendriticLearning").of(plain(eta, "eta")), ("rate", *[(r, "1") for r in rate]),
        ("soma", *[(s, "1") for s in soma]), ("response", *[(r, "1") for r in response]), ("tauDeltaMs", (tau_delta, "ms")),
        ("bounds", (bounds_of(bounds), None)), ("reads", (reads, None)))


@value(LearningRule)
def burst_dependent(eta, *, taus=(None, None), burst=None, before=(None, None), bounds=None) -> LearningRule:
    """Burst-dependent plasticity (Payeur et al. 2021, doi:10.1038/s41593-021-00857-x).

    ``taus`` = (of the pre-synaptic trace, of the averages) in ms, ``burst`` the longest interval of a burst in ms, ``before`` =
    (burst probability, number of events) that the averages begin with.
    """
    return configured(
        java("plasticity.rules.BurstDependent").of(plain(eta, "eta")), ("tausMs", *[(t, "ms") for t in taus]), ("burstMs", (burst, "ms")),
        ("before", *[(b, "1") for b in before]), ("bounds", (bounds_of(bounds), None)))


@value(Transmission)
def depressing(use, tau_rec, tau_fac=0.0, *, initial=(None, None)) -> Transmission:
    """Short-term depression and facilitation (Tsodyks & Markram): ``use`` U, time constants in ms, ``initial`` = (u, x)."""
    rule = java("plasticity.transmission.ShortTerm").of(plain(use, "use"), plain(tau_rec, "tau_rec", "ms"), plain(tau_fac, "tau_fac", "ms"))
    return configured(rule, ("initial", *[(i, "1") for i in initial]))


@value(Transmission)
def three_state(use, tau_rec, tau_fac, tau_psc) -> Transmission:
    """The same with the state in which resources are inactive, which lasts for ``tau_psc``."""
    return java("plasticity.transmission.ThreeState")(
        plain(use, "use"), plain(tau_rec, "tau_rec", "ms"), plain(tau_fac, "tau_fac", "ms"), plain(tau_psc, "tau_psc", "ms"))


@value(Transmission)
def bernoulli(p) -> Transmission:
    """Each spike is delivered with probability ``p``."""
    return java("plasticity.transmission.Transmission").bernoulli(plain(p, "p"))


@value(Transmission)
def stochastic(of) -> Transmission:
    """All of the weight is delivered, or nothing, with the probability that another transmission delivers as its share."""
    return java("plasticity.transmission.Transmission").stochastic(java_of(of, Transmission, "of", "depressing(0.5, 200)"))
