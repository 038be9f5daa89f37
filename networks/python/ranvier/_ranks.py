"""The ranks of an MPI job: a script that mpirun has started several times."""

import atexit
import os
import sys
import threading

from ._errors import OtherRankFailed
from ._jvm import java

_lock = threading.Lock()
_joined = None
_failed = False


def on_this_machine():
    """How many processes of the job share this machine, as the launcher has it."""
    for name in ("OMPI_COMM_WORLD_LOCAL_SIZE", "MPI_LOCALNRANKS", "SLURM_NTASKS_PER_NODE"):
        text = os.environ.get(name, "")
        if text.isdigit() and int(text) > 0:
            return int(text)
    return 1


def options(of):
    """The options of a simulation, on all ranks of the job that this process was started in, if it was started in one."""
    global _joined
    job = java("simulator.ranks.Job").ofThisProcess()
    if not job.launch().isOneOfSeveral():
        return of
    with _lock:
        if _joined is None:
            _joined = job.ranks()
            _leave_at_the_end(job)
    return of.ranks(_joined).threads(job.launch().threads())


def _leave_at_the_end(job):
    """A process that ends well leaves the job with the others; one that an exception has ended, ends them."""
    show = sys.excepthook

    def failed(kind, error, trace):
        global _failed
        _failed = True
        if issubclass(kind, OtherRankFailed):  # the other says why, and ends all
            job.follow()
        else:
            show(kind, error, trace)

    sys.excepthook = failed
    atexit.register(lambda: job.leave(1 if _failed else 0))
