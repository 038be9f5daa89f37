
import numpy as np

from ._describe import Member
from ._types import Number

__all__ = [
    "Current", "Noise", "Poisson",
]


class Current(Member):
    def pulse_times(self, seed: int, until: Number) -> np.ndarray: ...


class Noise(Member):
    @property
    def unit(self) -> str: ...


class Poisson(Member):
    @property
    def weight_unit(self) -> str: ...
