"""Cells of compartments: morphologies, mechanisms in their membrane, and places.

    tree = morphology(soma(20), cylinder("dend", 400, 1.2, on="soma")).divide(d_lambda=0.1, ra=100, cm=1)
    cell = (Cell("pyramid", tree, celsius=34)
            .insert("hh", "soma").insert("leak", "dend", g_max=0.05)
            .synapse("exc", "exp_syn", at("dend", 0.8), tau=2.0)
            .observe("V_dend", at("dend", 0.8)).detect(at("soma", 0.5), -10))
    cells = net.population("P", 1000, cell)

Lengths are in µm, axial resistivity in Ohm·cm, capacitance in µF/cm², values of mechanisms in the units that their texts name.
"""

from typing import Optional

from . import _values
from ._describe import Value, checked, java_of, value
from ._errors import RanvierError
from ._jvm import java
from .modulation import one_of
from .models import Model

__all__ = [
    "Cell", "Location", "Mechanism", "Morphology", "Piece", "Profile", "Region", "Tree", "at", "cone", "cylinder", "distances",
    "exponential_profile", "linear_profile", "mechanism", "mechanism_names", "morphology", "orders", "path", "read_swc", "region", "soma",
]


def _number(x, what, unit="1"):
    return _values.number(x, unit, what)


class Piece(Value):
    """A piece of a morphology that is built by hand."""

    __slots__ = ()


def _piece(piece, on, where, labels, towards):
    if on is not None:
        piece = piece.on(on) if where is None else piece.on(on, _number(where, "where"))
    if labels:
        piece = piece.label(*([labels] if isinstance(labels, str) else labels))
    return piece if towards is None else piece.towards(*[_number(t, "towards", "um") for t in towards])


@value(Piece)
def soma(diameter, *, labels=()) -> Piece:
    """A soma as a cylinder as long as it is wide."""
    return _piece(java("neuronmodels.morphology.Piece").soma(_number(diameter, "diameter", "um")), None, None, labels, None)


@value(Piece)
def cylinder(name: str, length, diameter, *, on: Optional[str] = None, where=None, labels=(), towards=None) -> Piece:
    """A cylinder, ``on`` another piece, at a fraction ``where`` of it (its end by default)."""
    made = java("neuronmodels.morphology.Piece").cylinder(name, _number(length, "length", "um"), _number(diameter, "diameter", "um"))
    return _piece(made, on, where, labels, towards)


@value(Piece)
def cone(name: str, length, begin, end, *, on: Optional[str] = None, where=None, labels=(), towards=None) -> Piece:
    """A cone between two diameters."""
    of = java("neuronmodels.morphology.Piece")
    made = of.cone(name, *[_number(x, "cone", "um") for x in (length, begin, end)])
    return _piece(made, on, where, labels, towards)


@value(Piece)
def path(name: str, points, *, on: Optional[str] = None, where=None, labels=()) -> Piece:
    """A path of points (x, y, z, radius), an array of shape (points, 4)."""
    a = _values.array(points, "um", "points", ndim=2)
    if a.shape[1] != 4:
        raise RanvierError(f"path '{name}': points have the shape {a.shape}; give (points, 4): x, y, z and radius")
    point = java("neuronmodels.morphology.PathPoint")
    return _piece(java("neuronmodels.morphology.Piece").path(name, [point(*[float(x) for x in p]) for p in a]), on, where, labels, None)


class Tree(Value):
    """A morphology divided into compartments."""

    __slots__ = ()

    @property
    def compartments(self) -> int:
        return int(self._java.count())

    def describe(self) -> str:
        return str(self._java.describe())


class Morphology(Value):
    """The shape of a cell."""

    __slots__ = ()

    @property
    def labels(self) -> list:
        """The names by which regions can be chosen."""
        return [str(x) for x in self._java.labels()]


