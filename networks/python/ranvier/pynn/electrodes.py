"""Current sources. A current that is set at a time acts from that step on: its effect is seen one step later."""

import numpy as np
from pyNN.common import Assembly, BasePopulation
from pyNN.parameters import ParameterSpace, Sequence
from pyNN.random import NumpyRNG, RandomDistribution
from pyNN.standardmodels import build_translations, electrodes

from . import simulator
from .populations import root_and_indices

FOREVER = 1e12


def _standard(base):
    return build_translations(*[(name, name) for name in base.default_parameters])


class CurrentSource:
    """Where a current goes, and how it goes on from run to run."""

    dense = False  # whether it changes at every step

    def __init__(self, **parameters):
        self._cells = []
        self._recorded = None
        self._dirty = True
        self._timestep = simulator.state.dt
        self.parameter_space = ParameterSpace(self.default_parameters, self.get_schema(), shape=(1,))
        if parameters:
            self.parameter_space.update(**parameters)
        self._values = {}
        self.set_native_parameters(self.translate(self.parameter_space))

    def set_native_parameters(self, parameters):
        """Sets parameters; they act from the next step on."""
        parameters.evaluate(simplify=True)
        values = dict(self._values)
        for name, value in parameters.items():
            values[name] = value if isinstance(value, Sequence) else float(np.ravel(value)[0])
        self._values = self._checked(values)
        self._dirty = True

    def _checked(self, values):
        return values

    def get_native_parameters(self):
        """The parameters as they are now."""
        return ParameterSpace({
            name: (Sequence(value.value.copy()) if isinstance(value, Sequence) else value) for name, value in self._values.items()},
            shape=(1,))

    def get_parameters(self):
        """A dict of all parameters."""
        return {
            name: value.value.copy() if isinstance(value, Sequence) else value for name, value in self._values.items()}

    def inject_into(self, cells, location=None):
        """Injects the current into a population, a view, an assembly or a list of cells."""
        if location is not None:
            raise NotImplementedError(f"a current at {location}: cells of PyNN are points in Ranvier; leave the location out")
        groups = [cells] if isinstance(cells, (BasePopulation, Assembly)) else [cell.as_view() for cell in cells]
        added = []
        for group in groups:
            roots, which, indices = root_and_indices(group)
            for k, root in enumerate(roots):
                if not root.celltype.injectable:
                    raise TypeError("Can't inject current into a spike source.")
                added.append((root, indices[which == k]))
        if self not in simulator.state.current_sources:
            simulator.state.current_sources.append(self)
        if simulator.state.built is not None:
            for population, indices in added:
                simulator.state.built.inject(self, population, indices)
        self._cells += added

    def _targets(self):
        """The populations, each once, with the indices of its neurons that it goes into."""
        merged = {}
        for population, indices in self._cells:
            merged.setdefault(population, []).append(indices)
        return [(p, np.unique(np.concatenate(parts))) for p, parts in merged.items()]

    def _step(self, time):
        return int(np.rint(min(time, FOREVER) / self._timestep))

    def _begin(self):
        """Time is 0 again."""
        self._dirty = True
        if self._recorded is not None:
            self._recorded = []

    def _prepare(self, start, end):
        """Says what it will be in these steps: times and amplitudes in nA."""
        steps, amplitudes = self._course(start, end)
        self._prepared = np.asarray(steps, dtype=float) * self._timestep, np.asarray(amplitudes, dtype=float)

    def record(self):
        """Keeps the course of the current, for get_data()."""
        if simulator.state.running and self._recorded is None and simulator.state.steps > 0:
            raise NotImplementedError("record() of a current source after run(); call it before the first run, or after reset()")
        self._recorded = []
        if self not in simulator.state.current_sources:
            simulator.state.current_sources.append(self)

    def _get_data(self):
        if self._recorded is None:
            raise RuntimeError(f"the current of this {type(self).__name__} is not recorded; call record() before run()")
        count = simulator.state.steps
        current = np.zeros(count + 1)
        for start, end, steps, amplitudes in self._recorded:
            at = np.searchsorted(steps, np.arange(start, min(end, count) + 1), side="right") - 1
            current[start:min(end, count) + 1] = np.where(at >= 0, np.asarray(amplitudes)[np.maximum(at, 0)], 0)
        return np.arange(count + 1) * self._timestep, current

    def _ran(self, start, end):
        """Keeps what flowed in these steps."""
        if self._recorded is not None:
            times, amplitudes = self._prepared
            self._recorded.append((start, end, np.rint(times / self._timestep).astype(int), amplitudes))


