"""Populations, views and assemblies. Parameters and initial values are NumPy arrays in PyNN's units."""

import numpy as np
from pyNN import common, errors
from pyNN.parameters import ArrayParameter, LazyArray, ParameterSpace, simplify
from pyNN.standardmodels import StandardCellType

from . import simulator
from .recording import Recorder


def root_and_indices(cells):
    """The populations that these cells are of, and for each cell which population and which index in it."""
    if isinstance(cells, common.Assembly):
        parts = [root_and_indices(p) for p in cells.populations]
        roots = list(dict.fromkeys(r for part in parts for r in part[0]))
        which = np.concatenate([np.array([roots.index(r) for r in part[0]])[part[1]] for part in parts])
        return roots, which, np.concatenate([part[2] for part in parts])
    root = cells.grandparent if isinstance(cells, common.PopulationView) else cells
    indices = np.array([int(i) for i in cells.all_cells], dtype=np.int64) - int(root.first_id)
    return [root], np.zeros(len(indices), dtype=int), indices


class _Parameters:
    """How parameters of all or some neurons of a population are read and set."""

    def _root(self):
        return root_and_indices(self)[0][0]

    def _indices(self):
        return root_and_indices(self)[2]

    def _get_parameters(self, *names):
        found = {}
        for name in names:
            values = self._root()._parameters[name][self._indices()]
            if values.dtype != object:
                found[name] = simplify(values)
            elif isinstance(values[0], ArrayParameter):
                kind = type(values[0])
                found[name] = LazyArray(values if len(values) > 1 else values[0], shape=(self.size,), dtype=kind)
            else:
                found[name] = values
        return ParameterSpace(found, shape=(self.size,))

    def _set_parameters(self, parameter_space):
        parameter_space.evaluate(simplify=False)
        root, indices = self._root(), self._indices()
        before = {name: root._parameters[name].copy() for name in parameter_space.keys()}
        for name, values in parameter_space.items():
            root._parameters[name][indices] = values
        try:
            root._check()
            if simulator.state.built is not None:
                simulator.state.built.changed(root)
        except Exception:
            root._parameters.update(before)
            raise

    def _set_initial_value_array(self, variable, value):
        values = np.broadcast_to(np.asarray(value.evaluate(simplify=True), dtype=float), (self.size,))
        if not value.is_homogeneous:  # what was drawn is drawn once
            value.base_value, value.operations = values.copy(), []
        root = self._root()
        try:
            root.celltype.initial_states(variable, values, {k: v for k, v in root._parameters.items()})
        except KeyError:
            known = sorted(root.celltype.states)
            raise errors.NonExistentParameterError(variable, type(root.celltype).__name__, known) from None
        if variable not in root._initial:
            root._initial[variable] = np.zeros(root.size)
        root._initial[variable][self._indices()] = values

    def _get_view(self, selector, label=None):
        return PopulationView(self, selector, label)


class Assembly(common.Assembly):
    __doc__ = common.Assembly.__doc__
    _simulator = simulator

    @property
    def receptor_types(self):
        """Receptors that all populations have, the default ones first: excitatory, then inhibitory."""
        others = [set(p.celltype.receptor_types) for p in self.populations[1:]]
        return [r for r in self.populations[0].celltype.receptor_types if all(r in other for other in others)]


class PopulationView(_Parameters, common.PopulationView):
    __doc__ = common.PopulationView.__doc__
    _simulator = simulator
    _assembly_class = Assembly

    @property
    def initial_values(self):
        """Initial values of these cells by variable."""
        root, indices = self._root(), self._indices()
        return _Initial(
            (name, LazyArray(values[indices], shape=(self.size,), dtype=float)) for name, values in root._initial.items())


class _Initial(dict):
    """Initial values of a view: a copy, since they are kept by the population."""


class Population(_Parameters, common.Population):
    __doc__ = common.Population.__doc__
    _simulator = simulator
    _recorder_class = Recorder
    _assembly_class = Assembly

    def __init__(self, size, cellclass, cellparams=None, structure=None, initial_values={}, label=None):  # noqa: B006  as PyNN's
        simulator.state.require_unbuilt("creating a population")
        # PyNN counts on from network to network; random numbers, which are drawn by name, shall not.
        self._ranvier_name = label or f"population {len(simulator.state.populations)}"
        try:
            super().__init__(size, cellclass, cellparams or {} if isinstance(cellclass, type) else cellparams, structure, initial_values, label)
        except Exception:  # what could not be made is not recorded either
            simulator.state.recorders.discard(getattr(self, "recorder", None))
            raise

    def _create_cells(self):
        if not hasattr(self.celltype, "to_ranvier"):
            raise TypeError(
                f"cell type {type(self.celltype).__name__} is of another PyNN back end; use that of the same name in ranvier.pynn")
        first = simulator.state.id_counter
        self.all_cells = np.array([simulator.ID(i) for i in range(first, first + self.size)], dtype=simulator.ID)
        for cell in self.all_cells:
            cell.parent = self
        self._mask_local = np.ones((self.size,), bool)
        if isinstance(self.celltype, StandardCellType):
            space = self.celltype.native_parameters
        else:
            space = self.celltype.parameter_space
        space.shape = (self.size,)
        space.evaluate(simplify=False)
        self._parameters = {name: _array(values, self.size) for name, values in space.items()}
        self._initial = {}
        self._drawn = {"seed": simulator.state.seed + first}
        self._check()
        simulator.state.id_counter += self.size
        simulator.state.populations.append(self)

    def _streams(self):
        """What sources keep that are drawn in Python."""
        return self._drawn

    def _check(self):
        self.celltype.check(self._parameters)


def _array(values, size):
    """One value for each neuron."""
    if isinstance(values, ArrayParameter):
        result = np.empty(size, dtype=object)
        result[:] = [values] * size
        return result
    values = np.asarray(values)
    if values.dtype == object:
        result = np.empty(size, dtype=object)
        result[:] = list(values) if values.ndim else [values.item()] * size
        return result
    return np.array(np.broadcast_to(values, (size,)), dtype=float)
