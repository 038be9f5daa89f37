"""What a run leaves: spikes, recordings and weights as numpy arrays."""

from typing import Optional

import numpy as np

from ._describe import all_checked
from ._errors import RanvierError, nearest
from ._jvm import java
from ._values import shared

__all__ = ["Recording", "SpikeSamples", "Spikes", "WeightEvents", "WeightTrace", "Weights"]


def rows(java_rows, width):
    """A Java ``double[][]`` of rows of that length as one array, by one copy."""
    out = np.empty((len(java_rows), width))
    if out.size:
        java("networks.python.Taken").rows(java_rows, shared(out))
    return out


def _install(package, debian):
    return RanvierError(f"this needs the Python package {package}, which is not installed; Debian: apt install {debian}, elsewhere: pip install {package}")


@all_checked
class Spikes:
    """Spikes of a simulation or of a log.

    Attributes
    ----------
    times : float64 array
        In ms, ascending.
    ids : int32 array
        The neuron of each spike, counted over all populations.
    """

    def __init__(self, trains):
        n = int(trains.size())
        self._trains = trains
        self.times = np.empty(n)
        self.ids = np.empty(n, dtype=np.int32)
        if n:
            java("networks.python.Taken").spikes(trains, shared(self.times), shared(self.ids))
        self._ranges = {str(p.name()): (int(p.firstId()), int(p.firstId()) + int(p.size())) for p in trains.populations()}
        self.resolution = float(trains.resolutionMs())
        self.t_start = self.resolution * int(trains.fromStep())
        self.t_stop = self.t_start + float(trains.durationMs())

    def __len__(self):
        return len(self.times)

    @property
    def populations(self) -> dict:
        """Name → (first id, last id + 1)."""
        return dict(self._ranges)

    def _range(self, population):
        name = getattr(population, "name", population)
        if name not in self._ranges:
            raise RanvierError(f"no population '{name}' was recorded{nearest(name, self._ranges)}")
        return self._ranges[name]

    def of(self, population):
        """``(times, neurons)`` of one population, neurons counted from 0."""
        begin, end = self._range(population)
        chosen = (self.ids >= begin) & (self.ids < end)
        return self.times[chosen], self.ids[chosen] - np.int32(begin)

    def trains(self, population) -> list:
        """For each neuron of a population the array of its times."""
        times, neurons = self.of(population)
        begin, end = self._range(population)
        order = np.argsort(neurons, kind="stable")
        counts = np.bincount(neurons, minlength=end - begin)
        return np.split(times[order], np.cumsum(counts)[:-1])

    def counts(self, population) -> np.ndarray:
        """The number of spikes of each neuron of a population."""
        begin, end = self._range(population)
        return np.bincount(self.of(population)[1], minlength=end - begin)

    def rate(self, population) -> float:
        """The mean rate of a population in spikes/s."""
        begin, end = self._range(population)
        seconds = (self.t_stop - self.t_start) / 1000
        return len(self.of(population)[0]) / (end - begin) / seconds if seconds else 0.0

    @property
    def digest(self) -> str:
        """64 hexadecimal digits: two runs with one digest are equal, to the last bit, whichever language described them."""
        return str(java("networks.python.Taken").digest(self._trains))

    def statistics(self) -> dict:
        """Rates, irregularity and synchrony by population, as the command line shows them."""
        of = java("networks.analysis.SpikeStatistics").of(self._trains)
        return {
            str(p.population()): {
                "neurons": int(p.neurons()), "spikes": int(p.spikes()), "rate": float(p.rateHz().mean()), "rate_sd": float(p.rateHz().sd()),
                "cv_isi": float(p.cvIsi().mean()), "cv_isi_sd": float(p.cvIsi().sd()), "synchrony": float(p.synchrony()),
            }
            for p in of
        }

    def to_neo(self, population=None):
        """A Neo ``Segment`` with a ``SpikeTrain`` for each neuron, of one population or all."""
        try:
            import neo
            import quantities as pq
        except ImportError:
            raise _install("neo", "python3-neo") from None
        segment = neo.Segment(name="ranvier")
        names = list(self._ranges) if population is None else [getattr(population, "name", population)]
        for name in names:
            for k, train in enumerate(self.trains(name)):
                segment.spiketrains.append(
                    neo.SpikeTrain(train, t_start=self.t_start, t_stop=self.t_stop, units=pq.ms, copy=False, population=name, neuron=k))
        return segment

    def to_pandas(self):
        """A ``DataFrame`` with the columns time (ms), population and neuron, a row for each spike."""
        pd = _pandas()
        names = list(self._ranges)
        begins = np.array([self._ranges[n][0] for n in names], dtype=np.int32)
        which = np.searchsorted(begins, self.ids, side="right") - 1
        neuron = self.ids - (begins[which] if len(names) else 0)
        return pd.DataFrame({"time": self.times, "population": pd.Categorical.from_codes(which, categories=names), "neuron": neuron})

    def plot(self, **options):
        """A raster of all populations; see ``ranvier.plots.raster``."""
        from .plots import raster
        return raster(self, **options)

    def __repr__(self):
        return f"<{len(self):,} spikes of {', '.join(self._ranges)} from {self.t_start:g} to {self.t_stop:g} ms>"


