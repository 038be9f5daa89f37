package org.ranvier.neuronmodels.equations.codegen;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.ranvier.neuronmodels.equations.analysis.Term;
import org.ranvier.neuronmodels.equations.analysis.Term.Kind;
import org.ranvier.neuronmodels.equations.runtime.FlatKernel;

/**
 * Writes a class of loops over arrays from terms. Leaves of kind STATE are elements of the array of that name; all others must
 * have
 * been replaced by numbers. It is the part of the equation compiler that knows neither neurons nor steps.
 */
public final class FlatSource {
  private static final String PACKAGE = "org.ranvier.neuronmodels.equations.generated";

  /**
   * What is computed in one go: the values on the right are all computed from the arrays as they were before.
   *
   * @param locals values that stores and later locals read as leaves of kind LOCAL, in order
   * @param stores by name of the array that takes the value
   */
  public record Pass(String name, Map<String, Term> locals, Map<String, Term> stores) {}

  private FlatSource() {}

  /**
   * Compiles passes.
   *
   * @param name of the class, for messages and profiles
   * @param potential the variable whose exponentials are shared, e.g. {@code v}
   * @param arrays by name, all of one length
   */
  public static FlatKernel compile(String name, String potential, List<Pass> passes, Map<String, double[]> arrays) {
    String className = PACKAGE + "." + JavaText.name(name);
    return (FlatKernel) KernelCompiler.create(className, source(name, potential, passes), Map.class, arrays);
  }

  /** The Java source of the class. */
  public static String source(String name, String potential, List<Pass> passes) {
    return new Writer(JavaText.name(name), potential).write(passes);
  }

  private static final class Writer implements Leaves {
    private final String simple;
    private final Term.Leaf potential;
    private final Identifiers identifiers = new Identifiers();
    private final StringBuilder methods = new StringBuilder();
    private final Set<String> fields = new LinkedHashSet<>();
    private final Set<String> exponentials = new LinkedHashSet<>(); // arrays that hold them

    Writer(String simple, String potential) {
      this.simple = simple;
      this.potential = Term.leaf(Kind.STATE, potential);
    }

    String write(List<Pass> passes) {
      var scratch = new LinkedHashSet<String>();
      var cases = new StringBuilder();
      for (int k = 0; k < passes.size(); k++) {
        Pass pass = passes.get(k);
        var graph = new Graph(true);
        var calls = new StringBuilder();
        var loops = new LoopWriter(graph, this, methods, calls);
        write(pass, graph, loops);
        scratch.addAll(loops.scratchFields());
        cases.append("      case ").append(k).append(" -> {\n").append(calls.toString().indent(4)).append("      }\n");
      }
      exponentials.forEach(e -> scratch.add(identifiers.of("exponential", e)));
      var text = new StringBuilder("package ").append(PACKAGE).append(";\n\n");
      text.append("import java.util.Map;\nimport org.ranvier.neuronmodels.equations.runtime.*;\n\n");
      text.append("public final class ").append(simple).append(" extends FlatKernel {\n");
      fields.forEach(f -> text.append("  private final double[] ").append(identifiers.of("state", f)).append(";\n"));
      scratch.forEach(s -> text.append("  private double[] ").append(s).append(" = {};\n"));
      text.append("\n  public ").append(simple).append("(Map<String, double[]> arrays) {\n");
      fields.forEach(f -> text.append("    ").append(identifiers.of("state",
          f)).append(" = array(arrays, ").append(JavaText.literal(f)).append(");\n"));
      text.append("  }\n\n  @Override\n  public void run(int pass, int from, int to) {\n");
      scratch.forEach(s -> text.append("    ").append(s).append(" = scratch(").append(s).append(", to);\n"));
      text.append(scratch.isEmpty() ? "    step(pass, from, to);\n"
          : "    for (int at = from; at < to; at += TILE) {\n      step(pass, at, Math.min(to, at + TILE));\n    }\n");
      text.append("  }\n\n  private void step(int pass, int from, int to) {\n    switch (pass) {\n").append(cases)
          .append("      default -> throw new IllegalArgumentException();\n    }\n  }\n");
      return text.append(methods).append("}\n").toString();
    }

    private void write(Pass pass, Graph graph, LoopWriter loops) {
      var all = new ArrayList<>(pass.locals().values());
      all.addAll(pass.stores().values());
      var exponentials = new SharedExponentials(potential, all);
      Map<String, Term> locals = new LinkedHashMap<>();
      pass.locals().forEach((local, value) -> locals.put(local, exponentials.rewrite(value)));
      Map<String, Term> stores = new LinkedHashMap<>();
      pass.stores().forEach((array, value) -> stores.put(array, exponentials.rewrite(value)));
      exponentials.quotients().keySet().forEach(this::exponential);
      for (SharedExponentials.Group group : exponentials.groups()) {
        var powers = new ArrayList<LoopWriter.Store>();
        exponentials.values(group, (name, value) -> {
          graph.define(name, value);
          return Term.leaf(Kind.LOCAL, name);
        }).forEach((array, value) -> powers.add(new LoopWriter.Store(exponential(array), graph.node(value))));
        loops.write("exponentials", powers);
      }
      exponentials.quotients().forEach(
          (array, value) -> loops.write("quotient", List.of(new LoopWriter.Store(exponential(array), graph.node(value)))));
      locals.forEach(graph::define);
      for (List<String> together : dependent(stores, locals)) {
        var values = new ArrayList<LoopWriter.Store>();
        together.forEach(array -> values.add(new LoopWriter.Store(field(array),
            graph.node(Objects.requireNonNull(stores.get(array))))));
        loops.write(pass.name(), values);
      }
    }

    /**
     * Arrays that must be written together, for one is computed from another; those that need not be, alone: short loops
     * vectorise.
     */
    private static List<List<String>> dependent(Map<String, Term> stores, Map<String, Term> locals) {
      var sets = new ArrayList<Set<String>>();
      stores.forEach((array, value) -> {
        Set<String> joined = new LinkedHashSet<>(List.of(array));
        collect(value, locals, stores.keySet(), joined, new HashSet<>());
        sets.removeIf(other -> {
          boolean meets = other.stream().anyMatch(joined::contains);
          if (meets) {
            joined.addAll(other);
          }
          return meets;
        });
        sets.add(joined);
      });
      return sets.stream().map(set -> stores.keySet().stream().filter(set::contains).toList()).toList();
    }

    private static void collect(Term value, Map<String, Term> locals, Set<String> written, Set<String> into, Set<String> seen) {
      value.any(t -> {
        if (t instanceof Term.Leaf l && l.kind() == Kind.STATE && written.contains(l.name())) {
          into.add(l.name());
        } else if (t instanceof Term.Leaf l && l.kind() == Kind.LOCAL && seen.add(l.name())) {
          collect(Objects.requireNonNull(locals.get(l.name())), locals, written, into, seen);
        }
        return false;
      });
    }

    private String exponential(String array) {
      exponentials.add(array);
      return identifiers.of("exponential", array);
    }

    private String field(String name) {
      fields.add(name);
      return identifiers.of("state", name);
    }

    @Override
    public JavaExpression.Text read(Term leaf, Map<String, String> used) {
      if (leaf instanceof Term.Const c) {
        return JavaExpression.number(c);
      }
      Term.Leaf l = (Term.Leaf) leaf;
      if (l.kind() != Kind.STATE) {
        throw new IllegalStateException(l.name() + " has no value");
      }
      String name = exponentials.contains(l.name()) ? exponential(l.name()) : field(l.name());
      used.put(name, "double[]");
      return JavaExpression.atom(name + "[i]");
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