def _divide(self, *, d_lambda=None, frequency=100.0, max_length=None, compartments=None, ra=None, cm=None):
    """Divides it into compartments: by a fraction ``d_lambda`` of the length constant at ``frequency`` Hz, a largest length, or so many a
    section; ``ra`` and ``cm`` are numbers, or dictionaries by region with ``""`` for all others."""
    given = [x is not None for x in (d_lambda, max_length, compartments)]
    if sum(given) != 1:
        raise RanvierError("divide: give one of d_lambda=0.1, max_length=20 and compartments=5")
    division = java("neuronmodels.morphology.Division")
    if d_lambda is not None:
        how = division.dLambda(_number(d_lambda, "d_lambda"), _number(frequency, "frequency", "Hz"))
    elif max_length is not None:
        how = division.maxLength(_number(max_length, "max_length", "um"))
    else:
        how = division.fixed(_values.integer(compartments, "compartments"))
    properties = java("neuronmodels.morphology.CableProperties").none()
    for name, given_values in (("ra", ra), ("cm", cm)):
        for where, x in (given_values if isinstance(given_values, dict) else {"": given_values}).items():
            if x is not None:
                args = [_number(x, name)] if where == "" else [where, _number(x, name)]
                properties = getattr(properties, name)(*args)
    return self._java.divide(how, properties)


_divide.__name__, _divide.__qualname__ = "divide", "Morphology.divide"
Morphology.divide = value(Tree)(_divide)


@value(Morphology)
def morphology(*pieces: Piece) -> Morphology:
    """A morphology of pieces."""
    return java("neuronmodels.morphology.Morphology").of(*[java_of(p, Piece, "piece", "soma(20)") for p in pieces])


@value(Morphology)
def read_swc(file) -> Morphology:
    """A reconstructed neuron from an SWC file."""
    return java("neuronmodels.swc.Swc").read(_values.path(file))


class Region(Value):
    """Some of a cell's compartments. ``a | b``, ``a & b`` and ``a - b`` combine regions."""

    __slots__ = ()

    def __or__(self, other):
        return _combined(self, other, "or_")

    def __and__(self, other):
        return _combined(self, other, "and_")

    def __sub__(self, other):
        return _combined(self, other, "minus")


@value(Region)
def region(name: str = "") -> Region:
    """The region of a name or a label; without one the whole cell."""
    of = java("neuronmodels.morphology.Region")
    return of.of(name) if name else of.all()


@value(Region)
def distances(low, high) -> Region:
    """Where the path to the root is between two lengths."""
    return java("neuronmodels.morphology.Region").distance(_number(low, "low", "um"), _number(high, "high", "um"))


@value(Region)
def orders(low: int, high: int) -> Region:
    """Sections of these orders of branching."""
    return java("neuronmodels.morphology.Region").order(_values.integer(low, "low"), _values.integer(high, "high"))


@value(Region)
def _combined(a, b, how):
    return getattr(a._java, how)(_region(b))


def _region(given):
    return region(given)._java if isinstance(given, str) else java_of(given, Region, "region", "region('dend')")


class Location(Value):
    """A place in a cell."""

    __slots__ = ()


@value(Location)
def at(where, fraction=0.5) -> Location:
    """A place in a region, by its name, at a fraction of its length."""
    of = java("neuronmodels.morphology.Location")
    return of.at(where if isinstance(where, str) else _region(where), _number(fraction, "fraction"))


class Profile(Value):
    """A value of a mechanism that depends on the distance from the root."""

    __slots__ = ()


@value(Profile)
def linear_profile(at_root, per_um) -> Profile:
    """``at_root + per_um * d``."""
    return java("neuronmodels.cells.DistanceProfile").linear(_number(at_root, "at_root"), _number(per_um, "per_um"))


@value(Profile)
def exponential_profile(base, factor, length) -> Profile:
    """``base + factor * exp(d/length)``."""
    return java("neuronmodels.cells.DistanceProfile").exponential(
        _number(base, "base"), _number(factor, "factor"), _number(length, "length", "um"))


class Mechanism(Value):
    """A channel, a synapse or a pool."""

    __slots__ = ()


@value(Mechanism)
def mechanism(name: str, text: Optional[str] = None) -> Mechanism:
    """A mechanism of the library, or one's own as text."""
    if text is None:
        return java("neuronmodels.channels.Mechanisms").find(name)
    return java("neuronmodels.channels.Mechanism").of(name, text)


@checked
def mechanism_names() -> list:
    """The mechanisms of the library."""
    return [str(n) for n in java("neuronmodels.channels.Mechanisms").names()]


