"""Populations of neurons and parts of them."""

from . import _values
from ._describe import Member, described, java_of
from ._errors import RanvierError
from .models import Model, check_names, model

__all__ = ["Neurons", "Population", "View"]


class Neurons(Member):
    """A population or a part of it: what is connected, driven and recorded."""

    @property
    def population(self) -> "Population":
        raise NotImplementedError

    @property
    def size(self) -> int:
        """How many neurons there are."""
        return int(self._java.size())

    def __len__(self):
        return self.size

    @described
    def range(self, begin: int, end: int) -> "View":
        """The neurons from ``begin`` to below ``end``; ``population[begin:end]`` is the same."""
        return View(self.population, self.population._java.range(_values.integer(begin, "begin"), _values.integer(end, "end")))

    @described
    def neurons(self, indices) -> "View":
        """The neurons of these indices; ``population[[3, 5, 8]]`` is the same."""
        return View(self.population, self.population._java.neurons(_values.ints(_values.indices(indices, "indices"))))

    @described
    def within(self, mask, *center) -> "View":
        """The neurons within a mask about a point (µm)."""
        from .space import Mask
        points = [_values.quantity(c, "um", "center") for c in center]
        return View(self.population, self.population._java.within(java_of(mask, Mask, "mask", "disc(300)"), *points))

    def __getitem__(self, key):
        if isinstance(key, slice):
            begin, end, step = key.indices(self.population.size)
            return self.range(begin, end) if step == 1 else self.neurons(list(_range(begin, end, step)))
        if _values.is_number(key):
            k = _values.integer(key, f"population '{self.population.name}': index")
            size = self.population.size
            if not -size <= k < size:
                raise RanvierError(f"population '{self.population.name}' has {size} neurons; there is none of index {k}")
            return self.neurons([k % size])
        import numpy as np
        a = np.asarray(key)
        if a.ndim != 1:
            raise RanvierError(f"population '{self.population.name}': index is {key!r}; give a number, a slice, or an array of indices or of truth values")
        if a.dtype == bool:
            if a.shape != (self.population.size,):
                raise RanvierError(f"the selection has {a.size} values; give one for each of the {self.population.size} neurons")
            a = np.flatnonzero(a)
        return self.neurons(a)


_range = range


class View(Neurons):
    """Some neurons of a population."""

    def __init__(self, population, java):
        super().__init__(population._net, java)
        self._population = population

    @property
    def population(self) -> "Population":
        return self._population

    @property
    def indices(self):
        """Their indices in the population."""
        import numpy as np
        return np.array(self._java.set().toArray(), dtype=np.int32)

    def __getitem__(self, key):
        return self.population.neurons(self.indices[key if isinstance(key, slice) else [key] if _values.is_number(key) else key])


class Population(Neurons):
    """Neurons of one model. Made by ``Network.population``."""

    def __init__(self, net, java, described_model):
        super().__init__(net, java)
        self._model = described_model

    @property
    def population(self) -> "Population":
        return self

    @property
    def name(self) -> str:
        return str(self._java.name())

    @property
    def model(self) -> Model:
        """The model, with its parameters, variables and receptors."""
        if self._model is None:
            self._model = model(str(self._java.model().name()))
        return self._model

    @property
    def positions(self):
        """Where the neurons are: an array of shape (neurons, dimensions), in µm."""
        import numpy as np
        p = self._java.positions()
        return np.stack([np.array(p.axis(k)) for k in _range(p.dimensions())], axis=1)

    @described
    def set(self, **values) -> "Population":
        """Sets parameters and initial values of state variables by name, as ``Network.population`` does."""
        self._set(values)
        return self

    def _set(self, values, reserved=()):
        where = f"population '{self.name}'"
        check_names(where, self.model, values, reserved)
        parameters = [n for n in values if self.model.is_parameter(n)]
        for name in parameters + [n for n in values if n not in parameters]:
            what = f"{where}: {name}"
            value = _values.distribution(values[name], self.model.unit_of(name), what, length=self.size)
            (self._java.set if name in parameters else self._java.initial)(name, value)

    def receptor_unit(self, receptor=None) -> str:
        """The unit of weights that end at a receptor or a coupling, or at those that are chosen by the sign of the weight."""
        units = {**self.model.receptors, **self.model.couplings}
        if receptor is None:
            return next(iter(self.model.receptors.values()), "1")
        return units.get(receptor, "1")
