package org.ranvier.networks;

import java.util.ArrayList;
import java.util.List;
import javax.measure.Quantity;
import javax.measure.quantity.ElectricCurrent;
import javax.measure.quantity.Time;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.stimuli.StepCurrent;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.StimulusSpec;

/**
 * A piecewise constant current into neurons.
 *
 * <pre>{@code
 * net.current(exc).from(ms(50), pA(300)).from(ms(350), pA(0));
 * }</pre>
 */
public final class CurrentInput {
  private final Network network;
  private final Neurons target;
  private final List<Quantity<Time>> times = new ArrayList<>();
  private final List<Quantity<ElectricCurrent>> amplitudes = new ArrayList<>();

  CurrentInput(Network network, Neurons target) {
    this.network = network;
    this.target = target;
    if (!target.population().model().takesCurrent()) {
      throw new RanvierException(where() + ": " + target.population().model().name() + " takes no current");
    }
  }

  /** From {@code time} on, until the next change, the current is {@code amplitude}. */
  public CurrentInput from(Quantity<Time> time, Quantity<ElectricCurrent> amplitude) {
    network.requireOpen();
    times.add(time);
    amplitudes.add(amplitude);
    return this;
  }

  Neurons target() {
    return target;
  }

  private String where() {
    return "current into " + target.population().where();
  }

  StimulusSpec spec(int population) {
    int size = target.population().size();
    double[] ms = times.stream().mapToDouble(t -> Units.in(Units.MILLISECOND, t, where() + ": time")).toArray();
    double[][] pA = new double[ms.length][];
    for (int k = 0; k < ms.length; k++) {
      double amplitude = Units.in(Units.PICOAMPERE, amplitudes.get(k), where());
      pA[k] = new double[target.size() == size ? 1 : size];
      if (target.size() == size) {
        pA[k][0] = amplitude;
      } else {
        for (int i : target.set().toArray()) {
          pA[k][i] = amplitude;
        }
      }
    }
    return new StimulusSpec(population, true, new StepCurrent(where(), size, ms, pA));
  }

  @Override
  public String toString() {
    String to = target.population().name() + (target instanceof Population ? "" : " " + Descriptions.neurons(target));
    return "current → " + to + "  " + texts(times) + "  " + texts(amplitudes);
  }

  private static List<String> texts(List<? extends Quantity<?>> quantities) {
    return quantities.stream().map(Units::text).toList();
  }
}
