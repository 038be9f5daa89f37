import numpy as np
import pytest

from ranvier import *


def two(left, right, **more):
    net = Network("low rank")
    source = net.spike_source("in", [[5.0, 25.0], [5.0]])
    out = net.population("out", 3, "iaf_psc_delta", tau_m=1e12, V_m=-70)
    loop = net.low_rank("loop", source, out, left, right, weight=1, delay=1, **more)
    return net, out, loop


def test_delivers_the_matrix():
    """V jumps by left.T @ diag(gains) @ right at each spike (NumPy)."""
    rng = np.random.default_rng(1)
    left, right, gains = rng.normal(size=(2, 3)), rng.normal(size=(2, 2)), [0.5, -2]
    net, out, loop = two(left, right, gains=gains)
    net.modulator("m").receptor("r", proportional(1)).gates(loop, scaled(1), mode=1)
    net.record(out, "V_m", every=1)
    with net.simulate() as sim:
        sim.run(20)
        jump = left.T @ np.diag(gains) @ right @ [1, 1]
        np.testing.assert_allclose(sim.recording(out, "V_m").values[-1], -70 + jump, atol=1e-5)
        loop = next(m for m in sim.network._members if m._index == loop._index)
        np.testing.assert_allclose(sim.factors(loop)[0], left)
        sim.set_factors(loop, 2 * left, right)
        np.testing.assert_allclose(sim.factors(loop)[0], 2 * left)


@pytest.mark.parametrize("left, right, part", [
    (np.ones((3, 3)), np.ones((3, 2)), "rank 3 is above"),
    (np.ones((1, 3)), np.ones((2, 2)), "give a row for each mode"),
    (np.ones((1, 4)), np.ones((1, 2)), "4 factors for 3 target neurons"),
    (np.full((1, 3), np.nan), np.ones((1, 2)), "nan|finite"),
])
def test_refuses(left, right, part):
    with pytest.raises(RanvierError, match=part):
        two(left, right)


def test_factors_learn():
    """One pair by NumPy: a spike of the source 4 ms before one of the target adds A e^(-4/20) of its right factors to that target's left ones."""
    rng = np.random.default_rng(2)
    left, right = rng.normal(size=(2, 3)), rng.normal(size=(2, 2))
    net, out, loop = two(left, right, plastic=stdp(dependence=additive(0.1, 0.1), bounds=bounds(-np.inf, np.inf)), learns="left")
    kick = net.spike_source("kick", [[8.0]])
    net.connect(kick, out, sources=[0], targets=[1], weight=100, delay=1)
    with net.simulate() as sim:
        sim.run(20)
        spikes = sim.spikes()
        fired = [t for t, n in zip(spikes.times, spikes.ids) if n == 3]
        learned, still = sim.factors(loop)
        expected = left.copy()
        expected[:, 1] += 0.1 * np.exp(-(fired[0] - 5) / 20) * right.sum(axis=1)
        np.testing.assert_allclose(learned, expected, atol=1e-12)
        np.testing.assert_array_equal(still, right)
        sim.freeze(loop)
        assert sim.is_frozen(loop)
        sim.run(20)
        np.testing.assert_array_equal(sim.factors(loop)[0], learned)


@pytest.mark.parametrize("more, part", [
    ({"plastic": "stdp"}, "stdp"),
    ({"plastic": stdp()}, r"add bounds=bounds\(-inf, inf\)"),
    ({"plastic": stdp(bounds=bounds(-np.inf, np.inf)), "learns": "up"}, "learns is 'up'; give 'left', 'right' or 'both'"),
    ({"learns": "left"}, "learns is of factors that a rule changes"),
    ({"keep_norms": True}, "keep_norms is of factors that learn; add plastic=stdp"),
    ({"frozen": True}, "is of factors that learn; add plastic=stdp"),
])
def test_refuses_learning(more, part):
    with pytest.raises(RanvierError, match=part):
        two(np.ones((1, 3)), np.ones((1, 2)), **more)


def test_names_the_mode():
    net, _, loop = two(np.ones((1, 3)), np.ones((1, 2)))
    r = net.modulator("m").receptor("r", proportional(1))
    with pytest.raises(RanvierError, match="mode=0"):
        r.gates(loop, scaled(1))
    with pytest.raises(RanvierError, match="no mode 1"):
        r.gates(loop, scaled(1), mode=1)
