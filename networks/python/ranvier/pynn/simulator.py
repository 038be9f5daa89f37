"""What PyNN's common code asks of a simulator: IDs of cells, and the state of the simulation."""

import logging

import numpy as np
from pyNN import common

name = "Ranvier"
logger = logging.getLogger("PyNN")


class ID(int, common.IDMixin):
    """The number of a cell, through which its parameters are reached."""

    def __init__(self, n):
        """A cell of this number."""
        int.__init__(n)
        common.IDMixin.__init__(self)


class State(common.control.BaseState):
    """The one network that PyNN knows at a time: a description until the first run, and a simulation from then on."""

    def __init__(self):
        super().__init__()
        self.mpi_rank = 0
        self.num_processes = 1
        self.clear()

    def clear(self):
        """Forgets the network."""
        self.discard()
        self.running = False
        self.dt = 0.1
        self.threads = None
        self.seed = 1
        self.weight_bytes = 8
        self._min_delay = "auto"
        self._max_delay = "auto"
        self.id_counter = 1
        self.segment_counter = -1
        self.recorders = set()
        self.write_on_end = []
        self.populations = []
        self.projections = []
        self.current_sources = []
        self.modulators = []
        self.reset()

    def reset(self):
        """Back to time 0. The network is built anew at the next run."""
        self.discard()
        self.running = False
        self.steps = 0
        self.t_start = 0
        self.segment_counter += 1
        for part in [*self.current_sources, *self.recorders, *self.projections]:
            part._begin()

    def discard(self):
        """Ends the simulation; what is read of it is kept before."""
        built = getattr(self, "built", None)
        self.built = None
        if built is not None:
            built.close()

    @property
    def t(self):
        """The time in ms."""
        return round(self.steps * self.dt, 9)

    @property
    def min_delay(self):
        """The shortest delay: the one that was set up, or that of the network."""
        if self._min_delay != "auto":
            return self._min_delay
        delays = [d for d in (p._shortest_delay() for p in self.projections) if d is not None]
        return min(delays) if delays else self.dt

    @property
    def max_delay(self):
        """The longest delay: the one that was set up, or that of the network."""
        if self._max_delay != "auto":
            return self._max_delay
        delays = [d for d in (p._longest_delay() for p in self.projections) if d is not None]
        return max(delays) if delays else self.dt

    def run_until(self, tstop):
        """Runs to a time, which is moved to the nearest step."""
        from .build import Built
        end = int(np.rint(tstop / self.dt))
        if self.built is None and not self.populations:
            self.steps = max(self.steps, end)
        elif self.built is None:
            self.built = Built(self)
        self.running = True
        while self.steps < end:
            self.built.run(self.steps, end)

    def run(self, simtime):
        """Runs for a time."""
        self.run_until(self.t + simtime)

    def require_unbuilt(self, what):
        """Refuses what the simulation cannot take up as it goes on."""
        if self.built is not None:
            raise NotImplementedError(
                f"{what} after run(), at t = {self.t:g} ms: Ranvier fixes the network at the first run; do this before run(), or call "
                "reset() first, which begins anew at 0 ms with what is described then")


state = State()
