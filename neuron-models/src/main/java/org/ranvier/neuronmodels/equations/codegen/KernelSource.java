package org.ranvier.neuronmodels.equations.codegen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ranvier.neuronmodels.equations.analysis.Integration;
import org.ranvier.neuronmodels.equations.analysis.Method;
import org.ranvier.neuronmodels.equations.analysis.Model;
import org.ranvier.neuronmodels.equations.analysis.Op;
import org.ranvier.neuronmodels.equations.analysis.Term;
import org.ranvier.neuronmodels.equations.analysis.Term.Kind;

/**
 * Writes the Java source of a model's kernel.
 *
 * @param className fully qualified
 * @param coefficients what must be computed when a kernel is made
 */
public record KernelSource(String className, String java, List<Coefficient> coefficients) {
  private static final String PACKAGE = "org.ranvier.neuronmodels.equations.generated";

  /** With more coefficients than these they stand in one array: a class can have only so many fields and constants. */
  private static final int MOST_FIELDS = 400;

  /** Name of the coefficient that holds the refractory period in steps. */
  static final String REFRACTORY_STEPS = "refractory_steps";

  /**
   * @param inputs what flows into the population
   * @param arrays names of the coefficients that differ from neuron to neuron
   */
  public static KernelSource of(Model model, Integration integration, Inputs inputs, Set<String> arrays) {
    KernelSource source = new Writer(model, integration, inputs, arrays, false).write();
    return source.coefficients.size() > MOST_FIELDS ? new Writer(model, integration, inputs, arrays, true).write() : source;
  }

  /**
   * What flows into a population.
   *
   * @param current whether there is external current
   * @param wide whether arriving weights are sums of 8 bytes in place of 4
   */
  public record Inputs(boolean current, boolean wide) {}

  private static final class Writer implements Leaves {
    private final Model model;
    private final Integration integration;
    private final boolean current;
    private final boolean wide;
    private final Set<String> arrays;
    private final boolean table; // of coefficients, in place of a field for each
    private final boolean adaptive;
    private final Identifiers identifiers = new Identifiers();
    private final StringBuilder calls = new StringBuilder();
    private final StringBuilder methods = new StringBuilder();
    private final Graph graph;
    private final LoopWriter loops;
    private final Set<String> usedCoefficients = new LinkedHashSet<>();
    private final Set<String> previous = new LinkedHashSet<>();
    private final Set<String> noises = new LinkedHashSet<>();
    private String detection = ""; // the call that finds those that fire
    private boolean watchesApart;
    private final Set<String> publishScratch = new LinkedHashSet<>();
    private int shared; // values that parts of the derivatives have in common
    private boolean usesTime;
    private boolean usesCurrent;
    private boolean usesChance;
    private String index = "i";
    private boolean stateInY; // in derivatives, state is read from the array y

    Writer(Model model, Integration integration, Inputs inputs, Set<String> arrays, boolean table) {
      this.model = model;
      this.integration = integration;
      current = inputs.current();
      wide = inputs.wide();
      this.arrays = arrays;
      this.table = table;
      adaptive = integration.method() == Method.ADAPTIVE;
      graph = new Graph(!adaptive);
      loops = new LoopWriter(graph, this, methods, calls);
      // State variables have the first claim to their names.
      model.variables().forEach(v -> identifiers.of("state", v.name()));
      model.published().forEach(p -> identifiers.of("state", p.name()));
    }

    KernelSource write() {
      if (adaptive) {
        derivatives();
      } else {
        step();
      }
      String spiking = model.threshold().isPresent() ? spikes() : adaptive ? noSpikes() : "";
      String publishing = model.published().isEmpty() ? "" : publishing();
      String simple = JavaText.name(model.name()) + "_kernel";
      var text = new StringBuilder();
      text.append("package ").append(PACKAGE).append(";\n\n");
      text.append("import org.ranvier.neuronmodels.equations.runtime.*;\nimport org.ranvier.simulator.kernel.SpikeSink;\n\n");
      text.append("/**\n * ").append(JavaText.comment(model.name())).append(", generated from its equations.\n *\n");
      integration.describe().lines().forEach(l -> text.append(" * ").append(JavaText.comment(l)).append('\n'));
      text.append(" */\npublic final class ").append(simple).append(" extends ").append(adaptive ? "AdaptiveKernel" : "EquationKernel").append(" {\n");
      String advance = advance();
      fields(text, simple);
      text.append(advance).append(publishing).append(methods).append(spiking).append("}\n");
      return new KernelSource(PACKAGE + "." + simple, text.toString(), graph.coefficients());
    }

