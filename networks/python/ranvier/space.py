"""Where neurons are, and functions of the displacement between them. Lengths are in µm unless they have a unit."""

from . import _values
from ._describe import Value, java_of, value
from ._errors import RanvierError
from ._jvm import java
from .distributions import _InUnit, _in_unit

__all__ = [
    "Kernel", "Layout", "Mask", "Profile", "annulus", "box", "conduction", "constant", "disc", "distance", "ellipse", "exponential_kernel",
    "gabor", "gaussian", "grid", "linear", "places", "power", "profile", "ring", "scattered",
]


def _um(length, what="length"):
    return _values.quantity(length, "um", what)


def _lengths(lengths, what):
    return [_um(v, what) for v in (lengths if _values.is_array(lengths) or isinstance(lengths, _values.Quantity) and
                                   hasattr(lengths.magnitude, "shape") else [lengths])]


class Layout(Value):
    """Positions of the neurons of a population, in two or three dimensions."""

    __slots__ = ()


def _finish(layout, extent, center, periodic, seed, dimensions):
    if extent is not None:
        layout = layout.extent(*_lengths(extent, "extent"))
    if center is not None:
        layout = layout.center(*_lengths(center, "center"))
    if periodic is True:
        layout = layout.periodic(*[True] * dimensions)
    elif periodic:
        layout = layout.periodic(*[bool(p) for p in periodic])
    return layout if seed is None else layout.seed(_values.integer(seed, "seed", bits=64))


@value(Layout)
def grid(*shape: int, extent=None, spacing=None, center=None, periodic=False, jitter=None, seed=None) -> Layout:
    """A regular grid of so many neurons along each axis, with an extent or a spacing along each, and a jitter of each position."""
    layout = java("networks.space.Layout").grid(*[_values.integer(n, "shape") for n in shape])
    if spacing is not None:
        layout = layout.spacing(*_lengths(spacing, "spacing"))
    if jitter is not None:
        layout = layout.jitter(_um(jitter, "jitter"))
    return _finish(layout, extent, center, periodic, seed, len(shape))


@value(Layout)
def scattered(*extent, center=None, periodic=False, seed=None) -> Layout:
    """Scattered evenly at random over a rectangle or a box of this extent."""
    return _finish(java("networks.space.Layout").scattered(*[_um(e, "extent") for e in extent]), None, center, periodic, seed, len(extent))


@value(Layout)
def ring(circumference) -> Layout:
    """Evenly around a ring, in one periodic dimension."""
    return java("networks.space.Layout").ring(_um(circumference, "circumference"))


@value(Layout)
def places(positions, *, extent=None, center=None, periodic=False) -> Layout:
    """Given positions: an array of shape (neurons, 2) or (neurons, 3)."""
    a = _values.array(positions, "um", "positions", ndim=2)
    layout = java("networks.python.Given").positions(_values.doubles(a))
    return _finish(layout, extent, center, periodic, None, a.shape[1])


class Kernel(Value):
    """A number that depends on the displacement from source to target. Kernels are multiplied and added."""

    __slots__ = ()

    def __mul__(self, other):
        if isinstance(other, (Kernel, int, float)):
            return self.times(other)
        return profile(self, other)

    __rmul__ = __mul__

    def __add__(self, other):
        return self.plus(other)

    __radd__ = __add__

    @staticmethod
    def _other(other):
        return other._java if isinstance(other, Kernel) else _values.number(other, "1", "factor of a kernel")


def _method(name, doc):
    def method(self, other):
        return getattr(self._java, name)(Kernel._other(other))

    method.__name__, method.__qualname__, method.__doc__, method.__module__ = name, f"Kernel.{name}", doc, __name__
    return value(Kernel)(method)


Kernel.times = _method("times", "The product with a number or another kernel.")
Kernel.plus = _method("plus", "The sum with a number or another kernel.")


def _kernel_method(function):
    function.__qualname__ = f"Kernel.{function.__name__}"
    setattr(Kernel, function.__name__, value(Kernel)(function))


@_kernel_method
def clip(self, low, high):
    """Kept between two numbers."""
    return self._java.clip(_values.number(low, "1", "low"), _values.number(high, "1", "high"))


@_kernel_method
def cutoff(self, distance):
    """0 beyond a distance."""
    return self._java.cutoff(_um(distance))


@_kernel_method
def rotated(self, degrees):
    """Turned about the z-axis."""
    return self._java.rotated(_values.number(degrees, "1", "degrees"))


