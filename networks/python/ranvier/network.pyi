from typing import Dict, List, Optional, Sequence, Tuple, Union

from ._describe import Member
from ._types import Array, Drawn, Number, Path, Synaptic
from .cells import Cell
from .connect import ConnectionRule
from .distributions import Course
from .inputs import Current, Noise, Poisson
from .models import Model
from .modulation import GrowthCurve, Lattice, Optimiser
from .modulators import LowRank, Modulator, Receptor, TemporalDifference
from .plasticity import LearningRule, Transmission
from .populations import Neurons, Population
from .projections import CurvedProjection, Projection
from .results import Spikes
from .simulation import Simulation
from .space import Layout
from .stimulators import Pulses
from .upkeep import Recorder, Upkeep

__all__ = [
    "Network", "Readout",
]


class Network(Member):
    def __init__(
            self, name: str = "network", *, resolution: Optional[Number] = None, round_times: Union[bool, str, None] = None) -> None: ...
    @property
    def name(self) -> str: ...
    @property
    def resolution(self) -> float: ...
    @property
    def populations(self) -> Dict[str, Population]: ...
    @property
    def modulators(self) -> Dict[str, Modulator]: ...
    @property
    def projections(self) -> List[Projection]: ...
    def __getitem__(self, name: str) -> Population: ...
    def to_json(self) -> str: ...
    def write_json(self, file: Path) -> None: ...
    def population(
            self, name: str, size: int, model: Union[str, Model, Cell] = "iaf_psc_exp", *, exact: bool = False,
            positions: Optional[Layout] = None, **values: Drawn) -> Population: ...
    def spike_source(
            self, name: str, times: Union[Array, Sequence[Array]], *, neurons: Optional[Array] = None,
            size: Optional[int] = None, exact: bool = False) -> Population: ...
    def poisson_source(self, name: str, size: int, rate: Union[Number, Course]) -> Population: ...
    def pulse_packets(self, name: str, size: int, times: Sequence[Number], **values: Drawn) -> Population: ...
    def replay(self, name: str, recording: Union[Spikes, Path], population: str) -> Population: ...
    def connect(
            self, source: Neurons, target: Neurons, rule: Union[str, ConnectionRule, None] = None, weight: Optional[Synaptic] = None,
            delay: Optional[Synaptic] = None, *, sources: Optional[Array] = None, targets: Optional[Array] = None,
            receptor: Optional[str] = None, file: Optional[Path] = None, plastic: Optional[LearningRule] = None,
            short_term: Optional[Transmission] = None, axonal_delay: Optional[Synaptic] = None,
            dendritic_delay: Optional[Synaptic] = None, sign: Optional[str] = None, frozen: bool = False, double_weights: bool = False,
            symmetric: bool = False, interpolated: bool = False, one_way: bool = False, procedural: bool = False) -> Projection: ...
    def poisson(
            self, name: str, target: Neurons, rate: Union[Drawn, Course, None] = None, weight: Optional[Number] = None, *,
            receptor: Optional[str] = None, start: Optional[Number] = None, stop: Optional[Number] = None, double_weights: bool = False) -> Poisson: ...
    def current(
            self, target: Neurons, amplitude: Union[Drawn, Course, None] = None, *, name: Optional[str] = None,
            steps: Optional[Tuple[Array, Array]] = None, noise: Optional[Tuple[Number, Number, Number]] = None,
            ornstein_uhlenbeck: Optional[Tuple[Number, Number, Number]] = None, pulses: Optional[Pulses] = None,
            start: Optional[Number] = None, stop: Optional[Number] = None) -> Current: ...
    def noise(
            self, name: str, target: Neurons, mean: Number, sd: Number, tau: Number, *, receptor: Optional[str] = None,
            start: Optional[Number] = None, stop: Optional[Number] = None) -> Noise: ...
    def curve(
            self, source: Neurons, target: Neurons, curve: str, *modulators: Modulator, rule: Union[str, ConnectionRule, None] = None,
            weights: Optional[Sequence[Synaptic]] = None, delay: Optional[Number] = None, sources: Optional[Array] = None,
            targets: Optional[Array] = None, receptor: Optional[str] = None, plastic: Optional[LearningRule] = None) -> CurvedProjection: ...
    def low_rank(
            self, name: str, source: Neurons, target: Neurons, left: Array, right: Array, *, weight: Number, delay: Number,
            tau: Optional[Number] = None, gains: Optional[Array] = None, receptor: Optional[str] = None, double_weights: bool = False,
            recorded: Optional[Number] = None, plastic: Optional[LearningRule] = None, learns: Optional[str] = None, keep_norms: bool = False,
            frozen: bool = False) -> LowRank: ...
    def at(self, time: Number, neurons: Neurons, **values: Drawn) -> None: ...
    def modulator(
            self, name: str, *, unit: Optional[str] = None, baseline: Optional[Number] = None, decay: Optional[Number] = None,
            uptake: Tuple[Optional[Number], Optional[Number]] = (None, None), momentary: bool = False, signed: bool = False,
            per_population: bool = False, diffusing: Union[Tuple[Population, Number, Number], Tuple[Lattice, Number], None] = None,
            every: Optional[Number] = None) -> Modulator: ...
    def temporal_difference(
            self, name: str, critic: Population, reward_time: Number, *, model: Optional[Sequence[Number]] = None) -> TemporalDifference: ...
    def readout(
            self, name: str, *populations: Population, outputs: int = 1, tau: Optional[Number] = None,
            interval: Optional[Number] = None, loss: Optional[str] = None, feedback: Optional[str] = None,
            decay: Optional[Number] = None, optimiser: Optional[Optimiser] = None, weight_scale: Optional[Number] = None,
            weights: Optional[Array] = None, recorded: Optional[Number] = None) -> Readout: ...
    def record(
            self, what: Union[Neurons, Modulator, Receptor], *variables: str, every: Optional[Number] = None, on_spikes: bool = False,
            from_start: bool = False, places: Optional[Array] = None) -> Recorder: ...
    def record_parameter(self, neurons: Neurons, parameter: str, *, every: Optional[Number] = None) -> Recorder: ...
    def record_weights(
            self, projection: Projection, *, every: Optional[Number] = None, on_spikes: bool = False, variable: Optional[str] = None,
            sources: Optional[Neurons] = None, targets: Optional[Neurons] = None) -> Recorder: ...
    def normalise(
            self, *projections: Projection, sum: Optional[Number] = None, euclidean: Optional[Number] = None,
            part: Optional[Number] = None, every: Optional[Number] = None) -> Upkeep: ...
    def scale(
            self, *projections: Projection, rate: Number, strength: Optional[Number] = None, integral: Optional[Number] = None,
            averaging: Optional[Number] = None, up_to: Optional[Number] = None, every: Optional[Number] = None) -> Upkeep: ...
    def adapt(
            self, neurons: Neurons, parameter: str, *, rate: Number, by: Optional[Number] = None, by_part: Optional[Number] = None,
            within: Optional[Tuple[Number, Number]] = None, averaging: Optional[Number] = None, every: Optional[Number] = None) -> Upkeep: ...
    def rewire(
            self, projection: Projection, *, prune_up_to: Optional[Number] = None, prune_weakest: Optional[Number] = None,
            keeping: Optional[str] = None, regrowth: Optional[Number] = None, sprouting: Optional[Number] = None,
            elements: Optional[Tuple[GrowthCurve, GrowthCurve]] = None, vacant: Optional[Number] = None,
            averaging: Optional[Number] = None, weight: Optional[Synaptic] = None, autapses: bool = False, multapses: bool = False,
            every: Optional[Number] = None) -> Upkeep: ...
    def simulate(
            self, *, threads: Optional[int] = None, seed: int = 1, keep_spikes: bool = True, log: Optional[Path] = None,
            checkpoint: Optional[Path] = None, variant: bool = False, synapses: Optional[str] = None) -> Simulation: ...
    def restore(
            self, file: Path, *, threads: Optional[int] = None, seed: int = 1, keep_spikes: bool = True, log: Optional[Path] = None,
            variant: bool = False, synapses: Optional[str] = None) -> Simulation: ...


class Readout(Member):
    @property
    def name(self) -> str: ...
