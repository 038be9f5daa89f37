from typing import Optional, Tuple, Union

from ._describe import Member
from ._types import Drawn, Number
from .modulation import Effect, Response, ThirdFactor
from .populations import Neurons
from .projections import Projection

__all__ = [
    "LowRank", "Modulator", "Receptor", "Source", "TemporalDifference",
]


class LowRank(Member):
    @property
    def name(self) -> str: ...


class Modulator(Member):
    @property
    def name(self) -> str: ...
    def released_by(
            self, neurons: Neurons, *, amount: Optional[Number] = None, unit_area: bool = False, delay: Optional[Number] = None,
            volley: Optional[Tuple[int, Number]] = None, depleting: Optional[Tuple[Number, Number]] = None,
            weight: Optional[Drawn] = None, gain: Optional[Tuple[Modulator, Response, Effect]] = None) -> Source: ...
    def driven_by(self, other: Modulator, response: Response, rate: Number) -> Modulator: ...
    def follows(self, other: Modulator, tau: Number) -> Modulator: ...
    def release(self, time: Number, amount: Number) -> Modulator: ...
    def clamp(self, start: Number, stop: Number, concentration: Number) -> Modulator: ...
    def receptor(
            self, name: str, response: Response, *, binding: Optional[Number] = None, cascade: Optional[Tuple[Number, Number]] = None,
            every: Optional[Number] = None) -> Receptor: ...


class Receptor(Member):
    def scales_input(self, neurons: Neurons, effect: Effect, *, receptor: Optional[str] = None) -> Receptor: ...
    def changes(self, neurons: Neurons, parameter: str, effect: Effect) -> Receptor: ...
    def gates(self, projection: Union[Projection, LowRank], effect: Effect, *, mode: Optional[int] = None) -> Receptor: ...


class Source(Member): ...


class TemporalDifference(Member):
    @property
    def error(self) -> ThirdFactor: ...
