"""Closed loops: an environment with Gymnasium's ``reset`` and ``step`` drives a simulation, or a simulation is such an environment.

Gymnasium itself is not needed.
"""

from typing import Any, Callable, NamedTuple, Optional

import numpy as np

from . import _values
from ._describe import all_checked, checked
from ._errors import RanvierError, of_java, translated
from ._jvm import java

__all__ = ["ClosedLoop", "Episode", "SimulationEnv", "Turn"]

try:
    from gymnasium import Env as _Env
except ImportError:

    class _Env:  # what others expect of an environment
        metadata: dict = {}


class Turn(NamedTuple):
    """One interval of an episode."""

    time: float  # when it began, in ms
    observation: np.ndarray
    action: np.ndarray
    reward: float
    done: bool


class Episode(NamedTuple):
    seed: int
    turns: list

    @property
    def total_reward(self) -> float:
        return sum(t.reward for t in self.turns)


@all_checked
class ClosedLoop:
    """Lets a network act in an environment.

    Parameters
    ----------
    sim : Simulation
    env : object with ``reset(seed=…)`` → (observation, info) and ``step(action)`` → (observation, reward, terminated, truncated, info)
        Observations are arrays; the older ``step`` of four values is understood, too.
    every : ms
        How long the network runs between two answers.
    reads : Neurons
        Whose numbers of spikes in the interval are the action.
    decode : function of the counts, optional
        Makes the action of them, e.g. ``lambda counts: int(counts.argmax())``.
    shows : function of (sim, observation)
        Sets stimuli: ``lambda sim, seen: sim.set(drive, rate=seen)``.
    rewards : Modulator, or function of (sim, reward)

    Examples
    --------
    >>> loop = ClosedLoop(sim, env, every=50, reads=output, shows=lambda sim, seen: sim.set(drive, rate=1000 * seen), rewards=dopamine)
    >>> episode = loop.episode(seed=1, most_steps=200)
    """

    @checked
    def __init__(
            self, sim, env, *, every=10.0, reads=None, decode: Optional[Callable] = None, shows: Optional[Callable] = None, rewards=None):
        import jpype
        if not all(callable(getattr(env, method, None)) for method in ("reset", "step")):
            raise RanvierError(f"the environment is {env!r}, which has no reset and step; give an object with those of Gymnasium")
        self._sim = sim
        self._env = env
        self._decode = decode
        self._raised = None
        answers = jpype.JProxy(java("networks.python.Loop$Answers"), dict={"reset": self._reset, "step": self._step})
        loop = java("networks.closedloop.ClosedLoop").of(sim._java, java("networks.python.Loop")(answers))
        loop.every(_values.quantity(every, "ms", "every"))
        if reads is not None:
            loop.reads(reads._java)
        if shows is not None:
            self._shows = shows
            loop.shows(jpype.JProxy(java("networks.closedloop.ClosedLoop$Sight"), dict={"show": self._show}))
        if callable(rewards):
            self._rewards = rewards
            loop.rewards(jpype.JProxy(java("networks.closedloop.ClosedLoop$Reward"), dict={"give": self._give}))
        elif rewards is not None:
            loop.rewards(rewards._java)
        self._java = loop

    def episode(self, seed: int = 0, most_steps: int = 1000) -> Episode:
        """Runs an episode until it is done, or ``most_steps`` steps of it. What the environment raises comes through."""
        self._raised = None
        self._actions = []
        with self._sim._alone("episode"):
            pass  # refuses what is closed or in use; the callbacks take hold of it for themselves
        try:
            done = self._java.episode(_values.integer(seed, "seed", bits=64), _values.integer(most_steps, "most_steps"))
        except Exception as e:
            raise (self._raised or of_java(e)) from None
        if self._raised is not None:
            raise self._raised
        turns = [
            Turn(float(t.beginMs()), np.array(t.observation()), np.array(t.action()), float(t.reward()), bool(t.done())) for t in done.turns()
        ]
        return Episode(seed, turns)

    def _kept(self, call, *args):
        try:
            return call(*args)
        except BaseException as e:
            self._raised = of_java(e) if isinstance(e, Exception) else e
            raise

    def _reset(self, seed):
        def reset():
            first = self._env.reset(seed=int(seed))
            return _observation(first[0] if isinstance(first, tuple) and len(first) == 2 and isinstance(first[1], dict) else first)

        return _values.doubles(self._kept(reset))

    def _step(self, counts):
        def step():
            action = np.array(counts)
            if self._decode is not None:
                action = self._decode(action)
            answer = self._env.step(action)
            if len(answer) not in (4, 5):
                raise RanvierError(f"step of the environment returned {len(answer)} values; give observation, reward, terminated, truncated, info")
            seen, reward, ended = answer[0], float(answer[1]), bool(answer[2]) or len(answer) == 5 and bool(answer[3])
            return np.concatenate(((reward, float(ended)), _observation(seen)))

        return _values.doubles(self._kept(step))

    def _show(self, _, observation):
        self._kept(self._shows, self._sim, np.array(observation))

    def _give(self, _, reward):
        self._kept(self._rewards, self._sim, float(reward))


