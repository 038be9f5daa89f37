from typing import List

from ._describe import Member
from .populations import Neurons

__all__ = [
    "CurvedProjection", "Projection",
]


class CurvedProjection(Member):
    components: List[Projection]


class Projection(Member):
    @property
    def unit(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def source(self) -> Neurons: ...
    @property
    def target(self) -> Neurons: ...
