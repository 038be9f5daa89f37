"""Makes a network of Ranvier from what PyNN has described, and runs it piece by piece."""

import os
import re

import numpy as np

from .._errors import RanvierError, translated
from .._jvm import java
from .._progress import Watch
from ._units import distribution, doubles, ints, on_grid, quantity, rows

SPARE = 2000  # populations up to this size can be given currents after the first run
ENTRIES = 4_000_000  # how many values of currents are prepared at a time


def _ms(x):
    return java("networks.values.Units").ms(x)


def _pa(x):
    return java("networks.values.Units").pA(x)


class Built:
    """A simulation, and which of its parts stand for which of PyNN's."""

    def __init__(self, state):
        self.state = state
        self.units = {}
        self.populations = {}
        self.names = {}
        self.models = {}
        self.sent = {}
        self.currents = []
        self.spare = {}
        self.late = {}
        with translated:
            self.net = java("networks.Network")("PyNN").resolution(quantity(state.dt, "ms"))
            self.modulators = {m: m._describe(self.net) for m in state.modulators}
            coupled = {p for prj in state.projections for p in prj._coupled()}
            for population in state.populations:
                self._population(population, population in coupled)
            self.projections = {prj: prj._describe(self) for prj in state.projections}
            for modulator, described in self.modulators.items():
                modulator._connect(self, described)
            for source in state.current_sources:
                self._current(source)
            self._spare_currents()
            for population in state.populations:
                for group in population.recorder.groups:
                    self.record(group)
            neurons = sum(p.size for p in state.populations)
            threads = state.threads or (1 if neurons < 1000 else os.cpu_count() or 1)
            # Trials that follow a reset draw other random numbers than the first one.
            seed = state.seed + 1_000_003 * state.segment_counter
            options = java("networks.Simulation$Options")(threads, seed, True)
            self.sim = java("networks.Simulation").of(self.net, options)
            self.watch = Watch(self.sim.cancel)
            self.first_ids = np.array([r.firstId() for r in self.sim.populations()], dtype=np.int64)

    # --- description ----------------------------------------------------------

    def _population(self, population, coupled):
        cell, parameters = population.celltype, population._parameters
        name = re.sub(r"[\x00-\x1f]", " ", str(population._ranvier_name)).strip()[:60] or "population"
        while name in self.names:
            name = f"{name}#{len(self.names)}"
        self.names[name] = population
        if cell.fixed_times:
            times = cell.times(parameters, self.state.t, 0, population._streams())
            made = self.net.spikeSource(name, self._steps_of(times))
            self.populations[population] = made
            return
        model = cell.ranvier_model(coupled, parameters)
        made = self.net.population(name, population.size, model)
        self.populations[population] = made
        self.models[population] = model
        self.units[population] = {str(p.name()): str(p.unit()) for p in model.parameters()}
        states = {str(v.name()): str(v.unit()) for v in model.variables()}
        self.sent[population] = self._native(population)
        for parameter, values in self.sent[population].items():
            if not np.all(np.isinf(values)):
                made.set(parameter, distribution(values, self.units[population][parameter]))
        for variable, values in population._initial.items():
            for native, initial in cell.initial_states(variable, values, parameters).items():
                made.initial(native, distribution(initial, states[native]))

    def _native(self, population):
        """The parameters of a population in Ranvier's names and units."""
        native = population.celltype.to_ranvier(population._parameters)
        for name in ("t_ref", "dead_time"):
            if name in native:
                native[name] = on_grid(native[name], self.state.dt)
        for name, values in native.items():
            if np.any(np.isnan(values)):
                raise RanvierError(
                    f"population '{population.label}': {name} of {type(population.celltype).__name__} is not a number, as the parameters say")
        return {k: np.array(v, dtype=float) for k, v in native.items()}

    def _steps_of(self, times, after=0):
        """Times as a Java double[][] on the grid, where those that would be over come in the next step."""
        dt = self.state.dt
        return rows([np.maximum(np.rint(t[t > (after - 0.5) * dt] / dt), after + 1) * dt for t in times])

    def neurons(self, population, indices):
        """A view of a Java population, or all of it."""
        made = self.populations[population]
        if len(indices) == population.size:
            return made
        return made.neurons(ints(indices))

    def _current(self, source):
        for population, indices in source._targets():
            made = self.net.current(f"{type(source).__name__} {len(self.currents)}", self.neurons(population, indices))
            made.steps(_ms, doubles([0]), _pa, doubles([0]))
            self.currents.append((source, made))
        source._dirty = True

    def _spare_currents(self):
        for population, made in self.populations.items():
            if population.celltype.injectable and population.size <= SPARE and self.models[population].takesCurrent():
                current = self.net.current("late currents", made)
                current.steps(_ms, doubles([0]), _pa, doubles([0]))
                self.spare[population] = current

    # --- changes as it goes on --------------------------------------------------

    def changed(self, population):
        """Takes up parameters that have been set between two runs."""
        with translated:
            made = self.populations[population]
            if population.celltype.fixed_times:
                if population._streams().pop("gamma", None) is None:
                    times = population.celltype.times(population._parameters, self.state.t, 0, population._streams())
                    self.sim.setSpikes(made, self._steps_of(times, self.state.steps))
                return
            native, before = self._native(population), self.sent[population]
            changed = [name for name, values in native.items() if not np.array_equal(values, before[name])]
            if "start" in changed:  # the window is open to its end while it moves
                self.sim.set(made, "stop", quantity(1e12, "ms"))
                changed = [name for name in changed if name != "stop"] + ["stop"]
            for name in changed:
                self.sim.set(made, name, distribution(native[name], self.units[population][name]))
            self.sent[population] = native

    def inject(self, source, population, indices):
        """A current that comes after the first run."""
        if population not in self.spare:
            self.state.require_unbuilt(f"injecting a current into '{population.label}', of more than {SPARE} neurons,")
        self.late.setdefault(population, []).append((source, indices))
        source._dirty = True

    def record(self, group):
        """Samples state variables; before the first run from the start on, later from now on."""
        names = group.names
        neurons = self.neurons(group.population, group.indices)
        interval = quantity(group.interval, "ms")
        if hasattr(self, "sim"):
            with translated:
                now = [np.array(self.sim.state(neurons, name)) for name in names]
                group.begin(self.state.t, [row[np.newaxis, :] for row in now])
                group.java = self.sim.record(neurons, interval, *names)
        else:
            group.java = self.net.record(neurons, *names).every(interval).fromStart()

    def forget(self, group):
        """Ends a recording."""
        if group.java is not None and hasattr(self, "sim"):
            with translated:
                self.sim.remove(group.java)

    # --- running ---------------------------------------------------------------

    def run(self, start, end):
        """Runs from one step to another, or a part of it, and moves the time. Ctrl-C ends it after an epoch; what has been recorded is kept."""
        dt = self.state.dt
        dense = [p.size for s, m in self.currents if s.dense for p, _ in s._targets()]
        dense += [p.size for p, late in self.late.items() if any(s.dense for s, _ in late)]
        if dense:
            end = min(end, start + max(10, ENTRIES // max(dense)))
        with translated:
            self._send_currents(start, end)
            for population in self.state.populations:
                if getattr(population.celltype, "drawn", False):
                    times = population.celltype.times(population._parameters, start * dt, end * dt, population._streams())
                    self.sim.setSpikes(self.populations[population], self._steps_of(times, start))
        self.watch.begin(False)
        try:
            with translated:
                done = self.sim.run(quantity((end - start) * dt, "ms"), self.watch.java)
                end = start + int(done.steps())
                self._harvest(start * dt, end * dt)
            self.state.steps = end
        finally:
            self.watch.end()

    def _send_currents(self, start, end):
        sources = self.state.current_sources
        for source in sources:
            if source.dense or source._dirty:
                source._prepare(start, end)
        for source, made in self.currents:
            if source.dense or source._dirty:
                times, amplitudes = source._prepared
                self.sim.set(made, _ms, doubles(times), _pa, rows([amplitudes * 1000]))
        for population, late in self.late.items():
            if any(s.dense or s._dirty for s, _ in late):
                times = np.unique(np.concatenate([s._prepared[0] for s, _ in late]))
                table = np.zeros((population.size, times.size))
                for source, indices in late:
                    known, amplitudes = source._prepared
                    at = np.searchsorted(known, times, side="right") - 1
                    table[indices] += np.where(at >= 0, amplitudes[np.maximum(at, 0)], 0)
                self.sim.set(self.spare[population], _ms, doubles(times), _pa, rows(table * 1000))
        for source in sources:
            source._dirty = False
            source._ran(start, end)

    def _harvest(self, start, end):
        """Takes what has been recorded out of the simulation."""
        spikes = self.sim.spikes()
        steps, ids = np.array(spikes.steps(), dtype=np.int64), np.array(spikes.ids(), dtype=np.int64)
        owner = np.searchsorted(self.first_ids, ids, side="right") - 1
        traces = {}
        for trace in self.sim.traces():
            key = (str(trace.population()), str(trace.variable()), np.array(trace.neurons(), dtype=np.int64).tobytes())
            traces[key] = trace
        for k, (name, population) in enumerate(self.names.items()):
            recorder = population.recorder
            if recorder.records_spikes:
                if population.celltype.fixed_times:
                    recorder.add_given(start, end)
                else:
                    mine = owner == k
                    recorder.add_spikes(ids[mine] - self.first_ids[k], steps[mine] * self.state.dt)
            for group in recorder.groups:
                indices = np.asarray(group.indices, dtype=np.int64).tobytes()
                found = [traces.get((name, native, indices)) for native in group.names]
                if all(t is not None for t in found):
                    group.add([np.array(t.values(), dtype=float).T for t in found])
        self.sim.discardRecordings()

    def close(self):
        """Ends the simulation."""
        if hasattr(self, "sim"):
            self.sim.close()
