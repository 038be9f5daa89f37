"""What acts on neurons from outside: Poisson drives, currents and noise. Made by methods of ``Network``."""

from . import _values
from ._describe import Member, checked
from ._errors import RanvierError
from ._jvm import java
from .distributions import Course
from .stimulators import Pulses

__all__ = ["Current", "Noise", "Poisson"]


def active(java_input, start, stop, what):
    """Limits an input to the time from ``start`` to ``stop``, either of which may be left out."""
    if start is None and stop is None:
        return
    if stop is None:
        stop = 1e11  # three years
    java_input.between(_values.quantity(0 if start is None else start, "ms", f"{what}: start"), _values.quantity(stop, "ms", f"{what}: stop"))


class Poisson(Member):
    """Independent Poisson spikes into each neuron."""

    def _configure(self, target, rate, weight, receptor, start, stop, double_weights):
        what = "Poisson drive"
        if rate is None or weight is None:
            raise RanvierError(f"{what} has no {'rate' if rate is None else 'weight'}; give rate=8000, weight=40")
        if receptor is not None:
            self._java.receptor(receptor)
        self._target = target
        self._receptor = receptor
        if isinstance(rate, Course):
            self._java.rate(_values.course(rate, "Hz", f"{what}: rate"))
        else:
            self._java.rate(_values.distribution(rate, "Hz", f"{what}: rate", length=target.size))
        self._java.weight(_values.quantity(weight, self.weight_unit, f"{what}: weight"))
        active(self._java, start, stop, what)
        if double_weights:
            self._java.doubleWeights()

    @property
    def weight_unit(self) -> str:
        return self._target.population.receptor_unit(self._receptor)


class Noise(Member):
    """An Ornstein–Uhlenbeck process in a receptor."""

    def _configure(self, target, receptor, mean, sd, tau, start, stop):
        self._target = target
        self._receptor = receptor
        if receptor is not None:
            self._java.receptor(receptor)
        self._java.ornsteinUhlenbeck(
            _values.quantity(mean, self.unit, "noise: mean"), _values.quantity(sd, self.unit, "noise: sd"),
            _values.quantity(tau, "ms", "noise: tau"))
        active(self._java, start, stop, "noise")

    @property
    def unit(self) -> str:
        return self._target.population.receptor_unit(self._receptor)


class Current(Member):
    """A current into neurons; several add up."""

    def _configure(self, target, amplitude, steps, noise, ornstein_uhlenbeck, pulses, start, stop):
        given = [n for n, v in (("amplitude", amplitude), ("steps", steps), ("noise", noise), ("ornstein_uhlenbeck", ornstein_uhlenbeck), ("pulses", pulses))
                 if v is not None]
        self._target = target
        if len(given) != 1:
            raise RanvierError(
                f"current: {' and '.join(given) if given else 'nothing'} given; give one of amplitude=100, steps=(times, amplitudes), "
                "noise=(mean, sd, interval), ornstein_uhlenbeck=(mean, sd, tau) or pulses=Pulses(…)")
        if amplitude is not None:
            if isinstance(amplitude, Course):
                self._java.of(_values.course(amplitude, "pA", "current: amplitude"))
            else:
                zero = _values.quantity(0, "ms", "start")
                getattr(self._java, "from_")(zero, _values.distribution(amplitude, "pA", "current: amplitude", length=target.size))
        elif steps is not None:
            self._steps(target, steps)
        elif pulses is not None:
            if not isinstance(pulses, Pulses):
                raise RanvierError(f"current: pulses is {pulses!r}; give Pulses(amplitude, width, rate)")
            self._java.pulses(pulses._java)
        else:
            three = noise if noise is not None else ornstein_uhlenbeck
            three = _values.several(three, 3, f"current: {given[0]}", f"{given[0]}=(mean, sd, {'interval' if noise is not None else 'tau'})")
            q = [_values.quantity(v, u, f"current: {given[0]}") for v, u in zip(three, ("pA", "pA", "ms"))]
            (self._java.noise if noise is not None else self._java.ornsteinUhlenbeck)(*q)
        active(self._java, start, stop, "current")

    @checked
    def pulse_times(self, seed: int, until):
        """When pulses begin, in ms before ``until``, in a simulation of that seed that does not change them."""
        import numpy as np
        return np.array(self._java.pulseTimes(_values.integer(seed, "seed", bits=64), _values.quantity(until, "ms", "until")))

    def _steps(self, target, steps):
        import numpy as np
        steps = _values.several(steps, 2, "current: steps", "steps=(times, amplitudes)")
        times = _values.array(steps[0], "ms", "current: times of steps")
        amplitudes = steps[1].to("pA") if isinstance(steps[1], _values.Quantity) else np.asarray(steps[1], dtype=float)
        a = _values.array(np.atleast_2d(amplitudes), "pA", "current: amplitudes of steps", ndim=2)
        if a.shape[1] != len(times) or a.shape[0] not in (1, target.size):
            raise RanvierError(
                f"current: amplitudes of steps have the shape {np.shape(amplitudes)}; give ({len(times)},) or ({target.size}, {len(times)}), "
                f"one column for each of the {len(times)} times")
        java("networks.python.Given").steps(self._java, _values.doubles(times), _values.doubles(a))
