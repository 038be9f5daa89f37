from typing import Any, Optional, Sequence, Union

from ._types import Number
from .populations import Population
from .results import Recording, Spikes, Weights

__all__ = [
    "raster", "rates", "traces", "weights",
]


def raster(
        spikes: Spikes, *, populations: Optional[Sequence[Union[str, Population]]] = None, start: Optional[Number] = None,
        stop: Optional[Number] = None, most: int = 200, ax: Any = None, markersize: float = 1.5) -> Any: ...
def rates(spikes: Spikes, *, populations: Optional[Sequence[Union[str, Population]]] = None, bin: float = 5.0, ax: Any = None) -> Any: ...
def traces(recording: Recording, *, neurons: Optional[Sequence[int]] = None, ax: Any = None) -> Any: ...
def weights(weights: Weights, *, bins: int = 50, ax: Any = None) -> Any: ...
