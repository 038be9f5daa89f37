from ._describe import Member
from ._types import Floats, Number

__all__ = [
    "Current", "Noise", "Poisson",
]


class Current(Member):
    def pulse_times(self, seed: int, until: Number) -> Floats: ...


class Noise(Member):
    @property
    def unit(self) -> str: ...


class Poisson(Member):
    @property
    def weight_unit(self) -> str: ...
