"""Each public verb of Java has its Python, or is refused by name and listed in the documentation as Java's only."""

import inspect
import re

import pytest
from shared import CHECKOUT

import ranvier
from ranvier import *
from ranvier import plasticity, upkeep
from ranvier._describe import JAVA_ONLY
from ranvier._jvm import java
from ranvier.modulators import LowRank, Modulator, Receptor, TemporalDifference

N, S, P = Network, Simulation, Population
connect, curve, low_rank = N.connect, N.curve, N.low_rank

# Of each class of Java: where its methods are in Python. A text is an argument of the function that stands first.
WHERE = {
    "Network": (N, {
        "grid": N.resolution, "resolution": (N, "resolution"), "roundTimes": (N, "round_times"), "rounding": (N, "round_times"), "of": read_network,
        "fromJson": read_network, "toJson": N.to_json, "writeJson": N.write_json, "plan": N.to_json, "spikeSource": N.spike_source,
        "poissonSource": N.poisson_source, "pulsePackets": N.pulse_packets, "lowRank": N.low_rank, "recordParameter": N.record_parameter,
        "recordWeights": N.record_weights}),
    "Population": (P, {
        "set": P.set, "initial": P.set, "exact": (N.population, "exact"), "isExact": (N.population, "exact"), "layout": (N.population, "positions"),
        "note": None}),
    "Projection": (Projection, {
        "rule": (connect, "rule"), "weight": (connect, "weight"), "delay": (connect, "delay"), "receptor": (connect, "receptor"),
        "plastic": (connect, "plastic"), "shortTerm": (connect, "short_term"), "doubleWeights": (connect, "double_weights"),
        "frozen": (connect, "frozen"), "negativeWeights": (connect, "sign"), "positiveWeights": (connect, "sign"),
        "axonalDelay": (connect, "axonal_delay"), "dendriticDelay": (connect, "dendritic_delay"), "symmetric": (connect, "symmetric"),
        "interpolated": (connect, "interpolated"), "oneWay": (connect, "one_way"),
        "procedural": (connect, "procedural"), "synapses": (connect, "file")}),
    "CurvedProjection": (CurvedProjection, {
        "components": CurvedProjection._configure, "rule": (curve, "rule"), "weight": (curve, "weights"), "delay": (curve, "delay"),
        "receptor": (curve, "receptor"), "plastic": (curve, "plastic")}),
    "LowRankProjection": (LowRank, {
        "factors": (low_rank, "left"), "gains": (low_rank, "gains"), "weight": (low_rank, "weight"), "delay": (low_rank, "delay"),
        "tau": (low_rank, "tau"), "receptor": (low_rank, "receptor"), "doubleWeights": (low_rank, "double_weights"), "recorded": (low_rank, "recorded"),
        "plastic": (low_rank, "plastic"), "keepingNorms": (low_rank, "keep_norms"), "frozen": (low_rank, "frozen")}),
    "Modulator": (Modulator, {
        "unit": (N.modulator, "unit"), "baseline": (N.modulator, "baseline"), "decay": (N.modulator, "decay"), "uptake": (N.modulator, "uptake"),
        "momentary": (N.modulator, "momentary"), "signed": (N.modulator, "signed"), "perPopulation": (N.modulator, "per_population"),
        "diffusing": (N.modulator, "diffusing"), "every": (N.modulator, "every")}),
    "ModulatorSource": (ranvier.modulators.Source, {
        "amount": (Modulator.released_by, "amount"), "unitArea": (Modulator.released_by, "unit_area"), "volley": (Modulator.released_by, "volley"),
        "depleting": (Modulator.released_by, "depleting"), "weight": (Modulator.released_by, "weight"), "delay": (Modulator.released_by, "delay"),
        "gain": (Modulator.released_by, "gain")}),
    "ModulatorReceptor": (Receptor, {
        "binding": (Modulator.receptor, "binding"), "cascade": (Modulator.receptor, "cascade"), "every": (Modulator.receptor, "every")}),
    "TemporalDifference": (TemporalDifference, {"of": N.temporal_difference, "reward": S.reward, "value": S.value}),
    "Readout": (ranvier.network.Readout, {
        **{m: (N.readout, m) for m in ("outputs", "tau", "interval", "loss", "feedback", "decay", "optimiser", "weights", "recorded")},
        "weightScale": (N.readout, "weight_scale")}),
    "PoissonInput": (Poisson, {
        "rate": (N.poisson, "rate"), "weight": (N.poisson, "weight"), "receptor": (N.poisson, "receptor"), "between": (N.poisson, "start"),
        "doubleWeights": (N.poisson, "double_weights")}),
    "CurrentInput": (Current, {
        "from": (N.current, "amplitude"), "steps": (N.current, "steps"), "of": (N.current, "amplitude"), "noise": (N.current, "noise"),
        "ornsteinUhlenbeck": (N.current, "ornstein_uhlenbeck"), "pulses": (N.current, "pulses"), "between": (N.current, "stop"),
        "pulseTimes": Current.pulse_times}),
    "NoiseInput": (Noise, {"receptor": (N.noise, "receptor"), "ornsteinUhlenbeck": (N.noise, "sd"), "between": (N.noise, "start")}),
    "StateRecorder": (upkeep.Recorder, {"every": (N.record, "every"), "onSpikes": (N.record, "on_spikes"), "fromStart": (N.record, "from_start")}),
    "ModulatorRecorder": (upkeep.Recorder, {"every": (N.record, "every"), "at": (N.record, "places")}),
    "ParameterRecorder": (upkeep.Recorder, {"every": (N.record_parameter, "every")}),
    "WeightRecorder": (upkeep.Recorder, {
        "every": (N.record_weights, "every"), "onSpikes": (N.record_weights, "on_spikes"), "variable": (N.record_weights, "variable"),
        "from": (N.record_weights, "sources"), "to": (N.record_weights, "targets")}),
    "WeightNormalisation": (upkeep.Upkeep, {
        "sum": (N.normalise, "sum"), "euclidean": (N.normalise, "euclidean"), "partially": (N.normalise, "part"), "every": (N.normalise, "every")}),
    "SynapticScaling": (upkeep.Upkeep, {
        "toRate": (N.scale, "rate"), "strength": (N.scale, "strength"), "integral": (N.scale, "integral"), "averaging": (N.scale, "averaging"),
        "upTo": (N.scale, "up_to"), "every": (N.scale, "every")}),
    "IntrinsicPlasticity": (upkeep.Upkeep, {
        "toRate": (N.adapt, "rate"), "by": (N.adapt, "by"), "byPart": (N.adapt, "by_part"), "within": (N.adapt, "within"),
        "averaging": (N.adapt, "averaging"), "every": (N.adapt, "every")}),
    "Rewiring": (upkeep.Upkeep, {
        "pruneUpTo": (N.rewire, "prune_up_to"), "pruneWeakest": (N.rewire, "prune_weakest"), "withAutapses": (N.rewire, "autapses"),
        "withMultapses": (N.rewire, "multapses"),
        **{m: (N.rewire, m) for m in ("keeping", "regrowth", "sprouting", "elements", "vacant", "averaging", "weight", "every")}}),
    "ScheduledChange": (N, {"set": N.at}),
    "Simulation": (S, {
        "of": N.simulate, "restore": N.restore, "restoreVariant": (S, "variant"), "setState": S.set, "setWeight": S.set, "recordOnSpikes": (S.record, "on_spikes"),
        "unclamp": S.clamp, "axonalElements": S.elements, "dendriticElements": S.elements, "resetKeepingWeights": (S.reset, "keep_weights"),
        "takeSamples": S.take_recordings, "traces": S.recordings, "discardRecordings": S.discard, "timeMs": S.time, "largestShiftMs": S.largest_shift,
        "populations": Spikes.populations, "unit": Projection.unit}),
    "Synapses": (Synapses, {
        "projection": S.synapses_of, "from": (S.synapses_of, "sources"), "to": (S.synapses_of, "targets"), "forEach": Synapses.read, "count": Synapses.__len__,
        "change": Synapses.set, "countMatrix": (Synapses.matrix, "counts")}),
    "SpikeCounts": (SpikeCounts, {"total": SpikeCounts.now, "ratesHz": SpikeCounts.rates, "size": SpikeCounts.__len__, "accept": None}),
}
# What every object has, and what only the simulator calls.
INNER = {
    "equals", "hashCode", "getClass", "notify", "notifyAll", "wait", "toString", "check", "where", "begin", "changed", "interval", "plan", "finish",
    "intervalSteps"}


