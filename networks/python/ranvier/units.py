"""Units: ``10*mV``, ``[1, 2, 3]*ms``, ``2*nS/ms``.

Wherever Ranvier takes a number it takes a quantity, too, in any unit of the same kind; a plain number is in the unit that the documentation
names: ms, mV, pA, nS, pF, Hz, µm, or that of the model's parameter. A unit of the wrong kind is refused.
"""

import numpy as np

from ._errors import RanvierError, of_java


class Unit:
    """A unit by its name. A number or an array times a unit is a quantity."""

    __slots__ = ("_powers",)
    __array_ufunc__ = None  # numpy leaves array*unit to us

    def __init__(self, powers):
        self._powers = {name: power for name, power in powers.items() if power}

    @property
    def name(self):
        """As it is written in the equations of models, e.g. ``mV/ms``."""
        up = [_power(n, p) for n, p in self._powers.items() if p > 0]
        down = [_power(n, -p) for n, p in self._powers.items() if p < 0]
        return "*".join(up or ["1"]) + "".join("/" + d for d in down)

    def __mul__(self, other):
        if isinstance(other, Unit):
            return Unit(_merged(self._powers, other._powers, 1))
        return Quantity(other, self)

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, Unit):
            return Unit(_merged(self._powers, other._powers, -1))
        return Quantity(1.0, self) / other

    def __rtruediv__(self, other):
        return Quantity(other, Unit(_merged({}, self._powers, -1)))

    def __pow__(self, power):
        return Unit({n: p * power for n, p in self._powers.items()})

    def __eq__(self, other):
        return isinstance(other, Unit) and self._powers == other._powers

    def __hash__(self):
        return hash(frozenset(self._powers.items()))

    def __reduce__(self):
        return Unit, (self._powers,)

    def __repr__(self):
        return self.name


def _power(name, power):
    return name if power == 1 else f"{name}^{power}"


def _merged(a, b, sign):
    merged = dict(a)
    for name, power in b.items():
        merged[name] = merged.get(name, 0) + sign * power
    return merged


class Quantity:
    """A number or an array of them with a unit."""

    __slots__ = ("magnitude", "unit")
    __array_ufunc__ = None

    def __init__(self, magnitude, unit):
        if isinstance(magnitude, (list, tuple)) or isinstance(magnitude, np.ndarray):
            magnitude = np.asarray(magnitude, dtype=float)
        elif isinstance(magnitude, (int, float, np.number)) and not isinstance(magnitude, bool):
            magnitude = float(magnitude)
        else:
            raise RanvierError(f"{magnitude!r} cannot have the unit {unit.name}; give a number or an array of numbers")
        self.magnitude = magnitude
        self.unit = unit

    def to(self, unit):
        """The number, or the array, that this is in another unit of the same kind: a ``Unit`` or its name."""
        from ._jvm import java
        name = unit.name if isinstance(unit, Unit) else str(unit)
        if name == self.unit.name:
            return self.magnitude
        units = java("networks.values.Units")
        try:
            return self.magnitude * float(units.in_(units.unit(name), units.quantity(1.0, self.unit.name), "the quantity"))
        except Exception as e:
            raise of_java(e) from None

    def __mul__(self, other):
        if isinstance(other, Quantity):
            return _made(self.magnitude * other.magnitude, self.unit * other.unit)
        if isinstance(other, Unit):
            return _made(self.magnitude, self.unit * other)
        return Quantity(self.magnitude * _number(other), self.unit)

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, Quantity):
            return _made(self.magnitude / other.magnitude, self.unit / other.unit)
        if isinstance(other, Unit):
            return _made(self.magnitude, self.unit / other)
        return Quantity(self.magnitude / _number(other), self.unit)

    def __rtruediv__(self, other):
        return Quantity(_number(other) / self.magnitude, Unit({}) / self.unit)

    def __add__(self, other):
        return Quantity(self.magnitude + self._same(other), self.unit)

    def __sub__(self, other):
        return Quantity(self.magnitude - self._same(other), self.unit)

    def __radd__(self, other):
        return self if isinstance(other, int) and other == 0 else self + other  # sum() begins with 0

    def __neg__(self):
        return Quantity(-self.magnitude, self.unit)

    def __abs__(self):
        return Quantity(abs(self.magnitude), self.unit)

    def __eq__(self, other):
        return isinstance(other, Quantity) and self.magnitude == self._same(other)

    def __lt__(self, other):
        return self.magnitude < self._same(other)

    def __le__(self, other):
        return self.magnitude <= self._same(other)

    def __len__(self):
        return len(self.magnitude)

    def __getitem__(self, k):
        return Quantity(self.magnitude[k], self.unit)

    def _same(self, other):
        if not isinstance(other, Quantity):
            raise RanvierError(f"{self!r} and the plain number {other!r} do not go together; give it a unit, e.g. {other!r}*{self.unit.name}")
        return other.to(self.unit)

    def __hash__(self):
        return hash((float(self.magnitude), self.unit))

    def __reduce__(self):
        return Quantity, (self.magnitude, self.unit)

    def __repr__(self):
        return f"{self.magnitude:g}*{self.unit.name}" if isinstance(self.magnitude, float) else f"{self.magnitude!r}*{self.unit.name}"


def _made(magnitude, unit):
    return Quantity(magnitude, unit) if unit._powers else magnitude


def _number(thing):
    if isinstance(thing, (list, tuple)):
        return np.asarray(thing, dtype=float)
    return thing


_NAMES = "ms s us mV V uV pA nA uA nS uS mS pF nF uF Hz kHz um mm cm mM uM nM MOhm GOhm"
__all__ = ["Quantity", "Unit", *_NAMES.split()]

ms, s, us, mV, V, uV, pA, nA, uA, nS, uS, mS, pF, nF, uF, Hz, kHz, um, mm, cm, mM, uM, nM, MOhm, GOhm = (
    Unit({name: 1}) for name in _NAMES.split())
