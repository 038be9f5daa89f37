"""From what a person writes to what the simulator takes: numbers, quantities, arrays, distributions."""

import math
import numbers
import os

import numpy as np

from ._errors import RanvierError, translated
from ._jvm import java
from .units import Quantity, Unit


def is_number(value):
    return isinstance(value, numbers.Real) and not isinstance(value, (bool, np.bool_))


def is_array(value):
    return isinstance(value, (list, tuple, range, np.ndarray)) or hasattr(value, "__array__") and not np.isscalar(value)


def _refuse(value, unit, what):
    if isinstance(value, Unit):
        return RanvierError(f"{what} is the unit {value.name} without a number; write e.g. 1*{value.name}")
    hint = "" if unit in ("1", "") else f" in {unit}, or a quantity such as 1*{unit}"
    return RanvierError(f"{what} is {value!r}; give a number{hint}")


def quantity(value, unit, what):
    """One quantity of Java; a plain number is in ``unit``."""
    given = unit
    if isinstance(value, Quantity):
        if isinstance(value.magnitude, np.ndarray):
            raise RanvierError(f"{what} has {value.magnitude.size} values; give one")
        value, given = value.magnitude, value.unit.name
    elif isinstance(value, str):
        with translated:
            return java("networks.values.Units").parse(value)
    elif isinstance(value, np.ndarray) and value.ndim == 0:
        value = value.item()
    if not is_number(value):
        raise _refuse(value, unit, what)
    if not math.isfinite(value):
        raise RanvierError(f"{what} is {value}; give a finite number")
    units = java("networks.values.Units")
    made = units.quantity(float(value), given or "1")
    if given != unit and unit is not None:
        with translated:
            units.in_(units.unit(unit or "1"), made, what)  # refuses a unit of another kind here, by name
    return made


def number(value, unit, what):
    """A float in ``unit`` from a plain number in it or a quantity; infinity is passed on."""
    if is_number(value):
        if math.isnan(value):
            raise RanvierError(f"{what} is nan; give a number")
        return float(value)
    units = java("networks.values.Units")
    return float(units.in_(units.unit(unit or "1"), quantity(value, unit, what), what))


def integer(value, what, least=None, bits=32):
    """An int that the simulator can hold; a float is one if it is whole."""
    whole = is_number(value) and math.isfinite(value) and not (isinstance(value, float) and not value.is_integer())
    if whole and not -2 ** (bits - 1) <= value < 2 ** (bits - 1):
        raise RanvierError(f"{what} is {value!r}, which does not fit into {bits} bits; give a whole number below {2 ** (bits - 1)}")
    if whole and (least is None or value >= least):
        return int(value)
    raise RanvierError(f"{what} is {value!r}; give a whole number" + ("" if least is None else f" of at least {least}"))


def several(value, count, what, example):
    """As many things as go together, such as (rise, fall)."""
    if isinstance(value, (tuple, list)) and len(value) == count:
        return value
    found = f"{len(value)} values" if isinstance(value, (tuple, list)) else repr(value)
    raise RanvierError(f"{what} is {found}; give {count} that go together, {example}")


def text(value, what):
    """A text."""
    if isinstance(value, str):
        return value
    raise RanvierError(f"{what} is {value!r}; give a text")


def path(value):
    """A path of Java."""
    if not isinstance(value, (str, os.PathLike)):
        raise RanvierError(f"{value!r} is no path; give a text or a pathlib.Path")
    return java("java.nio.file.Path").of(os.fspath(value))


def name(value, what):
    """A text."""
    if isinstance(value, str):
        return value
    raise RanvierError(f"name of a {what} is {value!r}; give a text, e.g. 'E'")


def array(values, unit, what, ndim=1, length=None):
    """A contiguous array of doubles in ``unit``, checked for its shape and for what is not a number."""
    if isinstance(values, Quantity):
        values = np.asarray(values.to(unit))
    try:
        a = np.ascontiguousarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise RanvierError(f"{what} is {_text(values)}; give an array of numbers" + (f" in {unit}" if unit else "")) from None
    if a.ndim != ndim:
        raise RanvierError(f"{what} has {a.ndim} dimensions, of shape {a.shape}; give {ndim}")
    if length is not None and a.shape[0] != length:
        raise RanvierError(f"{what} has {a.shape[0]} values; give {length}")
    bad = np.flatnonzero(~np.isfinite(a.ravel())) if a.size and not np.isfinite(a.sum()) else ()
    if len(bad):
        raise RanvierError(f"{what}: value {bad[0]} is {a.ravel()[bad[0]]}; give finite numbers")
    return a


def _text(values):
    text = repr(values)
    return text if len(text) <= 60 else text[:57] + "..."


def indices(values, what):
    """An array of 32-bit integers."""
    a = np.asarray(values)
    if a.ndim != 1:
        raise RanvierError(f"{what} has {a.ndim} dimensions, of shape {a.shape}; give 1")
    if a.dtype.kind == "f" and a.size and (not np.isfinite(a).all() or (a != np.floor(a)).any()):
        raise RanvierError(f"{what} has values that are not whole numbers; give indices of neurons, from 0")
    if a.dtype.kind not in "iuf" and a.size:
        raise RanvierError(f"{what} holds {a.dtype}; give indices of neurons, from 0")
    if a.size and (a.min() < -2**31 or a.max() >= 2**31):
        raise RanvierError(f"{what} has values beyond 32 bits; give indices of neurons, from 0")
    return np.ascontiguousarray(a, dtype=np.int32)


def doubles(a):
    """A Java ``double[]`` or ``double[][]`` of an array, by one copy."""
    import jpype
    if a.ndim == 2:
        return jpype.JArray(jpype.JDouble, 2)(a) if a.shape[1] else jpype.JArray(jpype.JDouble, 2)([[] for _ in range(a.shape[0])])
    return jpype.JArray(jpype.JDouble)(a)


def ints(a):
    """A Java ``int[]`` of an array, by one copy."""
    import jpype
    return jpype.JArray(jpype.JInt)(a)


def shared(a):
    """A Java ``ByteBuffer`` over the memory of an array, without a copy of it."""
    import jpype
    if not a.size:
        return java("java.nio.ByteBuffer").allocateDirect(0)
    a = a if a.flags.writeable else a.copy()  # the buffer asks for memory that may be written
    return jpype.nio.convertToDirectBuffer(memoryview(a.reshape(-1)).cast("B"))


def distribution(value, unit, what, length=None):
    """A distribution of Java: constant, listed or drawn."""
    from .distributions import Distribution
    if isinstance(value, Distribution):
        return value.in_unit(unit, what)
    if isinstance(value, Quantity) and isinstance(value.magnitude, np.ndarray):
        quantity(Quantity(0.0, value.unit), unit, what)  # of the right kind
        return java("networks.python.Given").each(doubles(array(value.magnitude, "", what, length=length)), value.unit.name)
    if is_array(value) and not (isinstance(value, np.ndarray) and value.ndim == 0):
        return java("networks.python.Given").each(doubles(array(value, "", what, length=length)), unit or "1")
    return java("networks.values.Distribution").constant(quantity(value, unit, what))


def synaptic(value, unit, what):
    """The same, or a function of distance."""
    from .space import Profile
    if isinstance(value, Profile):
        return value.in_unit(unit, what)
    return distribution(value, unit, what)


def course(value, unit, what):
    """A course in time of Java, from ``steps`` or ``sinusoid``."""
    return value.in_unit(unit, what)