def snake(name):
    return re.sub("([A-Z])", lambda m: "_" + m[1].lower(), name)


@pytest.mark.parametrize("kind", WHERE)
def test_every_public_verb_is_reached_or_refused_by_name(kind):
    python, elsewhere = WHERE[kind]
    methods = {str(m.getName()) for m in java(f"networks.{kind}").class_.getMethods()} - INNER
    assert methods
    missing = []
    for method in sorted(methods):
        if method in elsewhere:
            at = elsewhere[method]
            if isinstance(at, tuple):
                assert at[1] in inspect.signature(at[0]).parameters, (method, at)
            else:
                assert at is None or callable(at) or isinstance(at, property), (method, at)
        elif not hasattr(python, snake(method)) and snake(method) not in JAVA_ONLY:
            missing.append(method)
    assert not missing, f"{kind}: Python has no {', '.join(missing)}"


RULES = {
    "Stdp": {"pair": stdp, "antiHebbian": anti_hebbian_stdp, "homeostatic": homeostatic_stdp, "triplet": triplet_stdp, "minimalTriplet": (triplet_stdp, "minimal")},
    "Calcium": {"between": calcium}, "Clopath": {"visualCortex": clopath}, "DendriticLearning": {"of": dendritic_learning}, "BurstDependent": {"of": burst_dependent},
    "Eprop": {"of": eprop}, "RMax": {"of": r_max, "covariance": (r_max, "expected")},
    "SurrogateGradient": {
        "superSpike": super_spike, "onlineThroughTime": ottt, "deepContinuous": decolle, "eventBased": etlp, "timingDependent": s_tllr},
    "ThreeFactor": {
        "of": three_factor, "rewardStdp": reward_stdp, "dopamineStdp": dopamine_stdp, "mstdp": mstdp, "mstdpet": mstdpet, "tdLtp": td_ltp,
        "covariance": reward_covariance, "gatedHebb": gated_hebb, "dualTrace": dual_trace, "fastWeights": fast_weights},
}


