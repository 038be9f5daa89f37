"""Values that are drawn, and courses in time.

Their numbers are plain, in the unit of what they are used for, or quantities::

    net.population("E", 800, "iaf_psc_exp", V_m=uniform(-70, -55), tau_m=normal(10*ms, 1*ms))
"""

import functools
import inspect

from . import _values
from ._describe import Value, _bind
from ._errors import RanvierError
from ._jvm import java

__all__ = ["Course", "Distribution", "exponential", "lognormal", "normal", "sinusoid", "steps", "uniform"]


class _InUnit(Value):
    """A value that becomes one of Java when the unit is known."""

    __slots__ = ()

    def in_unit(self, unit, what):
        return self._by.__wrapped__(*self._args, **self._kwargs)(unit, what)


def _in_unit(kind):
    def decorate(function):
        signature = inspect.signature(function)

        @functools.wraps(function)
        def make(*args, **kwargs):
            _bind(function, signature, args, kwargs)
            return kind(make, args, kwargs)

        return make

    return decorate


class Distribution(_InUnit):
    """Values that are drawn, for each neuron or synapse its own, by the simulation's seed."""

    __slots__ = ()


class Course(_InUnit):
    """A rate or a current that changes in time."""

    __slots__ = ()


def _drawn(name, first, second, low, high, redraw):
    def of(unit, what):
        quantity = functools.partial(_values.quantity, unit=unit, what=what)
        second_q = [second(unit, what)] if callable(second) else [quantity(second)] if second is not None else []
        made = getattr(java("networks.values.Distribution"), name)(quantity(first), *second_q)
        if low is None and high is None:
            return made
        if low is None or high is None:
            raise RanvierError(f"{what}: low and high of a distribution go together; give both")
        bounds = quantity(low), quantity(high)
        return made.redraw(*bounds) if redraw else made.clip(*bounds)

    return of


@_in_unit(Distribution)
def uniform(low, high) -> Distribution:
    """Uniform between two values."""
    return _drawn("uniform", low, high, None, None, False)


@_in_unit(Distribution)
def normal(mean, sd, *, low=None, high=None, redraw=True) -> Distribution:
    """Normal with this mean and standard deviation.

    Where ``low`` and ``high`` are given, values outside are drawn anew, or with ``redraw=False`` moved to the nearest bound.
    """
    return _drawn("normal", mean, sd, low, high, redraw)


@_in_unit(Distribution)
def lognormal(median, sigma, *, low=None, high=None, redraw=True) -> Distribution:
    """``median * exp(sigma * N(0, 1))``; its mean is ``median * exp(sigma**2 / 2)``. Bounds as for ``normal``."""
    return _drawn("lognormal", median, lambda unit, what: _values.number(sigma, "1", f"{what}: sigma"), low, high, redraw)


@_in_unit(Distribution)
def exponential(mean, *, low=None, high=None, redraw=True) -> Distribution:
    """Exponential with this mean, from 0 on. Bounds as for ``normal``."""
    return _drawn("exponential", mean, None, low, high, redraw)


@_in_unit(Course)
def steps(times, values) -> Course:
    """0 at first, and ``values[k]`` from ``times[k]`` ms on."""

    def of(unit, what):
        t = _values.doubles(_values.array(times, "ms", f"{what}: times"))
        if isinstance(values, _values.Quantity):
            v, u = _values.array(values.magnitude, "", what), values.unit.name
        else:
            v, u = _values.array(values, "", what), unit
        return java("networks.python.Given").steps(t, _values.doubles(v), u or "1")

    return of


@_in_unit(Course)
def sinusoid(mean, amplitude, frequency, *, phase=0.0) -> Course:
    """``mean + amplitude * sin(2π * frequency * t + phase)``, frequency in Hz, phase in radians."""

    def of(unit, what):
        quantity = _values.quantity
        made = java("networks.values.Course").sinusoid(
            quantity(mean, unit, what), quantity(amplitude, unit, what), quantity(frequency, "Hz", f"{what}: frequency"))
        return made if phase == 0 else made.phase(_values.number(phase, "1", f"{what}: phase"))

    return of
