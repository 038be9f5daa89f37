"""PyNN's standard spike sources."""

import numpy as np
from pyNN import errors
from pyNN.standardmodels import cells

from . import simulator
from .cells import Cell, _standard


def _stop(p):
    stop = p["start"] + p["duration"]
    return np.minimum(stop, 1e12)


WINDOW = {"start": "start", "stop": _stop}


class Source(Cell):
    """Fires, and receives nothing."""

    def to_ranvier(self, parameters):
        result = super().to_ranvier(parameters)
        for name in ("start", "stop"):
            if name in result:
                result[name] = np.rint(result[name] / simulator.state.dt) * simulator.state.dt
        return result


class SpikeSourcePoisson(Source, cells.SpikeSourcePoisson):
    __doc__ = cells.SpikeSourcePoisson.__doc__
    translations = _standard(cells.SpikeSourcePoisson)
    ranvier_name = "poisson_generator"
    native = {**WINDOW, "rate": "rate"}


class SpikeSourcePoissonRefractory(Source, cells.SpikeSourcePoissonRefractory):
    __doc__ = cells.SpikeSourcePoissonRefractory.__doc__
    translations = _standard(cells.SpikeSourcePoissonRefractory)
    ranvier_name = "poisson_dead_time_generator"
    native = {**WINDOW, "rate": "rate", "dead_time": "tau_refrac"}


class SpikeSourceGamma(Source, cells.SpikeSourceGamma):
    __doc__ = cells.SpikeSourceGamma.__doc__
    translations = _standard(cells.SpikeSourceGamma)
    ranvier_name = "gamma_generator"
    native = {**WINDOW, "rate": lambda p: p["beta"] / p["alpha"], "order": "alpha"}


class SpikeSourceArray(Source, cells.SpikeSourceArray):
    """Fires at the times that it is given, in ms, in increasing order.

    Times between two steps are recorded as they are given; they act from the nearest step on, one at 0 from the first.
    """

    translations = _standard(cells.SpikeSourceArray)
    fixed_times = True

    def check(self, parameters):
        """Refuses times that are not sorted or not after the start."""
        for k, times in enumerate(parameters["spike_times"]):
            if times.value.size and (np.any(np.diff(times.value) < 0) or times.value[0] < 0 or not np.all(np.isfinite(times.value))):
                raise errors.InvalidParameterValueError(
                    f"Spike times given to SpikeSourceArray must be in increasing order and not negative; those of cell {k} are not")

    def times(self, parameters, start, stop, streams):
        """The spikes of each neuron."""
        return [np.asarray(s.value, dtype=float) for s in parameters["spike_times"]]


class SpikeSourceInhGamma(Source, cells.SpikeSourceInhGamma):
    """An inhomogeneous gamma process: intervals with the hazard of a gamma distribution of shape a(t) and scale b(t), by thinning.

    Source: Muller, Buesing, Schemmel & Meier 2007, doi:10.1162/neco.2007.19.11.2958. Shapes are at least 1.
    """

    translations = _standard(cells.SpikeSourceInhGamma)
    fixed_times = True
    drawn = True  # anew for each run

    def check(self, parameters):
        """Refuses lists that do not fit."""
        for a, b, tbins in zip(*(parameters[name] for name in ("a", "b", "tbins"))):
            a, b, tbins = a.value, b.value, tbins.value
            if not (len(a) == len(b) == len(tbins)) or len(a) == 0:
                raise errors.InvalidParameterValueError(
                    f"SpikeSourceInhGamma: a, b and tbins have {len(a)}, {len(b)} and {len(tbins)} values; give one of each for each bin")
            if np.any(a < 1) or np.any(b <= 0) or np.any(np.diff(tbins) <= 0):
                raise errors.InvalidParameterValueError("SpikeSourceInhGamma: a must be at least 1, b above 0 and tbins increasing")

    def times(self, parameters, start, stop, streams):
        """The spikes of each neuron with start < t <= stop, drawn on from where the last call ended."""
        return [
            stream.until(stop) for stream in streams.setdefault("gamma", _streams(parameters, streams["seed"], start))]


def _streams(parameters, seed, start):
    columns = [parameters[name] for name in ("a", "b", "tbins", "start", "duration")]
    return [
        _GammaStream(np.random.default_rng([seed, k]), *(c.value if hasattr(c, "value") else c for c in row), start)
        for k, row in enumerate(zip(*columns))]


class _GammaStream:
    """The spikes of one source, drawn as far as they are asked for."""

    def __init__(self, rng, a, b, tbins, start, duration, now):
        a, b, tbins = (np.asarray(x, dtype=float) for x in (a, b, tbins))
        self.rng, self.a, self.b, self.tbins = rng, a, b * 1000, tbins
        self.stop = start + duration
        self.at = max(start, now)
        self.last = self.at
        self.bound = np.max(1 / self.b)  # for shapes from 1 on the hazard rises to 1/b
        self.spikes = []

    def until(self, time):
        from scipy.special import gammaincc, gammaln
        end = min(time, self.stop)
        while self.at < end:
            self.at += self.rng.exponential(1 / self.bound)
            k = max(0, np.searchsorted(self.tbins, self.at, side="right") - 1)
            a, b = self.a[k], self.b[k]
            x = (self.at - self.last) / b
            survival = gammaincc(a, x)
            hazard = 1 / b if survival < 1e-280 else np.exp((a - 1) * np.log(max(x, 1e-300)) - x - gammaln(a)) / (b * survival)
            if self.rng.random() * self.bound < hazard and self.at <= self.stop:
                self.spikes.append(self.at)
                self.last = self.at
        return np.array(self.spikes)
