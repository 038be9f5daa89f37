"""Projections: their synapses as arrays of indices and parameters in PyNN's units."""

import numpy as np
from pyNN import common, errors
from pyNN.parameters import LazyArray, ParameterSpace
from pyNN.space import Space

from .._errors import translated
from .._jvm import java
from . import simulator
from ._units import doubles, each, ints
from .populations import root_and_indices
from .synapses import ElectricalSynapse, StaticSynapse, Synapse, bounds


class Connection(common.Connection):
    """One synapse: its indices, and its parameters as attributes that can be set."""

    def __init__(self, projection, number):
        object.__setattr__(self, "projection", projection)
        object.__setattr__(self, "number", number)

    @property
    def presynaptic_index(self):
        """Index of the source in the projection's pre."""
        return int(self.projection._pre[self.number])

    @property
    def postsynaptic_index(self):
        """Index of the target in the projection's post."""
        return int(self.projection._post[self.number])

    @property
    def presynaptic_cell(self):
        """The source."""
        return self.projection.pre.all_cells[self.presynaptic_index]

    @property
    def postsynaptic_cell(self):
        """The target."""
        return self.projection.post.all_cells[self.postsynaptic_index]

    def __getattr__(self, name):
        values = self.projection._current_values()
        if name not in values:
            raise AttributeError(f"a connection of {self.projection.label} has no attribute '{name}'; it has {sorted(values)}")
        return float(values[name][self.number])

    def __setattr__(self, name, value):
        values = self.projection._current_values()
        if name not in values:
            raise AttributeError(f"a connection of {self.projection.label} has no attribute '{name}'; it has {sorted(values)}")
        changed = values[name].copy()
        changed[self.number] = value
        self.projection._assign({name: changed})

    def as_tuple(self, *names):
        """The values of some attributes."""
        return tuple(getattr(self, name) for name in names)