    // The step of fixed length.

    private void step() {
      Step step = Schemes.of(model, integration, current);
      step.coefficients().forEach(graph::add);
      step.locals().forEach(l -> graph.define(l.name(), l.value()));
      Map<String, Term> effects = directEffects(step.results().keySet());
      watchedInPassing(effects.keySet()).ifPresent(w -> loops.watch(identifiers.of("state", w.variable().orElseThrow()), graph.node(w.limit())));
      Set<String> separate = step.separate().stream().flatMap(List::stream).collect(Collectors.toSet());
      var together = new ArrayList<LoopWriter.Store>();
      step.results().forEach((name, value) -> {
        if (!separate.contains(name)) {
          together.add(store(name, value, effects));
        }
      });
      if (!together.isEmpty()) {
        loops.write("integrate", together);
      }
      for (List<String> group : step.separate()) {
        loops.write("advance_" + group.getFirst(), group.stream().map(v -> store(v, Objects.requireNonNull(step.results().get(v)), effects)).toList());
      }
      lateEffects(effects.keySet());
    }

    /** The watch on the threshold, where the loop that integrates its variable can keep it: nothing arrives there later. */
    private Optional<Watch> watchedInPassing(Set<String> direct) {
      return model.threshold().flatMap(Watch::of).filter(w -> w.variable().filter(v -> !hasLateEffect(v, direct)).isPresent());
    }

    private boolean hasLateEffect(String variable, Set<String> direct) {
      return model.receptors().stream().flatMap(port -> port.effects().stream())
          .anyMatch(effect -> effect.variable().equals(variable) && !isDirect(effect, direct));
    }

    private static boolean isDirect(Model.Change effect, Set<String> direct) {
      return direct.contains(effect.variable()) && effect.value().isFixed();
    }

    private LoopWriter.Store store(String name, Term value, Map<String, Term> effects) {
      Term effect = effects.get(name);
      return new LoopWriter.Store(identifiers.of("state", name), graph.node(effect == null ? value : Term.add(value, effect)));
    }

    /** By variable what arriving weights add, where that can be done in the loop that integrates it. */
    private Map<String, Term> directEffects(Set<String> integrated) {
      var direct = new LinkedHashMap<String, Term>();
      for (Model.Port port : model.receptors()) {
        for (Model.Change effect : port.effects()) {
          if (effect.value().isFixed() && integrated.contains(effect.variable())) {
            direct.merge(effect.variable(), Term.mul(effect.value(), input(port)), Term::add);
          }
        }
      }
      return direct;
    }

    /** What arriving weights do beyond that, in the order of the model. */
    private void lateEffects(Set<String> direct) {
      for (Model.Port port : model.receptors()) {
        for (Model.Change effect : port.effects()) {
          if (!isDirect(effect, direct)) {
            Term sum = Term.add(Term.leaf(Kind.STATE, effect.variable()), Term.mul(effect.value(), input(port)));
            loops.write("receive_" + port.receptor().name(), List.of(new LoopWriter.Store(identifiers.of("state", effect.variable()), graph.node(sum))));
          }
        }
      }
    }

    private static Term input(Model.Port port) {
      return Term.leaf(Kind.INPUT, port.receptor().name());
    }

    // The adaptive step.

    private void derivatives() {
      calls.append("    carry(from, to, ").append(time()).append(", spikes);\n");
      lateEffects(Set.of());
      stateInY = true;
      var assignments = new ArrayList<DerivativesWriter.Assignment>();
      for (Model.Variable v : moving()) {
        Term rate = integration.rate(v.name()).replace(l -> l.kind() == Kind.CURRENT && !current ? Term.ZERO : l);
        String guard = model.held().contains(v.name()) ? "refractoryRuns.isRefractory(i) ? 0 : " : "";
        assignments.add(new DerivativesWriter.Assignment("f[" + assignments.size() + "]", guard, graph.node(rate)));
      }
      var writer = new DerivativesWriter(graph, this);
      methods.append(writer.write(assignments));
      shared = writer.shared();
      stateInY = false;
    }

    private String noSpikes() {
      return "\n  @Override\n  protected boolean crossed(int i) {\n    return false;\n  }\n"
          + "\n  @Override\n  protected void fire(int i, SpikeSink spikes) {}\n";
    }

