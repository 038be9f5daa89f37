"""A network that is being run."""

import threading
from typing import NamedTuple, Optional

import numpy as np

from . import _ranks, _values
from ._describe import _refuse_attribute, all_checked, checked
from ._errors import RanvierError, nearest, translated
from ._jvm import java
from ._progress import Watch, default_show
from .distributions import Course
from .inputs import Current, Noise, Poisson
from .stimulators import Pulses
from . import synapses
from .results import Recording, Spikes, SpikeSamples, Weights, WeightEvents, WeightTrace
from .synapses import SpikeCounts, Synapses

__all__ = ["RunResult", "Simulation"]


class RunResult(NamedTuple):
    """What a run came to."""

    duration: float  # ms that were simulated
    cancelled: bool
    seconds: float  # wall time
    spikes: int
    synaptic_events: int

    @property
    def real_time_factor(self) -> float:
        """Wall time per biological time."""
        return self.seconds / (self.duration / 1000) if self.duration else float("nan")


@all_checked
class Simulation:
    """A network that is being run. Made by ``Network.simulate`` and best used by ``with``.

    The spikes depend on the description and the seed only, to the last bit. Simulations may run in several threads at once; one
    simulation belongs to one thread at a time.

    Parameters
    ----------
    net : Network
    threads : int
        Worker threads, as many as there are processors by default; the result does not depend on it.
    seed : int
        Of all random draws.
    keep_spikes : bool
        Whether spikes are kept in memory for ``spikes``; a log needs none of it.
    log : path, optional
        A new directory, into which all spikes are logged as they happen.
    checkpoint : path, optional
        Goes on from what ``save`` has written.
    variant : bool
        The checkpoint may be of another network: what it has in common with this one goes on.
    synapses : "stored" or "procedural", optional
        Whether static synapses are kept in memory, or those that can be are drawn again at each spike. By default they are where a projection says so, or where memory does not
        suffice. It changes no spike.
    """

    @checked
    def __init__(self, net, *, threads: Optional[int] = None, seed: int = 1, keep_spikes: bool = True, log=None, checkpoint=None, variant: bool = False,
                 synapses: Optional[str] = None):
        self._lock = threading.Lock()
        self._closed = False
        self._net = net
        self._java = None  # until it is built
        of = java("networks.Simulation")
        options = _ranks.options(java("networks.Simulation$Options").DEFAULT)
        options = options.seed(_values.integer(seed, "seed", bits=64)).keepSpikes(bool(keep_spikes))
        if threads is not None:
            options = options.threads(_values.integer(threads, "threads"))
        if synapses is not None:
            if synapses not in ("stored", "procedural"):
                raise RanvierError(f"synapses is {synapses!r}; give 'stored' or 'procedural'")
            options = options.synapses(java("networks.SynapseStorage").valueOf(synapses.upper()))
        if checkpoint is None:
            if variant:
                raise RanvierError("simulate: variant is of a checkpoint; use net.restore(file, variant=True)")
            made = of.of(net._java, options)
        else:
            made = (of.restoreVariant if variant else of.restore)(net._java, _path(checkpoint), options)
        net._simulated = True
        self._java = made
        self._watch = Watch(made.cancel)
        if log is not None:
            made.logTo(_path(log))

    # --------------------------------------------------------------------------------------------------------- running

    def run(self, duration, *, progress=None) -> RunResult:
        """Advances the network by a time in ms, a multiple of the resolution.

        Python's lock is released meanwhile. Ctrl-C ends the run after its present epoch and raises ``KeyboardInterrupt``; all data up to
        there is kept, and the run may go on.

        Parameters
        ----------
        duration : ms
        progress : bool or function, optional
            Whether to show the progress, by default where a person looks on; or what to call with (steps done, steps in all), about ten
            times a second.
        """
        time = _values.quantity(duration, "ms", "duration")
        watch = self._watch
        with self._alone("run"):
            watch.begin(default_show() if progress is None else progress)
            try:
                with translated:
                    done = self._java.run(time, watch.java)
            finally:
                watch.end()
        return RunResult(
            int(done.steps()) * self._net.resolution, bool(done.cancelled()), float(done.seconds()), int(done.spikes()),
            int(done.synapticEvents()))

    def cancel(self) -> None:
        """Ends a run that goes on in another thread, after its present epoch."""
        self._java.cancel()

    def _alone(self, what):
        return _Alone(self, what)

    @property
    def time(self) -> float:
        """Time simulated so far, in ms."""
        return float(self._java.timeMs())

    @property
    def ranks(self) -> int:
        """Number of processes that simulate the network together: those that ``mpirun`` has started, otherwise 1. All make the same calls."""
        return int(self._java.ranks().size())

    @property
    def rank(self) -> int:
        """Which of them this process is, from 0 on; so that a script can print once: ``if sim.rank == 0: print(…)``."""
        return int(self._java.ranks().rank())

    # --------------------------------------------------------------------------------------------------------- results

    def spikes(self) -> Spikes:
        """The spikes kept so far, or since ``discard``."""
        with self._alone("spikes"), translated:
            return Spikes(self._java.spikes())

    def recordings(self) -> list:
        """What all recorders have sampled, a ``Recording`` for each variable."""
        with self._alone("recordings"), translated:
            return [Recording(t) for t in self._java.traces()]

    def recording(self, of, variable: Optional[str] = None) -> Recording:
        """The recording of a variable of a population, or of a modulator or receptor."""
        name = str(getattr(of, "name", of)) if not hasattr(of, "population") else of.population.name
        with self._alone("recording"), translated:
            traces = [(str(t.population()), str(t.variable()), t) for t in self._java.traces()]
            for population, recorded, trace in traces:
                if variable is None and name in (population, recorded) or population == name and recorded == variable:
                    return Recording(trace)
        known = [f"{p}.{v}" for p, v, _ in traces]
        wanted = f"{name}.{variable}" if variable else name
        raise RanvierError(f"nothing has recorded {wanted}{nearest(wanted, known) if known else '; add net.record(population, variable)'}")

    def spike_samples(self) -> list:
        """What recorders have sampled at spikes."""
        with self._alone("spike_samples"), translated:
            return [SpikeSamples(s) for s in self._java.spikeSamples()]

    def weights(self, projection, variable: Optional[str] = None) -> Weights:
        """The weights of a plastic projection as of now, or another variable of its rule, e.g. an eligibility."""
        with self._alone("weights"), translated:
            of = self._java.weights(projection._java) if variable is None else self._java.weights(projection._java, variable)
            return Weights(of, (projection.source.population.size, projection.target.population.size))

    def synapses_of(self, projection, *, sources=None, targets=None) -> Synapses:
        """The synapses of any projection, plastic or not, all or those from and to some neurons: to read, set, scale, save and load."""
        with self._alone("synapses_of"), translated:
            return synapses.of(self, projection, sources, targets)

    def elements(self, projection) -> tuple:
        """The axonal and dendritic elements of a projection that is rewired by them: an array for its sources and one for its targets."""
        with self._alone("elements"), translated:
            return np.array(self._java.axonalElements(projection._java)), np.array(self._java.dendriticElements(projection._java))

    def count(self, neurons) -> SpikeCounts:
        """Counts the spikes of neurons from now on, in a few bytes a neuron; ``remove`` ends it."""
        with self._alone("count"), translated:
            return SpikeCounts(self, self._java.count(neurons._java))

    def take_recordings(self) -> tuple:
        """Recordings and traces of weights since this was asked last; they are kept no longer."""
        with self._alone("take_recordings"), translated:
            taken = self._java.takeSamples()
            return [Recording(t) for t in taken.traces()], [WeightTrace(t) for t in taken.weights()]

    def take_spike_samples(self) -> list:
        """What recorders have sampled at spikes of neurons since this was asked last; it is kept no longer."""
        with self._alone("take_spike_samples"), translated:
            return [SpikeSamples(s) for s in self._java.takeSpikeSamples()]

    def take_weight_events(self) -> list:
        """What recorders of weights have sampled at spikes since this was asked last; it is kept no longer."""
        with self._alone("take_weight_events"), translated:
            return [WeightEvents(e, self._net.resolution) for e in self._java.takeWeightEvents()]

    def weight_traces(self) -> list:
        """What recorders of weights have sampled at intervals."""
        with self._alone("weight_traces"), translated:
            return [WeightTrace(t) for t in self._java.weightTraces()]

    def weight_events(self) -> list:
        """What recorders of weights have sampled at spikes."""
        with self._alone("weight_events"), translated:
            return [WeightEvents(e, self._net.resolution) for e in self._java.weightEvents()]

    def state(self, neurons, variable: str) -> np.ndarray:
        """A state variable of neurons as it is now."""
        with self._alone("state"), translated:
            return np.array(self._java.state(neurons._java, variable))

    def parameter(self, neurons, name: str) -> np.ndarray:
        """A parameter of neurons as it is now."""
        with self._alone("parameter"), translated:
            return np.array(self._java.parameter(neurons._java, name))

    def concentration(self, modulator, place: int = 0) -> float:
        """The present concentration of a modulator, at one of its places."""
        with self._alone("concentration"), translated:
            return float(self._java.concentration(modulator._java, _values.integer(place, "place")))

    def rewirings(self) -> list:
        """What rewiring has done: (projection, time in ms, pruned, grown)."""
        return [(str(t.projection()), float(t.timeMs()), int(t.pruned()), int(t.grown())) for t in self._java.rewirings()]

    def discard(self) -> None:
        """Forgets spikes and samples, as one does after a warm-up."""
        with self._alone("discard"), translated:
            self._java.discardRecordings()

    # ---------------------------------------------------------------------------------------------------- between runs

    def set(self, what, value=None, **values) -> None:
        """Changes something from now on.

        ``sim.set(exc, tau_m=15, V_m=uniform(-70, -60))`` parameters and state of neurons; ``sim.set(poisson, rate=9000, weight=45)``;
        ``sim.set(current, 100)`` with a number, an array, a distribution, a course or pulses; ``sim.set(noise, mean=…, sd=…)``.
        """
        with self._alone("set"), translated:
            if isinstance(what, Poisson):
                _only("a Poisson drive", values, ("rate", "weight"))
                if value is None and not values:
                    raise RanvierError("set: nothing is given to set of a Poisson drive; name rate= or weight=")
                self._set_poisson(what, **({"rate": value, **values} if value is not None else values))
            elif isinstance(what, (Current, Noise)):
                _only("a current" if isinstance(what, Current) else "a noise", values, ("amplitude", "mean", "sd"))
                self._set_current(what, values.pop("amplitude", value), **values)
            else:
                model = what.population.model
                if value is not None or not values:
                    some = f"{value!r} is given without a name" if value is not None else "nothing is given to set"
                    raise RanvierError(f"population '{what.population.name}': {some}; name parameters or state variables, as in V_m=-60")
                for name, v in values.items():
                    unit = model.unit_of(name)
                    if unit is None:
                        known = [*model.parameters, *model.variables]
                        raise RanvierError(
                            f"population '{what.population.name}' ({model.name}) has no parameter or state variable '{name}'{nearest(name, known)}")
                    self._java.set(what._java, name, _values.distribution(v, unit, name, length=what.size))

    def _set_poisson(self, drive, rate=None, weight=None):
        if isinstance(rate, Course):
            self._java.set(drive._java, _values.course(rate, "Hz", "rate"))
        elif rate is not None:
            self._java.set(drive._java, _values.distribution(rate, "Hz", "rate", length=drive._target.size))
        if weight is not None:
            self._java.setWeight(drive._java, _values.quantity(weight, drive.weight_unit, "weight"))

    def _set_current(self, current, value, mean=None, sd=None):
        if value is None:
            unit = "pA" if isinstance(current, Current) else current.unit
            if mean is None or sd is None:
                raise RanvierError("set: give an amplitude, or mean= and sd= of a noise")
            self._java.set(current._java, _values.quantity(mean, unit, "mean"), _values.quantity(sd, unit, "sd"))
        elif isinstance(value, Pulses):
            self._java.set(current._java, value._java)
        elif isinstance(value, Course):
            self._java.set(current._java, _values.course(value, "pA", "amplitude"))
        else:
            self._java.set(current._java, _values.distribution(value, "pA", "amplitude", length=current._target.size))

    def pulses(self, stimulator) -> tuple:
        """What a stimulator has given so far: the number of pulses, and the charge of their first phases in pC."""
        with self._alone("pulses"), translated:
            given = self._java.pulses(stimulator._java)
            return int(given.count()), float(given.chargePc())

    def set_spikes(self, source, times, *, neurons=None) -> None:
        """Lets sources fire at other times (ms) from now on, given as for ``Network.spike_source``."""
        with self._alone("set_spikes"), translated:
            if neurons is None:
                if not _values.is_array(times) or not all(_values.is_array(t) for t in times):
                    raise RanvierError(f"set_spikes: times is {times!r}; give a list of times for each neuron, [[10, 20]], or neurons= with all times in one")
                neurons = np.repeat(np.arange(len(times), dtype=np.int32), [len(t) for t in times])
                times = np.concatenate([np.asarray(t, dtype=float) for t in times]) if len(times) else np.empty(0)
            t, n = _values.array(times, "ms", "times"), _values.indices(neurons, "neurons")
            self._java.setSpikes(source._java, java("networks.python.Given").trains(source.size, _values.shared(n), _values.shared(t)))

    def set_weights(self, projection, values) -> None:
        """Sets the weights of a plastic projection, in the order of ``weights``."""
        with self._alone("set_weights"), translated:
            self._java.setWeights(projection._java, _values.doubles(_values.array(values, projection.unit, "weights")))

    def scale_weights(self, projection, factors) -> None:
        """Multiplies the weights of a plastic projection by a factor for each target neuron."""
        with self._alone("scale_weights"), translated:
            self._java.scaleWeights(projection._java, _values.doubles(_values.array(factors, "1", "factors")))

    def normalise_weights(self, projection, total) -> None:
        """Scales the weights of each target so that they add up to ``total``."""
        with self._alone("normalise_weights"), translated:
            self._java.normaliseWeights(projection._java, _values.number(total, projection.unit, "total"))

    def freeze(self, what=None) -> None:
        """Ends the learning of a plastic projection, factors of low rank, a readout or all projections of a rule, of everything where none is given, to the last bit.

        ``thaw`` lets it go on.
        """
        with self._alone("freeze"), translated:
            self._java.freeze(*([] if what is None else [what._java]))

    def thaw(self, what=None) -> None:
        """Lets what is frozen learn again."""
        with self._alone("thaw"), translated:
            self._java.thaw(*([] if what is None else [what._java]))

    def is_frozen(self, what) -> bool:
        """Whether a plastic projection, factors of low rank or a readout are frozen."""
        with self._alone("is_frozen"), translated:
            return bool(self._java.isFrozen(what._java))

    def reset(self, *, keep_weights: bool = False) -> None:
        """Begins anew at 0 ms: states, traces and what is on its way are as in a new simulation; weights too, unless they are kept."""
        with self._alone("reset"), translated:
            if keep_weights:
                self._java.resetKeepingWeights()
            else:
                self._java.reset()

    def take_spikes(self) -> Spikes:
        """The spikes since this was asked last; they are kept no longer."""
        with self._alone("take_spikes"), translated:
            return Spikes(self._java.takeSpikes())

    def record(self, neurons, *variables: str, every=1.0, on_spikes: bool = False):
        """Records state variables from now on; returns what ``remove`` takes."""
        with self._alone("record"), translated:
            if on_spikes:
                return self._java.recordOnSpikes(neurons._java, list(variables))
            return self._java.record(neurons._java, _values.quantity(every, "ms", "every"), list(variables))

    def remove(self, recorder) -> None:
        """Ends a recorder of the network or of ``record``, whose samples stay, or a ``count``."""
        with self._alone("remove"), translated:
            self._java.remove(getattr(recorder, "_java", recorder))

    def release(self, modulator, amount, *, place: Optional[int] = None) -> None:
        """Releases an amount of a modulator now, everywhere or at one of its places: e.g. a reward."""
        with self._alone("release"), translated:
            amount = _values.number(amount, "1", "amount")
            if place is None:
                self._java.release(modulator._java, amount)
            else:
                self._java.release(modulator._java, _values.integer(place, "place"), amount)

    def clamp(self, modulator, concentration) -> None:
        """Holds the concentration of a modulator from now on; None lets it go."""
        with self._alone("clamp"), translated:
            if concentration is None:
                self._java.unclamp(modulator._java)
            else:
                self._java.clamp(modulator._java, _values.number(concentration, "1", "concentration"))

    def set_gain(self, source, gain) -> None:
        """Multiplies what the spikes of a source release, e.g. by -1."""
        with self._alone("set_gain"), translated:
            self._java.setGain(source._java, _values.number(gain, "1", "gain"))

    def reward(self, temporal_difference, amount) -> None:
        """Gives a reward to a temporal difference now."""
        with self._alone("reward"), translated:
            temporal_difference._java.reward(self._java, _values.number(amount, "1", "amount"))

    def error(self, temporal_difference) -> float:
        """The present error of a temporal difference."""
        with self._alone("error"), translated:
            return float(temporal_difference._java.error(self._java))

    def value(self, temporal_difference) -> float:
        """The present value of a temporal difference."""
        with self._alone("value"), translated:
            return float(temporal_difference._java.value(self._java))

    def want(self, readout, pattern) -> None:
        """What a readout's outputs shall be: an array of shape (outputs, steps), repeated; not a number where nothing is wanted."""
        with self._alone("want"), translated:
            self._java.want(readout._java, _values.doubles(np.ascontiguousarray(pattern, dtype=float)))

    def readout(self, readout) -> dict:
        """A readout as it is now: outputs, losses, weights, feedback, gradient."""
        with self._alone("readout"), translated:
            r = self._java.readout(readout._java)
            return {n: np.array(getattr(r, n)()) for n in ("outputs", "losses", "weights", "feedback", "gradient")}

    def modes(self, low_rank) -> np.ndarray:
        """What the modes of a low-rank projection deliver in a step, before their gains."""
        with self._alone("modes"), translated:
            return np.array(self._java.modes(low_rank._java))

    def set_modes(self, low_rank, values) -> None:
        """Lets the modes go on from these values."""
        with self._alone("set_modes"), translated:
            self._java.setModes(low_rank._java, *[float(v) for v in values])

    def factors(self, low_rank) -> tuple:
        """The factors of a low-rank projection as they are now: (left, right), of the shapes (modes, targets) and (modes, sources)."""
        with self._alone("factors"), translated:
            return tuple(np.array([np.array(row) for row in f]) for f in self._java.factors(low_rank._java))

    def set_factors(self, low_rank, left, right) -> None:
        """Gives a low-rank projection other factors from now on."""
        with self._alone("set_factors"), translated:
            self._java.setFactors(low_rank._java, *[_values.doubles(_values.array(f, "1", "set_factors", ndim=2)) for f in (left, right)])

    # ------------------------------------------------------------------------------------------------------ life cycle

    def save(self, file) -> None:
        """Saves all that the runs so far have changed; ``Network.restore`` goes on from it, to the last bit."""
        with self._alone("save"), translated:
            self._java.save(_path(file))

    def log_to(self, directory, *, before=None) -> None:
        """Logs all spikes from now on into a new directory; ``before`` is the log that it goes on with, after ``Network.restore``."""
        with self._alone("log_to"), translated:
            if before is None:
                self._java.logTo(_path(directory))
            else:
                self._java.logTo(_path(directory), java("simulator.log.SpikeLogReader").open(_path(before)))

    def end_log(self) -> None:
        """Ends the log, if there is one; later runs are not logged."""
        with self._alone("end_log"), translated:
            self._java.endLog()

    @property
    def network(self):
        return self._net

    @property
    def synapse_bytes(self) -> int:
        """Bytes of what is stored of synapses; of procedural ones, of what is on its way."""
        return int(self._java.synapseBytes())

    @property
    def synapses(self) -> int:
        """How many there are; ``synapses_of`` gives those of a projection."""
        return int(self._java.synapses())

    @property
    def plastic_synapses(self) -> int:
        return int(self._java.plasticSynapses())

    @property
    def plastic_bytes(self) -> int:
        """Memory of plastic synapses."""
        return int(self._java.plasticBytes())

    @property
    def neurons(self) -> int:
        return int(self._java.neurons())

    @property
    def build_seconds(self) -> float:
        """Wall time that building took."""
        return float(self._java.buildSeconds())

    @property
    def shifts(self) -> list:
        """The given times that were rounded, as text, where ``round_times`` was said."""
        return [str(shift) for shift in self._java.shifts()]

    @property
    def largest_shift(self) -> float:
        """By how much a given time was rounded at most, in ms."""
        return float(self._java.largestShiftMs())

    def close(self) -> None:
        """Ends the log, if there is one. Recordings can be read no more."""
        if not self._closed:
            with self._alone("close"), translated:
                self._java.close()
                self._closed = True

    def __getattr__(self, name):
        return _refuse_attribute(self, name)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def __reduce__(self):
        raise RanvierError("a simulation cannot be pickled; pickle the network, and save the simulation to a checkpoint: sim.save(file)")

    def __repr__(self):
        at = "not built" if self._java is None else f"at {self.time:g} ms"
        return f"<Simulation of '{self._net.name}' {at}{', closed' if self._closed else ''}>"


def _only(what, values, known):
    for name in values:
        if name not in known:
            raise RanvierError(f"set: {what} has no '{name}'{nearest(name, known)}")


class _Alone:
    """One thread at a time; nothing after the end."""

    __slots__ = ("_of", "_what")

    def __init__(self, of, what):
        self._of = of
        self._what = what

    def __enter__(self):
        sim = self._of
        if not sim._lock.acquire(blocking=False):
            raise RanvierError(
                f"{self._what}: the simulation of '{sim._net.name}' is in use by another thread; wait for its run to end, or give each "
                "thread a simulation of its own")
        if sim._closed:
            sim._lock.release()
            raise RanvierError(f"{self._what}: the simulation of '{sim._net.name}' has been closed; use it within its with block")

    def __exit__(self, *exception):
        self._of._lock.release()
        return False


def _path(path):
    return _values.path(path)
