"""What the stubs call the things that can be given; there is no such module at run time."""
import os
from typing import Tuple, Union

import numpy as np
import numpy.typing as npt

from .distributions import Distribution
from .plasticity import Bounds
from .space import Profile
from .units import Quantity

Number = Union[float, Quantity, str]  # in the unit that the documentation names, with a unit, or as a text such as "10 ms"
Array = Union[npt.ArrayLike, Quantity]
Drawn = Union[Number, Array, Distribution]  # one for all, one for each, or drawn
Synaptic = Union[Drawn, Profile]  # the same, or by the distance
BoundsLike = Union[Bounds, float, Tuple[float, float]]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Path = Union[str, "os.PathLike[str]"]
