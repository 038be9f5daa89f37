"""Projections: synapses from some neurons to others."""

from . import _values
from ._describe import Member, java_of
from ._errors import RanvierError, nearest
from ._jvm import java
from .connect import rule_of
from .plasticity import LearningRule, Transmission

__all__ = ["CurvedProjection", "Projection"]


class Projection(Member):
    """Synapses from some neurons to others. Made by ``Network.connect``."""

    def _configure(self, source, target, given):
        self._source, self._target = source, target
        what = f"projection {self.name}"
        p = self._java
        receptor = given["receptor"]
        if receptor is not None:
            p.receptor(receptor)
        self._unit = target.population.receptor_unit(receptor)
        rule = rule_of(given["rule"], given["sources"], given["targets"])
        if given["file"] is not None:
            if rule is not None:
                raise RanvierError(f"{what}: file= says which synapses there are; leave out rule=, sources= and targets=")
            p.synapses(_values.path(given["file"]))
        elif rule is None:
            raise RanvierError(f"{what} has no rule; give rule=fixed_in_degree(100), rule='all_to_all', sources= and targets=, or file=")
        else:
            p.rule(rule)
            if given["weight"] is None:
                raise RanvierError(f"{what} has no weight; give weight=50")
        length = None if given["sources"] is None else len(given["sources"])
        for name in ("weight", "delay"):
            value = given[name]
            if length is not None and _values.is_array(value) and len(value) != length:
                raise RanvierError(f"{what}: {name} has {len(value)} values; give one for each of the {length} synapses")
        if given["weight"] is not None:
            p.weight(_values.synaptic(given["weight"], self._unit, f"{what}: weight"))
        for name, method in (("delay", p.delay), ("axonal_delay", p.axonalDelay), ("dendritic_delay", p.dendriticDelay)):
            if given[name] is not None:
                method(_values.synaptic(given[name], "ms", f"{what}: {name}"))
        if given["plastic"] is not None:
            p.plastic(java_of(given["plastic"], LearningRule, f"{what}: plastic", "stdp()"))
        elif given["frozen"]:
            raise RanvierError(f"{what}: frozen is of weights that a rule changes, and there is none; give plastic=stdp(), or leave frozen out")
        if given["short_term"] is not None:
            p.shortTerm(java_of(given["short_term"], Transmission, f"{what}: short_term", "depressing(0.5, 200)"))
        signs = {"negative": p.negativeWeights, "positive": p.positiveWeights}
        if given["sign"] is not None:
            if given["sign"] not in signs:
                raise RanvierError(f"{what}: sign is {given['sign']!r}; give 'positive' or 'negative'")
            signs[given["sign"]]()
        for name, method in (
                ("frozen", p.frozen), ("double_weights", p.doubleWeights), ("symmetric", p.symmetric), ("interpolated", p.interpolated), ("one_way", p.oneWay),
                ("procedural", p.procedural)):
            if given[name]:
                method()

    @property
    def unit(self) -> str:
        """The unit of its weights."""
        return self._unit

    @property
    def name(self) -> str:
        return str(self._java.name())

    @property
    def source(self):
        return self._source

    @property
    def target(self):
        return self._target


_CURVES = {"line": "Line", "ellipse": "Ellipse", "torus": "Torus"}


class CurvedProjection(Member):
    """Synapses whose weights lie on a curve, along which modulators move them. Made by ``Network.curve``."""

    def _configure(self, source, target, given):
        what = f"curve {source.population.name}→{target.population.name}"
        c = self._java
        if given["receptor"] is not None:
            c.receptor(given["receptor"])
        rule = rule_of(given["rule"], given["sources"], given["targets"])
        if rule is None:
            raise RanvierError(f"{what} has no rule; give rule='all_to_all', rule='one_to_one' or sources= and targets=")
        c.rule(rule)
        unit = target.population.receptor_unit(given["receptor"])
        components = list(c.components())
        weights = given["weights"]
        if not isinstance(weights, (list, tuple)) or len(weights) != len(components):
            raise RanvierError(f"{what}: weights is {weights!r}; give a list of {len(components)}, one for each component of the curve")
        for k, weight in enumerate(weights):
            c.weight(k, _values.synaptic(weight, unit, f"{what}: weight {k}"))
        c.delay(_values.quantity(given["delay"], "ms", f"{what}: delay"))
        if given["plastic"] is not None:
            c.plastic(java_of(given["plastic"], LearningRule, f"{what}: plastic", "gated_hebb('reward', 1)"))
        self.components = []
        for java in components:
            p = Projection(self._net, java)
            p._source, p._target, p._unit = source, target, unit
            self.components.append(p)


def curve_of(name):
    """The Java curve of that name."""
    if name not in _CURVES:
        raise RanvierError(f"curve is {name!r}{nearest(name, _CURVES)}")
    return java(f"plasticity.curves.WeightCurve${_CURVES[name]}")()
