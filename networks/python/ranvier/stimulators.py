"""Pulses of a stimulator, and the contact through which they flow."""
from __future__ import annotations

from typing import Optional

from . import _values
from ._describe import checked
from ._errors import RanvierError, translated
from ._jvm import java

__all__ = ["Contact", "Pulses"]


class Contact:
    """The contact of an electrode: pulses that would charge it too much are refused.

    Parameters
    ----------
    area : surface in mm²
    share : what enters each neuron, in parts of the electrode's current
    density : most charge of a phase, in µC/cm²
    shannon : most of Shannon's k = log10(charge density × charge)
    recovers : whether the device takes charge back between pulses
    """

    @checked
    def __init__(self, area: float, share: float, *, density: float = 30, shannon: float = 1.85, recovers: bool = False):
        with translated:
            self._java = java("networks.values.Contact")(float(area), float(share), float(density), float(shannon), bool(recovers))


class Pulses:
    """Pulses of an amplitude (pA) and a width (ms), at ``rate`` (Hz) or ``times`` (ms).

    Parameters
    ----------
    cv : coefficient of variation of the intervals
    varying : coefficient of variation of a rate that is drawn for each interval, in place of ``cv``
    biphasic : True, or (gap in ms, ratio): a second phase so many times as long takes the charge back
    ramp : time in which the amplitude rises, in ms
    """

    @checked
    def __init__(
            self, amplitude, width, rate=None, *, times=None, cv: Optional[float] = None, varying: Optional[float] = None, biphasic=False, ramp=None,
            contact: Optional[Contact] = None):
        if (rate is None) == (times is None):
            raise RanvierError("pulses: give either rate= or times=")
        if cv is not None and varying is not None:
            raise RanvierError("pulses: cv and varying exclude each other; give one of them")
        if times is not None and (cv is not None or varying is not None):
            raise RanvierError("pulses: cv and varying are of a rate; leave them out where times are given")
        with translated:
            train = java("networks.values.PulseTrain").of(
                _values.quantity(amplitude, "pA", "pulses: amplitude"), _values.quantity(width, "ms", "pulses: width"))
            if times is not None:
                train = train.times(_values.doubles(_values.array(times, "ms", "pulses: times")))
            else:
                hz = _values.quantity(rate, "Hz", "pulses: rate")
                train = train.irregular(hz, float(cv)) if cv is not None else train.varying(hz, float(varying)) if varying is not None else train.at(hz)
            if biphasic is not False:
                gap, ratio = (0, 1) if biphasic is True else biphasic
                train = train.biphasic(_values.quantity(gap, "ms", "pulses: gap"), float(ratio))
            if ramp is not None:
                train = train.ramp(_values.quantity(ramp, "ms", "pulses: ramp"))
            self._java = train if contact is None else train.through(contact._java)

    def __repr__(self) -> str:
        return str(self._java)
