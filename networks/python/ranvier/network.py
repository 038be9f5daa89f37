"""The description of a network."""

import threading
from typing import TYPE_CHECKING, Optional, Union

from . import _values, upkeep
from ._describe import Member, checked, decoded, described, java_of
from ._errors import RanvierError, nearest
from ._jvm import java
from .distributions import Course
from .inputs import Current, Noise, Poisson
from .models import model_of
from .modulators import LowRank, Modulator, Receptor, TemporalDifference, td_model
from .modulation import one_of, optimiser_of
from .plasticity import LearningRule
from .populations import Population
from .projections import CurvedProjection, Projection, curve_of
from .upkeep import Recorder, Upkeep

if TYPE_CHECKING:
    from .simulation import Simulation

__all__ = ["Network", "Readout"]


class Readout(Member):
    """Outputs that read the spikes of populations. Made by ``Network.readout``."""

    @property
    def name(self) -> str:
        return str(self._java.name())


class Network(Member):
    """The description of a network: populations, projections, stimuli and recorders.

    It costs nothing until ``simulate`` makes a simulation of it; from then on it cannot be changed, and any number of simulations may run
    it side by side. It can be pickled, and copied by ``copy.deepcopy``. A call that fails leaves it as it was.

    Parameters
    ----------
    name : str
    resolution : ms, optional
        The length of a step, 0.1 ms by default.
    round_times : bool or str, optional
        Rounds given times that lie between two steps, in place of refusing them: ``"nearest"`` (as ``True``) or ``"up"``.

    Examples
    --------
    >>> net = Network("balanced")
    >>> exc = net.population("E", 800, "iaf_psc_exp", V_m=uniform(-70, -55))
    >>> inh = net.population("I", 200, "iaf_psc_exp", V_m=uniform(-70, -55))
    >>> net.connect(exc, inh, rule=pairwise_bernoulli(0.1), weight=40, delay=1.5)
    >>> net.poisson("background", exc, rate=8000, weight=40)
    >>> with net.simulate() as sim:
    ...     sim.run(1000)
    ...     print(sim.spikes())
    """

    def __init__(self, name: str = "network", *, resolution=None, round_times: Union[bool, str, None] = None):
        self._given = (name, resolution, round_times)
        self._plan = []
        self._adding = False
        self._simulated = False
        self._describing = threading.RLock()
        self._begin()
        self._members = [self]

    def _begin(self):
        from ._errors import translated
        name, resolution, round_times = self._given
        with translated:
            made = java("networks.Network")(str(name))
            if resolution is not None:
                made.resolution(_values.quantity(resolution, "ms", "resolution"))
            if round_times:
                how = "nearest" if round_times is True else round_times
                made.roundTimes(one_of(how, "networks.TimeRounding", "round_times"))
        Member.__init__(self, self, made)
        self._index = 0

    def _keep(self, member, method, args, kwargs, result):
        self._plan.append((member._index, method, args, kwargs))
        if isinstance(result, Member) and result._index < 0:
            for member in (result, *getattr(result, "components", ())):
                member._index = len(self._members)
                self._members.append(member)

    def _check(self, *members):
        """Refuses now what a simulation would refuse: a cell of a notebook can then be mended."""
        for member in members:
            java("networks.PartCheck").check(self._java, member._java)

    def _undo(self):
        """Makes all that was described before anew, since what failed may have left a part of itself."""
        if self._simulated:
            return  # it refuses changes before they begin
        again = _again(self._anew(), self._plan)
        for mine, new in zip(self._members, again._members):
            mine._java = new._java

    def _anew(self):
        """The same network as it began."""
        name, resolution, round_times = self._given
        return Network(name, resolution=resolution, round_times=round_times)

    def __reduce__(self):
        return _unpickled, (type(self), self._given, self._plan)

    @property
    def name(self) -> str:
        return str(self._java.name())

    @property
    def resolution(self) -> float:
        """Length of a step in ms."""
        return float(self._java.grid().resolutionMs())

    @property
    def populations(self) -> dict:
        """Populations by name."""
        return {m.name: m for m in self._members if isinstance(m, Population)}

    @property
    def modulators(self) -> dict:
        """Modulators by name."""
        return {m.name: m for m in self._members if isinstance(m, Modulator)}

    @property
    def projections(self) -> list:
        """All projections, in the order in which they were described."""
        return [m for m in self._members if isinstance(m, Projection)]

    def __getitem__(self, name: str) -> Population:
        """The population of that name: ``net["E"]``."""
        known = self.populations
        if name not in known:
            raise RanvierError(f"network '{self.name}' has no population '{name}'{nearest(name, known) if known else ''}")
        return known[name]

    def __str__(self):
        return str(java("networks.Descriptions").of(self._java))

    @checked
    def to_json(self) -> str:
        """The network as a JSON document, which ``read_network`` and the command line's ``run`` understand."""
        return str(self._java.toJson())

    @checked
    def write_json(self, file) -> None:
        """Writes the network as a JSON document; long lists come into an HDF5 file beside it."""
        self._java.writeJson(_values.path(file))

    def _ipython_key_completions_(self):
        return list(self.populations)

    def __repr__(self):
        return f"<Network '{self.name}': {len(self.populations)} populations, {len(self.projections)} projections>"

    # ---------------------------------------------------------------------------------------------- populations

    @described
    def population(self, name: str, size: int, model="iaf_psc_exp", *, exact: bool = False, positions=None, **values) -> Population:
        """Adds a population.

        Parameters
        ----------
        name : str
        size : int
        model : str, Model or Cell
            A model of the library by its name, ``equations(name, text)``, or a cell of compartments.
        exact : bool
            Integrates the neurons in continuous time, where the model allows it.
        positions : Layout
            ``grid(…)``, ``scattered(…)``, ``ring(…)`` or ``places(array)``.
        **values
            Parameters and initial values of state variables by name, each a number in the unit of the model, a quantity, a distribution,
            or an array with one value for each neuron.
        """
        described_model = model_of(model)
        name = _values.name(name, "population")
        size = _values.integer(size, f"population '{name}': size")
        made = Population(self, self._java.population(name, size, described_model._java), described_model)
        if exact:
            made._java.exact()
        if positions is not None:
            from .space import Layout
            from ._describe import java_of
            made._java.positions(java_of(positions, Layout, f"population '{name}': positions", "grid(10, 10, extent=(1000, 1000))"))
        made._set(values, reserved=("exact", "positions"))
        return made

    @described
    def spike_source(self, name: str, times, *, neurons=None, size: Optional[int] = None, exact: bool = False) -> Population:
        """Adds neurons that fire at given times, in ms.

        Parameters
        ----------
        times : list of arrays, or array
            For each neuron its times; or, with ``neurons``, the times of all spikes in one array, in any order.
        neurons : array of int, optional
            The neuron of each spike, from 0.
        size : int, optional
            How many neurons there are; by default as many as the largest of ``neurons`` asks for.
        """
        what = f"population '{name}'"
        if neurons is None:
            if not _values.is_array(times) and not isinstance(times, _values.Quantity):
                raise RanvierError(f"{what}: times is {times!r}; give a list of times for each neuron, [[10, 20], [15]]")
            if isinstance(times, _values.Quantity) or len(times) and _values.is_number(times[0]):
                times = [times]
            trains = [_values.array(t, "ms", f"{what}: times of neuron {k}") for k, t in enumerate(times)]
            import jpype
            given = jpype.JArray(jpype.JDouble, 2)(len(trains))
            for k, train in enumerate(trains):
                given[k] = _values.doubles(train)
        else:
            given = java("networks.python.Given").trains(*_flat(what, times, neurons, size))
        made = Population(self, self._java.spikeSource(name, given), None)
        if exact:
            made._java.exact()
        return made

    @described
    def poisson_source(self, name: str, size: int, rate) -> Population:
        """Adds neurons that fire as independent Poisson processes, of a rate (Hz) that is a number or a course such as ``sinusoid(10, 5, 4)``."""
        if not isinstance(rate, Course):
            made = self._java.population(name, _values.integer(size, "size"), "poisson_generator")
            made.set("rate", _values.quantity(rate, "Hz", "rate"))
        else:
            made = self._java.poissonSource(name, _values.integer(size, "size"), _values.course(rate, "Hz", "rate"))
        return Population(self, made, None)

    @described
    def pulse_packets(self, name: str, size: int, times, **values) -> Population:
        """Adds neurons that fire packets of ``activity`` spikes with spread ``sdev`` about these times (ms)."""
        pulses = [_values.quantity(t, "ms", "times") for t in times]
        made = Population(self, self._java.pulsePackets(name, _values.integer(size, "size"), pulses), None)
        made._set(values)
        return made

    @described
    def replay(self, name: str, recording, population: str) -> Population:
        """Adds neurons that fire as a population did in a recording: ``Simulation.spikes()``, or the directory of a spike log."""
        from .results import Spikes
        if isinstance(recording, Spikes):
            source = self._java.replay(name, recording._trains, population)
        else:
            source = self._java.replay(name, _values.path(recording), population)
        return Population(self, source, None)

    # ---------------------------------------------------------------------------------------- synapses and stimuli

    @described
    def connect(
            self, source, target, rule=None, weight=None, delay=None, *, sources=None, targets=None, receptor: Optional[str] = None,
            file=None, plastic=None, short_term=None, axonal_delay=None, dendritic_delay=None, sign: Optional[str] = None,
            frozen: bool = False, double_weights: bool = False, symmetric: bool = False, interpolated: bool = False, one_way: bool = False,
            procedural: bool = False) -> Projection:
        """Adds a projection.

        Parameters
        ----------
        source, target : Population or a part of one
        rule : ConnectionRule or str
            ``fixed_in_degree(100)``, ``"all_to_all"``, …; or in its place ``sources`` and ``targets``.
        weight : number, quantity, array, distribution or profile
            In the unit of the target's receptor; weights below 0 end at the inhibitory one unless ``receptor`` is given.
        delay : the same, in ms
            From spike to effect; may be left out for gap junctions and other couplings.
        sources, targets : arrays of int
            The k-th synapse goes from ``sources[k]`` to ``targets[k]``; weight and delay may then be arrays of that length.
        file : path
            Which synapses there are, with their weights and delays, in place of a rule: what ``Synapses.save`` has written, HDF5 or CSV.
        plastic : LearningRule
            ``stdp(…)``, ``three_factor(…)``, …
        short_term : Transmission
            ``depressing(0.5, 200)``, …
        axonal_delay, dendritic_delay : ms
            One part of the delay; the other part is the rest.
        sign : "positive" or "negative"
            Where first weights do not tell it.
        frozen : bool
            Begins frozen: weights stay until ``Simulation.thaw``.
        double_weights : bool
            8 bytes a weight in place of 4.
        symmetric, interpolated, one_way : bool
            For couplings.
        procedural : bool
            Synapses are drawn again at each spike and take no memory; the spikes are the same.
        """
        given = {k: v for k, v in locals().items() if k not in ("self", "source", "target")}
        made = Projection(self, self._java.connect(_neurons(source, "source"), _neurons(target, "target")))
        made._configure(source, target, given)
        return made

    @described
    def poisson(
            self, name: str, target, rate=None, weight=None, *, receptor: Optional[str] = None, start=None, stop=None,
            double_weights: bool = False) -> Poisson:
        """Adds independent Poisson spikes into each neuron: ``rate`` in Hz (number, array, distribution or course), ``weight`` in the
        receptor's unit, from ``start`` to ``stop`` ms."""
        made = Poisson(self, self._java.poisson(name, _neurons(target, "target")))
        made._configure(target, rate, weight, receptor, start, stop, double_weights)
        return made

    @described
    def current(
            self, target, amplitude=None, *, name: Optional[str] = None, steps=None, noise=None, ornstein_uhlenbeck=None, pulses=None, start=None,
            stop=None) -> Current:
        """Adds a current into neurons, in pA.

        Parameters
        ----------
        amplitude : number, array, distribution or course
        steps : (times, amplitudes)
            From ``times[k]`` on it is ``amplitudes[..., k]``, an array of shape (times,) or (neurons, times).
        noise : (mean, sd, interval)
            Drawn anew for each neuron at each interval.
        ornstein_uhlenbeck : (mean, sd, tau)
        pulses : Pulses
            Of a stimulator.
        start, stop : ms
        """
        on = _neurons(target, "target")
        made = Current(self, self._java.current(on) if name is None else self._java.current(name, on))
        made._configure(target, amplitude, steps, noise, ornstein_uhlenbeck, pulses, start, stop)
        return made

    @described
    def noise(self, name: str, target, mean, sd, tau, *, receptor: Optional[str] = None, start=None, stop=None) -> Noise:
        """Adds an Ornstein–Uhlenbeck process in a receptor: mean and sd in its unit, ``tau`` in ms."""
        made = Noise(self, self._java.noise(name, _neurons(target, "target")))
        made._configure(target, receptor, mean, sd, tau, start, stop)
        return made

    @described
    def curve(
            self, source, target, curve: str, *modulators, rule=None, weights=None, delay=None, sources=None, targets=None,
            receptor: Optional[str] = None, plastic=None) -> CurvedProjection:
        """Adds synapses whose weights lie on a curve along which modulators move them (Benjamin et al. 2025, arXiv:2505.22994).

        Parameters
        ----------
        curve : "line", "ellipse" or "torus"
            ``w = (1 - s)·P1 + s·P2``, ``w = P1 + m1·P2 + m2·P3``, or the product of two ellipses, of nine components.
        modulators : Modulator
            Those whose concentrations are the position: 1, 2 or 4.
        rule : "all_to_all" or "one_to_one"
            Or ``sources`` and ``targets``, so that all components have the same synapses.
        weights : list
            For each component P a number, quantity, array or distribution.
        delay : ms
        plastic : LearningRule
            One with a third factor, whose changes are split among the components.
        """
        made = self._java.curve(_neurons(source, "source"), _neurons(target, "target"), curve_of(curve), [_modulator(m)._java for m in modulators])
        result = CurvedProjection(self, made)
        result._configure(source, target, {k: v for k, v in locals().items() if k in (
            "rule", "weights", "delay", "sources", "targets", "receptor", "plastic")})
        self._check(*result.components)
        return result

    @described
    def low_rank(
            self, name: str, source, target, left, right, *, weight, delay, tau=None, gains=None, receptor: Optional[str] = None,
            double_weights: bool = False, recorded=None, plastic=None, learns: Optional[str] = None, keep_norms: bool = False,
            frozen: bool = False) -> LowRank:
        """Adds a projection whose matrix of weights is ``weight · left.T @ diag(gains) @ right``.

        ``left`` has the shape (modes, targets), ``right`` (modes, sources). A spike costs as many operations as there are modes. With ``tau`` (ms) the modes are
        low-passed; a receptor of a modulator acts on the gain of a mode by ``gates(low_rank, effect, mode=0)``.

        ``plastic`` is an additive rule of pairs without bounds, as ``stdp(bounds=bounds(-inf, inf))``: what it would change of each pair, in units of ``weight``, is
        projected on the factors, of which ``learns`` says which: 'left', 'right' or 'both'. ``keep_norms`` keeps the norm of each mode's factors; ``frozen`` begins
        without learning, until ``Simulation.thaw``. ``Simulation.factors`` reads them.
        """
        made = self._java.lowRank(name, _neurons(source, "source"), _neurons(target, "target"))
        made.factors(*[_values.doubles(_values.array(f, "1", f"low_rank: {what}", ndim=2)) for f, what in ((left, "left"), (right, "right"))])
        if receptor is not None:
            made.receptor(receptor)
        made.weight(_values.quantity(weight, target.population.receptor_unit(receptor), "low_rank: weight"))
        made.delay(_values.quantity(delay, "ms", "low_rank: delay"))
        if gains is not None:
            made.gains(*[float(g) for g in _values.array(gains, "1", "low_rank: gains", ndim=1)])
        for method, v in (("tau", tau), ("recorded", recorded)):
            if v is not None:
                getattr(made, method)(_values.quantity(v, "ms", f"low_rank: {method}"))
        if double_weights:
            made.doubleWeights()
        if plastic is not None:
            sides = ("left", "right", "both")
            if learns is not None and learns not in sides:
                raise RanvierError(f"low_rank '{name}': learns is {learns!r}; give 'left', 'right' or 'both'{nearest(str(learns), sides)}")
            side = getattr(java("plasticity.lowrank.FactorSide"), (learns or "both").upper())
            made.plastic(java_of(plastic, LearningRule, f"low_rank '{name}': plastic", "stdp(bounds=bounds(-inf, inf))"), side)
        elif learns is not None:
            raise RanvierError(f"low_rank '{name}': learns is of factors that a rule changes, and there is none; give plastic=…, or leave learns out")
        if keep_norms:
            made.keepingNorms()
        if frozen:
            made.frozen()
        return LowRank(self, made)

    @described
    def at(self, time, neurons, **values) -> None:
        """Changes parameters of neurons at a time (ms) of the run: ``net.at(500, exc, tau_m=15)``."""
        if not values:
            raise RanvierError(f"at {time}: nothing is given to change; name parameters, as in tau_m=15")
        change = self._java.at(_values.quantity(time, "ms", "time"))
        model = neurons.population.model
        for name, v in values.items():
            change.set(neurons._java, name, _values.distribution(v, model.unit_of(name), f"at {time}: {name}", length=neurons.size))
        java("networks.PartCheck").check(self._java, change)

    # ------------------------------------------------------------------------------------------------- modulation

    @described
    def modulator(
            self, name: str, *, unit: Optional[str] = None, baseline=None, decay=None, uptake=(None, None), momentary: bool = False,
            signed: bool = False, per_population: bool = False, diffusing=None, every=None) -> Modulator:
        """Adds a neuromodulator.

        Parameters
        ----------
        unit : str
            Of its concentration, for descriptions.
        baseline : float
        decay : ms
            The time constant with which it approaches the baseline.
        uptake : (largest rate per ms, half concentration)
            Michaelis–Menten in place of decay.
        momentary : bool
            What is released lasts for a step.
        signed : bool
            The concentration may fall below 0.
        per_population : bool
            Each population has one of its own.
        diffusing : (population, voxel in µm, µm²/ms) or (lattice(…), µm²/ms)
            It diffuses over voxels that cover where the population is, or over those of a lattice.
        every : ms
            How often it is brought up to date.
        """
        made = Modulator(self, self._java.modulator(name))
        made._configure(unit, baseline, decay, uptake, momentary, signed, per_population, diffusing, every)
        return made

    @described
    def temporal_difference(self, name: str, critic: Population, reward_time, *, model=None) -> TemporalDifference:
        """Adds the temporal-difference error of a critic, whose rate is the value; a reward decays with ``reward_time`` ms."""
        made = java("networks.TemporalDifference").of(
            self._java, name, critic._java, td_model(model), _values.quantity(reward_time, "ms", "reward_time"))
        names = tuple(f"{name} {part}" for part in ("slow", "fast", "reward"))
        return TemporalDifference(self, made, (*names, critic.size, model))

    @described
    def readout(
            self, name: str, *populations, outputs: int = 1, tau=None, interval=None, loss=None, feedback=None, decay=None,
            optimiser=None, weight_scale=None, weights=None, recorded=None) -> Readout:
        """Adds outputs that read spikes, and whose errors teach ``eprop``: ``loss`` is squares or cross_entropy, ``feedback`` symmetric,
        random, adaptive or target; times in ms."""
        r = self._java.readout(name, [p._java for p in populations])
        r.outputs(_values.integer(outputs, "outputs"))
        for method, v in (("tau", tau), ("interval", interval), ("recorded", recorded)):
            if v is not None:
                getattr(r, method)(_values.quantity(v, "ms", f"readout: {method}"))
        if loss is not None:
            r.loss(one_of(loss, "plasticity.teaching.Loss", "readout: loss"))
        if feedback is not None:
            r.feedback(one_of(feedback, "plasticity.teaching.Feedback", "readout: feedback"))
        if decay is not None:
            r.decay(_values.number(decay, "1", "readout: decay"))
        if optimiser is not None:
            r.optimiser(optimiser_of(optimiser))
        if weight_scale is not None:
            r.weightScale(_values.number(weight_scale, "1", "readout: weight_scale"))
        if weights is not None:
            r.weights(_values.doubles(_values.array(weights, "1", "readout: weights", ndim=2)))
        return Readout(self, r)

    # --------------------------------------------------------------------------------------- recorders and upkeep

    @described
    def record(self, what, *variables: str, every=None, on_spikes: bool = False, from_start: bool = False, places=None) -> Recorder:
        """Records state variables of neurons, a modulator's concentration or a receptor's activation, ``every`` 1 ms unless told otherwise.

        ``on_spikes`` samples neurons at their own spikes; ``from_start`` begins with the state at 0 ms; ``places`` are the populations or voxels of a
        modulator, by their index, all until told otherwise.
        """
        if places is not None and not isinstance(what, (Modulator, Receptor)):
            raise RanvierError("record: places are of a modulator; of neurons record a part, as in population[0:10]")
        if isinstance(what, (Modulator, Receptor)):
            made = self._java.record(what._java)
            if places is not None:
                made.at(*[int(k) for k in _values.indices(places, "record: places")])
        else:
            if not variables:
                raise RanvierError(f"record: no variable is named{nearest('', what.population.model.variables)}")
            made = self._java.record(_neurons(what, "what"), list(variables))
        if every is not None:
            made.every(_values.quantity(every, "ms", "record: every"))
        if on_spikes:
            made.onSpikes()
        if from_start:
            made.fromStart()
        return Recorder(self, made)

    @described
    def record_parameter(self, neurons, parameter: str, *, every=None) -> Recorder:
        """Records a parameter that changes during the run, every 100 ms unless told otherwise."""
        made = self._java.recordParameter(_neurons(neurons, "neurons"), parameter)
        upkeep._every(made, every)
        return Recorder(self, made)

    @described
    def record_weights(
            self, projection: Projection, *, every=None, on_spikes: bool = False, variable: Optional[str] = None, sources=None,
            targets=None) -> Recorder:
        """Records the weights of a plastic projection, or another variable of its rule, every 100 ms unless told otherwise."""
        made = self._java.recordWeights(projection._java)
        upkeep._every(made, every)
        if on_spikes:
            made.onSpikes()
        if variable is not None:
            made.variable(variable)
        if sources is not None:
            made.from_(sources._java)
        if targets is not None:
            made.to(targets._java)
        return Recorder(self, made)

    @described
    def normalise(self, *projections: Projection, sum=None, euclidean=None, part=None, every=None) -> Upkeep:
        """Brings the norm of the weights that each neuron has in these projections to a value, at an interval."""
        made = self._java.normalise([p._java for p in projections])
        upkeep.normalise(made, projections, sum, euclidean, part, every)
        return Upkeep(self, made)

    @described
    def scale(self, *projections: Projection, rate, strength=None, integral=None, averaging=None, up_to=None, every=None) -> Upkeep:
        """Scales the weights of each neuron so that its rate approaches ``rate`` Hz."""
        made = self._java.scale([p._java for p in projections])
        upkeep.scale(made, projections, rate, strength, integral, averaging, up_to, every)
        return Upkeep(self, made)

    @described
    def adapt(
            self, neurons, parameter: str, *, rate, by=None, by_part=None, within=None, averaging=None, every=None) -> Upkeep:
        """Lets a parameter change with the rate of each neuron, so that it approaches ``rate`` Hz."""
        made = self._java.adapt(_neurons(neurons, "neurons"), parameter)
        upkeep.adapt(made, neurons, parameter, rate, by, by_part, within, averaging, every)
        return Upkeep(self, made)

    @described
    def rewire(
            self, projection: Projection, *, prune_up_to=None, prune_weakest=None, keeping=None, regrowth=None, sprouting=None,
            elements=None, vacant=None, averaging=None, weight=None, autapses: bool = False, multapses: bool = False,
            every=None) -> Upkeep:
        """Lets synapses go and others grow. ``keeping`` is in_degree, out_degree, total or nothing; ``elements`` a pair of growth curves."""
        given = {k: v for k, v in locals().items() if k not in ("self", "projection")}
        made = self._java.rewire(projection._java)
        upkeep.rewire(made, projection, given)
        return Upkeep(self, made)

    # -------------------------------------------------------------------------------------------------- simulation

    @checked
    def simulate(
            self, *, threads: Optional[int] = None, seed: int = 1, keep_spikes: bool = True, log=None, checkpoint=None, variant: bool = False,
            synapses: Optional[str] = None) -> "Simulation":
        """Builds a simulation: ``with net.simulate(threads=2, seed=1) as sim: …``.

        Parameters
        ----------
        threads : int
            Worker threads, as many as there are processors by default; the result does not depend on it.
        seed : int
            Of all random draws.
        keep_spikes : bool
            Whether spikes are kept in memory for ``Simulation.spikes``; a log needs none of it.
        log : path
            A new directory, into which all spikes are logged as they happen.
        checkpoint, variant
            Of ``restore``.
        synapses : "stored" or "procedural"
            Whether static synapses are kept in memory or drawn again at each spike; it changes no spike.
        """
        from .simulation import Simulation
        return Simulation(
            self, threads=threads, seed=seed, keep_spikes=keep_spikes, log=log, checkpoint=checkpoint, variant=variant, synapses=synapses)

    @checked
    def restore(
            self, file, *, threads: Optional[int] = None, seed: int = 1, keep_spikes: bool = True, log=None, variant: bool = False,
            synapses: Optional[str] = None) -> "Simulation":
        """Builds a simulation that goes on from a checkpoint of ``Simulation.save``.

        With ``variant`` the checkpoint may be of another network: what it has in common with this one goes on. The others are as for
        ``simulate``.
        """
        from .simulation import Simulation
        return Simulation(
            self, checkpoint=file, threads=threads, seed=seed, keep_spikes=keep_spikes, log=log, variant=variant, synapses=synapses)


def _neurons(given, what):
    from .populations import Neurons
    if not isinstance(given, Neurons):
        raise RanvierError(f"{what} is {given!r}; give a population, or a part of one such as population[0:100]")
    return given._java


def _modulator(given):
    if not isinstance(given, Modulator):
        raise RanvierError(f"curve: {given!r} is no modulator; give those whose concentrations are the position, as in net.modulator('cosine', signed=True)")
    return given


def _flat(what, times, neurons, size):
    t = _values.array(times, "ms", f"{what}: times")
    n = _values.indices(neurons, f"{what}: neurons")
    if len(t) != len(n):
        raise RanvierError(f"{what}: there are {len(t)} times and {len(n)} neurons; give a neuron for each time")
    count = (int(n.max()) + 1 if len(n) else 1) if size is None else _values.integer(size, f"{what}: size", 1)
    return count, _values.shared(n), _values.shared(t)


def _again(net, plan):
    """A network with what was added to it."""
    for index, method, args, kwargs in plan:
        getattr(net._members[index], method)(*decoded(args, net._members), **decoded(kwargs, net._members))
    return net


def _unpickled(kind, given, plan):
    began = kind.__new__(kind)
    began._given = given
    return _again(began._anew(), plan)
