package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.values.Distribution.constant;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nS;
import static org.ranvier.networks.values.Units.pA;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.measure.quantity.ElectricPotential;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.values.Course;
import org.ranvier.networks.values.Distribution;
import org.ranvier.neuronmodels.cells.Cell;
import org.ranvier.neuronmodels.morphology.CableProperties;
import org.ranvier.neuronmodels.morphology.Division;
import org.ranvier.neuronmodels.morphology.Location;
import org.ranvier.neuronmodels.morphology.Morphology;
import org.ranvier.neuronmodels.morphology.Piece;
import org.ranvier.neuronmodels.morphology.Region;
import org.ranvier.plasticity.rules.BurstDependent;
import org.ranvier.plasticity.rules.Clopath;
import org.ranvier.plasticity.rules.DendriticLearning;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.StateTrace;

/** What the rules that read potentials and bursts teach, in networks. */
final class DendriticPlasticityTest {
  private static final Simulation.Options ONE = Simulation.Options.DEFAULT.threads(1);

  /** Sjöström, Turrigiano & Nelson 2001 (doi:10.1016/S0896-6273(01)00542-6): 75 pairs, in trains of five at some frequency. */
  private static double paired(double frequency, double lag) {
    double[] pre = new double[5];
    double[] post = new double[5];
    for (int k = 0; k < 5; k++) {
      pre[k] = 200 + 1000 / frequency * k;
      post[k] = pre[k] + lag;
    }
    var net = new Network("pairs");
    var source = net.spikeSource("pre", new double[][] {pre});
    var drive = net.spikeSource("drive", new double[][] {post});
    var target = net.population("post", 1, "aeif_psc_delta_clopath");
    net.connect(drive, target).rule(oneToOne()).weight(mV(120)).delay(ms(0.1));
    var synapse =
        net.connect(source, target).rule(oneToOne()).weight(mV(1)).delay(ms(0.1)).doubleWeights().plastic(Clopath.visualCortex().spikes(33, 2));
    try (var sim = Simulation.of(net, ONE)) {
      sim.run(ms(600 + 5000 / frequency));
      assertEquals(5, sim.spikes().size() - 10);
      return 1 + 15 * (sim.weights(synapse).values()[0] - 1);
    }
  }

  @Test
  void pairingsDepressAtLowAndPotentiateAtHighFrequencyAsInVisualCortex() {
    double[] frequencies = {4, 10, 20, 40, 50};
    double[] preFirst = Arrays.stream(frequencies).map(f -> paired(f, 10)).toArray();
    double[] postFirst = Arrays.stream(frequencies).map(f -> paired(f, -10)).toArray();
    String all = "pre first " + Arrays.toString(preFirst) + ", post first " + Arrays.toString(postFirst);
    assertEquals(1, preFirst[0], 0.05, all);
    assertTrue(postFirst[0] < 0.9, all);
    assertTrue(preFirst[3] > 1.2 && preFirst[4] > 1.2, all);
    assertTrue(postFirst[1] < 0.9 && postFirst[4] > 1.1, all);
    for (int k = 1; k < frequencies.length; k++) {
      assertTrue(preFirst[k] > preFirst[k - 1] - 1e-9, all);
    }
  }

  private static final int INPUTS = 100;
  private static final double PERIOD = 200;

