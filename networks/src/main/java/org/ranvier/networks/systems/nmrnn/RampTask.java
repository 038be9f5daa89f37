package org.ranvier.networks.systems.nmrnn;

import org.ranvier.networks.systems.nmrnn.ModulatedNet.Shown;

/**
 * Measure, wait, go (Costacurta et al. 2024): the interval between two pulses is to be given back, after a third pulse, as a ramp of the output from -0.5 to 0.5
 * that takes as long. All pulses come to the network and to its modulator. In steps of 10 ms.
 *
 * @param measure step of the first pulse
 * @param interval steps to the second one
 * @param asked steps that the ramp takes; those of the interval, but where it means nothing
 */
record RampTask(int measure, int interval, int asked) {
  static final int INPUTS = 3;
  static final int STEP_MS = 10;
  static final int FIRST = 10; // earliest first pulse
  static final int STARTS = 11;

  private static final int STEPS = 110;
  private static final int DELAY = 15;
  private static final double PULSE = 10;
  private static final int AFTER = 10; // steps after the ramp that count too

  int go() {
    return measure + interval + DELAY;
  }

  Shown shown() {
    double[][] input = new double[STEPS][INPUTS];
    double[][] target = new double[STEPS][1];
    input[measure][0] = PULSE;
    input[measure + interval][1] = PULSE;
    input[go()][2] = PULSE;
    for (int t = 0; t < STEPS; t++) {
      target[t][0] = -0.5 + Math.clamp((t - go()) / (double) asked, 0, 1);
    }
    return new Shown(input, input, target);
  }

  /** Root of the mean squared difference from the ramp, from the third pulse until 100 ms after the ramp's end. */
  double error(double[][] output) {
    double squares = 0;
    int steps = asked + AFTER;
    for (int t = go(); t < go() + steps; t++) {
      double off = output[t][0] - (-0.5 + Math.clamp((t - go()) / (double) asked, 0, 1));
      squares += off * off / steps;
    }
    return Math.sqrt(squares);
  }

  /** For how many steps the output goes from -0.5 to 0.5: twice the steps from where it crosses -0.25 to where it crosses 0.25; not a number where it never does. */
  double given(double[][] output) {
    double low = crosses(output, -0.25, go());
    return 2 * (crosses(output, 0.25, (int) Math.max(go(), low)) - low);
  }

  private static double crosses(double[][] output, double level, int from) {
    for (int t = from; t + 1 < STEPS; t++) {
      double before = output[t][0];
      double after = output[t + 1][0];
      if (before < level && after >= level) {
        return t + (level - before) / (after - before);
      }
    }
    return Double.NaN;
  }
}
