"""The synapses of a simulation, of plastic projections and of static ones, and counts of spikes."""

from typing import Optional

import numpy as np

from . import _values
from ._describe import all_checked
from ._errors import translated
from .results import Weights

__all__ = ["SpikeCounts", "Synapses"]


@all_checked
class Synapses:
    """Synapses of a projection, all of them or those between some neurons. Made by ``Simulation.synapses``."""

    def __init__(self, sim, projection, java):
        self._sim = sim
        self._projection = projection
        self._java = java

    def _alone(self, what):
        return self._sim._alone(f"synapses: {what}")

    def __len__(self):
        with self._alone("count"), translated:
            return int(self._java.count())

    def read(self) -> Weights:
        """Sources, targets, delays and weights as of now."""
        with self._alone("read"), translated:
            return Weights(self._java.read(), (self._projection.source.population.size, self._projection.target.population.size))

    def set(self, weights) -> None:
        """Sets the weights: one number, or an array in the order of ``read``."""
        with self._alone("set"), translated:
            unit = self._projection.unit
            if _values.is_array(weights) or isinstance(weights, _values.Quantity) and isinstance(weights.magnitude, np.ndarray):
                values = _values.array(weights, unit, "weights")
            else:
                values = np.full(int(self._java.count()), _values.number(weights, unit, "weight"))
            self._java.set(_values.doubles(values))

    def scale(self, factor: float) -> None:
        """Multiplies the weights."""
        with self._alone("scale"), translated:
            self._java.scale(_values.number(factor, "1", "factor"))

    def matrix(self, *, counts: bool = False) -> np.ndarray:
        """The sum of the weights of each pair, or with ``counts`` the number of its synapses, of shape (sources, targets); 0 where there is none."""
        with self._alone("matrix"), translated:
            rows = self._java.countMatrix() if counts else self._java.matrix()
            return np.array([np.array(row) for row in rows])

    def save(self, file) -> None:
        """Writes them to a file, HDF5 (``.h5``) or a table (``.csv``); ``net.connect(…, file=…)`` and ``load`` read it."""
        with self._alone("save"), translated:
            self._java.save(_values.path(file))

    def load(self, file) -> None:
        """Takes the weights of a file that ``save`` has written; its synapses must be these."""
        with self._alone("load"), translated:
            self._java.load(_values.path(file))

    def __repr__(self):
        return f"<synapses of {self._projection.name}>"


@all_checked
class SpikeCounts:
    """The spikes of chosen neurons, counted as they happen. Made by ``Simulation.count``."""

    def __init__(self, sim, java):
        self._sim = sim
        self._java = java

    def _of(self, what):
        with self._sim._alone(f"count: {what}"), translated:
            return np.array(getattr(self._java, what)())

    @property
    def now(self) -> np.ndarray:
        """For each neuron the spikes since the last ``take``, or since counting began."""
        return self._of("now")

    @property
    def rates(self) -> np.ndarray:
        """The same as spikes/s."""
        return self._of("ratesHz")

    def take(self) -> np.ndarray:
        """The same as ``now``; from then on they are counted from 0."""
        return self._of("take")

    def __len__(self):
        return int(self._java.size())


def of(sim, projection, sources: Optional[object], targets: Optional[object]) -> Synapses:
    """Those between some neurons, where these are given."""
    found = sim._java.synapses(projection._java)
    if sources is not None:
        found = getattr(found, "from_")(sources._java)
    if targets is not None:
        found = found.to(targets._java)
    return Synapses(sim, projection, found)
