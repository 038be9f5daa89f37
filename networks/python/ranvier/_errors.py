"""The one exception of this package, and the way from Java's exceptions to it."""

import difflib
import os
import re

from . import _mends
from ._python import RanvierError

_HERE = os.path.dirname(os.path.abspath(__file__))


class RanvierAttributeError(RanvierError, AttributeError):
    """There is no such attribute; ``hasattr`` and editors rely on the kind of this error."""


RanvierAttributeError.__module__ = "ranvier"


class OtherRankFailed(RanvierError):
    """Another process of an MPI job has failed, and says why."""


OtherRankFailed.__module__ = "ranvier"


class translated:
    """``with translated:`` turns exceptions of Java into those of Python, without Java's stack trace."""

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error is None:
            return False
        mended = of_java(error)
        if mended is not error:
            raise mended from None
        return False


translated = translated()


def of_java(error):
    """The Python exception that stands for an exception of Java, or for a thing that a method cannot take; others stay as they are."""
    misfit = _misfit(error)
    if misfit:
        return RanvierError(misfit)
    if isinstance(error, RanvierError) or not hasattr(error, "getMessage"):
        return error
    while str(error.getClass().getName()) in _WRAPPERS and error.getCause() is not None:
        error = error.getCause()
    kind = str(error.getClass().getName())
    message = error.getMessage()
    text = kind if message is None else str(message)
    if kind == "org.ranvier.simulator.RanvierException":
        return RanvierError(_mends.of_message(text))
    if kind == "org.ranvier.simulator.ranks.OtherRankFailed":
        return OtherRankFailed(text)
    if kind == "java.lang.OutOfMemoryError":
        return RanvierError(f"the JVM has no memory left ({text}); give it more before anything else: ranvier.start('-Xmx8g')")
    # A local variable or parameter is null, whose name is there if the classes have it.
    if kind == "java.lang.NullPointerException" and re.search(r'because "[\w<>]+" is null', text):
        return RanvierError("None was given where a value is needed")
    if kind in ("java.lang.IllegalArgumentException", "java.nio.file.NoSuchFileException"):
        return RanvierError(text)
    return RanvierError(f"internal error of the simulator, {kind}: {text}")


def _misfit(error):
    """What is wrong where a method was given a thing of another kind: the bridge says it in the words of Java."""
    call = isinstance(error, TypeError) and re.match(r"No matching overloads found for (?:\*static\* |constructor )?(?:[\w$]+\.)*([\w$]+)\(([^)]*)\)", str(error))
    if call:
        takes = re.findall(rf"\.{re.escape(call[1])}\(([^)]*)\)", str(error)[call.end():])
        return f"{_mends.snake(call[1])} cannot take {_kinds(call[2])}; give {' or '.join(sorted({_kinds(t) for t in takes}))}"
    if isinstance(error, AttributeError) and error.name in ("_java", "population") and not type(error.obj).__module__.startswith("ranvier"):
        return f"{error.obj!r} is no part of a network; give what the network's methods returned, such as a population or a projection"
    return None


def _kinds(arguments):
    kinds = (a.strip().rpartition(".")[2] for a in arguments.split(","))
    return ", ".join({"String": "str", "double": "float", "long": "int", "boolean": "bool", "Quantity": "a quantity"}.get(k, k) for k in kinds) or "nothing"


def of_wrong_kind(error, name):
    """A thing of the wrong kind that this package came upon within one of its functions; None where the error is another's."""
    if type(error) not in (TypeError, ValueError, OverflowError, AttributeError) or error.__traceback__ is None:
        return None
    at = error.__traceback__
    while at.tb_next is not None:
        at = at.tb_next
    if os.path.dirname(at.tb_frame.f_code.co_filename) != _HERE:
        return None
    return RanvierError(f"{name}(): an argument is of the wrong kind: {error}; help({name}) says what it takes")


_WRAPPERS = ("java.util.concurrent.ExecutionException", "java.util.concurrent.CompletionException")


def nearest(name, known):
    """What a misspelled name may have meant, as the end of a sentence."""
    close = difflib.get_close_matches(str(name), [str(k) for k in known], n=3, cutoff=0.5)
    if close:
        return f"; did you mean {' or '.join(close)}?"
    return f"; there are {', '.join(str(k) for k in sorted(known))}"
