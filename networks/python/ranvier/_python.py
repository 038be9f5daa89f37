# -*- coding: utf-8 -*-
"""What Ranvier asks of Python itself, told before anything else is imported. It is written so that old versions can read it."""

import os
import sys

LEAST = (3, 9)
DEBIAN = {"numpy": "python3-numpy", "jpype": "python3-jpype", "pyNN": "python3-pynn", "neo": "python3-neo", "quantities": "python3-quantities"}
PIP = {"jpype": "jpype1"}
_SYSTEM = "/usr/bin/python3"


def too_old(version, where):
    """What is said of a Python that is too old; None of others."""
    if tuple(version[:2]) >= LEAST:
        return None
    found = ".".join(str(v) for v in version[:3])
    return "Ranvier needs Python {}.{} or later; {} is {}: start your script with a later one".format(LEAST[0], LEAST[1], where, found)


def missing(package, purpose="Ranvier"):
    """What is said where a package is not there: which, of which Python, and how to get it."""
    here = sys.executable or "python3"
    top = package.split(".")[0]
    pip = PIP.get(top, top)
    if not _is_system(here) and os.path.isdir("/usr/lib/python3/dist-packages/" + top):
        mend = "{} has it: start your script with that one; or {} -m pip install {}".format(_SYSTEM, here, pip)
    elif top in DEBIAN:
        mend = "Debian: apt install {}; elsewhere: {} -m pip install {}".format(DEBIAN[top], here, pip)
    else:
        mend = "{} -m pip install {}".format(here, pip)
    return "{} needs the Python package {}, which {} does not have; {}".format(purpose, top, here, mend)


def _is_system(python):
    return os.path.realpath(python) == os.path.realpath(_SYSTEM)


class RanvierError(Exception):
    """A mistake in a description, a file or a call that its author can mend.

    The message is the simulator's own: it names the thing, the value, what is allowed and the mend.
    """


class RanvierImportError(RanvierError, ImportError):
    """What Ranvier needs is not there; ``except ImportError`` takes it, too."""


RanvierError.__module__ = "ranvier"  # as users know it
RanvierImportError.__module__ = "ranvier"


def check():
    """Refuses a Python that is too old or lacks numpy."""
    old = too_old(sys.version_info, sys.executable or "this Python")
    if old:
        raise RanvierImportError(old)
    try:
        import numpy  # noqa: F401
    except ImportError as e:
        lacking = e.name or "numpy"
    else:
        return
    raise RanvierImportError(missing(lacking))
