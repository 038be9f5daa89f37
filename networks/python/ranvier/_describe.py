"""How descriptions are made, kept and pickled: values that stand for themselves, and members of a network."""

import functools
import inspect
from typing import Any, Callable, TypeVar

from ._errors import RanvierAttributeError, RanvierError, nearest, of_java, of_wrong_kind

F = TypeVar("F", bound=Callable[..., Any])


def _signature_error(name, signature, error, args, kwargs):
    known = [p.name for p in signature.parameters.values() if p.kind is not p.VAR_KEYWORD and p.name != "self"]
    takes_any = any(p.kind is p.VAR_KEYWORD for p in signature.parameters.values())
    for key in kwargs:
        if key not in known and not takes_any:
            return RanvierError(f"{name}() has no argument '{key}'{nearest(key, known)}")
    shown = ", ".join(known)
    return RanvierError(f"{name}(): {error}; its arguments are {shown}")


def _bind(function, signature, args, kwargs):
    try:
        signature.bind(*args, **kwargs)
    except TypeError as e:
        raise _signature_error(_name_of(function), signature, e, args, kwargs) from None


def _name_of(function):
    """As a person calls it: a class by its name."""
    return function.__qualname__.split(".")[-2] if function.__name__ == "__init__" else function.__name__


def _mended(error, function):
    """What a person is told in place of an exception; itself where it is theirs or told already."""
    mended = of_java(error)
    return (of_wrong_kind(error, _name_of(function)) or error) if mended is error else mended


