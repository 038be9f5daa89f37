"""Neuron models: those of the library by their names, and one's own as the text of their equations."""

from typing import Optional

from . import _values
from ._describe import Value, checked, java_of, value
from ._errors import RanvierError, nearest
from ._jvm import java

__all__ = ["Model", "equations", "model", "model_names"]


class Model(Value):
    """A neuron model. ``print(model.describe())`` shows all of it."""

    __slots__ = ("_units",)

    @property
    def name(self) -> str:
        return str(self._java.name())

    @property
    def equations(self) -> str:
        return str(self._java.equations())

    @property
    def summary(self) -> str:
        return str(self._java.summary())

    @property
    def source(self) -> str:
        """Where it was published."""
        return str(self._java.source())

    @property
    def parameters(self) -> dict:
        """Name → (default, unit, meaning)."""
        return {str(p.name()): (float(p.defaultValue()), str(p.unit()), str(p.meaning())) for p in self._java.parameters()}

    @property
    def variables(self) -> dict:
        """State variables: name → (unit, meaning)."""
        return {str(v.name()): (str(v.unit()), str(v.meaning())) for v in self._java.variables()}

    @property
    def receptors(self) -> dict:
        """Name → unit of the weights that end there."""
        return {str(r.name()): str(r.unit()) for r in self._java.receptors()}

    @property
    def couplings(self) -> dict:
        """Continuous inputs such as gap junctions: name → unit of the weights."""
        return {str(c.name()): str(c.unit()) for c in self._java.couplings()}

    @checked
    def describe(self) -> str:
        """Equations, parameters and how they are integrated, as text."""
        lines = [f"{self.name}: {self.summary}" if self.summary else self.name, self.equations.rstrip()]
        lines += [f"  {n} = {d:g} {u}  # {m}" for n, (d, u, m) in self.parameters.items()]
        integrated = getattr(self._java, "describe", None)
        return "\n".join(lines + ([] if integrated is None else [str(integrated()).rstrip()]))

    def generated_source(self) -> str:
        """The Java that was made of the equations."""
        return str(self._java.generatedSource())

    def unit_of(self, name: str) -> Optional[str]:
        """The unit of a parameter or a state variable, or None where there is none of that name."""
        try:
            units = self._units
        except AttributeError:
            units = {str(v.name()): str(v.unit()) for v in self._java.variables()}
            units.update({str(p.name()): str(p.unit()) for p in self._java.parameters()})
            self._units = units
        return units.get(name)

    def is_parameter(self, name: str) -> bool:
        return any(str(p.name()) == name for p in self._java.parameters())


@value(Model)
def model(name: str) -> Model:
    """A model of the library: ``model("iaf_psc_exp")``."""
    return java("neuronmodels.model.NeuronModels").find(_values.name(name, "model"))


@value(Model)
def equations(name: str, text: str, *, method: Optional[str] = None, gap_junctions: bool = False) -> Model:
    """A model of one's own, as the text of its equations.

    Parameters
    ----------
    name : str
        What it is called in errors and recordings.
    text : str
        Sections ``parameters:``, ``equations:``, ``initial:``, ``receptors:``, ``threshold:``, ``reset:``, ``refractory:``, with units.
    method : str, optional
        How what is not linear is integrated; chosen otherwise.
    gap_junctions : bool
        Adds the coupling ``gap``.
    """
    made = java("neuronmodels.equations.EquationModel").of(_values.name(name, "model"), _values.text(text, f"the equations of model '{name}'"))
    if method is not None:
        made = made.withMethod(method)
    return made.withGapJunctions() if gap_junctions else made


@checked
def model_names() -> list:
    """The names of the library's models."""
    return [str(m.name()) for m in java("neuronmodels.model.NeuronModels").all()]


def existing(java_model) -> Model:
    """A ``Model`` of what Java has already."""
    made = Model(model, (str(java_model.name()),), {})
    made._made = java_model
    return made


def model_of(given) -> Model:
    """A ``Model`` of what was given for one: itself, a name, or a cell."""
    if isinstance(given, str):
        return model(given)
    if isinstance(given, Model):
        return given
    from .cells import Cell
    if isinstance(given, Cell):
        return given.model
    java_of(given, Model, "model", "'iaf_psc_exp' or equations(name, text)")
    raise AssertionError


def check_names(where, described, names, reserved=()):
    """Refuses what is neither a parameter nor a state variable, with the nearest names."""
    for name in names:
        if described.unit_of(name) is None:
            known = [*described.parameters, *described.variables, *reserved]
            raise RanvierError(f"{where} ({described.name}) has no parameter or state variable '{name}'{nearest(name, known)}")
