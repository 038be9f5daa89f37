from typing import Optional

from ._types import Number, Path
from .results import Spikes

__all__ = [
    "read_log",
]


def read_log(directory: Path, start: Optional[Number] = None, stop: Optional[Number] = None) -> Spikes: ...
