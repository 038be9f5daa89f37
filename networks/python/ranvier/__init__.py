# -*- coding: utf-8 -*-
"""Ranvier from Python: an event-driven simulator of spiking neural networks.

    from ranvier import *

    net = Network("balanced")
    exc = net.population("E", 800, "iaf_psc_exp", V_m=uniform(-70, -55))
    net.connect(exc, exc, fixed_in_degree(80), weight=20*pA, delay=1.5*ms)
    net.poisson("background", exc, rate=8000*Hz, weight=40*pA)
    with net.simulate(seed=1) as sim:
        sim.run(1000)
        sim.spikes().plot()

Plain numbers are in ms, mV, pA, nS, pF, Hz, µm, or the unit of the model's parameter; quantities such as ``10*mV`` may be in any unit of
the same kind.
"""

from . import _python

_python.check()

from . import cells, connect, distributions, models, modulation, plasticity, space, units
from ._errors import RanvierError
from ._jvm import java, start
from .circuits import circuit, circuit_names, read_network
from .closedloop import ClosedLoop, SimulationEnv
from .connect import *  # noqa: F403
from .distributions import *  # noqa: F403
from .inputs import Current, Noise, Poisson
from .logs import read_log
from .models import *  # noqa: F403
from .modulation import *  # noqa: F403
from .network import Network
from .plasticity import *  # noqa: F403
from .populations import Population
from .projections import CurvedProjection, Projection
from .results import Recording, Spikes, Weights
from .simulation import Simulation
from .synapses import SpikeCounts, Synapses
from .space import *  # noqa: F403
from .stimulators import Contact, Pulses
from .units import *  # noqa: F403

__all__ = [
    "ClosedLoop", "Contact", "Current", "CurvedProjection", "Network", "Noise", "Poisson", "Population", "Projection", "Pulses", "RanvierError",
    "Recording", "Simulation", "SimulationEnv", "SpikeCounts", "Spikes", "Synapses", "Weights", "cells", "circuit", "circuit_names", "java",
    "read_log", "read_network", "start",
] + connect.__all__ + distributions.__all__ + models.__all__ + modulation.__all__ + plasticity.__all__ + space.__all__ + units.__all__


def __getattr__(name):
    from ._describe import java_only
    only = java_only(name)
    raise AttributeError("ranvier." + only if only else "module 'ranvier' has no attribute '" + name + "'")
