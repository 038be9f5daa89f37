from typing import Optional, Tuple, Union

from ._types import Array, Number

__all__ = [
    "Contact", "Pulses",
]


class Contact:
    def __init__(self, area: float, share: float, *, density: float = 30, shannon: float = 1.85, recovers: bool = False) -> None: ...


class Pulses:
    def __init__(
            self, amplitude: Number, width: Number, rate: Optional[Number] = None, *, times: Optional[Array] = None,
            cv: Optional[float] = None, varying: Optional[float] = None, biphasic: Union[bool, Tuple[Number, float]] = False,
            ramp: Optional[Number] = None, contact: Optional[Contact] = None) -> None: ...
