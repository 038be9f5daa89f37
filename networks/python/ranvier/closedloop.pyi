from typing import Any, Callable, Dict, List, NamedTuple, Optional, Sequence, Tuple, Union

import numpy.typing as npt

from ._types import Array, Number
from .modulators import Modulator
from .populations import Neurons
from .simulation import Simulation

__all__ = [
    "ClosedLoop", "Episode", "SimulationEnv", "Turn",
]


class ClosedLoop:
    def __init__(
            self, sim: Simulation, env: Any, *, every: Number = 10.0, reads: Optional[Neurons] = None,
            decode: Optional[Callable[[npt.NDArray[Any]], Any]] = None, shows: Optional[Callable[[Simulation, npt.NDArray[Any]], object]] = None,
            rewards: Union[Modulator, Callable[[Simulation, float], object], None] = None) -> None: ...
    def episode(self, seed: int = 0, most_steps: int = 1000) -> Episode: ...


class Episode(NamedTuple):
    seed: int
    turns: List[Turn]
    @property
    def total_reward(self) -> float: ...


class SimulationEnv:
    observation_space: Any
    action_space: Any
    def __init__(
            self, make: Callable[[int], Simulation], *, step: Number = 10.0, act: Callable[[Simulation, Any], object],
            observe: Optional[Callable[[Simulation, npt.NDArray[Any]], Array]] = None, reads: Union[str, Sequence[str]] = "",
            reward: Optional[Callable[[Simulation, npt.NDArray[Any]], float]] = None, most_steps: int = 1000, observation_space: Any = None,
            action_space: Any = None) -> None: ...
    @property
    def simulation(self) -> Simulation: ...
    def reset(self, *, seed: Optional[int] = None, options: Optional[Dict[str, Any]] = None) -> Tuple[npt.NDArray[Any], Dict[str, Any]]: ...
    def step(self, action: Any) -> Tuple[npt.NDArray[Any], float, bool, bool, Dict[str, Any]]: ...
    def close(self) -> None: ...
    def render(self) -> None: ...


class Turn(NamedTuple):
    time: float
    observation: npt.NDArray[Any]
    action: npt.NDArray[Any]
    reward: float
    done: bool
