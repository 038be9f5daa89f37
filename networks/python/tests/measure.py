"""How long the way from Java to Python takes: `/usr/bin/python3 networks/python/tests/measure.py`. No test, since tests assert no times."""

import pathlib
import sys
import time

import jpype
import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))

from ranvier import ClosedLoop, Network, _values, java  # noqa: E402


class Nothing:
    """An environment that does nothing, so that only the way is measured."""

    def reset(self, *, seed=None, options=None):
        return np.zeros(10), {}

    def step(self, action):
        return np.zeros(10), 0.0, False, False, {}


def callback():
    """Seconds of the processor for one step there and back, arrays of ten numbers, the best of five thousands."""
    net = Network("n")
    net.population("E", 1)
    with net.simulate() as sim:
        loop = ClosedLoop(sim, Nothing())
        answers = jpype.JProxy(java("networks.python.Loop$Answers"), dict({"reset": loop._reset, "step": loop._step}))
        adapter = java("networks.python.Loop")(answers)
        counts = _values.doubles(np.zeros(10))
        adapter.reset(1)

        def seconds():
            begin = time.thread_time()
            for _ in range(1000):
                adapter.step(counts)
            return (time.thread_time() - begin) / 1000

        return min(seconds() for _ in range(5))


def spikes_in():
    """Seconds of the processor for ten million spikes given as arrays, the best of three."""
    n = 10_000_000
    rng = np.random.default_rng(1)
    neurons = rng.integers(0, 100_000, n).astype(np.int32)
    times = rng.integers(1, 1000, n) * 0.1

    def seconds():
        begin = time.thread_time()
        Network("x").spike_source("s", times, neurons=neurons, size=100_000)
        return time.thread_time() - begin

    return min(seconds() for _ in range(3))


if __name__ == "__main__":
    print(f"a callback: {callback() * 1e6:.1f} µs")
    print(f"ten million spikes in: {spikes_in():.2f} s")