    // Threshold, reset and refractoriness.

    /** The test of the threshold. What a hazard leaves of survival is first computed for all neurons at once, with vector functions. */
    private Term threshold() {
      Term test = model.threshold().orElseThrow();
      if (adaptive || !test.has(Kind.CHANCE)) {
        return test;
      }
      List<Term> sides = ((Term.Apply) test).arguments();
      loops.write("survive", List.of(new LoopWriter.Store("survival", graph.node(sides.getFirst()))));
      return Term.apply(Op.LT, Term.leaf(Kind.CHANCE, "survival"), sides.getLast());
    }

    private String spikes() {
      boolean substeps = integration.thresholdAtSubsteps();
      boolean refractory = model.refractory().isPresent();
      var text = new StringBuilder();
      var test = new ScalarWriter(graph, this, "      ");
      Term threshold = threshold();
      Node condition = graph.node(threshold);
      test.count(condition);
      String crossed = condition.leaf() instanceof Term.Const(double truth) ? String.valueOf(truth != 0) : test.expression(condition).java();
      if (!substeps) {
        detect(text, threshold, test, crossed);
      }
      if (adaptive) {
        text.append("\n  @Override\n  protected boolean crossed(int i) {\n").append(test.text()).append("    return ").append(crossed)
            .append(refractory ? " && !refractoryRuns.isRefractory(i)" : "").append(";\n  }\n");
        crossing().filter(c -> substeps).ifPresent(c -> limit(text, c));
      }
      until().ifPresent(until -> isOver(text, until));
      text.append(adaptive ? "\n  @Override\n  protected" : "\n  private").append(" void fire(int i, SpikeSink spikes) {\n");
      if (refractory) {
        text.append("    if (refractoryRuns.isRefractory(i)) {\n      return;\n    }\n");
      }
      text.append("    spikes.add(i);\n");
      for (Model.Change change : model.reset()) {
        var writer = new ScalarWriter(graph, this, "    ");
        Node value = graph.node(change.value());
        writer.count(value);
        String java = writer.expression(value).java();
        text.append(writer.text()).append("    ").append(identifiers.of("state", change.variable())).append("[i] = ").append(java).append(";\n");
      }
      if (refractory) {
        Model.Refractory period = model.refractory().orElseThrow();
        Term steps = Term.apply(Op.FLOOR, Term.add(Term.div(period.duration(), Term.leaf(Kind.PARAMETER, "dt")), Term.of(0.5)));
        graph.add(new Coefficient.Value(REFRACTORY_STEPS, steps));
        String java = read(Term.leaf(Kind.COEFFICIENT, REFRACTORY_STEPS), new LinkedHashMap<>()).java();
        text.append("    refractoryRuns.enter(i, ").append(period.until().isPresent() ? "Math.max(1, (int) " + java + ")" : "(int) " + java).append(");\n");
      }
      return text.append("  }\n").toString();
    }

    private Optional<Term> until() {
      return model.refractory().flatMap(Model.Refractory::until);
    }

    private void isOver(StringBuilder text, Term until) {
      var writer = new ScalarWriter(graph, this, "    ");
      Node test = graph.node(until);
      writer.count(test);
      String java = test.leaf() instanceof Term.Const(double truth) ? String.valueOf(truth != 0) : writer.expression(test).java();
      text.append("\n  private boolean isOver(int i) {\n").append(writer.text()).append("    return ").append(java).append(";\n  }\n");
    }

    /** The threshold, where it is that a variable which moves, and is reset, reaches a fixed value. */
    private Optional<Watch.Crossing> crossing() {
      return model.threshold().flatMap(Watch::crossing)
          .filter(c -> position(c.variable()) >= 0 && model.reset().stream().anyMatch(change -> change.variable().equals(c.variable())));
    }

    private void limit(StringBuilder text, Watch.Crossing crossing) {
      if (model.refractory().isPresent()) {
        text.append("\n  @Override\n  protected boolean ready(int i) {\n    return !refractoryRuns.isRefractory(i);\n  }\n");
      }
      var writer = new ScalarWriter(graph, this, "    ");
      Node limit = graph.node(crossing.limit());
      writer.count(limit);
      String java = writer.expression(limit).java();
      text.append("\n  @Override\n  protected double limit(int i) {\n").append(writer.text()).append("    return ").append(java).append(";\n  }\n");
    }

