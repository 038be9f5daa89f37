"""The cortical microcircuit of Potjans & Diesmann 2014, doi:10.1093/cercor/bhs358: 77,169 neurons, 299 million synapses.

    python3 microcircuit.py --scale 0.1 --duration 1000

The description of ``./ranvier run microcircuit`` in Python; the spikes are the same, to the last bit.
"""

import argparse
import math

from ranvier import *

NAMES = ["L2/3E", "L2/3I", "L4E", "L4I", "L5E", "L5I", "L6E", "L6I"]
NEURONS = [20683, 5834, 21915, 5479, 4850, 1065, 14395, 2948]
EXTERNAL_INPUTS = [1600, 1500, 2100, 1900, 2000, 1900, 2900, 2100]
PROBABILITY = [  # rows: target, columns: source
    [0.1009, 0.1689, 0.0437, 0.0818, 0.0323, 0, 0.0076, 0],
    [0.1346, 0.1371, 0.0316, 0.0515, 0.0755, 0, 0.0042, 0],
    [0.0077, 0.0059, 0.0497, 0.135, 0.0067, 0.0003, 0.0453, 0],
    [0.0691, 0.0029, 0.0794, 0.1597, 0.0033, 0, 0.1057, 0],
    [0.1004, 0.0622, 0.0505, 0.0057, 0.0831, 0.3726, 0.0204, 0],
    [0.0548, 0.0269, 0.0257, 0.0022, 0.06, 0.3158, 0.0086, 0],
    [0.0156, 0.0066, 0.0211, 0.0166, 0.0572, 0.0197, 0.0396, 0.2252],
    [0.0364, 0.001, 0.0034, 0.0005, 0.0277, 0.008, 0.0658, 0.1443],
]
POTENTIALS = [(-68.28, 5.36), (-63.16, 4.57), (-63.33, 4.74), (-63.45, 4.94), (-63.11, 4.94), (-61.66, 4.55), (-66.72, 5.46), (-61.43, 4.48)]
RATES = [0.90, 2.97, 4.41, 5.88, 7.57, 8.63, 1.11, 7.83]  # spikes/s of the full network
WEIGHT, TAU_SYN, G, BACKGROUND = 87.8, 0.5, 4, 8.0  # pA, ms, inhibition over excitation, Hz


def synapses(target, source):
    """Of a projection in the full network."""
    pairs = NEURONS[target] * NEURONS[source]
    return round(math.log(1 - PROBABILITY[target][source]) / math.log1p(-1 / pairs))


def strength(target, source):
    """Relative to an excitatory synapse; those from L4E to L2/3E are twice as strong."""
    return (2 if (target, source) == (0, 2) else 1) if source % 2 == 0 else -G


def lost_current(target, scale):
    """What the mean input of a smaller network lacks (van Albada et al. 2015, doi:10.1371/journal.pcbi.1004490)."""
    total = EXTERNAL_INPUTS[target] * BACKGROUND
    for source in range(8):
        if PROBABILITY[target][source] > 0:
            total += synapses(target, source) / NEURONS[target] * strength(target, source) * RATES[source]
    return (1 - math.sqrt(scale)) * TAU_SYN / 1000 * WEIGHT * total


def microcircuit(scale=1.0):
    net = Network("microcircuit")
    weight = WEIGHT / math.sqrt(scale)
    populations = [
        net.population(
            name, max(1, math.floor(NEURONS[p] * scale + 0.5)), "iaf_psc_exp", tau_m=10, E_L=-65, V_reset=-65, V_th=-50, tau_syn_ex=TAU_SYN,
            tau_syn_in=TAU_SYN, I_e=lost_current(p, scale), V_m=normal(*POTENTIALS[p]))
        for p, name in enumerate(NAMES)
    ]
    for t, target in enumerate(populations):
        for s, source in enumerate(populations):
            if PROBABILITY[t][s] > 0:
                w = strength(t, s) * weight
                bounds = (0, 20 * w) if w >= 0 else (20 * w, -1e-6)
                d = 1.5 if s % 2 == 0 else 0.75
                net.connect(
                    source, target, fixed_total_number(math.floor(synapses(t, s) * scale * scale + 0.5)),
                    weight=normal(w, 0.1 * abs(w), low=bounds[0], high=bounds[1]), delay=normal(d, 0.5 * d, low=0.05, high=20 * d))
        net.poisson("background", target, rate=BACKGROUND * EXTERNAL_INPUTS[t] * scale, weight=weight)
    return net


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--warmup", type=float, default=500, help="ms")
    parser.add_argument("--duration", type=float, default=1000, help="ms")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with microcircuit(options.scale).simulate(threads=options.threads, seed=options.seed) as sim:
        print(f"built {sim.synapses:,} synapses in {sim.build_seconds:.1f} s")
        if options.warmup:
            sim.run(options.warmup)
            sim.discard()
        done = sim.run(options.duration)
        print(f"real-time factor {done.real_time_factor:.2f}")
        for name, of in sim.spikes().statistics().items():
            print(f"{name:6} {of['rate']:6.2f} ± {of['rate_sd']:5.2f} spikes/s   CV {of['cv_isi']:.2f}   synchrony {of['synchrony']:.2f}")
