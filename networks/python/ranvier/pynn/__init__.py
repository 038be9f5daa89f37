"""Ranvier as a back end of PyNN.

    import ranvier.pynn as sim

    sim.setup(timestep=0.1)
    cells = sim.Population(100, sim.IF_curr_exp(tau_m=10.0))
    ...

Once this module has been imported it is also ``pyNN.ranvier``, for scripts that start with ``get_simulator()``. ``python -m
ranvier.pynn script.py ranvier`` runs such a script as it is; after ``python -m ranvier.pynn --link`` so does ``python script.py
ranvier``. What is PyNN's and what differs: docs/pynn.md.
"""

import difflib
import logging
import sys

from .._python import RanvierImportError, missing

try:
    import neo  # noqa: F401
    import pyNN
    import quantities  # noqa: F401
except ImportError as e:
    raise RanvierImportError(missing(e.name or "pyNN", "ranvier.pynn")) from None

from pyNN import common, random, space  # noqa: F401
from pyNN.common.control import DEFAULT_MAX_DELAY, DEFAULT_MIN_DELAY, DEFAULT_TIMESTEP
from pyNN.random import NumpyRNG, RandomDistribution  # noqa: F401
from pyNN.recording import get_io
from pyNN.space import Space  # noqa: F401
from pyNN.standardmodels import StandardCellType

from .._errors import RanvierError, nearest
from .._jvm import start
from . import simulator
from .cells import (  # noqa: F401
    EIF_cond_alpha_isfa_ista, EIF_cond_exp_isfa_ista, GIF_cond_exp, HH_cond_exp, IF_cond_alpha, IF_cond_exp,
    IF_cond_exp_gsfa_grr, IF_curr_alpha, IF_curr_delta, IF_curr_exp, IF_facets_hardware1, Izhikevich)
from .connectors import *  # noqa: F401,F403
from .connectors import FixedProbabilityConnector, SmallWorldConnector  # noqa: F401
from .dopamine import Dopamine  # noqa: F401
from .electrodes import ACSource, DCSource, NoisyCurrentSource, StepCurrentSource  # noqa: F401
from .native import native_cell_type  # noqa: F401
from .populations import Assembly, Population, PopulationView  # noqa: F401
from .projections import Connection, Projection  # noqa: F401
from .sources import (  # noqa: F401
    SpikeSourceArray, SpikeSourceGamma, SpikeSourceInhGamma, SpikeSourcePoisson, SpikeSourcePoissonRefractory)
from .synapses import (  # noqa: F401
    AdditivePotentiationMultiplicativeDepression, AdditiveWeightDependence, ElectricalSynapse, GutigWeightDependence,
    MultiplicativeWeightDependence, MultiQuantalSynapse, SimpleStochasticSynapse, SpikePairRule, StaticSynapse,
    STDPMechanism, StochasticTsodyksMarkramSynapse, TsodyksMarkramSynapse, Vogels2011Rule)

logger = logging.getLogger("PyNN")

OWN = ("seed", "threads", "weight_bytes")
SEEDS = ("rng_seed", "grng_seed", "rng_seeds", "rng_seeds_seed", "native_rng_baseseed", "random_seed")


def setup(timestep=DEFAULT_TIMESTEP, min_delay=DEFAULT_MIN_DELAY, **extra_params):
    """Begins a new network; the one before is gone.

    ``timestep``, ``min_delay`` and ``max_delay`` are in ms. Ranvier's own arguments:

    ``seed``: of all that is drawn as the network runs (also ``rng_seed``); 1 by default.
    ``threads``: how many; results do not depend on it. By default 1 for fewer than 1000 neurons, else one for each processor.
    ``weight_bytes``: 8, or 4 for networks of many synapses.

    Other arguments are passed over, as they may be meant for another simulator. Returns the MPI rank, which is 0.
    """
    common.setup(timestep, min_delay, **extra_params)
    known = (*OWN, *SEEDS, "max_delay")
    for name in extra_params:
        if name not in known and difflib.get_close_matches(name, known, cutoff=0.8):
            raise RanvierError(f"setup() has no argument '{name}'{nearest(name, known)}")
        if name not in known:
            logger.info("setup() passes over '%s', which Ranvier does not know", name)
    if extra_params.get("weight_bytes", 8) not in (4, 8):
        raise RanvierError(f"setup(): weight_bytes = {extra_params['weight_bytes']} must be 8 or 4")
    if not timestep > 0:
        raise RanvierError(f"setup(): timestep = {timestep} must be above 0 ms")
    start()
    state = simulator.state
    state.clear()
    state.dt = float(timestep)
    state._min_delay = min_delay
    state._max_delay = extra_params.get("max_delay", DEFAULT_MAX_DELAY)
    state.threads = extra_params.get("threads")
    state.weight_bytes = extra_params.get("weight_bytes", 8)
    for name in (*SEEDS, "seed"):
        if extra_params.get(name) is not None:
            seed = extra_params[name]
            state.seed = int(seed[0] if hasattr(seed, "__len__") else seed)
    return rank()


class NativeRNG(NumpyRNG):
    """Ranvier draws parameters and connections by NumPy: its native generator is a NumpyRNG."""


def end(compatible_output=True):
    """Writes what was to be written to files. What has been recorded can still be read."""
    state = simulator.state
    for population, variables, filename in state.write_on_end:
        population.write_data(get_io(filename), variables)
    state.write_on_end = []


def list_standard_models():
    """The names of PyNN's standard cell types that there are here."""
    return [
        name for name, x in globals().items()
        if isinstance(x, type) and issubclass(x, StandardCellType) and x is not StandardCellType]


run, run_until = common.build_run(simulator)
run_for = run
reset = common.build_reset(simulator)
initialize = common.initialize
get_current_time, get_time_step, get_min_delay, get_max_delay, num_processes, rank = common.build_state_queries(simulator)
create = common.build_create(Population)
connect = common.build_connect(Projection, FixedProbabilityConnector, StaticSynapse)
set = common.set
record = common.build_record(simulator)


def record_v(source, filename):
    """Records the membrane potential."""
    return record(["v"], source, filename)


def record_gsyn(source, filename):
    """Records the synaptic conductances."""
    return record(["gsyn_exc", "gsyn_inh"], source, filename)


# get_simulator() looks for pyNN.ranvier.
sys.modules["pyNN.ranvier"] = sys.modules[__name__]
pyNN.ranvier = sys.modules[__name__]
