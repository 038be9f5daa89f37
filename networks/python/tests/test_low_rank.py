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


def test_refuses_rules():
    with pytest.raises(RanvierError, match="pair STDP changes the weights of single pairs"):
        two(np.ones((1, 3)), np.ones((1, 2)), plastic=stdp())


def test_names_the_mode():
    net, _, loop = two(np.ones((1, 3)), np.ones((1, 2)))
    r = net.modulator("m").receptor("r", proportional(1))
    with pytest.raises(RanvierError, match="mode=0"):
        r.gates(loop, scaled(1))
    with pytest.raises(RanvierError, match="no mode 1"):
        r.gates(loop, scaled(1), mode=1)