    /**
     * Finds neurons past the threshold: all at once, then block by block, then one by one. Where the watch on all at once is a loop of its own, it
     * is left out after a step in which some neuron fired.
     */
    private void detect(StringBuilder text, Term threshold, ScalarWriter test, String crossed) {
      detection = "    scan(from, to, spikes);\n";
      Optional<Watch> watch = Watch.of(threshold);
      if (watch.isPresent()) {
        String arguments = watchLoop(text, watch.get());
        boolean inPassing = !adaptive && calls.indexOf("int " + Watch.OUTCOME) >= 0;
        detection = inPassing
            ? "    if (" + Watch.OUTCOME + " >= 0) {\n      detect(from, to, spikes);\n    }\n"
            : "    if (alert || watch(from, to" + arguments + ") >= 0) {\n      int before = spikes.size();\n      detect(from, to, spikes);\n"
                + "      alert = spikes.size() > before;\n    }\n";
        watchesApart = !inPassing;
        text.append("\n  private void detect(int from, int to, SpikeSink spikes) {\n    for (int block = from; block < to; block += ").append(Watch.BLOCK)
            .append(") {\n      int end = Math.min(to, block + ").append(Watch.BLOCK).append(");\n      if (watch(block, end").append(arguments)
            .append(") >= 0) {\n        scan(block, end, spikes);\n      }\n    }\n  }\n");
      }
      // The test in a loop without calls, which the JIT unrolls.
      Signature signature = Signature.of(test.used(), false);
      text.append("\n  private void scan(int from, int to, SpikeSink spikes) {\n    int[] found = room(to - from + 1);\n    int count = find(from, to, found")
          .append(signature.arguments()).append(");\n    for (int k = 0; k < count; k++) {\n      fire(found[k], spikes);\n    }\n  }\n");
      text.append("\n  ").append(signature.modifier()).append("int find(int from, int to, int[] found").append(signature.parameters()).append(") {\n")
          .append(signature.prologue()).append("    int count = 0;\n    for (int i = from; i < to; i++) {\n").append(test.text())
          .append("      found[count] = i;\n      count += ").append(crossed).append(" ? 1 : 0;\n    }\n    return count;\n  }\n");
    }

    /** Writes the loop that only watches; returns what it is called with beyond the bounds. */
    private String watchLoop(StringBuilder text, Watch watch) {
      var body = new ScalarWriter(graph, this, "      ");
      Node above = graph.node(watch.above());
      Node limit = graph.node(watch.limit());
      body.count(above);
      body.count(limit);
      String statement = Watch.statement(body.expression(above), body.expression(limit));
      Signature signature = Signature.of(body.used(), false);
      text.append("\n  ").append(signature.modifier()).append("int watch(int from, int to").append(signature.parameters()).append(") {\n").append(signature.prologue())
          .append("    int ").append(Watch.OUTCOME).append(" = -1;\n    for (int i = from; i < to; i++) {\n").append(body.text()).append("      ")
          .append(statement).append("    }\n    return ").append(Watch.OUTCOME).append(";\n  }\n");
      return signature.arguments();
    }

    // Values for others.

    private String publishing() {
      var own = new StringBuilder();
      var writer = new LoopWriter(graph, this, methods, own);
      for (Model.Published p : model.published()) {
        Term value = p.value().replace(l -> l.kind() == Kind.CURRENT && !current ? Term.ZERO : l);
        writer.write("publish_" + p.name(), List.of(new LoopWriter.Store(identifiers.of("state", p.name()), graph.node(value))));
      }
      publishScratch.addAll(writer.scratchFields());
      var text = new StringBuilder("\n  @Override\n  public void publish(long step, int from, int to) {\n");
      for (String array : publishScratch) {
        text.append("    ").append(array).append(" = scratch(").append(array).append(", to);\n");
      }
      if (usesTime) {
        text.append("    double t = step * resolution;\n");
      }
      return text.append(own).append("  }\n").toString();
    }

    /** The variables that are integrated. */
    private List<Model.Variable> moving() {
      return model.variables().stream().filter(v -> !integration.isConstant(v.name())).toList();
    }

    // The class around it.

