"""Numbers between PyNN (ms, mV, nA, nF, uS, as NumPy arrays) and Ranvier (ms, mV, pA, pF, nS, as Java values)."""

import numpy as np

from .._jvm import java


def doubles(values):
    """A Java double[] of these numbers."""
    import jpype
    return jpype.JArray(jpype.JDouble)(np.ascontiguousarray(values, dtype=np.float64))


def ints(values):
    """A Java int[] of these numbers."""
    import jpype
    return jpype.JArray(jpype.JInt)(np.ascontiguousarray(values, dtype=np.int32))


def rows(arrays):
    """A Java double[][] of these arrays, whose lengths may differ."""
    import jpype
    result = jpype.JArray(jpype.JDouble, 2)(len(arrays))
    for k, row in enumerate(arrays):
        result[k] = doubles(row)
    return result


def quantity(value, unit):
    """A number with a unit, e.g. ``quantity(1.5, "ms")``."""
    return java("networks.values.Units").quantity(float(value), unit)


def each(values, unit):
    """One value for each neuron or synapse."""
    units = java("networks.values.Units")
    return java("networks.values.Distribution").each(lambda x: units.quantity(x, unit), doubles(values))


def distribution(values, unit):
    """A Java distribution of an array: one constant where all values are the same."""
    values = np.asarray(values, dtype=float)
    if values.ndim == 0:
        return java("networks.values.Distribution").constant(quantity(values, unit))
    if values.size and np.all(values == values[0]):
        return java("networks.values.Distribution").constant(quantity(values[0], unit))
    return each(values, unit)


def on_grid(times, dt):
    """Times in ms, moved to the nearest step."""
    return np.rint(np.asarray(times, dtype=float) / dt) * dt
