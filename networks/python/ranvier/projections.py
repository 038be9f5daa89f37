"""Projections: synapses from some neurons to others."""

from . import _values
from ._describe import Member, java_of
from ._errors import RanvierError
from .connect import rule_of
from .plasticity import LearningRule, Transmission

__all__ = ["Projection"]


class Projection(Member):
    """Synapses from some neurons to others. Made by ``Network.connect``."""

    def _configure(self, source, target, given):
        self._source, self._target = source, target
        what = f"projection {self.name}"
        p = self._java
        receptor = given["receptor"]
        if receptor is not None:
            p.receptor(receptor)
        rule = rule_of(given["rule"], given["sources"], given["targets"])
        if rule is None:
            raise RanvierError(f"{what} has no rule; give rule=fixed_in_degree(100), rule='all_to_all' or sources= and targets=")
        p.rule(rule)
        if given["weight"] is None:
            raise RanvierError(f"{what} has no weight; give weight=50")
        length = None if given["sources"] is None else len(given["sources"])
        for name in ("weight", "delay"):
            value = given[name]
            if length is not None and _values.is_array(value) and len(value) != length:
                raise RanvierError(f"{what}: {name} has {len(value)} values; give one for each of the {length} synapses")
        self._unit = target.population.receptor_unit(receptor)
        p.weight(_values.synaptic(given["weight"], self._unit, f"{what}: weight"))
        for name, method in (("delay", p.delay), ("axonal_delay", p.axonalDelay), ("dendritic_delay", p.dendriticDelay)):
            if given[name] is not None:
                method(_values.synaptic(given[name], "ms", f"{what}: {name}"))
        if given["plastic"] is not None:
            p.plastic(java_of(given["plastic"], LearningRule, f"{what}: plastic", "stdp()"))
        if given["short_term"] is not None:
            p.shortTerm(java_of(given["short_term"], Transmission, f"{what}: short_term", "depressing(0.5, 200)"))
        signs = {"negative": p.negativeWeights, "positive": p.positiveWeights}
        if given["sign"] is not None:
            if given["sign"] not in signs:
                raise RanvierError(f"{what}: sign is {given['sign']!r}; give 'positive' or 'negative'")
            signs[given["sign"]]()
        for name, method in (
                ("double_weights", p.doubleWeights), ("symmetric", p.symmetric), ("interpolated", p.interpolated), ("one_way", p.oneWay)):
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
