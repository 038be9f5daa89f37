"""Rules of connection: which neurons are connected to which."""

from typing import Optional

from . import _values
from ._describe import Value, java_of, value
from ._errors import RanvierError
from ._jvm import java

__all__ = [
    "ConnectionRule", "all_to_all", "explicit", "fixed_in_degree", "fixed_out_degree", "fixed_total_number", "one_to_one",
    "pairwise_bernoulli",
]


class ConnectionRule(Value):
    """Which neurons of the source are connected to which of the target.

    Autapses (a neuron to itself) and multapses (a pair more than once) are allowed unless they are excluded, as in NEST; all to all, one to
    one and Bernoulli rules consider each pair once.
    """

    __slots__ = ()


def _rule():
    return java("networks.connect.ConnectionRule")


def _finish(rule, autapses, multapses=True, within=None):
    if within is not None:
        from .space import Mask
        rule = rule.within(java_of(within, Mask, "within", "disc(300)"))
    if not autapses:
        rule = rule.withoutAutapses()
    return rule if multapses else rule.withoutMultapses()


def _kernel(kernel, what):
    from .space import Kernel
    if what == "p" and not callable(kernel) and not isinstance(kernel, Kernel):
        raise RanvierError(f"p is {kernel!r}; give a probability, or a kernel such as gaussian(150)")
    return java_of(kernel, Kernel, what, "gaussian(150)")


@value(ConnectionRule)
def all_to_all(*, autapses: bool = True) -> ConnectionRule:
    """Every source to every target."""
    return _finish(_rule().allToAll(), autapses)


@value(ConnectionRule)
def one_to_one() -> ConnectionRule:
    """The k-th source to the k-th target; there must be as many of one as of the other."""
    return _rule().oneToOne()


@value(ConnectionRule)
def fixed_in_degree(n: int, kernel=None, *, within=None, autapses: bool = True, multapses: bool = True) -> ConnectionRule:
    """Each target receives ``n`` synapses, from sources drawn evenly, or in proportion to a kernel of the displacement."""
    n = _values.integer(n, "n")
    rule = _rule().fixedInDegree(n) if kernel is None else _rule().fixedInDegree(n, _kernel(kernel, "kernel"))
    return _finish(rule, autapses, multapses, within)


@value(ConnectionRule)
def fixed_out_degree(n: int, *, autapses: bool = True, multapses: bool = True) -> ConnectionRule:
    """Each source makes ``n`` synapses."""
    return _finish(_rule().fixedOutDegree(_values.integer(n, "n")), autapses, multapses)


@value(ConnectionRule)
def fixed_total_number(n: int, *, autapses: bool = True, multapses: bool = True) -> ConnectionRule:
    """There are ``n`` synapses in all, each between a source and a target drawn at random."""
    return _finish(_rule().fixedTotalNumber(_values.integer(n, "n")), autapses, multapses)


@value(ConnectionRule)
def pairwise_bernoulli(p, *, within=None, autapses: bool = True) -> ConnectionRule:
    """Each pair is connected with probability ``p``, a number or a kernel of the displacement."""
    rule = _rule().pairwiseBernoulli(_values.number(p, "1", "p") if _values.is_number(p) else _kernel(p, "p"))
    return _finish(rule, autapses, True, within)


@value(ConnectionRule)
def explicit(sources, targets, *, autapses: bool = True, multapses: bool = True) -> ConnectionRule:
    """The k-th synapse goes from ``sources[k]`` to ``targets[k]``, arrays of indices within the connected neurons.

    Weights and delays may then be arrays of the same length.
    """
    a, b = _values.indices(sources, "sources"), _values.indices(targets, "targets")
    if len(a) != len(b):
        raise RanvierError(f"explicit: there are {len(a)} sources and {len(b)} targets; give a target for each source")
    return _finish(_rule().explicit(_values.ints(a), _values.ints(b)), autapses, multapses)


_BY_NAME = {"all_to_all": all_to_all, "one_to_one": one_to_one}


def rule_of(rule, sources, targets) -> Optional[object]:
    """The Java rule of what was given to ``connect``."""
    if (sources is None) != (targets is None):
        raise RanvierError("sources= and targets= go together; give both, or neither")
    if sources is not None:
        if rule is not None:
            raise RanvierError("rule= and sources=, targets= exclude each other; give one of them")
        return explicit(sources, targets)._java
    if isinstance(rule, str):
        if rule not in _BY_NAME:
            raise RanvierError(f"rule is '{rule}'; by name there are {' and '.join(_BY_NAME)}, others are functions such as fixed_in_degree(100)")
        rule = _BY_NAME[rule]()
    return None if rule is None else java_of(rule, ConnectionRule, "rule", "fixed_in_degree(100)")