def _observation(seen):
    try:
        return np.ascontiguousarray(seen, dtype=np.float64).ravel()
    except (TypeError, ValueError):
        raise RanvierError(f"an observation of the environment is {seen!r}; give an array of numbers") from None


@all_checked
class SimulationEnv(_Env):
    """A simulation as an environment, with Gymnasium's ``reset`` and ``step``.

    Parameters
    ----------
    make : function of (seed) → Simulation
        Builds a simulation for each episode; it is closed at the next ``reset``.
    step : ms
        How long the network runs for an action.
    act : function of (sim, action)
        Acts on the network: sets rates, currents, modulators.
    observe : function of (sim, counts) → array, optional
        What is seen after a step; by default the numbers of spikes.
    reads : str or list of str
        Names of the populations whose spikes are counted, concatenated.
    reward : function of (sim, observation) → float, optional
    most_steps : int
        The episode is truncated after so many.
    observation_space, action_space
        Of Gymnasium, where it is used.

    Examples
    --------
    >>> env = SimulationEnv(lambda seed: net.simulate(seed=seed), step=20, act=lambda sim, a: sim.set(drive, rate=a), reads="E",
    ...                     reward=lambda sim, seen: -abs(seen.mean() - 1))
    >>> seen, info = env.reset(seed=1)
    >>> seen, reward, terminated, truncated, info = env.step(8000.0)
    """

    @checked
    def __init__(
            self, make: Callable, *, step=10.0, act: Callable, observe: Optional[Callable] = None, reads="", reward: Optional[Callable] = None,
            most_steps: int = 1000, observation_space: Any = None, action_space: Any = None):
        self._make, self._length, self._act, self._observe, self._reward = make, step, act, observe, reward
        self._reads = [reads] if isinstance(reads, str) else list(reads)
        self._most = most_steps
        self.observation_space, self.action_space = observation_space, action_space
        self._sim = None
        self._steps = 0
        self._seed = 0

    @property
    def simulation(self):
        """The simulation of the present episode."""
        if self._sim is None:
            raise RanvierError("the environment has no episode yet; call reset(seed=1) first")
        return self._sim

    def reset(self, *, seed: Optional[int] = None, options: Optional[dict] = None):
        """Begins an episode: (observation, info)."""
        self.close()
        self._seed = self._seed + 1 if seed is None else int(seed)
        self._sim = self._make(self._seed)
        self._steps = 0
        sim = self._sim
        self._counters = []
        with translated:
            for name in filter(None, self._reads):
                counter = java("networks.python.Counter").of(sim._java, name)
                self._counters.append(counter)
        return self._seen(), {"time": sim.time}

    def step(self, action):
        """Acts, runs, and looks: (observation, reward, terminated, truncated, info)."""
        sim = self.simulation
        self._act(sim, action)
        sim.run(self._length, progress=False)
        self._steps += 1
        seen = self._seen()
        reward = 0.0 if self._reward is None else float(self._reward(sim, seen))
        return seen, reward, False, self._steps >= self._most, {"time": sim.time}

    def _seen(self):
        counts = np.concatenate([np.array(c.take()) for c in self._counters]) if self._counters else np.empty(0)
        return counts if self._observe is None else np.asarray(self._observe(self._sim, counts))

    def close(self) -> None:
        """Ends the simulation of the present episode."""
        if self._sim is not None:
            self._sim.close()
            self._sim = None

    def render(self):
        return None