class Projection(common.Projection):
    __doc__ = common.Projection.__doc__
    _simulator = simulator
    _static_synapse_class = StaticSynapse

    def __init__(self, presynaptic_neurons, postsynaptic_neurons, connector, synapse_type=None, source=None, receptor_type=None,
                 space=Space(), label=None):
        simulator.state.require_unbuilt("creating a projection")
        if isinstance(postsynaptic_neurons, (common.BasePopulation, common.Assembly)) and not postsynaptic_neurons.receptor_types:
            raise errors.ConnectionError(f"'{postsynaptic_neurons.label}' fires and receives nothing: no projection can end there")
        if isinstance(synapse_type, ElectricalSynapse):
            # A gap junction needs no receptor; PyNN's code wants one of the cell's, which is not used.
            self._gap_receptor = receptor_type
            receptor_type = postsynaptic_neurons.receptor_types[0] if postsynaptic_neurons.receptor_types else receptor_type
        super().__init__(
            presynaptic_neurons, postsynaptic_neurons, connector, synapse_type, source, receptor_type, space, label)
        if not isinstance(self.synapse_type, Synapse):
            raise TypeError(
                f"synapse type {type(self.synapse_type).__name__} is of another PyNN back end; use that of the same name in ranvier.pynn")
        self._chunks = []
        self._pre = self._post = np.empty(0, dtype=np.int64)
        self._values = {}
        self._live = None
        connector.connect(self)
        self._gather()
        self._first_weights = None
        self._initial = {}
        simulator.state.projections.append(self)

    # --- what connectors call -------------------------------------------------

    def _convergent_connect(self, presynaptic_indices, postsynaptic_index, **connection_parameters):
        pre = np.atleast_1d(np.asarray(presynaptic_indices, dtype=np.int64))
        self._chunks.append((pre, postsynaptic_index, connection_parameters))

    def _gather(self):
        """Makes arrays of all that connectors have said."""
        chunks, self._chunks = self._chunks, []
        names = list(self.synapse_type.native_parameters.keys())
        if chunks:
            self._pre = np.concatenate([c[0] for c in chunks])
            counts = [len(c[0]) for c in chunks]
            self._post = np.repeat([int(np.ravel(c[1])[0]) for c in chunks], counts)
            for name in names:
                parts = [np.broadcast_to(np.asarray(c[2][name], dtype=float), (n,)) for c, n in zip(chunks, counts)]
                self._values[name] = np.concatenate(parts)
        else:
            self._values = {name: np.empty(0) for name in names}
        self._check(self._values)

    def _check(self, values):
        for name, x in values.items():
            if not np.all(np.isfinite(x)):
                raise errors.ConnectionError(f"{self.label}: {name} of a connection is not a finite number")
        delays = values.get("delay")
        if delays is not None and len(delays):
            low = simulator.state._min_delay if simulator.state._min_delay != "auto" else simulator.state.dt
            high = simulator.state._max_delay if simulator.state._max_delay != "auto" else np.inf
            if delays.min() < low - simulator.state.dt / 2 or delays.max() > high + simulator.state.dt / 2:
                raise errors.ConnectionError(
                    f"{self.label}: delays from {delays.min():g} to {delays.max():g} ms are out of range; setup() allows {low:g} to {high:g} ms")

    # --- what users read and set -----------------------------------------------

    def __len__(self):
        return len(self._pre)

    def __getitem__(self, i):
        if isinstance(i, slice):
            return [Connection(self, k) for k in range(*i.indices(len(self)))]
        if not -len(self) <= i < len(self):
            raise IndexError(f"connection {i} of {len(self)}")
        return Connection(self, int(i) % len(self))

    @property
    def connections(self):
        """All connections."""
        return [Connection(self, k) for k in range(len(self))]

    def _current_values(self):
        """All parameters as they are now: plastic weights are read from the simulation."""
        if self._live is not None and self.synapse_type.plastic:
            with translated:
                self._values["weight"] = self._live.weights()
        return self._values

    def _get_attributes_as_list(self, names):
        values = self._current_values()
        columns = []
        for name in names:
            if name == "presynaptic_index":
                columns.append(self._pre.tolist())
            elif name == "postsynaptic_index":
                columns.append(self._post.tolist())
            else:
                columns.append(values[name].tolist())
        return list(zip(*columns))

    def _get_attributes_as_arrays(self, names, multiple_synapses="sum"):
        values = self._current_values()
        result = []
        for name in names:
            column = values[name]
            array = np.full(self.shape, np.nan)
            cells = self._pre * self.post.size + self._post
            first = np.unique(cells, return_index=True)[1]
            flat = array.reshape(-1)
            flat[cells[first]] = column[first]
            rest = np.setdiff1d(np.arange(len(cells)), first)
            operation = {"sum": np.add, "min": np.minimum, "max": np.maximum}.get(multiple_synapses)
            if operation is not None:
                operation.at(flat, cells[rest], column[rest])
            elif multiple_synapses == "last":
                flat[cells[rest]] = column[rest]
            result.append(array)
        return result

    def _set_attributes(self, parameter_space):
        parameter_space.evaluate(simplify=True)
        changed = {}
        for name, value in parameter_space.items():
            new = self._each(value)
            # PyNN marks what is not to be set by NaN.
            changed[name] = np.where(np.isnan(new), self._current_values()[name], new)
        self._assign(changed)

    def _assign(self, changed):
        """Takes up other values of some parameters."""
        self._check(changed)
        current = self._current_values()
        changed = {name: x for name, x in changed.items() if not np.array_equal(x, current[name])}
        if self._live is not None:
            with translated:
                self._live.change(changed)
        self._values.update(changed)

    def initialize(self, **initial_values):
        """Sets initial values of the synapses' states: of ``u`` just before the first spike, and of ``a``, the sites that are ready.

        Values are numbers, random distributions, arrays as get(format='array') gives them, or functions of distance.
        """
        for variable, value in initial_values.items():
            if variable not in self.synapse_type.states:
                raise errors.NonExistentParameterError(
                    variable, type(self.synapse_type).__name__, sorted(self.synapse_type.states))
            simulator.state.require_unbuilt(f"setting the initial {variable} of the connections of {self.label}")
            if isinstance(value, LazyArray):
                value = value.base_value
            space = self._handle_distance_expressions(ParameterSpace({variable: value}, shape=self.shape))
            space.evaluate(simplify=True)
            self._initial[variable] = self._each(space[variable])
            self.initial_values[variable] = value

    def _each(self, value):
        """One value for each connection, of one for all or an array of the projection's shape."""
        value = np.asarray(value, dtype=float)
        return np.full(len(self), float(value)) if value.ndim == 0 else value[self._pre, self._post]

    def _states(self):
        """Initial states of each connection."""
        values = {}
        for name, usual in self.synapse_type.states.items():
            values[name] = self._values[usual] if isinstance(usual, str) else np.full(len(self), usual)
        values.update(self._initial)
        return values

    def _shortest_delay(self):
        return float(self._values["delay"].min()) if len(self) and "delay" in self._values else None

    def _longest_delay(self):
        return float(self._values["delay"].max()) if len(self) and "delay" in self._values else None

    # --- what the builder asks for ---------------------------------------------

    def _begin(self):
        """Time is 0 again: weights are what they were before they were learnt."""
        self._live = None
        if self._first_weights is not None:
            self._values["weight"] = self._first_weights
            self._first_weights = None

    def _coupled(self):
        """The populations that must have gap junctions for it."""
        if not isinstance(self.synapse_type, ElectricalSynapse):
            return []
        return root_and_indices(self.pre)[0] + root_and_indices(self.post)[0]

    def _post_parameter(self, by_receptor):
        """A parameter of the target of each synapse; -1 where its model has none."""
        roots, which, indices = root_and_indices(self.post)
        name = by_receptor.get(self.receptor_type)
        result = np.full(len(indices), -1.0)
        for k, root in enumerate(roots):
            if name in root._parameters:
                result[which == k] = root._parameters[name][indices[which == k]]
        return result[self._post]

    def _describe(self, built):
        """Adds it to a Java network."""
        if self.synapse_type.plastic:
            self._first_weights = self._values["weight"].copy()
        self._live = _Described(self, built)
        return self._live