    private String advance() {
      boolean refractory = model.refractory().isPresent();
      var text = new StringBuilder("\n  @Override\n  public void advance(long step, int from, int to, SpikeSink spikes) {\n");
      for (String array : scratchArrays()) {
        text.append("    ").append(array).append(" = scratch(").append(array).append(", to);\n");
      }
      if (usesChance) {
        text.append("    Uniform.fill(chance, from, to, chanceKey, step, firstNeuron);\n");
      }
      if (usesTime && !adaptive) {
        text.append("    double t = ").append(time()).append(";\n");
      }
      if (refractory) {
        text.append("    refractoryRuns.begin(from, to);\n");
      }
      for (String p : previous) {
        text.append("    System.arraycopy(").append(identifiers.of("state", p)).append(", from, ").append(identifiers.of("previous", "previous_" + p))
            .append(", from, to - from);\n");
      }
      for (String xi : noises) {
        text.append("    Gaussian.fill(").append(identifiers.of("noise", xi)).append(", from, to, ").append(identifiers.of("key", "key_" + xi))
            .append(", step, firstNeuron);\n");
      }
      String hold = "    refractoryRuns.hold(" + (until().isPresent() ? "over" : "") + ");\n";
      if (refractory && adaptive) {
        text.append(hold);
      }
      text.append(calls);
      for (Model.Port port : model.receptors()) {
        text.append("    clear(input, ").append(base(port.receptor().name())).append(", from, to);\n");
      }
      if (refractory && !adaptive) {
        text.append(hold);
      }
      text.append(detection);
      if (refractory) {
        text.append("    refractoryRuns.end();\n");
      }
      if (!model.published().isEmpty()) {
        text.append("    publish(step, from, to);\n");
      }
      return text.append("  }\n").toString();
    }

    private static String time() {
      return "(step - 1) * resolution";
    }

    private Set<String> scratchArrays() {
      var all = new LinkedHashSet<>(loops.scratchFields());
      noises.forEach(xi -> all.add(identifiers.of("noise", xi)));
      return all;
    }

    private void fields(StringBuilder text, String className) {
      var set = new StringBuilder();
      if (adaptive) {
        set.append("    super(data, ").append(integration.tolerance()).append(", ").append(integration.thresholdAtSubsteps()).append(", ")
            .append(quoted(crossing().map(c -> c.variable()).orElse("")));
        moving().forEach(v -> set.append(", ").append(quoted(v.name())));
        set.append(");\n");
      } else {
        set.append("    super(data);\n");
      }
      for (Model.Variable v : model.variables()) {
        field(text, set, "double[]", identifiers.of("state", v.name()), "data.variable(" + quoted(v.name()) + ")", v.meaning());
      }
      for (Model.Published p : model.published()) {
        field(text, set, "double[]", identifiers.of("state", p.name()), "data.variable(" + quoted(p.name()) + ")", p.meaning());
      }
      for (String p : previous) {
        field(text, set, "double[]", identifiers.of("previous", "previous_" + p), "data.room()", "");
      }
      for (Coefficient c : graph.coefficients()) {
        if (!table && usedCoefficients.contains(c.name())) {
          boolean array = arrays.contains(c.name());
          String call = (array ? "data.array(" : "data.scalar(") + quoted(c.name()) + ")";
          String meaning = c.toString().equals(c.name()) ? "" : c.toString();
          field(text, set, array ? "double[]" : "double", identifiers.of("coefficient", c.name()), call, meaning);
        }
      }
      if (table) {
        field(text, set, "double[]", "coefficients", "data.scalars()", "");
        field(text, set, "double[][]", "columns", "data.columns()", "");
      }
      if (shared > 0) {
        field(text, set, "double[]", DerivativesWriter.SHARED, "new double[" + shared + "]", "");
      }
      if (!model.receptors().isEmpty()) {
        field(text, set, inputType(), "input", wide ? "data.wideInput()" : "data.input()", "");
      }
      for (Model.Port port : model.receptors()) {
        String name = port.receptor().name();
        field(text, set, "int", base(name), "data.inputBase(" + quoted(name) + ")", "");
      }
      if (usesCurrent) {
        field(text, set, "double[]", "I_stim", "data.current()", "");
      }
      if (usesTime || adaptive) {
        field(text, set, "double", "resolution", "data.resolution()", "");
      }
      for (String xi : noises) {
        field(text, set, "long", identifiers.of("key", "key_" + xi), "data.noiseKey(" + quoted(xi) + ")", "");
      }
      if (usesChance) {
        field(text, set, "double[]", "chance", "data.room()", "a number between 0 and 1 for each neuron");
        if (!adaptive) {
          field(text, set, "double[]", "survival", "data.room()", "probability of no spike");
        }
        field(text, set, "long", "chanceKey", "data.chanceKey()", "");
      }
      if (!noises.isEmpty() || usesChance) {
        field(text, set, "int", "firstNeuron", "data.firstNeuron()", "");
      }
      if (model.refractory().isPresent()) {
        String held = model.held().stream().map(Writer::quoted).collect(Collectors.joining(", "));
        field(text, set, "RefractoryRuns", "refractoryRuns", "data.refractory(" + held + ")", "");
        if (until().isPresent()) {
          field(text, set, "java.util.function.IntPredicate", "over", "this::isOver", "whether more than a duration has ended the refractory period");
        }
      }
      if (watchesApart) {
        text.append("  private boolean alert; // whether some neuron fired when last looked\n");
      }
      var scratch = scratchArrays();
      scratch.addAll(publishScratch);
      scratch.forEach(s -> text.append("  private double[] ").append(s).append(" = {};\n"));
      text.append("\n  public ").append(className).append("(KernelData data) {\n").append(set).append("  }\n");
    }

