from typing import Any, Dict, List, Optional, Tuple, Union

import numpy.typing as npt

from ._types import Floats, Ints

from .populations import Population

__all__ = [
    "Recording", "SpikeSamples", "Spikes", "WeightEvents", "WeightTrace", "Weights",
]


class Recording:
    population: str
    variable: str
    unit: str
    neurons: Ints
    times: Floats
    values: Floats
    def to_pandas(self) -> Any: ...
    def to_neo(self) -> Any: ...
    def plot(self, **options: Any) -> Any: ...


class SpikeSamples:
    population: str
    variables: List[str]
    units: List[str]
    neurons: Ints
    times: Floats
    values: Floats


class Spikes:
    times: Floats
    ids: Ints
    resolution: float
    t_start: float
    t_stop: float
    def __len__(self) -> int: ...
    @property
    def populations(self) -> Dict[str, Tuple[int, int]]: ...
    def of(self, population: Union[str, Population]) -> Tuple[Floats, Ints]: ...
    def trains(self, population: Union[str, Population]) -> List[Floats]: ...
    def counts(self, population: Union[str, Population]) -> npt.NDArray[Any]: ...
    def rate(self, population: Union[str, Population]) -> float: ...
    @property
    def digest(self) -> str: ...
    def statistics(self) -> Dict[str, Dict[str, float]]: ...
    def to_neo(self, population: Union[str, Population, None] = None) -> Any: ...
    def to_pandas(self) -> Any: ...
    def plot(self, **options: Any) -> Any: ...


class WeightEvents:
    projection: str
    times: Floats
    sources: Ints
    targets: Ints
    delivered: Floats
    weights: Floats
    variables: Dict[str, Floats]


class WeightTrace:
    projection: str
    variable: str
    sources: Ints
    targets: Ints
    times: Floats
    values: Floats


class Weights:
    sources: Ints
    targets: Ints
    delays: Floats
    values: Floats
    def __len__(self) -> int: ...
    def matrix(self, shape: Optional[Tuple[int, int]] = None) -> Floats: ...
    def to_pandas(self) -> Any: ...
    def plot(self, **options: Any) -> Any: ...
