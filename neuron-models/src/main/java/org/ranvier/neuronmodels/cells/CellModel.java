package org.ranvier.neuronmodels.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ranvier.neuronmodels.channels.Mechanism;
import org.ranvier.neuronmodels.model.Coupling;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.neuronmodels.morphology.CompartmentTree;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.KernelFactory;

/** A neuron model of compartments; {@link Cell} describes one. */
public final class CellModel implements NeuronModel {
  /** The state variable that holds the potential where spikes are detected. */
  public static final String POTENTIAL = CellPlan.POTENTIAL;

  private final CellPlan plan;
  private final String summary;
  private final String source;
  private final double thresholdMv;
  private final double initialMv;
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<Receptor> receptors = new ArrayList<>();

  CellModel(CellPlan plan, String summary, String source, double thresholdMv, double initialMv) {
    this.plan = plan;
    this.summary = summary;
    this.source = source;
    this.thresholdMv = thresholdMv;
    this.initialMv = initialMv;
    parameters.add(new Parameter("V_th", "mV", this.thresholdMv, Parameter.Range.ANY, "threshold at which spikes are detected"));
    if (!plan.fields().isEmpty()) {
      parameters.addAll(FieldPotential.place());
    }
    plan.inserted().forEach(this::addParameters);
    for (CellPlan.Point p : plan.points()) {
      addParameters(p.inserted());
      var ports = p.inserted().mechanism().receptors();
      for (var port : ports) {
        String name = ports.size() == 1 ? p.inserted().label() : p.inserted().label() + "." + port.receptor().name();
        receptors.add(new Receptor(name, port.receptor().unit(), port.receptor().meaning(), port.receptor().weights()));
      }
    }
    var values = ParameterValues.of(where(), parameters, 1, Map.of());
    new CellMembranes(plan, values, 0.025); // refuses what does not fit together
    if (plan.integrator() == Integrator.EXACT) {
      refuse("gap junctions and graded synapses", plan.junctions().stream().map(CellPlan.Junction::label).toList());
      refuse("electrodes", plan.fields().stream().map(FieldPotential::variable).toList());
      new PassiveSystem(plan, values);
    }
  }

  private void refuse(String what, List<String> names) {
    if (!names.isEmpty()) {
      throw new RanvierException(where() + ": the exact propagator takes no " + what + ", such as '" + names.getFirst() + "'; use another integrator");
    }
  }

  private String where() {
    return "cell '" + plan.name() + "'";
  }

  private void addParameters(CellPlan.Inserted inserted) {
    for (Parameter p : inserted.mechanism().parameters()) {
      DistanceProfile given = inserted.given().get(p.name());
      if (given == null || given instanceof DistanceProfile.Constant) {
        double value = given == null ? p.defaultValue() : given.at(0);
        parameters.add(new Parameter(inserted.label() + "." + p.name(), p.unit(), value, p.range(), p.meaning()));
      }
    }
  }

  @Override
  public String name() {
    return plan.name();
  }

  @Override
  public String summary() {
    return summary;
  }

  /** What is inserted where, and the equations of it. */
  @Override
  public String equations() {
    var text = new StringBuilder();
    text.append(plan.tree().count()).append(" compartments, ").append(plan.integrator()).append(", ").append(plan.celsius()).append(" degrees Celsius\n");
    for (CellPlan.Group g : plan.groups()) {
      var labels = g.inserted().stream().map(k -> plan.inserted().get(k).label()).toList();
      text.append(g.compartments().length).append(" compartments with ").append(String.join(", ", labels)).append('\n');
    }
    plan.points().forEach(
        p -> text.append(p.inserted().label()).append(": ").append(p.inserted().mechanism()).append(" in ").append(plan.describe(p.compartment())).append('\n'));
    var mechanisms = new ArrayList<Mechanism>();
    plan.inserted().forEach(i -> mechanisms.add(i.mechanism()));
    plan.points().forEach(p -> mechanisms.add(p.inserted().mechanism()));
    mechanisms.stream().distinct().forEach(m -> text.append('\n').append(m.name()).append(":\n").append(m.text().indent(2)));
    return text.toString().stripTrailing();
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public List<Parameter> parameters() {
    return List.copyOf(parameters);
  }

  @Override
  public List<Receptor> receptors() {
    return List.copyOf(receptors);
  }

  /** Where gap junctions and graded synapses end. */
  @Override
  public List<Coupling> couplings() {
    return plan.junctions().stream().map(CellPlan.Junction::coupling).toList();
  }

  @Override
  public boolean takesCurrent() {
    return true;
  }

  /** The compartments. */
  public CompartmentTree tree() {
    return plan.tree();
  }

  @Override
  public KernelFactory kernel(String where, ParameterValues values) {
    if (plan.integrator() == Integrator.EXACT) {
      return slice -> new PassiveKernel(plan, values, initialMv, slice);
    }
    return slice -> new CellKernel(plan, values, initialMv, slice);
  }

  @Override
  public String toString() {
    return name();
  }
}
