package org.ranvier.neuronmodels.equations;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.ranvier.neuronmodels.equations.analysis.Derivative;
import org.ranvier.neuronmodels.equations.analysis.Integration;
import org.ranvier.neuronmodels.equations.analysis.Model;
import org.ranvier.neuronmodels.equations.analysis.ModelChecker;
import org.ranvier.neuronmodels.equations.analysis.Term;
import org.ranvier.neuronmodels.equations.codegen.CoefficientValues;
import org.ranvier.neuronmodels.equations.codegen.KernelCompiler;
import org.ranvier.neuronmodels.equations.codegen.KernelSource;
import org.ranvier.neuronmodels.equations.runtime.EquationModelKernel;
import org.ranvier.neuronmodels.equations.runtime.KernelData;
import org.ranvier.neuronmodels.equations.syntax.ModelParser;
import org.ranvier.neuronmodels.equations.syntax.Problems;
import org.ranvier.neuronmodels.model.Coupling;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.state.State;
import org.ranvier.simulator.time.TimeGrid;

/**
 * A neuron model that is written as its equations.
 *
 * <pre>{@code
 * NeuronModel model = EquationModel.of("my_lif", """
 *     summary: Leaky integrate-and-fire neuron with exponential currents
 *     source: Tsodyks, Uziel & Markram 2000, doi:10.1523/JNEUROSCI.20-01-j0003.2000
 *     parameters:
 *       tau_m   = 10 ms   (> 0)   # membrane time constant
 *       C_m     = 250 pF  (> 0)   # membrane capacitance
 *       tau_syn = 2 ms    (> 0)   # time constant of the synaptic current
 *       E_L     = -70 mV          # resting potential
 *       V_th    = -55 mV          # threshold
 *       t_ref   = 2 ms    (>= 0)  # refractory period
 *     equations:
 *       dV_m/dt   = (E_L - V_m)/tau_m + (I_syn + I_stim)/C_m : mV   # membrane potential
 *       dI_syn/dt = -I_syn/tau_syn : pA                             # synaptic current
 *     initial: V_m = E_L
 *     receptors:
 *       synapse: I_syn += w : pA
 *     threshold: V_m >= V_th
 *     reset: V_m = E_L
 *     refractory: t_ref, hold V_m
 *     """);
 * }</pre>
 *
 * <p>The sections are:
 *
 * <ul>
 *   <li>{@code summary}, {@code source}, and {@code aliases}: other names, with commas between them;
 *   <li>{@code parameters} and {@code constants}: {@code name = value unit (range) # meaning}, the range {@code (> 0)} or {@code (>= 0)};
 *   <li>{@code equations}: {@code dx/dt = expression : unit of x} and sub-expressions {@code x = expression : unit};
 *   <li>{@code initial}: values of variables at the start, 0 where none is given;
 *   <li>{@code receptors}: {@code name: variable += expression in w : unit of w}, for the weight {@code w} of an arriving spike;
 *   <li>{@code threshold}: a condition; or {@code hazard}: a rate h, with which neurons fire at random, in a step with the probability
 *       {@code 1 - exp(-h*dt)}, where {@code h} is that at its end; {@code reset}: assignments, or {@code none};
 *   <li>{@code refractory}: {@code duration}, or {@code duration, hold variable, …}: without {@code hold} all variables go on and only
 *       spikes are withheld; with {@code until test} at its end it lasts at least a step, and longer than the duration until the test holds at
 *       the end of a step;
 *   <li>{@code method}: {@code exact}, {@code euler}, {@code euler_maruyama}, {@code exponential_euler}, {@code exponential_staggered},
 *       {@code rk2}, {@code rk4}, or {@code adaptive, tolerance 1e-6, threshold at substeps}; without it one is chosen, see {@link #describe};
 *   <li>{@code requires}: conditions on parameters, {@code condition # what is wrong otherwise};
 *   <li>{@code update}: assignments that make a step in place of the integration;
 *   <li>{@code couplings}: continuous coupling, {@code name: x = sum(expression in w and y) : unit of w, y = variable of the sources : its
 *       unit}, such as a gap junction {@code gap: I_gap = sum(w*(V_pre - V_m)) : nS, V_pre = V_m : mV}. The sum is taken at every step
 *       over the sources of a neuron; what a source adds is proportional to {@code w} and linear in {@code y}. Own variables in it are
 *       integrated with the equations; those of the sources keep one value in a step;
 *   <li>{@code publish}: sub-expressions whose values at the end of each step other neurons can hear and recorders sample, as they can all
 *       state variables.
 * </ul>
 *
 * <p>Expressions have {@code + - * / ^}, comparisons, {@code and or not}, {@code if(test, x, y)}, the functions exp, log, sqrt, pow, abs,
 * sin, cos, tanh, exprel, sigmoid, clip, min, max, floor, heaviside, fma (x*y + z, rounded once), the names {@code I_stim} (current
 * from stimuli, pA), {@code t} (time), {@code dt} (resolution), {@code pi}, {@code e}, {@code xi} (white noise; {@code xi_1}, {@code
 * xi_2} … are independent), and numbers with units. In threshold, hazard and reset, {@code previous(x)} is the value of {@code x} at
 * the start of the step.
 *
 * <p>Brackets, functions, conditions, signs and powers may be nested 200 deep, and an expression may have 10,000 operations; what several
 * sub-expressions have in common is computed once.
 *
 * <p>In a step: variables are integrated with the inputs at its start; arriving weights are added; what refractory neurons hold is
 * put back; the threshold is tested and neurons that fire are reset.
 */
