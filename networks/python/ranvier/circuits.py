"""The networks that are built in."""

from ._describe import Member, checked
from ._errors import RanvierError
from ._jvm import java
from .network import Network
from .populations import Population
from .projections import Projection

__all__ = ["circuit", "circuit_names"]


@checked
def circuit_names() -> list:
    """The names of the built-in networks."""
    return [str(c.name()) for c in java("networks.circuits.Circuits").all()]


class _BuiltIn(Network):
    """A built-in network: its description is its name and its settings."""

    def _begin(self):
        name, settings = self._given[0], self._given[1]
        found = java("networks.circuits.Circuits").find(name)
        given = java("java.util.HashMap")()
        for key, value in settings.items():
            given.put(key, str(value))
        made = java("networks.circuits.Settings")(name, found.settings(), given)
        Member.__init__(self, self, found.create(made).network())
        self._index = 0

    def _undo(self):
        raise RanvierError(f"the built-in network '{self.name}' may hold a part of what failed; make it anew by circuit('{self.name}')")

    def __reduce__(self):
        if self._plan:
            raise RanvierError(f"the built-in network '{self.name}' was added to, which cannot be pickled; describe it as a network of one's own")
        return _built_in, self._given


def _built_in(name, settings):
    net = _BuiltIn.__new__(_BuiltIn)
    net._given = (name, settings)
    net._plan, net._adding, net._simulated = [], False, False
    net._begin()
    net._members = [net]
    for java_population in net._java.populations():
        _add(net, Population(net, java_population, None))
    names = net.populations
    for java_projection in net._java.projections():
        p = Projection(net, java_projection)
        p._source, p._target = (names[str(e.population().name())] for e in (java_projection.source(), java_projection.target()))
        p._unit = p._target.receptor_unit()
        _add(net, p)
    return net


def _add(net, member):
    member._index = len(net._members)
    net._members.append(member)


@checked
def circuit(name: str, **settings) -> Network:
    """A built-in network, e.g. ``circuit("microcircuit", scale=0.1)``; the command line's ``describe NAME`` shows its settings."""
    return _built_in(name, settings)
