from . import cells as cells, connect as connect, distributions as distributions, models as models, modulation as modulation
from . import plasticity as plasticity, space as space, units as units
from ._python import RanvierError as RanvierError
from ._jvm import java as java, start as start
from .circuits import circuit as circuit, circuit_names as circuit_names, read_network as read_network
from .closedloop import ClosedLoop as ClosedLoop, SimulationEnv as SimulationEnv
from .connect import (
    ConnectionRule as ConnectionRule, all_to_all as all_to_all, explicit as explicit, fixed_in_degree as fixed_in_degree,
    fixed_out_degree as fixed_out_degree, fixed_total_number as fixed_total_number, one_to_one as one_to_one,
    pairwise_bernoulli as pairwise_bernoulli)
from .distributions import (
    Course as Course, Distribution as Distribution, exponential as exponential, lognormal as lognormal, normal as normal,
    sinusoid as sinusoid, steps as steps, uniform as uniform)
from .inputs import Current as Current, Noise as Noise, Poisson as Poisson
from .logs import read_log as read_log
from .models import Model as Model, equations as equations, model as model, model_names as model_names
from .modulation import (
    Effect as Effect, Eligibility as Eligibility, GrowthCurve as GrowthCurve, Lattice as Lattice, Optimiser as Optimiser,
    Response as Response, ThirdFactor as ThirdFactor, adam as adam, between as between, descent as descent, dopamine_stdp as dopamine_stdp,
    dual_trace as dual_trace, eligibility as eligibility, eprop as eprop, gated_hebb as gated_hebb, gaussian_growth as gaussian_growth,
    hill as hill, inverted_u as inverted_u, lattice as lattice, linear_growth as linear_growth, mstdp as mstdp, mstdpet as mstdpet,
    proportional as proportional, r_max as r_max, signed as signed, decolle as decolle, etlp as etlp, fast_weights as fast_weights,
    ottt as ottt, reward_covariance as reward_covariance, reward_stdp as reward_stdp, s_tllr as s_tllr, scaled as scaled,
    shifted as shifted, super_spike as super_spike, td_ltp as td_ltp, third_factor as third_factor, three_factor as three_factor)
from .network import Network as Network
from .plasticity import (
    Bounds as Bounds, LearningRule as LearningRule, Transmission as Transmission, WeightDependence as WeightDependence,
    additive as additive, bernoulli as bernoulli, bounds as bounds, burst_dependent as burst_dependent, calcium as calcium,
    clopath as clopath, dendritic_learning as dendritic_learning, depressing as depressing, gutig as gutig, log_stdp as log_stdp,
    multiplicative as multiplicative, no_rule as no_rule, power_law as power_law, stdp as stdp, stochastic as stochastic, triplet_stdp as triplet_stdp,
    three_state as three_state, van_rossum as van_rossum, homeostatic_stdp as homeostatic_stdp, anti_hebbian_stdp as anti_hebbian_stdp)
from .populations import Population as Population
from .projections import CurvedProjection as CurvedProjection, Projection as Projection
from .results import Recording as Recording, Spikes as Spikes, Weights as Weights
from .simulation import Simulation as Simulation
from .space import (
    Kernel as Kernel, Layout as Layout, Mask as Mask, Profile as Profile, annulus as annulus, box as box, conduction as conduction,
    constant as constant, disc as disc, distance as distance, ellipse as ellipse, exponential_kernel as exponential_kernel, gabor as gabor,
    gaussian as gaussian, grid as grid, linear as linear, places as places, power as power, profile as profile, ring as ring,
    scattered as scattered)
from .stimulators import Contact as Contact, Pulses as Pulses
from .synapses import SpikeCounts as SpikeCounts, Synapses as Synapses
from .units import (
    Quantity as Quantity, Unit as Unit, ms as ms, s as s, us as us, mV as mV, V as V, uV as uV, pA as pA, nA as nA, uA as uA, nS as nS,
    uS as uS, mS as mS, pF as pF, nF as nF, uF as uF, Hz as Hz, kHz as kHz, um as um, mm as mm, cm as cm, mM as mM, uM as uM, nM as nM,
    MOhm as MOhm, GOhm as GOhm)

__all__ = [
    "Bounds", "ClosedLoop", "ConnectionRule", "Contact", "Course", "Current", "CurvedProjection", "Distribution", "Effect", "Eligibility",
    "GOhm", "GrowthCurve", "Hz", "Kernel", "Lattice", "Layout", "LearningRule", "MOhm", "Mask", "Model", "Network", "Noise", "Optimiser",
    "Poisson", "Population", "Profile", "Projection", "Pulses", "Quantity", "RanvierError", "Recording", "Response", "Simulation",
    "SimulationEnv", "SpikeCounts", "Spikes", "Synapses", "ThirdFactor", "Transmission", "Unit", "V", "WeightDependence", "Weights", "adam",
    "additive", "all_to_all", "annulus", "anti_hebbian_stdp", "bernoulli", "between", "bounds", "box", "burst_dependent", "calcium",
    "cells", "circuit", "circuit_names", "clopath", "cm", "conduction", "constant", "decolle", "dendritic_learning", "depressing",
    "descent", "disc", "distance", "dopamine_stdp", "dual_trace", "eligibility", "ellipse", "eprop", "equations", "etlp", "explicit",
    "exponential", "exponential_kernel", "fast_weights", "fixed_in_degree", "fixed_out_degree", "fixed_total_number", "gabor", "gated_hebb",
    "gaussian", "gaussian_growth", "grid", "gutig", "hill", "homeostatic_stdp", "inverted_u", "java", "kHz", "lattice", "linear",
    "linear_growth", "log_stdp", "lognormal", "mM", "mS", "mV", "mm", "model", "model_names", "ms", "mstdp", "mstdpet", "multiplicative",
    "nA", "nF", "nM", "nS", "no_rule", "normal", "one_to_one", "ottt", "pA", "pF", "pairwise_bernoulli", "places", "power", "power_law", "profile",
    "proportional", "r_max", "read_log", "read_network", "reward_covariance", "reward_stdp", "ring", "s", "s_tllr", "scaled", "scattered",
    "shifted", "signed", "sinusoid", "start", "stdp", "steps", "stochastic", "super_spike", "td_ltp", "third_factor", "three_factor",
    "three_state", "triplet_stdp", "uA", "uF", "uM", "uS", "uV", "um", "uniform", "us", "van_rossum",
]
