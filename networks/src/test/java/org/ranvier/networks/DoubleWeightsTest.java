package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.connect.ConnectionRule.explicit;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.fixedOutDegree;
import static org.ranvier.networks.connect.ConnectionRule.fixedTotalNumber;
import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nS;
import static org.ranvier.networks.values.Units.pA;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.cells.Cell;
import org.ranvier.neuronmodels.cells.Integrator;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.NeuronModels;
import org.ranvier.neuronmodels.morphology.CableProperties;
import org.ranvier.neuronmodels.morphology.Division;
import org.ranvier.neuronmodels.morphology.Location;
import org.ranvier.neuronmodels.morphology.Morphology;
import org.ranvier.neuronmodels.morphology.Piece;
import org.ranvier.neuronmodels.morphology.Region;

/** Static weights of 8 bytes reach every kind of target unrounded, by every rule, and rounding is all that they change. */
final class DoubleWeightsTest {
  private static final double THIRD = 1.0 / 3; // 4 bytes round it to 0.3333333432674408

  /** A variable of a neuron after one spike of the weight 1/3 has reached it. */
  private static double jump(NeuronModel model, String receptor, String variable, String unit, boolean wide) {
    var net = new Network("jump");
    var source = net.spikeSource("source", new double[][] {{1}});
    var target = net.population("target", 3, model);
    var p = net.connect(source, target.range(1, 2)).rule(allToAll()).delay(ms(1));
    if (!receptor.isEmpty()) {
      p.receptor(receptor);
    }
    if (unit.equals("nS")) {
      p.weight(nS(THIRD));
    } else {
      p.weight(pA(THIRD));
    }
    if (wide) {
      p.doubleWeights();
    }
    net.record(target, variable).every(ms(0.1));
    try (var simulation = Simulation.of(net)) {
      simulation.run(ms(2));
      double[][] values = simulation.traces().getFirst().values();
      return values[1][values[1].length - 1];
    }
  }

  private static NeuronModel cell(boolean exact) {
    var tree = Morphology.of(Piece.soma(20)).divide(Division.maxLength(50), CableProperties.ra(120).cm(1));
    var cell = Cell.of("ball", tree).insert("leak", Region.of("soma"), Map.of("g_max", 0.1)).detect(Location.at("soma", 0.5), -10);
    return (exact ? cell.synapse("in", "exp_current", Location.at("soma", 0.5), Map.of("tau", 2.0)).integrator(Integrator.EXACT)
        : cell.synapse("in", "exp_syn", Location.at("soma", 0.5), Map.of("tau", 2.0))).model();
  }

  @Test
  void everyKindOfTargetTakesTheWeightUnrounded() {
    double narrow = (float) THIRD;
    for (String model : List.of("iaf_psc_exp", "aeif_cond_exp", "hh_psc_alpha", "iaf_psc_alpha", "iaf_cond_beta")) {
      NeuronModel m = NeuronModels.find(model);
      String receptor = m.receptors().getFirst().name();
      String unit = m.receptors().getFirst().unit();
      assertEquals(THIRD, jump(m, receptor, receptor, unit, true), 0, model);
      assertEquals(narrow, jump(m, receptor, receptor, unit, false), 0, model);
    }
    NeuronModel exponential = NeuronModels.find("iaf_psc_exp");
    assertEquals(THIRD, jump(exponential, "", "I_syn_ex", "pA", true), 0);
    assertEquals(narrow, jump(exponential, "", "I_syn_ex", "pA", false), 0);
    assertEquals(THIRD, jump(cell(false), "in", "in.g", "nS", true), 0);
    assertEquals(narrow, jump(cell(false), "in", "in.g", "nS", false), 0);
    double exact = jump(cell(true), "in", "in.I", "pA", true);
    assertEquals(THIRD, exact, 1e-15);
    assertEquals(narrow, jump(cell(true), "in", "in.I", "pA", false), 1e-15);
  }

  /** A network that has every rule, delays that are pulled and pushed, signs that choose receptors, and drives. */
  private static Network network(boolean wide, DoubleUnaryOperator weight) {
    var net = new Network("all");
    double[][] times = IntStream.range(0, 20).mapToObj(k -> new double[] {1 + k * 0.3, 5 + k * 0.7, 20 - k * 0.2}).toArray(double[][]::new);
    var source = net.spikeSource("source", times);
    var n = net.population("n", 70, "iaf_psc_exp").set("V_th", mV(1000));
    var far = net.population("far", 70, "iaf_psc_alpha");
    int[] from = {0, 3, 3, 19};
    int[] to = {69, 5, 5, 0};
    List<ConnectionRule> rules =
        List.of(
            allToAll(), fixedInDegree(3), fixedOutDegree(4), pairwiseBernoulli(0.2), fixedTotalNumber(60), explicit(from, to));
    for (ConnectionRule rule : rules) {
      var p = net.connect(source, n).rule(rule).weight(pA(weight.applyAsDouble(7.3))).delay(uniform(ms(0.1), ms(6)));
      var q = net.connect(source, n).rule(rule).weight(pA(weight.applyAsDouble(-3.1))).delay(ms(1.5));
      if (wide) {
        p.doubleWeights();
        q.doubleWeights();
      }
    }
    net.connect(source, n).rule(explicit(from, to)).weight(each(Units::pA, 1.1, -2.2, 3.3, -4.4)).delay(each(Units::ms, 1, 2, 3, 30));
    var drive = net.poisson("drive", n).rate(Hz(2000)).weight(pA(weight.applyAsDouble(1.7)));
    var some = net.poisson("some", n.range(0, 9)).rate(each(Units::Hz, IntStream.range(0, 9).mapToDouble(k -> 500 * k).toArray())).weight(pA(weight.applyAsDouble(-0.7)));
    if (wide) {
      drive.doubleWeights();
      some.doubleWeights();
    }
    net.connect(source, far).rule(fixedInDegree(5)).weight(normal(pA(10), pA(1))).delay(ms(1));
    net.record(n, "excitatory", "inhibitory", "V_m").every(ms(0.1));
    net.record(far, "V_m").every(ms(0.1));
    return net;
  }

