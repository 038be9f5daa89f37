"""Learning with a third factor or by gradients, and what modulators do: responses of receptors and their effects."""

from . import _values
from ._describe import Value, java_of, value
from ._errors import RanvierError, nearest
from ._jvm import java
from .plasticity import LearningRule, bounds_of, configured, dependence_of, plain

__all__ = [
    "Effect", "Eligibility", "GrowthCurve", "Lattice", "Optimiser", "Response", "ThirdFactor", "adam", "between", "descent", "dopamine_stdp", "dual_trace",
    "eligibility", "eprop", "gated_hebb", "gaussian_growth", "hill", "inverted_u", "lattice", "linear_growth", "mstdp", "mstdpet", "proportional", "r_max",
    "signed",
    "decolle", "etlp", "fast_weights", "ottt", "reward_covariance", "reward_stdp", "s_tllr", "scaled", "shifted", "super_spike", "td_ltp", "third_factor",
    "three_factor",
]


class Response(Value):
    """How strongly a receptor is activated by a concentration."""

    __slots__ = ()


@value(Response)
def hill(ec50, coefficient=1.0) -> Response:
    """``c^n / (c^n + ec50^n)``, ``ec50`` in the modulator's unit."""
    return java("plasticity.receptors.Response$Hill")(plain(ec50, "ec50"), plain(coefficient, "coefficient"))


@value(Response)
def inverted_u(rise, fall) -> Response:
    """``rise * (1 - fall)``, two Hill functions: much of a modulator does what none does."""
    return java("plasticity.receptors.Response$InvertedU")(
        java_of(rise, Response, "rise", "hill(10, 2)"), java_of(fall, Response, "fall", "hill(100, 2)"))


@value(Response)
def proportional(slope) -> Response:
    """``slope * c``."""
    return java("plasticity.receptors.Response$Proportional")(plain(slope, "slope"))


@value(Response)
def signed(slope) -> Response:
    """``slope * c``, also below 0: what a pair of opponent receptors makes of a signed concentration."""
    return java("plasticity.receptors.Response$Signed")(plain(slope, "slope"))


class Effect(Value):
    """What the activation of a receptor does to a number: an input's gain, a parameter, a learning rate."""

    __slots__ = ()


@value(Effect)
def scaled(strength) -> Effect:
    """Multiplied by ``1 + strength * activation``."""
    return java("plasticity.receptors.Effect$Scaled")(plain(strength, "strength"))


@value(Effect)
def shifted(change) -> Effect:
    """Moved by ``change * activation``, in the unit of what is changed."""
    return java("plasticity.receptors.Effect$Shifted")(plain(change, "change"))


@value(Effect)
def between(without, with_) -> Effect:
    """Multiplied by ``without`` at no activation and by ``with_`` at full activation."""
    return java("plasticity.receptors.Effect$Between")(plain(without, "without"), plain(with_, "with_"))


class ThirdFactor(Value):
    """What turns an eligibility into a change of the weight: a modulator's concentration, or what is computed of several."""

    __slots__ = ()

    def __add__(self, other):
        return combined(self, other, "plus")

    def __sub__(self, other):
        return combined(self, other, "minus")

    def __mul__(self, other):
        return combined(self, other, "times")

    __rmul__ = __mul__

    def positive_part(self):
        """What lies above 0."""
        return combined(self, None, "positivePart")

    def negative_part(self):
        """What lies below 0, as a number above 0."""
        return combined(self, None, "negativePart")

    def surprising(self, m):
        """``m·S / (1 + m·S)``, how far a gate is open to a surprise S."""
        return combined(self, m, "surprising")

    def activating(self, response):
        """The response of a receptor to it."""
        return combined(self, response, "activating")


def _name(modulator):
    from .modulators import Modulator
    return modulator.name if isinstance(modulator, Modulator) else modulator


@value(ThirdFactor)
def third_factor(modulator: str) -> ThirdFactor:
    """The concentration of a modulator, by its name; ``third_factor("dopamine") - 20`` is what lies above a baseline."""
    if not isinstance(modulator, str):
        raise RanvierError(f"third_factor is {modulator!r}; give the name of a modulator, e.g. third_factor('dopamine')")
    return java("plasticity.eligibility.ThirdFactor").of(modulator)


