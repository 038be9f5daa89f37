"""Environments that drive simulations, and simulations that are environments."""

import numpy as np
import pytest

from ranvier import *
from ranvier import _values


class Counting:
    """Shows twice what it was told, and is done after some steps."""

    def __init__(self, steps=5):
        self.most = steps

    def reset(self, *, seed=None, options=None):
        self.seed, self.steps = seed, 0
        return np.array([1.0, 2.0]), {}

    def step(self, action):
        self.steps += 1
        return np.array([float(np.sum(action)), self.steps]), float(np.sum(action)), self.steps >= self.most, False, {}


@pytest.fixture
def acting():
    net = Network("loop")
    e = net.population("E", 10, "iaf_psc_exp")
    drive = net.poisson("in", e, rate=8000, weight=40)
    return net, e, drive, net.modulator("reward", decay=100)


def test_an_environment_drives_a_simulation(acting):
    net, e, drive, reward = acting
    with net.simulate() as sim:
        env = Counting()
        loop = ClosedLoop(
            sim, env, every=20, reads=e, decode=lambda counts: counts[:5], shows=lambda sim, seen: sim.set(drive, rate=8000 + 100 * seen[0]),
            rewards=reward)
        episode = loop.episode(seed=3, most_steps=50)
        assert env.seed == 3 and len(episode.turns) == 5 and sim.time == 100 and sim.concentration(reward) > 0
        counts = np.histogram(sim.spikes().times, np.arange(0, 101, 20) + 0.05)[0]
    assert [t.reward for t in episode.turns] == [t.action[:5].sum() for t in episode.turns]
    assert episode.total_reward <= counts.sum() and [t.time for t in episode.turns] == [0, 20, 40, 60, 80] and episode.turns[-1].done


def test_what_an_environment_raises_comes_through_and_the_loop_can_be_used_again(acting):
    net, e, drive, reward = acting

    class Failing(Counting):
        def step(self, action):
            raise KeyError("of the environment")

    with net.simulate() as sim:
        with pytest.raises(KeyError, match="of the environment"):
            ClosedLoop(sim, Failing(), reads=e).episode()
        with pytest.raises(RanvierError, match="returned 2 values"):
            class Two(Counting):
                def step(self, action):
                    return 1, 2
            ClosedLoop(sim, Two()).episode()
        assert len(ClosedLoop(sim, Counting()).episode().turns) == 5


def test_a_simulation_is_an_environment(acting):
    net, e, drive, reward = acting
    env = SimulationEnv(
        lambda seed: net.simulate(seed=seed), step=20, act=lambda sim, rate: sim.set(drive, rate=rate), reads="E",
        reward=lambda sim, seen: -abs(seen.mean() - 1), most_steps=3)
    with pytest.raises(RanvierError, match="reset"):
        env.step(1)
    runs = []
    for _ in range(2):
        seen, info = env.reset(seed=4)
        assert seen.tolist() == [0] * 10 and info["time"] == 0
        runs.append([env.step(rate) for rate in (8000, 12000, 4000)])
    assert [r[0].tolist() for r in runs[0]] == [r[0].tolist() for r in runs[1]] and runs[0][2][3] and not runs[0][1][3]
    assert runs[0][1][0].sum() > runs[0][2][0].sum()
    env.close()


def test_a_callback_goes_from_java_to_python_and_back():
    """With arrays of ten numbers, as `measure.py` times it."""
    import jpype
    net = Network("n")
    net.population("E", 1)
    with net.simulate() as sim:
        loop = ClosedLoop(sim, Counting(2))
        answers = jpype.JProxy(java("networks.python.Loop$Answers"), dict({"reset": loop._reset, "step": loop._step}))
        adapter = java("networks.python.Loop")(answers)
        adapter.reset(1)
        steps = [adapter.step(_values.doubles(np.arange(10.0) + k)) for k in range(2)]
        assert [list(step.observation()) for step in steps] == [[45.0, 1.0], [55.0, 2.0]]
        assert [step.reward() for step in steps] == [45.0, 55.0] and [step.done() for step in steps] == [False, True]