def _groups(columns, size):
    """Synapses that agree in all columns: their common values, and which they are."""
    if not columns:
        yield {}, np.arange(size)
        return
    groups, member = np.unique(np.column_stack(list(columns.values())), axis=0, return_inverse=True)
    order = np.argsort(member.ravel(), kind="stable")
    ends = np.searchsorted(member.ravel()[order], np.arange(len(groups) + 1))
    for k, row in enumerate(groups):
        yield dict(zip(columns, row.tolist())), order[ends[k]:ends[k + 1]]


class _Described:
    """The Java projections that stand for one of PyNN's: one for each pair of populations and each set of shared parameters."""

    def __init__(self, projection, built):
        self.projection, self.built = projection, built
        self.parts = []
        synapse, values = projection.synapse_type, projection._values
        pre_roots, pre_which, pre_index = root_and_indices(projection.pre)
        post_roots, post_which, post_index = root_and_indices(projection.post)
        columns = {"pre": pre_which[projection._pre], "post": post_which[projection._post]}
        columns.update({name: values[name] for name in synapse.shared})
        columns.update(synapse.columns(projection, values))
        columns.update(projection._states())
        if not len(projection):
            return
        same = {name: float(c[0]) for name, c in columns.items() if np.all(c == c[0])}
        columns = {name: np.asarray(c, dtype=float) for name, c in columns.items() if name not in same}
        for shared, mine in _groups(columns, len(projection)):
            shared.update(same)
            sources = pre_index[projection._pre[mine]]
            targets = post_index[projection._post[mine]]
            self._part(mine, sources, targets, shared, pre_roots[int(shared["pre"])], post_roots[int(shared["post"])])

    def _part(self, mine, sources, targets, shared, pre, post):
        projection, built = self.projection, self.built
        net, values = built.net, projection._values
        rule = java("networks.connect.ConnectionRule")
        made = net.connect(built.populations[pre], built.populations[post])
        if isinstance(projection.synapse_type, ElectricalSynapse):
            made.receptor("gap").rule(rule.explicit(ints(sources), ints(targets)))
            made.weight(each(values["weight"][mine] * 1000, "nS")).symmetric().interpolated()
            return
        receptor, factor = post.celltype.receptors[projection.receptor_type]
        if projection.synapse_type.plastic:
            self._check_bounds(np.abs(values["weight"][mine]), *bounds(shared, 1))
        copies = int(round(shared.get("n", 1)))
        weights = values["weight"][mine] * factor / copies + 0.0
        if projection.synapse_type.plastic:
            weights = np.copysign(np.clip(np.abs(weights), *bounds(shared, abs(factor))), weights)
        delays = np.maximum(np.rint(values["delay"][mine] / built.state.dt), 1) * built.state.dt
        made.receptor(receptor)
        unit = str(made.target().population().model().receptors().stream().filter(
            lambda r: str(r.name()) == receptor).findFirst().get().unit())
        made.rule(rule.explicit(ints(np.tile(sources, copies)), ints(np.tile(targets, copies))))
        made.weight(each(np.tile(weights, copies), unit)).delay(each(np.tile(delays, copies), "ms"))
        if built.state.weight_bytes == 8:
            made.doubleWeights()
        projection.synapse_type.apply(made, shared, abs(factor))
        if projection.synapse_type.plastic:
            if np.any(weights > 0) and np.any(weights < 0):
                raise errors.ConnectionError(f"{projection.label}: plastic weights of both signs; make a projection for each sign")
            negative = np.any(weights < 0) if np.any(weights) else factor < 0 or projection.receptor_type == "inhibitory"
            made.negativeWeights() if negative else made.positiveWeights()
        places = [np.tile(x, copies) for x in (sources, targets, np.rint(delays / built.state.dt))]
        self.parts.append((mine, made, factor / copies, places))

    def _check_bounds(self, magnitudes, low, high):
        slack = 1e-9 * high  # what units cost
        if len(magnitudes) and not (low - slack <= magnitudes.min() and magnitudes.max() <= high + slack):
            raise errors.ConnectionError(
                f"{self.projection.label}: plastic weights of a magnitude from {magnitudes.min():g} to {magnitudes.max():g} are not all within "
                f"w_min = {low:g} and w_max = {high:g}; begin within them")

    def _order(self, part, weights):
        """Where each synapse of a part, in PyNN's order, is in Java's."""
        _, _, _, (sources, targets, delays) = part
        theirs = np.lexsort((
            np.rint(np.array(weights.delaysMs()) / self.built.state.dt), np.array(weights.targets()), np.array(weights.sources())))
        ours = np.lexsort((delays, targets, sources))
        order = np.empty(len(ours), dtype=np.int64)
        order[ours] = theirs
        return order

    def weights(self):
        """The weights as of now, in PyNN's unit and order."""
        result = self.projection._values["weight"].copy()
        for part in self.parts:
            mine, made, factor, _ = part
            read = self.built.sim.weights(made)
            result[mine] = np.array(read.values(), dtype=float)[self._order(part, read)] / factor
        return result

    def change(self, changed):
        """Takes up what is set between two runs."""
        others = sorted(set(changed) - {"weight"})
        if others or (changed and isinstance(self.projection.synapse_type, ElectricalSynapse)):
            self.built.state.require_unbuilt(
                f"setting {', '.join(others) or 'weight'} of the connections of {self.projection.label}")
        if "weight" in changed:
            for part in self.parts:
                mine, made, factor, _ = part
                read = self.built.sim.weights(made)
                values = np.empty(len(part[3][0]))
                values[self._order(part, read)] = np.tile(changed["weight"][mine] * factor, len(values) // len(mine))
                self.built.sim.setWeights(made, doubles(values))


__all__ = ["Connection", "Projection"]