@value(ThirdFactor)
def combined(a, b, how) -> ThirdFactor:
    """A third factor of others; written as ``a + b``, ``a - b``, ``a * b``, ``a.positive_part()`` and so on."""
    method = getattr(a._java, how)
    if b is None:
        return method()
    return method(b._java if isinstance(b, (ThirdFactor, Response)) else plain(b, how))


def _factor(given, what="third factor"):
    name = _name(given)
    return third_factor(name)._java if isinstance(name, str) else java_of(given, ThirdFactor, what, "third_factor('dopamine')")


class Eligibility(Value):
    """A trace of what could be learnt."""

    __slots__ = ()


@value(Eligibility)
def eligibility(tau, factor, *, potentiation=1.0, depression=1.0, gain=1.0) -> Eligibility:
    """A trace with ``dc/dt = -c/τ``, ``dw/dt = gain·f·c``; ``potentiation`` and ``depression`` say how much of pairings enters it."""
    return java("plasticity.loops.EligibilityTrace")(
        plain(tau, "tau", "ms"), plain(potentiation, "potentiation"), plain(depression, "depression"), plain(gain, "gain"), _factor(factor))


def _three(rule, tau_plus, tau_minus, tau_eligibility, rate, dependence, bounds):
    return configured(
        rule, ("tauPlusMs", (tau_plus, "ms")), ("tauMinusMs", (tau_minus, "ms")), ("tauEligibilityMs", (tau_eligibility, "ms")),
        ("rate", (rate, "1")), ("dependence", (dependence_of(dependence), None)), ("bounds", (bounds_of(bounds), None)))


def _named(make, doc):
    def decorate(name, *parameters):
        signature = ", ".join([*parameters, "*", "tau_plus=None", "tau_minus=None", "tau_eligibility=None", "rate=None", "dependence=None",
                               "bounds=None"])
        call = ", ".join(p.split("=")[0] for p in parameters)
        space = {"_make": make, "_three": _three, "LearningRule": LearningRule}
        exec(  # a signature that help() and the editor can show
            f"def {name}({signature}) -> LearningRule:\n"
            f"    return _three(_make({call}), tau_plus, tau_minus, tau_eligibility, rate, dependence, bounds)", space)
        function = space[name]
        function.__doc__, function.__module__ = doc, __name__
        return value(LearningRule)(function)

    return decorate


def _rules():
    return java("plasticity.rules.ThreeFactor")


@value(LearningRule)
def three_factor(
        *traces, tau_plus=None, tau_minus=None, tau_eligibility=None, rate=None, dependence=None, bounds=None) -> LearningRule:
    """A rule of one or two traces of eligibility: ``three_factor(eligibility(1000, third_factor("dopamine") - 0.02))``."""
    rule = _rules().of(*[java_of(t, Eligibility, "trace", "eligibility(1000, 'dopamine')") for t in traces])
    return _three(rule, tau_plus, tau_minus, tau_eligibility, rate, dependence, bounds)


reward_stdp = _named(lambda dopamine: _rules().rewardStdp(_factor(dopamine)), "R-STDP (Izhikevich 2007, doi:10.1093/cercor/bhl152).")(
    "reward_stdp", "dopamine")
dopamine_stdp = _named(
    lambda dopamine, baseline: _rules().dopamineStdp(_name(dopamine), plain(baseline, "baseline")),
    "Dopamine STDP with a baseline (Potjans, Morrison & Diesmann 2010, doi:10.3389/fncom.2010.00141).")("dopamine_stdp", "dopamine", "baseline")
mstdp = _named(
    lambda reward, gamma: _rules().mstdp(_name(reward), plain(gamma, "gamma")),
    "MSTDP (Florian 2007, doi:10.1162/neco.2007.19.6.1468); the reward is a momentary modulator.")("mstdp", "reward", "gamma")
mstdpet = _named(
    lambda reward, gamma: _rules().mstdpet(_name(reward), plain(gamma, "gamma")),
    "MSTDPET (Florian 2007, doi:10.1162/neco.2007.19.6.1468); gamma is per ms.")("mstdpet", "reward", "gamma")
