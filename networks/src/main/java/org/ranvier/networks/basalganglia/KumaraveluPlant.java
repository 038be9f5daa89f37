package org.ranvier.networks.basalganglia;

import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nS;
import static org.ranvier.networks.values.Units.number;
import static org.ranvier.networks.values.Units.pA;
import static org.ranvier.networks.values.Units.quantity;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.measure.quantity.ElectricConductance;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.Projection;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;

/**
 * Cortex, basal ganglia and thalamus of Kumaravelu, Brocker & Grill 2016, doi:10.1007/s10827-016-0593-9 (ModelDB 206232), a model of the rat
 * with lesions by 6-OHDA. Long-range synapses open conductances after a delay; their kernels of two exponentials are without the factor
 * {@code t} that a correction of the released model takes away. In disease the M current of the striatum and what the cortex
 * excites of its direct pathway are weaker, and the external pallidum inhibits itself more.
 */
public final class KumaraveluPlant {
  private static final double EXCITES = 0.43; // peak of a kernel
  private static final double INHIBITS = 0.3;

  private final Network net;
  private final long wiring;
  private final double severity;

  private KumaraveluPlant(Network net, long wiring, double severity) {
    this.net = net;
    this.wiring = wiring;
    this.severity = severity;
  }

  /**
   * How it is.
   *
   * @param severity from 0 (healthy) to 1 (as published)
   * @param stimulationHz rate of the stimulator, 0 for none
   * @param wiring seed of who is connected with whom, where that is random; conductances and potentials depend on the simulation's
   * @param pulses whether the cortex sends the thalamus the pulses of So et al. in place of a constant current
   */
  public static Plant of(String name, double severity, double stimulationHz, long wiring, boolean pulses) {
    return new KumaraveluPlant(new Network(name).resolution(ms(0.01)), wiring, severity).plant(stimulationHz, pulses);
  }

  /**
   * Makes a plant that runs more or less ill, by the M current of its striatum and by conductances. Spikes that are on their way act on those
   * that are new.
   */
  public static void setSeverity(Simulation simulation, Plant plant, double from, double to) {
    Population d1 = plant.network().population("D1");
    simulation.set(plant.network().population("D2"), "g_M", nS(2.6 - 1.1 * to));
    simulation.set(d1, "g_M", nS(2.6 - 1.1 * to));
    change(simulation, plant, plant.network().population("E"), d1, w -> w - 0.044 * EXCITES * (to - from));
    change(simulation, plant, plant.external(), plant.external(), w -> w * (3 * to + 1) / (3 * from + 1));
  }

  private static void change(Simulation simulation, Plant plant, Population source, Population target, DoubleUnaryOperator to) {
    for (Projection p : plant.network().projections()) {
      if (p.source() == source && p.target() == target) {
        simulation.setWeights(p, Arrays.stream(simulation.weights(p).values()).map(to).toArray());
      }
    }
  }

  private Population nucleus(String name, NeuronModel model) {
    return net.population(name, Plant.CELLS, model);
  }

  private Plant plant(double stimulationHz, boolean pulses) {
    var start = normal(mV(-62), mV(5));
    Population th = nucleus("TH", KumaraveluCells.thalamic()).set("V_0", start).set("I_app", pA(pulses ? 0 : 1.2));
    Population stn =
        nucleus("STN", KumaraveluCells.subthalamic()).set("V_0", start).set("x_AMPA", uniform(number(0), number(1))).set("x_NMDA", uniform(number(0), number(1)));
    Population gpe = nucleus("GPe", KumaraveluCells.externalPallidal()).set("V_0", start).set("I_app", pA(3));
    Population gpi = nucleus("GPi", KumaraveluCells.internalPallidal()).set("V_0", start).set("I_app", pA(3));
    Population d2 = striatum("D2");
    Population d1 = striatum("D1");
    Population e = nucleus("E", KumaraveluCells.cortical());
    Population i = nucleus("I", KumaraveluCells.cortical()).set("a", quantity(0.1, "1/ms")).set("d", pA(2));
    cortex(th, e, i, d2, d1);
    Plant.ring(net, e, stn, "AMPA", 0, 1).weight(nS(0.3 * EXCITES)).delay(ms(5.9));
    Plant.ring(net, e, stn, "NMDA", 0, 1).weight(nS(0.003 * EXCITES)).delay(ms(5.9));
    Plant.ring(net, gpe, stn, "GPe", 0, 1).weight(nS(0.5 * INHIBITS)).delay(ms(4));
    toChosen(stn, gpe, "AMPA", draws("AMPA", 2, 0.3 * EXCITES)).delay(ms(2));
    toChosen(stn, gpe, "NMDA", draws("NMDA", 2, 0.002 * EXCITES)).delay(ms(2));
    toChosen(stn, gpi, "STN", constant(5, 0.15 * EXCITES)).delay(ms(1.5));
    double[] own = draws("GPe to GPe", Plant.CELLS, 0.25 * (3 * severity + 1) * INHIBITS);
    Plant.ring(net, gpe, gpe, "GABA", 1, -2).weight(twice(own)).delay(ms(1));
    Plant.ring(net, gpe, gpi, "GABA", 1, -2).weight(nS(0.5 * INHIBITS)).delay(ms(3));
    net.connect(d2, gpe).receptor("GABA").rule(allToAll()).weight(nS(0.5 * INHIBITS)).delay(ms(5));
    net.connect(d1, gpi).receptor("GABA").rule(allToAll()).weight(nS(0.5 * INHIBITS)).delay(ms(4));
    permuted(d2, d2, "GABA", 4).weight(nS(0.1 / 4));
    permuted(d1, d1, "GABA", 3).weight(nS(0.1 / 3));
    Plant.ring(net, gpi, th, "GPi", 0).weight(nS(0.112 * INHIBITS)).delay(ms(5));
    return new Plant(net, th, gpi, gpe, stn, Plant.stimulator(net, stn, stimulationHz), Plant.cortex(net, th, pulses ? 3.5 : 0));
  }

