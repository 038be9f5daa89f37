package org.ranvier.plasticity.eligibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.plasticity.kinetics.GaussNodes;
import org.ranvier.plasticity.modulators.Concentration;
import org.ranvier.plasticity.modulators.Diffusing;
import org.ranvier.plasticity.modulators.WellMixed;
import org.ranvier.simulator.RanvierException;

/**
 * The course of a {@link ThirdFactor}: its value where all modulators are at their baselines, and the deviation from that, which
 * is exactly 0 while they are.
 */
final class FactorCourse {
  /** Beside the nodes of a step: the begin of a stride, and its end. */
  static final int BEGIN = GaussNodes.COUNT;
  static final int END = GaussNodes.COUNT + 1;

  private final Node root;
  private final int places;
  private final int strideSteps;

  /** Part of the expression. */
  private sealed interface Node {
    double rest();

    double deviation(int moment, int place);
  }

  private record MixedLevel(WellMixed of, int strideSteps) implements Node {
    @Override
    public double rest() {
      return of.baseline();
    }

    @Override
    public double deviation(int moment, int place) {
      int p = of.places() == 1 ? 0 : place;
      return moment < GaussNodes.COUNT ? of.deviationAtNode(moment, p) : moment == BEGIN ? of.deviationBefore(p) : of.deviationAhead(p, strideSteps);
    }
  }

  private record FieldLevel(Diffusing of) implements Node {
    @Override
    public double rest() {
      return of.baseline();
    }

    @Override
    public double deviation(int moment, int place) {
      int p = of.places() == 1 ? 0 : place;
      return moment == BEGIN ? of.deviationAtBegin(p) : of.deviationAtEnd(p);
    }
  }

  private record Sum(double[] weights, Node[] terms, double offset) implements Node {
    @Override
    public double rest() {
      double sum = 0;
      for (int k = 0; k < terms.length; k++) {
        sum += weights[k] * terms[k].rest();
      }
      return sum + offset;
    }

    @Override
    public double deviation(int moment, int place) {
      double sum = 0;
      for (int k = 0; k < terms.length; k++) {
        sum += weights[k] * terms[k].deviation(moment, place);
      }
      return sum;
    }
  }

  private record Product(Node a, Node b) implements Node {
    @Override
    public double rest() {
      return a.rest() * b.rest();
    }

    @Override
    public double deviation(int moment, int place) {
      double x = a.deviation(moment, place);
      double y = b.deviation(moment, place);
      return a.rest() * y + b.rest() * x + x * y;
    }
  }

  private record Shaped(Node of, Shape shape) implements Node {
    @Override
    public double rest() {
      return shape.of(of.rest());
    }

    @Override
    public double deviation(int moment, int place) {
      return shape.of(of.rest() + of.deviation(moment, place)) - rest();
    }
  }

  FactorCourse(ThirdFactor factor, Map<String, ? extends Concentration> modulators) {
    List<Concentration> used = new ArrayList<>();
    for (String name : factor.modulators()) {
      Concentration c = modulators.get(name);
      if (c == null) {
        throw new RanvierException(
            "third factor " + factor + " needs the modulator '" + name + "', which the network does not have"
                + Names.suggest(name, modulators.keySet()));
      }
      used.add(c);
    }
    places = used.stream().mapToInt(Concentration::places).max().orElse(1);
    strideSteps = used.stream().mapToInt(FactorCourse::stride).max().orElse(1);
    for (Concentration c : used) {
      boolean sameStride = c instanceof WellMixed || stride(c) == strideSteps;
      if ((c.places() != 1 && c.places() != places) || !sameStride) {
        throw new RanvierException(
            "third factor " + factor + ": its modulators have different places; give those that have voxels or populations the same "
                + "ones, with the same stride, or let them be the same everywhere");
      }
    }
    root = node(factor, modulators);
  }

  private static int stride(Concentration c) {
    return c instanceof Diffusing field ? field.strideSteps() : 1;
  }

  private Node node(ThirdFactor factor, Map<String, ? extends Concentration> modulators) {
    return switch (factor) {
      case ThirdFactor.Level(String name) ->
          switch (modulators.get(name)) {
            case WellMixed mixed -> new MixedLevel(mixed, strideSteps);
            case Diffusing field -> new FieldLevel(field);
            case null, default -> throw new IllegalStateException(name);
          };
      case ThirdFactor.Sum(List<ThirdFactor.Term> terms, double offset) ->
          new Sum(
              terms.stream().mapToDouble(ThirdFactor.Term::weight).toArray(),
              terms.stream().map(t -> node(t.factor(), modulators)).toArray(Node[]::new),
              offset);
      case ThirdFactor.Product(ThirdFactor a, ThirdFactor b) -> new Product(node(a, modulators), node(b, modulators));
      case ThirdFactor.Shaped(ThirdFactor of, Shape shape) -> new Shaped(node(of, modulators), shape);
    };
  }

  int places() {
    return places;
  }

  /** Steps over which it is given by its begin and end; 1 where it is given at the nodes of each step. */
  int strideSteps() {
    return strideSteps;
  }

  /** Its value at rest. */
  double rest() {
    return root.rest();
  }

  /** The deviation from that, at a node of the step taken last, or at {@link #BEGIN} or {@link #END} of the stride. */
  double deviation(int moment, int place) {
    return root.deviation(moment, place);
  }
}
