"""Spike logs: what ``Simulation.log_to`` and the command line write."""

from ._describe import checked
from ._jvm import java
from .results import Spikes

__all__ = ["read_log"]


@checked
def read_log(directory, start=None, stop=None) -> Spikes:
    """The spikes of a log, all of them or from ``start`` to ``stop`` ms; also of one that is still being written."""
    from . import _values
    reader = java("simulator.log.SpikeLogReader").open(_values.path(directory))
    if start is None and stop is None:
        return Spikes(reader.readAll())
    begin = 0.0 if start is None else _values.number(start, "ms", "start")
    return Spikes(reader.read(begin, 1e11 if stop is None else _values.number(stop, "ms", "stop")))