def _kernels():
    return java("networks.space.Kernel")


@value(Kernel)
def gaussian(*sigma) -> Kernel:
    """``exp(-d²/2σ²)``; with two or three widths one along each axis."""
    if not sigma:
        raise RanvierError("gaussian: no width is given; give one, or one along each axis, as in gaussian(150)")
    return _kernels().gaussian(*[_um(s, "sigma") for s in sigma])


@value(Kernel)
def exponential_kernel(scale) -> Kernel:
    """``exp(-d/scale)``."""
    return _kernels().exponential(_um(scale, "scale"))


@value(Kernel)
def power(scale, exponent) -> Kernel:
    """``(1 + d/scale)^-exponent``, as the simulator's ``Kernel.power`` has it."""
    return _kernels().power(_um(scale, "scale"), _values.number(exponent, "1", "exponent"))


@value(Kernel)
def linear(range) -> Kernel:
    """From 1 at the source to 0 at ``range``, and 0 beyond."""
    return _kernels().linear(_um(range, "range"))


@value(Kernel)
def gabor(sigma, wavelength, aspect, phase) -> Kernel:
    """A Gaussian times a cosine along the first axis; the phase is in radians, the waves run along x."""
    return _kernels().gabor(_um(sigma), _um(wavelength), _values.number(aspect, "1", "aspect"), _values.number(phase, "1", "phase"))


@value(Kernel)
def distance(unit=1.0) -> Kernel:
    """The distance, in multiples of a length."""
    return _kernels().distance(_um(unit))


@value(Kernel)
def constant(value) -> Kernel:
    """The same everywhere."""
    return _kernels().constant(_values.number(value, "1", "value"))


class Mask(Value):
    """Where targets may lie as seen from the source."""

    __slots__ = ()


def _mask_method(function):
    function.__qualname__ = f"Mask.{function.__name__}"
    setattr(Mask, function.__name__, value(Mask)(function))


@_mask_method
def shifted(self, *by):
    """Moved by a vector."""
    return self._java.shifted(*[_um(b) for b in by])


@_mask_method
def turned(self, degrees):
    """Turned about the z-axis."""
    return self._java.rotated(_values.number(degrees, "1", "degrees"))


@_mask_method
def both(self, other):
    """Within this and another mask."""
    return getattr(self._java, "and_")(java_of(other, Mask, "the other mask", "disc(300)"))


@value(Mask)
def disc(radius) -> Mask:
    """Within a radius."""
    return java("networks.space.Mask").disc(_um(radius))


@value(Mask)
def annulus(inner, outer) -> Mask:
    """Between two radii."""
    return java("networks.space.Mask").annulus(_um(inner), _um(outer))


@value(Mask)
def box(*sides) -> Mask:
    """Within a rectangle or a box of these sides about the source."""
    return java("networks.space.Mask").box(*[_um(s) for s in sides])


@value(Mask)
def ellipse(*axes) -> Mask:
    """Within an ellipse or an ellipsoid of these axes about the source."""
    return java("networks.space.Mask").ellipse(*[_um(a) for a in axes])


class Profile(_InUnit):
    """A weight or a delay that depends on the displacement."""

    __slots__ = ()


@_in_unit(Profile)
def profile(kernel, scale, *, plus=None, low=None, high=None) -> Profile:
    """``kernel * scale + plus``, kept between ``low`` and ``high``; ``scale`` and ``plus`` may be drawn."""

    def of(unit, what):
        from .distributions import Distribution
        some = lambda v: v.in_unit(unit, what) if isinstance(v, Distribution) else _values.quantity(v, unit, what)  # noqa: E731
        made = java_of(kernel, Kernel, "kernel", "gaussian(150)").times(some(scale))
        if plus is not None:
            made = made.plus(some(plus))
        if (low is None) != (high is None):
            raise RanvierError(f"{what}: low and high of a profile go together; give both")
        return made if low is None else made.clip(_values.quantity(low, unit, what), _values.quantity(high, unit, what))

    return of


@_in_unit(Profile)
def conduction(least, speed) -> Profile:
    """A delay of ``least`` ms and what the distance takes at ``speed`` (m/s, which is mm/ms)."""
    return lambda unit, what: java("networks.space.Profile").conduction(
        _values.quantity(least, "ms", what), _values.quantity(speed, "mm/ms", what))