    private static void field(StringBuilder text, StringBuilder set, String type, String name, String value, String meaning) {
      text.append("  private final ").append(type).append(' ').append(name).append(';');
      text.append(meaning.isEmpty() ? "" : " // " + JavaText.comment(meaning)).append('\n');
      set.append("    ").append(name).append(" = ").append(value).append(";\n");
    }

    private String inputType() {
      return wide ? "double[]" : "float[]";
    }

    private static String quoted(String name) {
      return JavaText.literal(name);
    }

    private String base(String receptor) {
      return identifiers.of("base", "at_" + receptor);
    }

    @Override
    public JavaExpression.Text read(Term leaf, Map<String, String> used) {
      if (leaf instanceof Term.Const c) {
        return JavaExpression.number(c);
      }
      Term.Leaf l = (Term.Leaf) leaf;
      return switch (l.kind()) {
        case STATE -> stateInY && position(l.name()) >= 0 ? JavaExpression.atom("y[" + position(l.name()) + "]") : array(identifiers.of("state", l.name()), used);
        case PREVIOUS -> {
          previous.add(l.name());
          yield array(identifiers.of("previous", "previous_" + l.name()), used);
        }
        case COEFFICIENT, PARAMETER -> coefficient(l.name(), used);
        case CURRENT -> {
          usesCurrent = true;
          yield array("I_stim", used);
        }
        case TIME -> {
          usesTime = true;
          used.put("t", "double");
          yield JavaExpression.atom("t");
        }
        case NOISE -> {
          noises.add(l.name());
          String name = identifiers.of("noise", l.name());
          used.put(name, "double[]");
          yield JavaExpression.atom(name + "[i]");
        }
        case CHANCE -> {
          usesChance = true;
          yield array(l.name(), used);
        }
        case INPUT -> {
          used.put("input", inputType());
          used.put(base(l.name()), "int");
          yield JavaExpression.atom("input[" + base(l.name()) + " + " + index + "]");
        }
        case LOCAL -> throw new IllegalStateException("local " + l.name());
      };
    }

    private int position(String variable) {
      return moving().stream().map(Model.Variable::name).toList().indexOf(variable);
    }

    private JavaExpression.Text array(String name, Map<String, String> used) {
      used.put(name, "double[]");
      return JavaExpression.atom(name + "[" + index + "]");
    }

    private JavaExpression.Text coefficient(String name, Map<String, String> used) {
      usedCoefficients.add(name);
      if (table) {
        return fromTable(name, used);
      }
      String java = identifiers.of("coefficient", name);
      boolean array = arrays.contains(name);
      used.put(java, array ? "double[]" : "double");
      return JavaExpression.atom(array ? java + "[" + index + "]" : java);
    }

    private JavaExpression.Text fromTable(String name, Map<String, String> used) {
      boolean array = arrays.contains(name);
      used.put(array ? "columns" : "coefficients", array ? "double[][]" : "double[]");
      return JavaExpression.atom((array ? "columns[" : "coefficients[") + graph.position(name) + (array ? "][" + index + "]" : "]"));
    }

    @Override
    public String method(String name) {
      return identifiers.of("method " + methods.length(), name);
    }

    @Override
    public String scratch(int number) {
      return identifiers.of("scratch", "s" + number);
    }

    @Override
    public String local(String name) {
      return identifiers.of("local", name);
    }
  }
}