  private Population striatum(String name) {
    return nucleus(name, KumaraveluCells.striatal()).set("V_0", normal(mV(-63.8), mV(5))).set("g_M", nS(2.6 - 1.1 * severity));
  }

  private void cortex(Population th, Population e, Population i, Population d2, Population d1) {
    Plant.ring(net, th, e, "excitation", 0).weight(nS(0.15 * EXCITES)).delay(ms(5));
    permuted(e, i, "excitation", 4).weight(nS(0.1 * EXCITES)).delay(ms(0.01));
    permuted(i, e, "inhibition", 4).weight(nS(0.2 * EXCITES)).delay(ms(0.01));
    Plant.ring(net, e, d2, "CTX", 0).weight(nS(0.07 * EXCITES)).delay(ms(5.1));
    double least = (0.07 - 0.044 * severity) * EXCITES;
    Plant.ring(net, e, d1, "CTX", 0).weight(uniform(nS(least), nS(least + 0.001 * EXCITES))).delay(ms(5.1));
  }

  /** Every target hears one source of each of so many random orders. */
  private Projection permuted(Population source, Population target, String receptor, int orders) {
    int[] sources = IntStream.range(0, orders).flatMap(k -> Arrays.stream(order(source.name() + " to " + target.name(), k))).toArray();
    int[] targets = IntStream.range(0, orders).flatMap(k -> IntStream.range(0, Plant.CELLS)).toArray();
    return net.connect(source, target).receptor(receptor).rule(ConnectionRule.explicit(sources, targets));
  }

  /** Random cells, one for each conductance, hear the cells k and k - 1 with it. */
  private Projection toChosen(Population source, Population target, String receptor, double[] peaksNs) {
    int[] cells = Arrays.copyOf(order(source.name() + " to " + target.name() + " " + receptor, 0), peaksNs.length);
    int[] targets = IntStream.concat(Arrays.stream(cells), Arrays.stream(cells)).toArray();
    int[] sources = IntStream.range(0, targets.length).map(k -> Math.floorMod(targets[k] - k / cells.length, Plant.CELLS)).toArray();
    return net.connect(source, target).receptor(receptor).rule(ConnectionRule.explicit(sources, targets)).weight(twice(peaksNs));
  }

  /** Conductances of targets that hear two sources each. */
  private static Distribution<ElectricConductance> twice(double[] ns) {
    return Distribution.each(Units::nS, DoubleStream.concat(Arrays.stream(ns), Arrays.stream(ns)).toArray());
  }

  private static double[] constant(int count, double value) {
    double[] all = new double[count];
    Arrays.fill(all, value);
    return all;
  }

  private int[] order(String purpose, int number) {
    var random = new RandomStream(RandomKey.of(wiring, "wiring", purpose), number);
    int[] order = IntStream.range(0, Plant.CELLS).toArray();
    for (int k = order.length - 1; k > 0; k--) {
      int other = random.nextInt(k + 1);
      int moved = order[k];
      order[k] = order[other];
      order[other] = moved;
    }
    return order;
  }

  /** Uniform from 0 to {@code most}. */
  private double[] draws(String purpose, int count, double most) {
    var random = new RandomStream(RandomKey.of(wiring, "conductances", purpose));
    return random.doubles(count).map(x -> x * most).toArray();
  }
}
