package org.ranvier.networks.systems.activecoding;

import static org.ranvier.networks.values.Units.ms;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.networks.Modulator;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.study.Plan;
import org.ranvier.plasticity.receptors.Response;

/**
 * Noradrenaline, an object of the engine: the error of the model of the world releases it, as a share of the range that errors had of late; it decays within a step; a
 * receptor makes it worth something.
 */
final class Novelty implements AutoCloseable {
  static final String NORADRENALINE = "noradrenaline";

  /** What it does: it is a reward. */
  static final String RECEPTOR = "beta";

  private static final double STEP_MS = 4;
  private static final double FORGOTTEN = 0.999; // of the largest error, a step

  private final Modulator modulator;
  private final Simulation simulation;
  private final boolean sensed;
  private final Response response;
  private final List<Double> given = new ArrayList<>();
  private final List<Double> other;
  private final boolean held;
  private double least = Double.POSITIVE_INFINITY;
  private double most;

  Novelty(Plan plan) {
    var net = network();
    modulator = net.modulators().getFirst();
    response = new Response.Proportional(plan.get("bonus"));
    sensed = !plan.knocksOut(RECEPTOR);
    other = plan.yoked(NORADRENALINE).map(t -> t.recorded(NORADRENALINE)).orElse(List.of());
    simulation = Simulation.of(net, plan.options());
    plan.clamp(simulation);
    held = plan.clamp(NORADRENALINE).isPresent();
  }

  static Network network() {
    var net = new Network("active-predictive-coding").resolution(ms(1));
    net.population("locus coeruleus", 1, "iaf_psc_delta");
    net.modulator(NORADRENALINE).decay(ms(STEP_MS / 4));
    return net;
  }

  Simulation simulation() {
    return simulation;
  }

  /** What an error is worth; a step goes by. */
  double of(double error) {
    least = Math.min(least, error);
    most = Math.max(FORGOTTEN * most, error);
    double amount = most > least ? Math.min(1, (error - least) / (most - least)) : 0;
    amount = other.isEmpty() ? amount : other.get(given.size() % other.size());
    given.add(amount);
    if (!held) {
      simulation.release(modulator, amount);
    }
    double worth = sensed ? response.at(simulation.concentration(modulator)) : 0;
    simulation.run(ms(STEP_MS));
    return worth;
  }

  /** What was released, step by step. */
  List<Double> released() {
    return given;
  }

  @Override
  public void close() {
    simulation.close();
  }
}
