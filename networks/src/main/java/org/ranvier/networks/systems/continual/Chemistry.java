package org.ranvier.networks.systems.continual;

import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ranvier.networks.Modulator;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.images.Images;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.Trial;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.Response;

/**
 * The modulators of a network that learns in batches: they are those of the engine, released, taken up, clamped and sensed
 * there. A batch lasts
 * as long as the presentation of an image.
 */
final class Chemistry implements AutoCloseable {
  static final String NORADRENALINE = "noradrenaline";
  static final String ACETYLCHOLINE = "acetylcholine";
  static final String DOPAMINE = "dopamine";

  /** What noradrenaline does: it multiplies the hidden neurons' input. */
  static final String GAIN = "alpha1";

  /** What acetylcholine does: it multiplies how fast weights change. */
  static final String PLASTICITY = "muscarinic";

  /** What dopamine does: it makes synapses that were of use harder to change. */
  static final String CONSOLIDATION = "D1";

  private static final double KEPT = 0.9; // of a concentration, from batch to batch

  private final Plan plan;
  private final Simulation simulation;
  private final double batchMs;
  private final Map<String, Modulator> modulators = new HashMap<>();
  private final Map<String, List<Double>> released = new HashMap<>();
  private final Map<String, List<Double>> yoked = new HashMap<>();
  private final Map<String, Sensed> receptors = new HashMap<>();

  /** A receptor: how it answers, and what it does. */
  private record Sensed(Modulator modulator, Response response, Effect effect) {}

  Chemistry(Plan plan) {
    this.plan = plan;
    batchMs = plan.get("steps");
    var net = network(plan);
    for (Modulator m : net.modulators()) {
      modulators.put(m.name(), m);
      released.put(m.name(), new ArrayList<>());
    }
    var proportional = new Response.Proportional(1);
    sense(GAIN, NORADRENALINE, proportional, new Effect.Scaled(1));
    sense(PLASTICITY, ACETYLCHOLINE, proportional, new Effect.Between(0, plan.get("ach")));
    sense(CONSOLIDATION, DOPAMINE, proportional, new Effect.Between(0, plan.get("da")));
    simulation = Simulation.of(net, plan.options());
    plan.clamp(simulation);
  }

  /** The hidden neurons, and the modulators around them. */
  static Network network(Plan plan) {
    var net = new Network("continual").resolution(ms(1));
    var hidden = net.population("hidden", plan.whole("hidden"), "iaf_psc_delta").set("I_e", pA(0));
    double tau = -plan.get("steps") / Math.log(KEPT);
    var noradrenaline = net.modulator(NORADRENALINE).decay(ms(tau));
    if (!plan.knocksOut(GAIN)) {
      noradrenaline.receptor(GAIN, new Response.Proportional(1)).scalesInput(hidden, new Effect.Scaled(1));
    }
    net.modulator(ACETYLCHOLINE).decay(ms(tau));
    net.modulator(DOPAMINE).decay(ms(tau));
    return net;
  }

  private void sense(String receptor, String modulator, Response response, Effect effect) {
    if (!plan.knocksOut(receptor) && plan.has(modulator)) {
      receptors.put(receptor, new Sensed(at(modulator), response, effect));
    }
  }

  private Modulator at(String modulator) {
    Modulator m = modulators.get(modulator);
    if (m == null) {
      throw new IllegalArgumentException("no modulator '" + modulator + "'");
    }
    return m;
  }

  /** What a receptor makes of 1; 1 itself where there is no such receptor. */
  double effect(String receptor) {
    Sensed s = receptors.get(receptor);
    return s == null ? 1 : s.effect.of(1, s.response.at(simulation.concentration(s.modulator)));
  }

  /** Whether a receptor does anything. */
  boolean has(String receptor) {
    return receptors.containsKey(receptor);
  }

  /** The concentration of a modulator. */
  double concentration(String modulator) {
    return simulation.concentration(at(modulator));
  }

  /** Releases what a batch has come to; where the modulator is yoked, what was released in some batch of the other trial. */
  void release(String modulator, double amount) {
    List<Double> own = released.computeIfAbsent(modulator, m -> new ArrayList<>());
    List<Double> other = yoked.computeIfAbsent(modulator, this::inAnotherOrder);
    double given = other.isEmpty() ? amount : other.get(own.size() % other.size());
    own.add(given);
    simulation.release(at(modulator), given);
  }

  private List<Double> inAnotherOrder(String modulator) {
    List<Double> of = plan.yoked(modulator).map((Trial t) -> t.recorded(modulator)).orElse(List.of());
    int[] order = Images.permutation(of.size(), plan.random("yoked", modulator));
    return Arrays.stream(order).mapToObj(of::get).toList();
  }

  /** Lets a batch go by. */
  void pass() {
    simulation.run(ms(batchMs));
  }

  /** What was released of a modulator, by batch. */
  List<Double> released(String modulator) {
    return released.getOrDefault(modulator, List.of());
  }

  @Override
  public void close() {
    simulation.close();
  }
}
