package org.ranvier.networks.systems.nmn;

import java.util.Arrays;
import org.ranvier.simulator.random.RandomStream;

/**
 * A network of rates whose modulators are those of Vecoven et al. 2020. A gated recurrent unit of H hears what the position was, what was done and what it was worth,
 * and K rectified units z hear it. Of M main units that see the position x,
 *
 * <pre>
 *   y_m = clip(w_m·x·(1 + Σ_k z_k·a_mk) + b_m + Σ_k z_k·c_mk),      action = 20·(v·y·(1 + Σ_k z_k·a_k) + b + Σ_k z_k·c_k)
 * </pre>
 *
 * <p>clipped at ±1. Without modulation z is an input as the position is: {@code y_m = clip(w_m·x + b_m + Σ_k z_k·c_mk)}.
 */
final class RateNet implements OffsetTask.Player {
  private static final int HEARD = 3;
  private static final double POSITION = 5;
  private static final double ACTION = 20;
  private static final double KEEPS = 1; // bias of the gate that keeps

  private final int units;
  private final int modulators;
  private final int main;
  private final boolean modulated;
  private final double[] z;
  private final double[] gate;
  private final double[] heard = new double[HEARD];
  private double[] state;
  private double[] next;
  private double[] parameters = {};
  private int read;
  private boolean held;

  /**
   * @param units H
   * @param modulators K
   * @param main M
   */
  RateNet(int units, int modulators, int main, boolean modulated) {
    this.units = units;
    this.modulators = modulators;
    this.main = main;
    this.modulated = modulated;
    z = new double[modulators];
    gate = new double[2 * units];
    state = new double[units];
    next = new double[units];
  }

  int size() {
    int recurrent = 3 * units * (HEARD + 1 + units) + modulators * (units + 1);
    return recurrent + (modulated ? main * (3 + 2 * modulators) + 1 + 2 * modulators : main * (3 + modulators) + 1);
  }

  double[] drawn(RandomStream random) {
    double[] first = new double[size()];
    Arrays.setAll(first, k -> 0.3 * random.nextGaussian());
    return first;
  }

  RateNet with(double[] values) {
    parameters = values;
    return this;
  }

  /** Holds z at 0. */
  RateNet held(boolean value) {
    held = value;
    return this;
  }

  @Override
  public void begin() {
    Arrays.fill(state, 0);
    Arrays.fill(heard, 0);
  }

  @Override
  public double act(double position) {
    read = 0;
    listen();
    double x = position / POSITION;
    double sum = 0;
    double slope = 1;
    for (int m = 0; m < main; m++) {
      double w = parameters[read++];
      double b = parameters[read++];
      double s = 1;
      for (int k = 0; k < modulators; k++) {
        s += modulated ? z[k] * parameters[read++] : 0;
        b += z[k] * parameters[read++];
      }
      sum += parameters[read++] * Math.clamp(w * x * s + b, -1, 1);
    }
    double bias = parameters[read++];
    for (int k = 0; k < modulators && modulated; k++) {
      slope += z[k] * parameters[read++];
      bias += z[k] * parameters[read++];
    }
    return ACTION * (sum * slope + bias);
  }

  /** The gated recurrent unit, and z. */
  private void listen() {
    for (int g = 0; g < 2; g++) {
      for (int i = 0; i < units; i++) {
        double drive = drive(state) + (g == 0 ? KEEPS : 0);
        gate[g * units + i] = 1 / (1 + Math.exp(-drive));
      }
    }
    double[] reset = new double[units];
    for (int i = 0; i < units; i++) {
      reset[i] = gate[units + i] * state[i];
    }
    for (int i = 0; i < units; i++) {
      next[i] = gate[i] * state[i] + (1 - gate[i]) * Math.tanh(drive(reset));
    }
    double[] old = state;
    state = next;
    next = old;
    for (int k = 0; k < modulators; k++) {
      double drive = parameters[read++];
      for (int j = 0; j < units; j++) {
        drive += parameters[read++] * state[j];
      }
      z[k] = held ? 0 : Math.max(0, drive);
    }
  }

  private double drive(double[] from) {
    double drive = parameters[read++];
    for (int q = 0; q < HEARD; q++) {
      drive += parameters[read++] * heard[q];
    }
    for (int j = 0; j < units; j++) {
      drive += parameters[read++] * from[j];
    }
    return drive;
  }

  @Override
  public void told(double position, double action, double reward) {
    heard[0] = position / POSITION;
    heard[1] = action / ACTION;
    heard[2] = reward / OffsetTask.HIT;
  }
}