  private static double[][][] traces(Network net, int threads, double... parts) {
    try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.threads(threads))) {
      for (double part : parts) {
        simulation.run(ms(part));
      }
      return simulation.traces().stream().map(t -> t.values()).toArray(double[][][]::new);
    }
  }

  /** Weights that 4 bytes hold: what arrives is the same sum, and only its rounding may differ. */
  @Test
  void theyArriveWhereAndWhenThoseOfFourBytesDo() {
    double[][][] wide = traces(network(true, Math::rint), 1, 40);
    double[][][] narrow = traces(network(false, Math::rint), 1, 40);
    for (int k = 0; k < wide.length; k++) {
      for (int i = 0; i < wide[k].length; i++) {
        assertArrayEquals(narrow[k][i], wide[k][i], 1e-4);
      }
    }
    assertTrue(Arrays.deepEquals(wide[3], narrow[3]), "another population is not touched");
    assertTrue(Arrays.stream(wide[0]).flatMapToDouble(Arrays::stream).sum() > 10_000);
  }

  @Provide
  static Arbitrary<Double> parts() {
    return Arbitraries.integers().between(1, 399).map(s -> s / 10.0);
  }

  @Property(tries = 10)
  void threadsAndDivisionOfTheRunChangeNothing(@ForAll @IntRange(min = 2, max = 5) int threads, @ForAll("parts") double part) {
    Network net = network(true, w -> w);
    assertTrue(Arrays.deepEquals(traces(net, 1, 40), traces(net, threads, part, Math.round(10 * (40 - part)) / 10.0)));
  }

  /** Each spike of the drive adds exactly its weight: what arrives in a step is a multiple of 0.1, as a sum of doubles makes it. */
  @Test
  void aDriveOfEightBytesAddsItsWeightUnroundedAndFiresAsEver() {
    double[] wide = arrivals(true);
    double[] narrow = arrivals(false);
    boolean any = false;
    for (int s = 0; s < wide.length; s++) {
      long count = Math.round(wide[s] / 0.1);
      assertEquals(0.1 * count, wide[s], 0);
      assertEquals(0.1f * count, narrow[s], 0);
      any |= count > 1;
    }
    assertTrue(any);
  }

  private static double[] arrivals(boolean wide) {
    var net = new Network("drive");
    var n = net.population("n", 1, "iaf_psc_exp");
    var drive = net.poisson("drive", n).rate(Hz(8000)).weight(pA(0.1));
    if (wide) {
      drive.doubleWeights();
    }
    net.record(n, "excitatory").every(ms(0.1));
    return traces(net, 1, 50)[0][0];
  }

  /** Neurons in continuous time: a drawn weight is rounded to 4 bytes unless 8 are asked for. */
  @Test
  void exactNeuronsKeepDrawnWeightsUnrounded() {
    double wide = exactPotential(true);
    double narrow = exactPotential(false);
    assertTrue(narrow != wide, "a drawn weight has more digits than 4 bytes hold");
    assertEquals(1, narrow / wide, 0x1p-24); // half a unit in the last of the 24 bits of a mantissa of 4 bytes
  }

  private static double exactPotential(boolean wide) {
    var net = new Network("exact");
    var source = net.spikeSource("source", new double[][] {{1}});
    var n = net.population("n", 1, "IntFire1").exact();
    var p = net.connect(source, n).rule(oneToOne()).weight(uniform(Units.number(0.1), Units.number(0.9))).delay(ms(0.95));
    if (wide) {
      p.doubleWeights();
    }
    net.record(n, "m").every(ms(0.1));
    double[] m = traces(net, 1, 2)[0][0];
    return m[m.length - 1];
  }

  /** Drawn weights have no largest value, and that is not more than fits. */
  @Test
  void drawnWeightsMayBeUnbounded() {
    var net = new Network("drawn");
    var n = net.population("n", 10, "iaf_psc_exp");
    net.connect(n, n).rule(allToAll()).weight(normal(pA(10), pA(1))).delay(ms(1)).doubleWeights();
    try (var simulation = Simulation.of(net)) {
      assertEquals(100, simulation.synapses());
    }
  }

  @Test
  void theDescriptionSaysIt() {
    assertEquals(14, Descriptions.of(network(true, w -> w)).split("8-byte weights", -1).length - 1);
    assertEquals(0, Descriptions.of(network(false, w -> w)).split("8-byte weights", -1).length - 1);
  }
}