class Cell:
    """A cell without anything in its membrane yet; methods add to it and return it.

    Parameters
    ----------
    name : str
    tree : Tree
        Of ``morphology(…).divide(…)``.
    celsius : float, 6.3 by default
    initial_potential : mV, -65 by default
    integrator : "backward_euler", "crank_nicolson" or "exact"
    """

    @checked
    def __init__(self, name: str, tree: Tree, *, celsius=None, initial_potential=None, integrator: Optional[str] = None):
        self.name = name
        self._tree = tree
        self._calls = ()
        java_of(tree, Tree, f"cell '{name}': tree", "morphology(soma(20)).divide(compartments=1)")
        for method, x in (("celsius", celsius), ("initialPotential", initial_potential), ("integrator", integrator)):
            if x is not None:
                self._add(method, x)

    def _add(self, method, *args):
        calls = (*self._calls, (method, args))
        cell_model(self.name, self._tree, calls, False)  # tells mistakes at once
        self._calls = calls
        return self

    @checked
    def insert(self, mechanism, where="", *, label: Optional[str] = None, **values) -> "Cell":
        """Inserts a channel or a pool into a region; values are numbers or profiles."""
        if isinstance(mechanism, str) and label is None:
            return self._add("insert", mechanism, _In(where), values)
        return self._add("insert", label or str(mechanism._java.name()), _mechanism(mechanism), _In(where), values)

    @checked
    def synapse(self, label: str, mechanism, where: Location, **values) -> "Cell":
        """Places a synapse; its label is the receptor."""
        return self._add("synapse", label, mechanism, where, values)

    @checked
    def detect(self, where: Location, threshold=-20.0) -> "Cell":
        """Where spikes are detected, as passages of a threshold in mV."""
        return self._add("detect", where, _number(threshold, "threshold", "mV"))

    @checked
    def inject(self, where: Location) -> "Cell":
        """Where currents flow in."""
        return self._add("inject", where)

    @checked
    def observe(self, variable: str, where: Location, label: Optional[str] = None, state: Optional[str] = None) -> "Cell":
        """Makes the potential at a place, or a state of a mechanism there, a state variable."""
        return self._add("observe", variable, where, *([] if label is None else [label, state]))

    @checked
    def gap(self, label: str, where: Location, variable: Optional[str] = None) -> "Cell":
        """A place for gap junctions, named by ``receptor=label``."""
        return self._add("gap", label, where, *([] if variable is None else [variable]))

    @checked
    def graded(self, label: str, where: Location, variable: str, reversal) -> "Cell":
        """A place for graded synapses with a reversal potential in mV."""
        return self._add("graded", label, where, variable, _number(reversal, "reversal", "mV"))

    @checked
    def electrode(self, variable: str, place, conductivity=0.3) -> "Cell":
        """What an electrode at (x, y, z) sees of it, in tissue of a conductivity in S/m."""
        return self._add("electrode", variable, _At(tuple(_number(p, "place", "um") for p in place)), _number(conductivity, "conductivity"))

    @property
    def model(self) -> Model:
        """The model of such cells."""
        return cell_model(self.name, self._tree, self._calls)


class _In(tuple):
    """A region as an argument."""

    def __new__(cls, where):
        return super().__new__(cls, (where,))

    def __reduce__(self):
        return _In, (self[0],)


class _At(tuple):
    """An electrode as an argument."""

    def __reduce__(self):
        return _At, (tuple(self),)


def _mechanism(given):
    return mechanism(given) if isinstance(given, str) else given


def _argument(a):
    if isinstance(a, _In):
        return _region(a[0])
    if isinstance(a, _At):
        return java("neuronmodels.extracellular.Electrode")(*a)
    if isinstance(a, Value):
        return a._java
    if isinstance(a, dict):
        given = java("java.util.LinkedHashMap")()
        for k, v in a.items():
            given.put(k, v._java if isinstance(v, Profile) else java("java.lang.Double")(_number(v, k)))
        return given
    return a


@value(Model)
def cell_model(name: str, tree: Tree, calls: tuple, whole: bool = True) -> Model:
    """The model of a ``Cell``."""
    cell = java("neuronmodels.cells.Cell").of(name, tree._java)
    for method, args in calls:
        if method == "integrator":
            cell.integrator(one_of(args[0], "neuronmodels.cells.Integrator", "integrator"))
        elif method in ("celsius", "initialPotential"):
            getattr(cell, method)(_number(args[0], method, "mV" if method == "initialPotential" else "1"))
        else:
            getattr(cell, method)(*[_argument(a) for a in args])
    return cell.model() if whole else cell
