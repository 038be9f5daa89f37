from typing import Any, Dict, List, Optional, Tuple, Union

import numpy as np

from .populations import Population

__all__ = [
    "Recording", "SpikeSamples", "Spikes", "WeightEvents", "WeightTrace", "Weights",
]


class Recording:
    population: str
    variable: str
    unit: str
    neurons: np.ndarray
    times: np.ndarray
    values: np.ndarray
    def to_pandas(self) -> Any: ...
    def to_neo(self) -> Any: ...
    def plot(self, **options: Any) -> Any: ...


class SpikeSamples:
    population: str
    variables: List[str]
    units: List[str]
    neurons: np.ndarray
    times: np.ndarray
    values: np.ndarray


class Spikes:
    times: np.ndarray
    ids: np.ndarray
    resolution: float
    t_start: float
    t_stop: float
    def __len__(self) -> int: ...
    @property
    def populations(self) -> Dict[str, Tuple[int, int]]: ...
    def of(self, population: Union[str, Population]) -> Tuple[np.ndarray, np.ndarray]: ...
    def trains(self, population: Union[str, Population]) -> List[np.ndarray]: ...
    def counts(self, population: Union[str, Population]) -> np.ndarray: ...
    def rate(self, population: Union[str, Population]) -> float: ...
    @property
    def digest(self) -> str: ...
    def statistics(self) -> Dict[str, Dict[str, float]]: ...
    def to_neo(self, population: Union[str, Population, None] = None) -> Any: ...
    def to_pandas(self) -> Any: ...
    def plot(self, **options: Any) -> Any: ...


class WeightEvents:
    projection: str
    times: np.ndarray
    sources: np.ndarray
    targets: np.ndarray
    delivered: np.ndarray
    weights: np.ndarray
    variables: Dict[str, np.ndarray]


class WeightTrace:
    projection: str
    variable: str
    sources: np.ndarray
    targets: np.ndarray
    times: np.ndarray
    values: np.ndarray


class Weights:
    sources: np.ndarray
    targets: np.ndarray
    delays: np.ndarray
    values: np.ndarray
    def __len__(self) -> int: ...
    def matrix(self, shape: Optional[tuple] = None) -> np.ndarray: ...
    def to_pandas(self) -> Any: ...
    def plot(self, **options: Any) -> Any: ...
