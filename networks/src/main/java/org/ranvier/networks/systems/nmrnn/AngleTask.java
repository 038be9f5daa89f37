package org.ranvier.networks.systems.nmrnn;

import org.ranvier.simulator.random.RandomStream;

/**
 * A direction is shown, and has to be given, or its opposite, when fixation ends: at once where it is still shown, from memory where it was shown for some time only.
 *
 * @param input fixation, cosine and sine of what is shown, [step][3]
 * @param target fixation, cosine and sine of what is to be given, [step][3]
 * @param go the first step of the answer
 */
record AngleTask(Kind kind, double[][] input, double[][] target, int go, double answer) {
  static final int INPUTS = 3;
  static final int OUTPUTS = 3;

  private static final int BEFORE = 3;
  private static final int SHOWN = 5;
  private static final int LEAST = 4; // of the delay
  private static final int MORE = 5; // different ones
  private static final int ANSWER = 8;
  private static final int COUNTED = 4; // last ones of the answer
  private static final double CLOSE = Math.PI / 10;

  /** What is asked for; a context tells. */
  enum Kind {
    DELAY_PRO, DELAY_ANTI, MEMORY_PRO, MEMORY_ANTI;

    boolean isMemory() {
      return this == MEMORY_PRO || this == MEMORY_ANTI;
    }

    boolean isAnti() {
      return this == DELAY_ANTI || this == MEMORY_ANTI;
    }
  }

  static AngleTask drawn(Kind kind, RandomStream random) {
    double angle = 2 * Math.PI * random.nextDouble();
    int go = BEFORE + SHOWN + LEAST + (int) (MORE * random.nextDouble());
    double answer = angle + (kind.isAnti() ? Math.PI : 0);
    double[][] input = new double[go + ANSWER][INPUTS];
    double[][] target = new double[go + ANSWER][OUTPUTS];
    for (int t = 0; t < input.length; t++) {
      boolean seen = t >= BEFORE && (kind.isMemory() ? t < BEFORE + SHOWN : true);
      input[t] = new double[] {t < go ? 1 : 0, seen ? Math.cos(angle) : 0, seen ? Math.sin(angle) : 0};
      target[t] = t < go ? new double[] {1, 0, 0} : new double[] {0, Math.cos(answer), Math.sin(answer)};
    }
    return new AngleTask(kind, input, target, go, answer);
  }

  /** With a context that the modulator is told. */
  ModulatedNet.Shown shown(Kind context) {
    double[][] told = new double[input.length][Kind.values().length];
    for (double[] row : told) {
      row[context.ordinal()] = 1;
    }
    return new ModulatedNet.Shown(input, told, target);
  }

  /**
   * Whether fixation was held before the answer and is left, and the direction is right by less than π/10, in the mean of the last steps. A direction is that of both
   * of its parts, so that opposite ones differ.
   */
  boolean isRight(double[][] output) {
    double held = 0;
    for (int t = BEFORE; t < go; t++) {
      held += output[t][0] / (go - BEFORE);
    }
    double[] mean = new double[OUTPUTS];
    for (int t = output.length - COUNTED; t < output.length; t++) {
      for (int k = 0; k < OUTPUTS; k++) {
        mean[k] += output[t][k] / COUNTED;
      }
    }
    double off = Math.IEEEremainder(Math.atan2(mean[2], mean[1]) - answer, 2 * Math.PI);
    return held > 0.5 && mean[0] < 0.5 && Math.abs(off) < CLOSE;
  }
}