td_ltp = _named(
    lambda error, tau, rise: _rules().tdLtp(_factor(error), plain(tau, "tau", "ms"), plain(rise, "rise", "ms")),
    "TD-LTP (Frémaux, Sprekeler & Gerstner 2013, doi:10.1371/journal.pcbi.1003024).")("td_ltp", "error", "tau=200.0", "rise=50.0")
reward_covariance = _named(
    lambda reward, expected: _rules().covariance(_name(reward), _name(expected)),
    "``dw/dt = (R - R̄)·c`` (Legenstein, Pecevski & Maass 2008, doi:10.1371/journal.pcbi.1000180).")("reward_covariance", "reward", "expected")
gated_hebb = _named(
    lambda surprise, m: _rules().gatedHebb(_factor(surprise), plain(m, "m")),
    "Hebbian learning under a gate of surprise (Faraji, Preuschoff & Gerstner 2018, doi:10.1162/neco_a_01025).")("gated_hebb", "surprise", "m")
dual_trace = _named(
    lambda potentiating, depressing: _rules().dualTrace(_factor(potentiating), _factor(depressing)),
    "Separate traces of potentiation and depression (He et al. 2015, doi:10.1016/j.neuron.2015.09.037).")(
        "dual_trace", "potentiating", "depressing")

fast_weights = _named(
    lambda modulator, alpha, tau: _rules().fastWeights(_factor(modulator), plain(alpha, "alpha"), plain(tau, "tau", "ms")),
    "Fast weights, Backpropamine (Miconi, Rawal, Clune & Stanley 2019, arXiv:2002.10585).")("fast_weights", "modulator", "alpha", "tau")


class Optimiser(Value):
    """How a gradient becomes a change."""

    __slots__ = ()


@value(Optimiser)
def descent(rate) -> Optimiser:
    """Gradient descent."""
    return java("plasticity.teaching.Optimiser").descent(plain(rate, "rate"))


@value(Optimiser)
def adam(rate) -> Optimiser:
    """Adam (Kingma & Ba 2015, arXiv:1412.6980)."""
    return java("plasticity.teaching.Optimiser").adam(plain(rate, "rate"))


def optimiser_of(given):
    return None if given is None else java_of(given, Optimiser, "optimiser", "adam(0.001)")


@value(LearningRule)
def eprop(readout: str, *, optimiser=None, regularised=(None, None), bounds=None, pseudo_derivative=None) -> LearningRule:
    """e-prop (Bellec et al. 2020, doi:10.1038/s41467-020-17236-y), taught by a readout; ``regularised`` = (strength, rate in Hz)."""
    name = getattr(readout, "name", readout)
    return configured(
        java("plasticity.rules.Eprop").of(name), ("optimiser", (optimiser_of(optimiser), None)),
        ("regularised", (regularised[0], "1"), (regularised[1], "Hz")), ("bounds", (bounds_of(bounds), None)),
        ("pseudoDerivative", (pseudo_derivative, None)))


def _surrogate(make, readout, optimiser, bounds, pseudo_derivative, tau_source):
    return configured(
        make(java("plasticity.rules.SurrogateGradient"), getattr(readout, "name", readout)), ("optimiser", (optimiser_of(optimiser), None)),
        ("bounds", (bounds_of(bounds), None)), ("pseudoDerivative", (pseudo_derivative, None)), ("tauSourceMs", (tau_source, "ms")))


@value(LearningRule)
def super_spike(readout: str, *, optimiser=None, bounds=None, pseudo_derivative=None, tau_source=None) -> LearningRule:
    """SuperSpike (Zenke & Ganguli 2018, doi:10.1162/neco_a_01086), taught by a readout."""
    return _surrogate(lambda of, name: of.superSpike(name), readout, optimiser, bounds, pseudo_derivative, tau_source)


@value(LearningRule)
def ottt(readout: str, *, optimiser=None, bounds=None, pseudo_derivative=None, tau_source=None) -> LearningRule:
    """Online training through time (Xiao et al. 2022, arXiv:2210.04195), taught by a readout."""
    return _surrogate(lambda of, name: of.onlineThroughTime(name), readout, optimiser, bounds, pseudo_derivative, tau_source)


