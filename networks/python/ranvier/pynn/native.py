"""Ranvier's own neuron models as PyNN cell types."""

from pyNN.models import BaseCellType

from .._errors import translated
from .._jvm import java
from .cells import Cell


class NativeCellType(Cell, BaseCellType):
    """A model of Ranvier with its own names and units: ms, mV, pA, pF, nS. Weights are PyNN's, in nA, uS or mV."""

    def ranvier_model(self, coupled, parameters):
        """The model, with gap junctions where it is coupled."""
        if coupled and "gap" not in self.couplings:
            return java("neuronmodels.model.NeuronModels").find(self.ranvier_name + "_gap")
        return self._model()


def _unit(unit):
    """As the package of quantities names it."""
    return "dimensionless" if str(unit) == "1" else str(unit)


def native_cell_type(model_name, equations=None):
    """A cell type that is a neuron model of Ranvier.

    ``model_name`` is the name of a model of the library; with ``equations`` it is that of a new model, written as text as
    docs/models.md shows. Parameters, recordable variables and receptors have the model's names and units.
    """
    with translated:
        def model():
            if equations is not None:
                return java("neuronmodels.equations.EquationModel").of(model_name, equations)
            return java("neuronmodels.model.NeuronModels").find(model_name)
        found = model()
        parameters = {str(p.name()): (float(p.defaultValue()), str(p.unit())) for p in found.parameters()}
        variables = {str(v.name()): _unit(v.unit()) for v in found.variables()}
        receptors = {str(r.name()): (str(r.unit()), str(r.weights().name())) for r in found.receptors()}
        couplings = tuple(str(c.name()) for c in found.couplings())
        current = bool(found.takesCurrent())
    return type(model_name, (NativeCellType,), {
        "ranvier_name": model_name,
        "_model": staticmethod(model),
        "couplings": couplings,
        "default_parameters": {k: v for k, (v, _) in parameters.items()},
        "default_initial_values": {},
        "native": {k: k for k in parameters},
        "states": {k: (k, 1) for k in variables},
        "receptor_types": tuple(receptors),
        "receptors": {
            name: (name, (-1 if weights == "NOT_POSITIVE" else 1) * {"pA": 1000.0, "nS": 1000.0}.get(unit, 1.0))
            for name, (unit, weights) in receptors.items()},
        "recordable": [*variables, "spikes"],
        "units": {**variables, **{k: u for k, (_, u) in parameters.items()}, "spikes": "ms"},
        "injectable": current,
        "conductance_based": any(unit == "nS" for unit, _ in receptors.values()),
    })