def checked(function: F) -> F:
    """A method whose misspelled arguments and Java exceptions become errors of this package."""
    signature = inspect.signature(function)

    @functools.wraps(function)
    def call(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except Exception as e:
            if isinstance(e, TypeError):
                _bind(function, signature, args, kwargs)
            mended = _mended(e, function)
            if mended is e:
                raise
            raise mended from None

    return call  # type: ignore[return-value]


def all_checked(kind):
    """Makes all public methods of a class ``checked``."""
    for name, method in list(vars(kind).items()):
        if inspect.isfunction(method) and not name.startswith("_") and not hasattr(method, "__wrapped__"):
            setattr(kind, name, checked(method))
        elif isinstance(method, property) and not name.startswith("_"):
            setattr(kind, name, property(checked(method.fget), doc=method.__doc__))
    return kind


class Value:
    """Something that is fully described by how it was made, such as a connection rule. It can be printed, pickled and used again."""

    __slots__ = ("_by", "_args", "_kwargs", "_made")

    def __init__(self, by, args, kwargs):
        self._by = by
        self._args = args
        self._kwargs = kwargs
        self._made = None

    @property
    def _java(self):
        """The object of Java that it describes."""
        if self._made is None:
            self._made = self._by.__wrapped__(*self._args, **self._kwargs)
        return self._made

    def __reduce__(self):
        return _made_again, (type(self), self._by, self._args, self._kwargs)

    def __repr__(self):
        args = self._args
        begin = self._by.__name__
        if "." in self._by.__qualname__ and args and isinstance(args[0], Value):
            begin, args = f"{args[0]!r}.{begin}", args[1:]
        parts = [_short(a) for a in args] + [f"{k}={_short(v)}" for k, v in self._kwargs.items()]
        return f"{begin}({', '.join(parts)})"


def _short(value):
    size = getattr(value, "size", 0)
    return f"<{size} values>" if hasattr(value, "dtype") and size > 6 else repr(value)


def _made_again(kind, by, args, kwargs):
    return kind(by, args, kwargs)


def value(kind):
    """Makes of a function that returns an object of Java one that returns a ``Value`` of it; mistakes are told at once."""

    def decorate(function: F) -> F:
        signature = inspect.signature(function)

        @functools.wraps(function)
        def make(*args, **kwargs):
            _bind(function, signature, args, kwargs)
            made = kind(make, args, kwargs)
            try:
                made._java  # noqa: B018
            except Exception as e:
                mended = _mended(e, function)
                if mended is e:
                    raise
                raise mended from None
            return made

        return make  # type: ignore[return-value]

    return decorate


def java_of(thing, kind, what, example):
    """The Java object of a ``Value`` of the wanted kind; anything else is refused by name."""
    if isinstance(thing, kind):
        return thing._java
    wanted = kind.__name__ if isinstance(kind, type) else " or ".join(k.__name__ for k in kind)
    a = "an" if wanted[0] in "AEIOU" else "a"
    if callable(thing) and not isinstance(thing, Value):
        raise RanvierError(
            f"{what} is a Python function; {a} {wanted} of one's own can only be written in Java, since it is called for every pair or synapse; "
            f"put it together from those of this package, e.g. {example}")
    raise RanvierError(f"{what} is {thing!r}; give {a} {wanted}, e.g. {example}")


class Member:
    """A part of a network: a population, a projection, a stimulus, …"""

    _net: Any
    _java: Any
    _index: int

    def __init_subclass__(cls):
        all_checked(cls)

    def __init__(self, net, java):
        self._net = net
        self._java = java
        self._index = -1

    def __reduce__(self):
        return _member, (self._net, self._index)

    def __repr__(self):
        text = str(self._java.toString())
        if "@" in text:  # Java has no text for it
            text = getattr(self, "name", "") if hasattr(type(self), "name") else f"of network '{self._net.name}'"
        size = f" of {self.size} neurons" if hasattr(type(self), "size") else ""
        return f"<{type(self).__name__} {text}{size}>"

    def __getattr__(self, name):
        return _refuse_attribute(self, name)


# What stays in Java, with what does it here; docs/python.md lists it.
JAVA_ONLY = {
    "add_listener": "count(neurons), take_spikes() and logs tell of spikes",
    "every": "run in pieces, which costs nothing: for k in range(10): sim.run(100); …",
    "ranks": "a network on several ranks is run by the command line: net.write_json(file), then mpirun -n 2 ./ranvier run FILE",
    "any": "it is of ranks: under mpirun a simulation is on all of them by itself",
    "break_off_log": "end_log() ends a log, and says whether the run was cancelled",
    "note": "keep numbers of your own beside the results",
    "experiment": "net.write_json(file), then ./ranvier run FILE, gives a run's directory with log, recordings, picture and where they come from",
    "study": "./ranvier run STUDY runs the built-in ones, and a new one is a class of Java (docs/studies.md)",
}


def java_only(name):
    """What is said of something that there is in Java only; None of all else."""
    snake = "".join("_" + c.lower() if c.isupper() else c for c in name).lstrip("_")
    return f"{name} is of Java only; {JAVA_ONLY[snake]}" if snake in JAVA_ONLY else None


def _refuse_attribute(thing, name):
    if name.startswith("_"):
        raise AttributeError(name)
    only = java_only(name)
    if only:
        raise RanvierAttributeError(f"{type(thing).__name__}.{only}")
    known = [n for n in dir(type(thing)) if not n.startswith("_")]
    snake = "".join("_" + c.lower() if c.isupper() else c for c in name)
    hint = f"; in Python it is {snake}" if snake != name and snake in known else nearest(name, known)
    raise RanvierAttributeError(f"{type(thing).__name__} has no '{name}'{hint}")


def _member(net, index):
    return net._members[index]


class _Ref:
    """A member in a plan."""

    __slots__ = ("index",)

    def __init__(self, index):
        self.index = index

    def __reduce__(self):
        return _Ref, (self.index,)


def _mapped(thing, change):
    if isinstance(thing, (list, tuple)):
        return type(thing)(_mapped(t, change) for t in thing)
    if isinstance(thing, dict):
        return {k: _mapped(v, change) for k, v in thing.items()}
    return change(thing)


def encoded(thing):
    """Arguments as they are kept: members by their index."""
    return _mapped(thing, lambda t: _Ref(t._index) if isinstance(t, Member) else t)


def decoded(thing, members):
    return _mapped(thing, lambda t: members[t.index] if isinstance(t, _Ref) else t)


def described(function: F) -> F:
    """A method that adds to the description of a network: it is kept, so that the network can be pickled, and undone where it fails."""
    signature = inspect.signature(function)

    @functools.wraps(function)
    def call(self, *args, **kwargs):
        _bind(function, signature, (self, *args), kwargs)
        net = self._net
        with net._describing:  # one thread at a time
            if net._adding:  # one such method calls another
                return function(self, *args, **kwargs)
            net._adding = True
            try:
                result = function(self, *args, **kwargs)
                net._check(result if isinstance(result, Member) else self)
            except Exception as e:
                net._undo()
                mended = _mended(e, function)
                if mended is e:
                    raise
                raise mended from None
            finally:
                net._adding = False
            net._keep(self, function.__name__, encoded(args), encoded(kwargs), result)
            return result

    return call  # type: ignore[return-value]