@value(LearningRule)
def decolle(readout: str, *, optimiser=None, bounds=None, pseudo_derivative=None, tau_source=None) -> LearningRule:
    """DECOLLE (Kaiser, Mostafa & Neftci 2020, doi:10.3389/fnins.2020.00424): the readout should not learn, ``optimiser=descent(0)``."""
    return _surrogate(lambda of, name: of.deepContinuous(name), readout, optimiser, bounds, pseudo_derivative, tau_source)


@value(LearningRule)
def etlp(readout: str, *, optimiser=None, bounds=None, pseudo_derivative=None, tau_source=None) -> LearningRule:
    """ETLP (Quintana et al. 2024, doi:10.1088/2634-4386/ad6733): the readout needs ``feedback="target"``."""
    return _surrogate(lambda of, name: of.eventBased(name), readout, optimiser, bounds, pseudo_derivative, tau_source)


@value(LearningRule)
def s_tllr(readout: str, share, tau, *, optimiser=None, bounds=None, pseudo_derivative=None, tau_source=None) -> LearningRule:
    """S-TLLR (Apolinario & Roy 2023, arXiv:2306.15220): spikes of the source after the target's activity count by ``share``."""
    return _surrogate(
        lambda of, name: of.timingDependent(name, plain(share, "share"), plain(tau, "tau", "ms")), readout, optimiser, bounds, pseudo_derivative, tau_source)


@value(LearningRule)
def r_max(reward, expected=None, *, rate=None, tau_eligibility=None, bounds=None, score=None) -> LearningRule:
    """R-max (Pfister et al. 2006, doi:10.1162/neco.2006.18.6.1318), with a third factor, or the covariance with an expected reward."""
    of = java("plasticity.rules.RMax")
    rule = of.of(_factor(reward)) if expected is None else of.covariance(_name(reward), _name(expected))
    return configured(
        rule, ("rate", (rate, "1")), ("tauEligibilityMs", (tau_eligibility, "ms")), ("bounds", (bounds_of(bounds), None)),
        ("score", (score, None)))


class GrowthCurve(Value):
    """How fast synaptic elements grow at a rate of firing."""

    __slots__ = ()


@value(GrowthCurve)
def linear_growth(target, nu) -> GrowthCurve:
    """``nu·(1 - rate/target)`` elements per s, target in Hz."""
    return java("plasticity.structure.GrowthCurve$Linear")(plain(target, "target", "Hz"), plain(nu, "nu"))


@value(GrowthCurve)
def gaussian_growth(least, target, nu) -> GrowthCurve:
    """The Gaussian curve of Butz & van Ooyen 2013, doi:10.1371/journal.pcbi.1003259, above 0 between two rates in Hz."""
    return java("plasticity.structure.GrowthCurve$Gaussian")(plain(least, "least", "Hz"), plain(target, "target", "Hz"), plain(nu, "nu"))


class Lattice(Value):
    """Voxels over which a modulator diffuses."""

    __slots__ = ()


@value(Lattice)
def lattice(counts, spacing, *, origin=None, periodic: bool = False) -> Lattice:
    """``counts`` voxels along each of 1 to 3 axes, of the length ``spacing`` (µm, one or one for each axis), from the corner ``origin`` on (0 until told
    otherwise); nothing leaves at the borders, or it comes in again at the other side where they are ``periodic``."""
    counts = _values.indices(counts, "lattice: counts")
    lengths = [spacing] * len(counts) if not _values.is_array(spacing) else spacing
    corner = [0] * len(counts) if origin is None else origin
    um = [_values.doubles(_values.array(v, "um", f"lattice: {what}", length=len(counts))) for v, what in ((lengths, "spacing"), (corner, "origin"))]
    boundary = java("plasticity.diffusion.Boundary")
    return java("plasticity.diffusion.Lattice")(_values.ints(counts), *um, boundary.PERIODIC if periodic else boundary.REFLECTING)


def one_of(name, enum, what):
    """A constant of a Java enumeration by its name in small letters."""
    known = [str(v.name()).lower() for v in java(enum).values()]
    if str(name).lower() not in known:
        raise RanvierError(f"{what} is {name!r}{nearest(name, known)}")
    return java(enum).valueOf(str(name).upper())
