"""What is done at intervals as a network runs, and recorders. Made by methods of ``Network``."""

from . import _values
from ._describe import Member, java_of
from ._errors import RanvierError
from .modulation import GrowthCurve, one_of

__all__ = ["Recorder", "Upkeep"]


class Upkeep(Member):
    """Something that is done at intervals."""


class Recorder(Member):
    """Something that is sampled as a network runs."""


def _every(java, every):
    if every is not None:
        java.every(_values.quantity(every, "ms", "every"))


def _hz(rate):
    return _values.quantity(rate, "Hz", "rate")


def normalise(java, projections, sum, euclidean, part, every):
    if (sum is None) == (euclidean is None):
        raise RanvierError("normalise: give one of sum= and euclidean=")
    unit = projections[0].unit
    if sum is not None:
        java.sum(_values.quantity(sum, unit, "normalise: sum"))
    else:
        java.euclidean(_values.quantity(euclidean, unit, "normalise: euclidean"))
    if part is not None:
        java.partially(_values.number(part, "1", "normalise: part"))
    _every(java, every)


def scale(java, projections, rate, strength, integral, averaging, up_to, every):
    java.toRate(_hz(rate))
    if strength is not None:
        java.strength(_values.number(strength, "1", "scale: strength"))
    if integral is not None:
        java.integral(_values.number(integral, "1", "scale: integral"))
    if averaging is not None:
        java.averaging(_values.quantity(averaging, "ms", "scale: averaging"))
    if up_to is not None:
        java.upTo(_values.quantity(up_to, projections[0].unit, "scale: up_to"))
    _every(java, every)


def adapt(java, neurons, parameter, rate, by, by_part, within, averaging, every):
    unit = neurons.population.model.unit_of(parameter)
    java.toRate(_hz(rate))
    if by is not None:
        java.by(_values.quantity(by, unit, "adapt: by"))
    if by_part is not None:
        java.byPart(_values.number(by_part, "1", "adapt: by_part"))
    if within is not None:
        java.within(*[_values.quantity(w, unit, "adapt: within") for w in within])
    if averaging is not None:
        java.averaging(_values.quantity(averaging, "ms", "adapt: averaging"))
    _every(java, every)


def rewire(java, projection, given):
    number = _values.number
    unit = projection.unit
    if given["prune_up_to"] is not None:
        java.pruneUpTo(_values.quantity(given["prune_up_to"], unit, "rewire: prune_up_to"))
    if given["prune_weakest"] is not None:
        java.pruneWeakest(number(given["prune_weakest"], "1", "rewire: prune_weakest"))
    if given["keeping"] is not None:
        java.keeping(one_of(given["keeping"], "plasticity.structure.Turnover$Keeping", "rewire: keeping"))
    for name in ("regrowth", "sprouting", "vacant"):
        if given[name] is not None:
            getattr(java, name)(number(given[name], "1", f"rewire: {name}"))
    if given["elements"] is not None:
        java.elements(*[java_of(g, GrowthCurve, "rewire: elements", "linear_growth(5, 0.1)") for g in given["elements"]])
    if given["averaging"] is not None:
        java.averaging(_values.quantity(given["averaging"], "ms", "rewire: averaging"))
    if given["weight"] is not None:
        java.weight(_values.synaptic(given["weight"], unit, "rewire: weight"))
    if given["autapses"]:
        java.withAutapses()
    if given["multapses"]:
        java.withMultapses()
    _every(java, given["every"])