class DCSource(CurrentSource, electrodes.DCSource):
    __doc__ = electrodes.DCSource.__doc__
    translations = _standard(electrodes.DCSource)

    def _course(self, start, end):
        p = self._values
        on, off = self._step(p["start"]), self._step(p["stop"])
        if off <= max(on, 0):
            return [0], [0]
        return ([0, on, off], [0, p["amplitude"], 0]) if on > 0 else ([0, off], [p["amplitude"], 0])


class StepCurrentSource(CurrentSource, electrodes.StepCurrentSource):
    __doc__ = electrodes.StepCurrentSource.__doc__
    translations = _standard(electrodes.StepCurrentSource)

    def _checked(self, values):
        times, amplitudes = values["times"].value, values["amplitudes"].value
        if len(times) != len(amplitudes):
            raise ValueError(f"Step current has {len(times)} times and {len(amplitudes)} amplitudes; give an amplitude for each time.")
        if len(times) and np.min(times) < 0:
            raise ValueError("Step current cannot accept negative timestamps.")
        if len(times) > 1 and np.min(np.diff(times)) <= 0:
            raise ValueError("Step current timestamps should be monotonically increasing.")
        steps = np.rint(np.asarray(times, dtype=float) / self._timestep)
        last = np.append(np.diff(steps) > 0, True)[:len(steps)]  # of several in one step the last one holds
        return {"times": Sequence(steps[last] * self._timestep), "amplitudes": Sequence(np.asarray(amplitudes, dtype=float)[last])}

    def _course(self, start, end):
        steps = np.rint(self._values["times"].value / self._timestep)
        amplitudes = self._values["amplitudes"].value
        if len(steps) == 0 or steps[0] > 0:
            return np.append(0, steps), np.append(0.0, amplitudes)
        return steps, amplitudes


class _DenseSource(CurrentSource):
    dense = True

    def _course(self, start, end):
        p = self._values
        steps = np.arange(start, end)
        on = (steps >= self._step(p["start"])) & (steps < self._step(p["stop"]))
        amplitudes = np.zeros(len(steps))
        amplitudes[on] = self._amplitudes(steps[on])
        return steps, amplitudes


class ACSource(_DenseSource, electrodes.ACSource):
    __doc__ = electrodes.ACSource.__doc__
    translations = _standard(electrodes.ACSource)

    def _amplitudes(self, steps):
        p = self._values
        since = (steps - self._step(p["start"])) * self._timestep / 1000
        return p["offset"] + p["amplitude"] * np.sin(2 * np.pi * p["frequency"] * since + np.deg2rad(p["phase"]))


class NoisyCurrentSource(_DenseSource, electrodes.NoisyCurrentSource):
    __doc__ = electrodes.NoisyCurrentSource.__doc__
    translations = _standard(electrodes.NoisyCurrentSource)

    def __init__(self, **parameters):
        self._rng = parameters.pop("rng", None)
        self._drawn = np.empty(0)
        super().__init__(**parameters)

    def _begin(self):
        super()._begin()
        self._drawn = np.empty(0)

    def _checked(self, values):
        steps = values["dt"] / self._timestep
        if steps < 0.999 or abs(steps - round(steps)) > 1e-6:
            raise ValueError(f"NoisyCurrentSource: dt = {values['dt']:g} ms must be a multiple of the time step {self._timestep:g} ms")
        return values

    def _amplitudes(self, steps):
        p = self._values
        interval = (steps - self._step(p["start"])) // int(round(p["dt"] / self._timestep))
        needed = int(interval[-1]) + 1 if len(interval) else 0
        if needed > len(self._drawn):
            if not hasattr(self._rng, "next"):
                self._rng = NumpyRNG()
            more = RandomDistribution("normal", mu=0.0, sigma=1.0, rng=self._rng).next(needed - len(self._drawn) + 1000)
            self._drawn = np.append(self._drawn, more)
        return p["mean"] + p["stdev"] * self._drawn[interval]
