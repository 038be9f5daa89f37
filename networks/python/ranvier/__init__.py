"""Ranvier from Python: an event-driven simulator of spiking neural networks."""

from ._errors import RanvierError
from ._jvm import java, start

__all__ = ["RanvierError", "java", "start"]
