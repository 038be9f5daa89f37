"""Recording, as PyNN's recorders ask for it."""

import numpy as np
import quantities as pq
from pyNN import recording

from . import simulator

for _unit, _name, _factor in (("uS", "microsiemens", 1e-6), ("nS", "nanosiemens", 1e-9)):
    if not hasattr(pq, _unit):
        setattr(pq, _unit, pq.UnitQuantity(_name, _factor * pq.S, _unit))


def name_of(variable):
    """The name of a variable: a string until PyNN 0.10, with a location since."""
    return getattr(variable, "name", variable)


class Group:
    """Some neurons of which one variable is recorded, and the samples so far."""

    def __init__(self, population, variable, indices, interval):
        self.population = population
        self.variable = variable
        self.indices = indices
        self.interval = interval
        self.names = None
        self.java = None
        self.start = 0.0
        self.parts = []

    def begin(self, time, samples=None):
        """Starts anew at a time, with the values of that moment."""
        self.start = time
        self.parts = [self._pynn(samples)] if samples is not None else []

    def add(self, samples):
        """Adds samples of the state variables, each ``[sample, neuron]``."""
        self.parts.append(self._pynn(samples))

    def keep_last(self, time):
        """Forgets all but the value of now, with which the next recording begins."""
        last = self.parts[-1][-1:] if self.parts and len(self.parts[-1]) else None
        on_sample = abs(time / self.interval - round(time / self.interval)) < 1e-6
        self.start = time
        self.parts = [last] if last is not None and on_sample else []

    def _pynn(self, samples):
        parameters = {
            k: v[self.indices] if np.ndim(v) else v for k, v in self.population._parameters.items()}
        return self.population.celltype.recorded(self.variable, samples, parameters)

    def values(self):
        """All samples, ``[sample, neuron]``."""
        return np.concatenate(self.parts) if self.parts else np.empty((0, len(self.indices)))


class Recorder(recording.Recorder):
    """Keeps what is recorded of a population, as NumPy arrays, until it is cleared."""

    _simulator = simulator

    def __init__(self, population, file=None):
        super().__init__(population, file)
        self.groups = []
        self._begin()

    def _begin(self):
        """A new segment begins."""
        self.spikes = []  # (indices, times), as they were taken from runs
        for group in self.groups:
            group.java = None
            group.begin(0.0)

    def _localize_variables(self, variables, locations):
        """Variables as later versions of PyNN have them; point neurons have no locations."""
        if locations is not None:
            raise NotImplementedError(f"recording at locations {locations}: cells of PyNN are points in Ranvier; leave locations out")
        names = [variables] if isinstance(variables, str) else list(variables)
        return [recording.Variable(location=None, name=name_of(name), label=None) for name in names]

    def _record(self, variable, new_ids, sampling_interval=None):
        variable = name_of(variable)
        if variable == "spikes" or not new_ids:
            return
        if sampling_interval is not None:
            steps = sampling_interval / simulator.state.dt
            if steps < 0.5 or abs(steps - round(steps)) > 1e-6:
                raise ValueError(
                    f"sampling interval {sampling_interval:g} ms must be a multiple of the time step {simulator.state.dt:g} ms")
        self.sampling_interval = sampling_interval or self.sampling_interval
        indices = np.sort(self.population.id_to_index(sorted(new_ids)))
        group = Group(self.population, variable, indices, self.sampling_interval)
        group.names = self.population.celltype.recorded_states(variable, self.population._parameters)
        self.groups.append(group)
        if simulator.state.built is not None:
            simulator.state.built.record(group)

    def _reset(self):
        if simulator.state.built is not None:
            for group in self.groups:
                simulator.state.built.forget(group)
        self.groups = []

    def _clear_simulator(self):
        self.spikes = []
        for group in self.groups:
            group.keep_last(simulator.state.t)

    def store_to_cache(self, annotations=None):
        """Keeps the segment that a reset ends, unless nothing has been recorded since the last one was cleared."""
        now = simulator.state.t
        if now > float(self._recording_start_time.rescale(pq.ms).magnitude) and any(self.recorded.values()):
            self.clear_flag = False
        super().store_to_cache(annotations)

    def add_spikes(self, indices, times):
        """Adds the spikes of a run, as far as they are recorded."""
        wanted = self._recorded_indices()
        if len(wanted) < self.population.size:
            mine = np.isin(indices, wanted)
            indices, times = indices[mine], times[mine]
        if len(indices):
            self.spikes.append((indices, times))

    def add_given(self, start, end):
        """Adds the spikes of sources that fire at given times: these themselves, also where they are between two steps."""
        trains = self.population.celltype.times(self.population._parameters, start, end, self.population._streams())
        for k in self._recorded_indices():
            times = trains[k]
            mine = times[(times > start + 1e-9) & (times <= end + 1e-9)] if start > 0 else times[times <= end + 1e-9]
            if len(mine):
                self.spikes.append((np.full(len(mine), k), mine))

    def _spiking(self):
        """The cells whose spikes are recorded."""
        return [cell for variable, cells in self.recorded.items() if name_of(variable) == "spikes" for cell in cells]

    @property
    def records_spikes(self):
        """Whether the spikes of any cell are recorded."""
        return any(name_of(variable) == "spikes" for variable in self.recorded)

    def _recorded_indices(self):
        return np.array([int(i) for i in self._spiking()], dtype=np.int64) - int(self.population.first_id)

    def _spikes_of(self, ids):
        """Spike times of each of these cells, by its number."""
        if not self.spikes:
            return {int(i): np.array([]) for i in ids}
        indices = np.concatenate([s[0] for s in self.spikes])
        times = np.concatenate([s[1] for s in self.spikes])
        order = np.lexsort((times, indices))
        indices, times = indices[order], times[order]
        wanted = np.array([int(i) for i in ids], dtype=np.int64) - int(self.population.first_id)
        left, right = np.searchsorted(indices, wanted, "left"), np.searchsorted(indices, wanted, "right")
        return {int(i): np.round(times[a:b], 9) for i, a, b in zip(ids, left, right)}

    def _get_spiketimes(self, ids, clear=False):
        if np.iterable(ids):
            return self._spikes_of(ids)
        return self._spikes_of([ids])[int(ids)]

    def _get_all_signals(self, variable, ids, clear=False):
        groups = [g for g in self.groups if g.variable == name_of(variable)]
        start = float(self._recording_start_time.rescale(pq.ms).magnitude)
        count = int(np.floor((simulator.state.t - start) / self.sampling_interval + 1e-6)) + 1
        column = {int(i): k for k, i in enumerate(self.population.id_to_index(ids))} if len(ids) else {}
        signals = np.full((count, len(ids)), np.nan)  # before the recording of a cell began
        for group in groups:
            values = group.values()[-count:]
            for at, index in enumerate(group.indices):
                if int(index) in column and len(values):
                    signals[count - len(values):, column[int(index)]] = values[:, at]
        return signals, None

    def _local_count(self, variable, filter_ids=None):
        wanted = None if filter_ids is None else {int(i) for i in filter_ids}
        ids = sorted(i for i in self._spiking() if wanted is None or int(i) in wanted)
        return {i: len(times) for i, times in self._spikes_of(ids).items()}