public final class EquationModel implements NeuronModel {
  private final Model model;
  private final Integration integration;
  private final Map<KernelSource.Inputs, KernelSource> outlines = new ConcurrentHashMap<>();

  private EquationModel(Model model, Integration integration) {
    this.model = model;
    this.integration = integration;
  }

  /** Reads and checks a model. Throws with all its mistakes, each with its place. */
  public static EquationModel of(String name, String text) {
    var problems = new Problems(name, text);
    var parsed = ModelParser.parse(name, text, problems);
    problems.report();
    Model model = ModelChecker.check(parsed, problems);
    problems.report();
    Integration integration = Integration.of(model, problems);
    problems.report();
    return new EquationModel(model, integration);
  }

  /**
   * The same model carried over a step by another method.
   *
   * @param method as in the section {@code method} of a model, e.g. {@code rk2}; refused where it does not fit the equations
   */
  public EquationModel withMethod(String method) {
    String others = model.text().lines().filter(line -> !line.startsWith("method:")).collect(Collectors.joining("\n"));
    return of(name(), others + "\nmethod: " + method + "\n");
  }

  /**
   * The same model with a coupling {@code gap} for gap junctions, whose current {@code Σ w·(V_pre - V_m)} is added to that of stimuli.
   *
   * @throws RanvierException where the model has no {@code V_m} in mV or takes no current
   */
  public EquationModel withGapJunctions() {
    boolean potential = model.variables().stream().anyMatch(v -> v.name().equals("V_m") && v.unit().equals("mV"));
    if (!potential || !model.takesCurrent()) {
      throw new RanvierException(
          name() + (potential ? " takes no current" : " has no potential V_m in mV") + ", so a gap junction cannot be added to it; write the coupling into"
              + " its equations, as in  couplings: gap: I_gap = sum(w*(V_pre - V_m)) : nS, V_pre = V_m : mV");
    }
    String with = model.text().stripIndent().lines().filter(line -> !line.startsWith("aliases:")).map(EquationModel::withGapCurrent).collect(Collectors.joining("\n"));
    with += "\ncouplings:\n  gap: I_gap = sum(w*(V_pre - V_m)) : nS, V_pre = V_m : mV   # gap junctions\n";
    return of(name() + "_gap", with);
  }