  /** A frozen pattern of inputs, and a soma that is excited in one half of its period and inhibited in the other, for a while. */
  private static double[] taught(double eta, int periods) {
    var random = new SplittableRandom(5);
    double[][] pattern = new double[INPUTS][];
    for (int i = 0; i < INPUTS; i++) {
      var times = new ArrayList<Double>();
      double[] once = random.doubles(4, 0.5, PERIOD).map(t -> Math.round(10 * t) / 10.0).sorted().distinct().toArray();
      for (int k = 0; k < periods + 2; k++) {
        for (double t : once) {
          times.add(PERIOD * k + t);
        }
      }
      pattern[i] = times.stream().mapToDouble(t -> t).toArray();
    }
    var excitation = new ArrayList<Double>();
    var inhibition = new ArrayList<Double>();
    for (int t = 1; t < PERIOD * periods; t++) {
      (t % PERIOD < PERIOD / 2 ? excitation : inhibition).add((double) t);
    }
    var net = new Network("teacher");
    var inputs = net.spikeSource("inputs", pattern);
    var teachers =
        net.spikeSource("teachers", new double[][] {excitation.stream().mapToDouble(t -> t).toArray(), inhibition.stream().mapToDouble(t -> t).toArray()});
    var cell = net.population("cell", 1, "urbanczik_cell");
    net.connect(teachers.range(0, 1), cell).receptor("soma_exc").rule(oneToOne()).weight(nS(60)).delay(ms(0.1));
    net.connect(teachers, cell).receptor("soma_inh").rule(allToAll()).weight(nS(140)).delay(ms(0.1));
    net.connect(inputs, cell).receptor("dendrite").rule(allToAll()).weight(pA(20)).delay(ms(0.1)).plastic(DendriticLearning.of(eta));
    net.record(cell, "V_m").every(ms(1));
    try (var sim = Simulation.of(net, ONE)) {
      sim.run(ms(PERIOD * (periods + 2)));
      StateTrace v = sim.traces().getFirst();
      double[] all = v.values()[0];
      int n = (int) PERIOD;
      double[] taught = Arrays.copyOfRange(all, n * (periods - 1), n * periods);
      double[] alone = Arrays.copyOfRange(all, n * (periods + 1) - 1, n * (periods + 2) - 1);
      return new double[] {correlation(taught, alone), mean(alone, 20, n / 2), mean(alone, n / 2 + 20, n)};
    }
  }

  private static double mean(double[] x, int from, int to) {
    return Arrays.stream(x, from, to).average().orElseThrow();
  }

