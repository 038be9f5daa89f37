package org.ranvier.networks.basalganglia;

import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nS;
import static org.ranvier.networks.values.Units.pA;

import java.util.Arrays;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Units;

/**
 * The basal ganglia of So, Kent & Grill 2012, doi:10.1007/s10827-011-0366-4 (ModelDB 141699): external and internal pallidum, subthalamic
 * nucleus, and a thalamus that relays what the cortex sends it. All synapses are graded. In disease the subthalamic nucleus and both pallida
 * receive less current.
 */
public final class SoPlant {
  private SoPlant() {}

  /**
   * How it is.
   *
   * @param severity from 0 (healthy) to 1 (Parkinson's disease as published); the currents lie between
   * @param stimulationHz rate of the stimulator, 0 for none
   * @param stepMs of integration, 0.01 as published
   */
  public static Plant of(String name, double severity, double stimulationHz, double stepMs) {
    var net = new Network(name).resolution(ms(stepMs));
    var start = normal(mV(-62), mV(5));
    Population th = net.population("TH", Plant.CELLS, SoCells.thalamic()).set("V_0", start);
    Population stn = net.population("STN", Plant.CELLS, SoCells.subthalamic()).set("V_0", start).set("I_app", pA(33 - 10 * severity));
    Population gpe =
        net.population("GPe", Plant.CELLS, SoCells.externalPallidal()).set("V_0", start).set("I_app", normal(pA(21 - 13 * severity), pA(2)));
    Population gpi = net.population("GPi", Plant.CELLS, SoCells.internalPallidal()).set("V_0", start).set("I_app", pA(22 - 6 * severity));
    Plant.ring(net, gpe, stn, "GPe", 0, 1).weight(nS(0.5));
    Plant.ring(net, stn, gpe, "STN", 0, -1).weight(nS(0.15));
    Plant.ring(net, gpe, gpe, "GPe", 1, -2).weight(nS(0.5));
    Plant.ring(net, stn, gpi, "STN", 0, -1).weight(nS(0.15));
    Plant.ring(net, gpe, gpi, "GPe", 1, -2).weight(nS(0.5));
    Plant.ring(net, gpi, th, "GPi", 0).weight(nS(0.112));
    return new Plant(net, th, gpi, gpe, stn, Plant.stimulator(net, stn, stimulationHz), Plant.cortex(net, th, 3.5));
  }

  /** Makes a plant that runs more or less ill, by the currents that its nuclei receive. */
  public static void setSeverity(Simulation simulation, Plant plant, double from, double to) {
    simulation.set(plant.subthalamic(), "I_app", pA(33 - 10 * to));
    simulation.set(plant.internal(), "I_app", pA(22 - 6 * to));
    double[] external = Arrays.stream(simulation.parameter(plant.external(), "I_app")).map(x -> x - 13 * (to - from)).toArray();
    simulation.set(plant.external(), "I_app", Distribution.each(Units::pA, external));
  }
}