  private static String withGapCurrent(String line) {
    int comment = line.indexOf('#');
    String code = comment < 0 ? line : line.substring(0, comment);
    return code.replaceAll("\\bI_stim\\b", "(I_stim + I_gap)") + line.substring(code.length());
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public List<String> aliases() {
    return model.aliases();
  }

  @Override
  public String summary() {
    return model.summary();
  }

  @Override
  public String source() {
    return model.source();
  }

  /** The model as its author wrote it. */
  @Override
  public String equations() {
    return model.text().strip();
  }

  @Override
  public List<Parameter> parameters() {
    return model.parameters();
  }

  @Override
  public List<Receptor> receptors() {
    return model.receptors().stream().map(Model.Port::receptor).toList();
  }

  @Override
  public List<Coupling> couplings() {
    return model.couplings();
  }

  @Override
  public Optional<double[]> capacitances(Coupling coupling, ParameterValues values) {
    boolean own = model.variables().stream().anyMatch(v -> v.name().equals(coupling.variable()));
    if (!own) {
      return Optional.empty();
    }
    Term rate = integration.rate(coupling.variable());
    Term bySum = Derivative.of(rate, Term.leaf(Term.Kind.STATE, coupling.name()));
    Term byTotal = Derivative.of(rate, Term.leaf(Term.Kind.STATE, coupling.total()));
    double[] found = new double[values.distinct()];
    for (int i = 0; i < found.length; i++) {
      double perCurrent = perCurrent(bySum, values, i);
      // The neuron's own part must be that of -Σw·V, whatever V is.
      for (double v : new double[] {1, -63.7}) {
        double part = evaluate(byTotal, coupling.variable(), v, values, i);
        if (!(perCurrent > 0) || !(Math.abs(part + perCurrent * v) <= 1e-9 * perCurrent * Math.abs(v))) {
          return Optional.empty();
        }
      }
      found[i] = 1 / perCurrent;
    }
    return Optional.of(found);
  }

  private static double perCurrent(Term bySum, ParameterValues values, int neuron) {
    return evaluate(bySum, "", 0, values, neuron);
  }

  /** A term of parameters and of one variable; not a number where it has others. */
  private static double evaluate(Term term, String variable, double value, ParameterValues values, int neuron) {
    return term.evaluate(leaf -> switch (leaf.kind()) {
      case PARAMETER -> values.at(leaf.name(), neuron);
      case STATE -> leaf.name().equals(variable) ? value : Double.NaN;
      default -> Double.NaN;
    });
  }

  @Override
  public boolean takesCurrent() {
    return model.takesCurrent();
  }

  @Override
  public Optional<String> refractoryParameter() {
    return model.refractory().map(Model.Refractory::duration).filter(t -> t instanceof Term.Leaf l && l.kind() == Term.Kind.PARAMETER).map(t -> ((Term.Leaf) t).name());
  }

  /** Which variables are integrated by which method, and why. */
  public String describe() {
    return integration.describe();
  }

  /** The order of the method with which the nonlinear equations are integrated; 0 where there are none, or where noise has no such order. */
  public int order() {
    boolean noisy = integration.rates().values().stream().anyMatch(rate -> rate.has(Term.Kind.NOISE));
    return noisy ? 0 : integration.method().order();
  }

  /**
   * The derivatives (per ms) of the variables of the equations, interpreted from their text: what a kernel's steps approximate.
   *
   * @param timeMs the time
   * @param state the variables' values, in the order of the equations
   * @param parameter the value of a parameter by its name
   */
  public double[] derivatives(double timeMs, double[] state, ToDoubleFunction<String> parameter) {
    List<String> names = model.variables().stream().map(Model.Variable::name).toList();
    double[] rates = new double[names.size()];
    for (int v = 0; v < rates.length; v++) {
      rates[v] = integration.rate(names.get(v)).evaluate(leaf -> switch (leaf.kind()) {
        case STATE -> state[names.indexOf(leaf.name())];
        case PARAMETER -> parameter.applyAsDouble(leaf.name());
        case TIME -> timeMs;
        default -> 0; // no current, no noise
      });
    }
    return rates;
  }

  /** The Java source of the kernel of a population whose parameters each have one value. */
  public String generatedSource() {
    return outline(new KernelSource.Inputs(model.takesCurrent(), false)).java();
  }

  private KernelSource outline(KernelSource.Inputs inputs) {
    return outlines.computeIfAbsent(inputs, i -> KernelSource.of(model, integration, i, Set.of()));
  }

  @Override
  public KernelFactory kernel(String where, ParameterValues values) {
    check(where, values);
    return slice -> kernel(where, values, slice);
  }

  private void check(String where, ParameterValues values) {
    for (Model.Requirement r : model.requirements()) {
      for (int i = 0; i < values.distinct(); i++) {
        check(r, where, values, i);
      }
    }
  }

  private void check(Model.Requirement requirement, String where, ParameterValues values, int neuron) {
    if (requirement.condition().evaluate(leaf -> values.at(leaf.name(), neuron)) == 0) {
      var given = new StringBuilder();
      var names = new HashSet<String>();
      requirement.condition().any(t -> {
        if (t instanceof Term.Leaf l && names.add(l.name())) {
          given.append(given.isEmpty() ? "" : ", ").append(l.name()).append(" = ").append(TimeGrid.trim(values.at(l.name(), neuron))).append(unit(l.name()));
        }
        return false;
      });
      String why = requirement.otherwise().isEmpty() ? "" : ", " + requirement.otherwise();
      throw new RanvierException(where + ": " + requirement.written() + " must hold" + why + "; here " + given);
    }
  }

  private NeuronKernel kernel(String where, ParameterValues values, SliceContext slice) {
    var state = new State(slice.paddedSize());
    for (Model.Variable v : model.variables()) {
      double[] array = state.declare(v.name(), v.unit(), v.meaning(), 0);
      for (int i = 0; i < array.length; i++) {
        int neuron = slice.first() + Math.min(i, slice.size() - 1);
        array[i] = v.initial().evaluate(leaf -> leaf.name().equals("dt") ? slice.grid().resolutionMs() : values.at(leaf.name(), neuron));
      }
    }
    model.published().forEach(p -> state.declare(p.name(), p.unit(), p.meaning(), 0));
    return new EquationModelKernel(
        values,
        changed -> {
          check(where, changed);
          return generated(changed, state, slice);
        });
  }

  private NeuronKernel generated(ParameterValues values, State state, SliceContext slice) {
    var inputs = new KernelSource.Inputs(model.takesCurrent() && slice.current() != null, slice.wideInput() != null);
    var evaluator = new CoefficientValues(model.parameters(), integration.linear(), slice.grid().resolutionMs());
    KernelSource source = outline(inputs);
    Map<String, double[]> coefficients = evaluator.of(source.coefficients(), values, slice);
    Set<String> arrays = CoefficientValues.arrays(coefficients);
    if (!arrays.isEmpty()) {
      source = KernelSource.of(model, integration, inputs, arrays);
    }
    List<String> receptors = model.receptors().stream().map(p -> p.receptor().name()).toList();
    return KernelCompiler.create(source, new KernelData(state, coefficients, receptors, slice));
  }

  /** The unit of a parameter, with a space before it. */
  private String unit(String parameter) {
    return parameters().stream().filter(p -> p.name().equals(parameter) && !p.unit().equals("1")).map(p -> " " + p.unit()).findFirst().orElse("");
  }

  @Override
  public String toString() {
    return name();
  }
}