def _pandas():
    try:
        import pandas
        return pandas
    except ImportError:
        raise _install("pandas", "python3-pandas") from None


@all_checked
class Recording:
    """One variable of neurons (or of a modulator) in time.

    Attributes
    ----------
    times : float64 array (samples,)
        In ms.
    values : float64 array (samples, neurons)
    neurons : int32 array (neurons,)
        Indices in the population.
    population, variable, unit : str
    """

    def __init__(self, trace):
        self.population = str(trace.population())
        self.variable = str(trace.variable())
        self.unit = str(trace.unit())
        self.neurons = np.array(trace.neurons(), dtype=np.int32)
        self.times = np.array(trace.timesMs())
        self.values = rows(trace.values(), len(self.times)).T

    def to_pandas(self):
        """A ``DataFrame`` with a column for each neuron and the times as its index."""
        return _pandas().DataFrame(self.values, index=_pandas().Index(self.times, name="time"), columns=self.neurons)

    def to_neo(self):
        """A Neo ``AnalogSignal``, or an ``IrregularlySampledSignal`` where samples are not evenly apart."""
        try:
            import neo
            import quantities as pq
        except ImportError:
            raise _install("neo", "python3-neo") from None
        try:
            units = pq.Quantity(1, self.unit.replace("um", "um") or "dimensionless")
        except LookupError:
            units = pq.dimensionless
        apart = np.diff(self.times)
        if len(apart) and np.allclose(apart, apart[0], rtol=1e-9):
            return neo.AnalogSignal(
                self.values, units=units, t_start=self.times[0] * pq.ms, sampling_period=apart[0] * pq.ms, name=self.variable,
                population=self.population, array_annotations={"neuron": self.neurons})
        return neo.IrregularlySampledSignal(self.times * pq.ms, self.values, units=units, name=self.variable, population=self.population)

    def plot(self, **options):
        """Traces in time; see ``ranvier.plots.traces``."""
        from .plots import traces
        return traces(self, **options)

    def __repr__(self):
        return f"<{self.variable} ({self.unit}) of {self.population}: {self.values.shape[0]} samples of {self.values.shape[1]} neurons>"


class SpikeSamples:
    """State variables of neurons at their own spikes: ``times``, ``neurons`` and a column of ``values`` for each of ``variables``."""

    def __init__(self, samples):
        self.population = str(samples.population())
        self.variables = [str(v) for v in samples.variables()]
        self.units = [str(u) for u in samples.units()]
        self.neurons = np.array(samples.neurons(), dtype=np.int32)
        self.times = np.array(samples.timesMs())
        self.values = rows(samples.values(), len(self.times)).T


@all_checked
class Weights:
    """The synapses of a projection as of one moment.

    Attributes
    ----------
    sources, targets : int32 arrays
        Indices in their populations.
    values : float64 array
        Weights, or another variable of the rule.
    delays : float64 array
        In ms.
    """

    def __init__(self, weights, sizes):
        self.sources = np.array(weights.sources(), dtype=np.int32)
        self.targets = np.array(weights.targets(), dtype=np.int32)
        self.delays = np.array(weights.delaysMs())
        self.values = np.array(weights.values())
        self._sizes = sizes

    def __len__(self):
        return len(self.values)

    def matrix(self, shape: Optional[tuple] = None) -> np.ndarray:
        """An array of shape (sources, targets), not a number where there is no synapse; several synapses of a pair add up."""
        shape = self._sizes if shape is None else shape
        out = np.zeros(shape)
        there = np.zeros(shape, dtype=bool)
        np.add.at(out, (self.sources, self.targets), self.values)
        there[self.sources, self.targets] = True
        out[~there] = np.nan
        return out

    def to_pandas(self):
        """A ``DataFrame`` with a row for each synapse."""
        return _pandas().DataFrame({"source": self.sources, "target": self.targets, "delay": self.delays, "value": self.values})

    def plot(self, **options):
        """A histogram; see ``ranvier.plots.weights``."""
        from .plots import weights
        return weights(self, **options)


class WeightTrace:
    """Weights in time: ``times`` (samples,), ``values`` (samples, synapses), ``sources`` and ``targets`` (synapses,)."""

    def __init__(self, trace):
        self.projection = str(trace.projection())
        self.variable = str(trace.variable())
        self.sources = np.array(trace.sources(), dtype=np.int32)
        self.targets = np.array(trace.targets(), dtype=np.int32)
        self.times = np.array(trace.timesMs())
        self.values = rows(trace.values(), len(self.times)).T


class WeightEvents:
    """Synapses at the spikes of their sources: ``times``, ``sources``, ``targets``, ``delivered``, ``weights``, and further ``variables``."""

    def __init__(self, events, resolution):
        taken = java("networks.python.Taken")
        self.projection = str(events.projection())
        self.times = np.array(taken.timesMs(events, resolution))
        ends = taken.ends(events)
        self.sources, self.targets = np.array(ends[0], dtype=np.int32), np.array(ends[1], dtype=np.int32)
        values = rows(taken.values(events), 2 + len(events.variables()))
        self.delivered, self.weights = values[:, 0], values[:, 1]
        self.variables = {str(v): values[:, 2 + k] for k, v in enumerate(events.variables())}