@pytest.mark.parametrize("kind", RULES)
def test_every_learning_rule_is_there(kind):
    rule = java(f"plasticity.rules.{kind}").class_
    static = java("java.lang.reflect.Modifier").STATIC
    made = {str(m.getName()) for m in rule.getMethods() if m.getModifiers() & static and m.getReturnType() == rule}
    assert made and made == set(RULES[kind])
    for at in RULES[kind].values():
        assert callable(at) if not isinstance(at, tuple) else at[1] in inspect.signature(at[0]).parameters


def test_what_is_of_java_only_is_refused_with_the_way_here(net):
    with net.simulate() as sim:
        for name in ("every", "addListener", "add_listener", "breakOffLog"):
            with pytest.raises(RanvierError, match=f"Simulation.{name} is of Java only; "):
                getattr(sim, name)
        assert not hasattr(sim, "every")
        with pytest.raises(RanvierError, match="in Python it is take_spikes"):
            sim.takeSpikes()
        with pytest.raises(RanvierError, match="did you mean spikes"):
            sim.spiks()
    for name in ("Experiment", "Study"):
        with pytest.raises(AttributeError, match=f"ranvier.{name} is of Java only; .*ranvier run"):
            getattr(ranvier, name)
    assert plasticity.stdp is ranvier.stdp


def test_the_page_lists_what_is_of_java_only():
    page = (CHECKOUT / "docs" / "python.md").read_text(encoding="utf-8")
    section = page.split("## Of Java only")[1]
    for name in JAVA_ONLY:
        word = {"experiment": "Experiment", "study": "Study"}.get(name) or re.sub("_(.)", lambda m: m[1].upper(), name)
        assert f"`{word}" in section or f".{word}(" in section, name
