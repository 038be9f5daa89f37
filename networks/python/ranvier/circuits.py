"""Networks that are described elsewhere: the built-in ones, and those of JSON documents."""

import os
import threading

from . import _values
from ._describe import Member, checked
from ._errors import RanvierError, translated
from ._jvm import java
from .models import existing
from .network import Network
from .populations import Population
from .projections import Projection

__all__ = ["circuit", "circuit_names", "read_network"]


@checked
def circuit_names() -> list:
    """The names of the built-in networks."""
    return [str(c.name()) for c in java("networks.circuits.Circuits").all()]


def _circuit(name, settings):
    found = java("networks.circuits.Circuits").find(name)
    given = java("java.util.HashMap")()
    for key, value in settings.items():
        given.put(key, str(value))
    return found.create(java("networks.circuits.Settings")(name, found.settings(), given)).network()


def _document(text, _):
    return java("networks.Network").fromJson(text)


_MAKERS = {"circuit": _circuit, "document": _document}


class _Elsewhere(Network):
    """A network whose description began elsewhere; what is added to it here is kept as in any."""

    def _begin(self):
        how, what, more = self._given
        with translated:
            Member.__init__(self, self, _MAKERS[how](what, more))
        self._index = 0
        self._members = [self]
        for population in self._java.populations():
            self._add(Population(self, population, existing(population.model())))
        names = self.populations
        for made in self._java.projections():
            p = Projection(self, made)
            p._source, p._target = (names[str(end.population().name())] for end in (made.source(), made.target()))
            p._unit = p._target.receptor_unit()
            self._add(p)

    def __init__(self, how, what, more):
        self._given = (how, what, more)
        self._plan, self._adding, self._simulated = [], False, False
        self._describing = threading.RLock()
        self._begin()

    def _add(self, member):
        member._index = len(self._members)
        self._members.append(member)

    def _anew(self):
        return _Elsewhere(*self._given)


@checked
def circuit(name: str, **settings) -> Network:
    """A built-in network, e.g. ``circuit("microcircuit", scale=0.1)``; the command line's ``describe NAME`` shows its settings."""
    return _Elsewhere("circuit", _values.name(name, "circuit"), settings)


@checked
def read_network(document) -> Network:
    """A network of a JSON document: a file, or the text of ``Network.to_json``."""
    text = str(document)
    if not text.lstrip().startswith("{"):
        if not os.path.exists(text):
            raise RanvierError(f"there is no file {text}; give the path of a JSON document, or its text")
        made = java("networks.Network").fromJson(java("java.nio.file.Path").of(text))
        text = str(made.toJson())
    return _Elsewhere("document", text, None)