  private static double correlation(double[] x, double[] y) {
    double mx = mean(x, 0, x.length);
    double my = mean(y, 0, y.length);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int k = 0; k < x.length; k++) {
      xy += (x[k] - mx) * (y[k] - my);
      xx += (x[k] - mx) * (x[k] - mx);
      yy += (y[k] - my) * (y[k] - my);
    }
    return xy / Math.sqrt(xx * yy);
  }

  @Test
  void aDendriteLearnsToReproduceWhatATeacherImposesOnTheSomaAndItsFrozenTwinDoesNot() {
    double[] learnt = taught(700, 80);
    double[] frozen = taught(0, 80);
    String all = "learnt " + Arrays.toString(learnt) + ", frozen " + Arrays.toString(frozen);
    assertTrue(learnt[0] > 0.8, all);
    assertTrue(learnt[1] - learnt[2] > 6, all);
    assertTrue(Math.abs(frozen[0]) < 0.5 && Math.abs(frozen[1] - frozen[2]) < 3, all);
  }

  /** Mean weight after the apical input has changed, relative to that before. */
  private static double steered(double apical, int threads) {
    var net = new Network("bursts");
    var inputs = net.poissonSource("inputs", 50, Course.step(ms(0), Hz(10)));
    var cells = net.population("cells", 60, "burst_cell");
    net.poisson("soma", cells).receptor("soma").rate(Hz(600)).weight(pA(140));
    net.poisson("apical", cells).receptor("apical").rate(Hz(400)).weight(pA(100));
    var synapses =
        net.connect(inputs, cells).receptor("soma").rule(allToAll()).weight(pA(20)).delay(ms(1)).plastic(BurstDependent.of(0.5).tausMs(50, 8000));
    try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(threads).seed(2))) {
      sim.run(ms(6000));
      double before = Arrays.stream(sim.weights(synapses).values()).average().orElseThrow();
      sim.set(cells, "I_e_d", pA(apical));
      sim.run(ms(4000));
      return Arrays.stream(sim.weights(synapses).values()).average().orElseThrow() / before;
    }
  }

  @Test
  void apicalInputSteersWhatSomaticSynapsesLearnAndItsTwinDrifts() {
    double more = steered(300, 1);
    double same = steered(0, 1);
    double less = steered(-300, 1);
    String all = "more " + more + ", same " + same + ", less " + less;
    assertTrue(more > 1.02 && less < 0.95, all);
    assertTrue(Math.abs(same - 1) < 0.5 * Math.min(more - 1, 1 - less), all);
    assertEquals(more, steered(300, 3));
  }

  /** A soma that fires sends its spikes into a passive dendrite, where they are smaller the farther out. */
  private static double[] potentiated(String variable) {
    var tree =
        Morphology.of(Piece.soma(20), Piece.cylinder("dend", 500, 1.5).on("soma"))
            .divide(Division.maxLength(25).in("soma", Division.fixed(1)), CableProperties.ra(100).cm(1));
    var cell =
        Cell.of("cell", tree)
            .insert("hh", Region.of("soma"))
            .insert("leak", Region.of("dend"), Map.of("g_max", 0.1))
            .synapse("near", "exp_syn", Location.at("dend", 0.1), Map.of("tau", 2.0))
            .synapse("far", "exp_syn", Location.at("dend", 0.7), Map.of("tau", 2.0))
            .detect(Location.at("soma", 0.5), -10)
            .model();
    double[] pre = new double[20];
    Arrays.setAll(pre, k -> 50 + 20 * k);
    var net = new Network("back-propagation").resolution(ms(0.025));
    var source = net.spikeSource("pre", new double[][] {pre});
    var cells = net.population("cell", 1, cell);
    net.current(cells).from(ms(20), pA(1500));
    var rule = Clopath.visualCortex().thresholds(-64, -50);
    var projections = new ArrayList<Projection>();
    for (String at : List.of("near", "far")) {
      projections.add(
          net.connect(source, cells).receptor(at).rule(oneToOne()).weight(nS(1e-3)).delay(ms(0.1)).doubleWeights()
              .plastic(variable.isEmpty() ? rule : rule.reads(variable)));
    }
    try (var sim = Simulation.of(net, ONE)) {
      sim.run(ms(500));
      assertTrue(sim.spikes().size() > 15, "the soma fires " + sim.spikes().size());
      return projections.stream().mapToDouble(p -> sim.weights(p).values()[0] * 1e3).toArray();
    }
  }

  @Test
  void aSynapseLearnsFromThePotentialOfItsOwnCompartment() {
    double[] local = potentiated("");
    double[] somatic = potentiated("V_m");
    String all = "local " + Arrays.toString(local) + ", somatic " + Arrays.toString(somatic);
    assertEquals(somatic[0], somatic[1], 1e-12, all);
    assertTrue(somatic[0] > local[0] && local[0] > local[1] + 1e-3, all);
  }

  /** The calcium that comes in where the synapse lies, as far as there are channels for it. */
  private static double potentiatedByCalcium(double density) {
    var tree =
        Morphology.of(Piece.soma(20), Piece.cylinder("dend", 100, 1.5).on("soma"))
            .divide(Division.maxLength(25).in("soma", Division.fixed(1)), CableProperties.ra(100).cm(1));
    var place = Location.at("dend", 0.9);
    var cell =
        Cell.of("cell", tree)
            .insert("hh", Region.of("soma"))
            .insert("leak", Region.of("dend"), Map.of("g_max", 0.1))
            .insert("Ca_L", Region.of("dend"), Map.of("g_max", density))
            .insert("ca_pool", Region.of("dend"), Map.of("tau", 20.0))
            .synapse("exc", "exp_syn", place, Map.of("tau", 2.0))
            .observe("calcium", place, "ca_pool", "ca_i")
            .detect(Location.at("soma", 0.5), -10)
            .model();
    var net = new Network("calcium").resolution(ms(0.025));
    var source = net.spikeSource("pre", new double[][] {{100, 120, 140, 160}});
    var cells = net.population("cell", 1, cell);
    net.current(cells).from(ms(90), pA(1500));
    var rule = Clopath.visualCortex().thresholds(2e-4, 1e-3).amplitudes(0, 1e4).delayMs(0).reads("calcium"); // mM
    var p = net.connect(source, cells).receptor("exc").rule(oneToOne()).weight(nS(1e-3)).delay(ms(0.1)).doubleWeights().plastic(rule);
    try (var sim = Simulation.of(net, ONE)) {
      sim.run(ms(200));
      return sim.weights(p).values()[0] * 1e3;
    }
  }

  @Test
  void aRuleReadsTheCalciumOfTheSynapsesOwnCompartment() {
    double none = potentiatedByCalcium(0);
    double some = potentiatedByCalcium(0.3);
    double more = potentiatedByCalcium(1);
    String all = "none " + none + ", some " + some + ", more " + more;
    assertEquals(1, none, 1e-12, all);
    assertTrue(some > 1.001 && more > some, all);
  }

  @Test
  void aVoltageRuleOnANeuronWithoutAVoltageIsRefused() {
    var net = new Network("phases");
    var source = net.spikeSource("pre", new double[][] {{1}});
    var target = net.population("post", 1, "theta");
    net.connect(source, target).rule(oneToOne()).weight(pA(1)).delay(ms(1)).plastic(Clopath.visualCortex());
    var refused = assertThrows(RanvierException.class, () -> Simulation.of(net)).getMessage();
    assertEquals(
        "projection pre→post: the Clopath rule reads the potential of its targets, but theta has none (no synapse.v, no V_m in mV); its variables are [theta,"
            + " I_syn, substep]: connect to neurons with a potential, or name the variable with .reads(…)",
        refused);
  }

  @Test
  void aVariableThatTheTargetLacksIsRefused() {
    var net = new Network("names");
    var source = net.spikeSource("pre", new double[][] {{1}});
    var target = net.population("post", 1, "burst_cell");
    net.connect(source, target).receptor("apical").rule(oneToOne()).weight(pA(1)).delay(ms(1)).plastic(DendriticLearning.of(1).reads("V_dend"));
    var refused = assertThrows(RanvierException.class, () -> Simulation.of(net)).getMessage();
    assertTrue(refused.startsWith("projection pre→post: the rule of dendritic prediction reads 'V_dend' of its targets, but burst_cell has no such variable"), refused);
    assertTrue(refused.contains("known: V_m, V_d"), refused);
  }

  @Test
  void aNetworkUnderTheseRulesDoesNotDependOnThreads() {
    double[][] weights = new double[2][];
    for (int threads = 1; threads <= 2; threads++) {
      var net = new Network("all");
      var inputs = net.poissonSource("inputs", 30, Course.step(ms(0), Hz(20)));
      var cells = net.population("cells", 150, "urbanczik_cell");
      net.current(cells).from(ms(0), pA(600));
      var a = net.connect(inputs, cells).receptor("dendrite").rule(fixedInDegree(10)).weight(pA(30)).delay(ms(1)).plastic(DendriticLearning.of(5));
      var b =
          net.connect(cells, cells).receptor("dendrite").rule(fixedInDegree(5)).weight(pA(10)).delay(ms(1.5))
              .plastic(Clopath.visualCortex().amplitudes(0.01, 0.01).reads("V_m"));
      try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(threads))) {
        sim.run(ms(500));
        assertTrue(sim.spikes().size() > 300, "spikes " + sim.spikes().size());
        double[] wa = sim.weights(a).values();
        double[] wb = sim.weights(b).values();
        assertTrue(Arrays.stream(wb).distinct().count() > 100);
        weights[threads - 1] = Arrays.copyOf(wa, wa.length + wb.length);
        System.arraycopy(wb, 0, weights[threads - 1], wa.length, wb.length);
      }
    }
    assertArrayEquals(weights[0], weights[1]);
  }

  private static double[] learnt(DendriticLearning rule, Distribution<ElectricPotential> theta) {
    var net = new Network("rates");
    var inputs = net.poissonSource("inputs", 20, Course.step(ms(0), Hz(30)));
    var cells = net.population("cells", 20, "urbanczik_cell").set("theta", theta);
    net.current(cells).from(ms(0), pA(300));
    var p = net.connect(inputs, cells).receptor("dendrite").rule(fixedInDegree(10)).weight(pA(30)).delay(ms(1)).plastic(rule);
    try (var sim = Simulation.of(net, ONE)) {
      sim.run(ms(200));
      return sim.weights(p).values();
    }
  }

  @Test
  void theRateIsThatOfTheTargetsUnlessItIsGiven() {
    double[] found = learnt(DendriticLearning.of(5), constant(mV(-60)));
    assertArrayEquals(learnt(DendriticLearning.of(5).rate(0.15, 0.5, 1.0 / 3, -60), constant(mV(-60))), found);
    assertTrue(Math.abs(learnt(DendriticLearning.of(5).rate(0.15, 0.5, 1.0 / 3, -55), constant(mV(-60)))[0] - found[0]) > 1e-3);
    var refused = assertThrows(RanvierException.class, () -> learnt(DendriticLearning.of(5), uniform(mV(-60), mV(-50)))).getMessage();
    assertTrue(refused.startsWith("projection inputs→cells: the rule of dendritic prediction takes theta from its targets, which differ in "
        + "it; make it the same"), refused);
    assertEquals(found.length, learnt(DendriticLearning.of(5).rate(0.15, 0.5, 1.0 / 3, -55), uniform(mV(-60), mV(-50))).length);
  }
}
