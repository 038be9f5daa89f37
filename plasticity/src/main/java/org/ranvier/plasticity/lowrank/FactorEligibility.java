package org.ranvier.plasticity.lowrank;

import org.ranvier.plasticity.eligibility.ModulatedIntegral;
import org.ranvier.plasticity.loops.EligibilityTrace;
import org.ranvier.plasticity.modulation.Modulation;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.time.TimeGrid;

/** An eligibility of all factors that learn, with the integral of its third factor. */
final class FactorEligibility {
  private final EligibilityTrace trace;
  private final ModulatedIntegral integral;
  private final int place;
  private final double left; // of it after a step
  private final double atPost;
  private final double atPre;
  private final double[][] ofLeft;
  private final double[][] ofRight;

  /**
   * @param targets how many factors of each mode it follows on the side of targets
   * @param sources the same on the side of sources
   */
  FactorEligibility(EligibilityTrace trace, Modulation modulation, int place, TimeGrid grid, int modes, int targets, int sources) {
    this.trace = trace;
    this.place = place;
    integral = modulation.integral(trace.factor(), trace.lastingMs(grid), 1);
    left = StrictMath.exp(-grid.resolutionMs() / trace.lastingMs(grid));
    atPost = trace.potentiation() * trace.whole(grid);
    atPre = trace.depression() * trace.whole(grid);
    ofLeft = new double[modes][targets];
    ofRight = new double[modes][sources];
  }

  /** What the step that ends with {@code step} makes of one unit of it. */
  double change(long step) {
    return trace.gain() * integral.between(step - 1, step, place);
  }

  void decay() {
    for (int k = 0; k < ofLeft.length; k++) {
      Factors.scale(ofLeft[k], left);
      Factors.scale(ofRight[k], left);
    }
  }

  /** Drops what is so small that processors are slow with it. */
  void drop() {
    for (int k = 0; k < ofLeft.length; k++) {
      Factors.drop(ofLeft[k]);
      Factors.drop(ofRight[k]);
    }
  }

  double atPost() {
    return atPost;
  }

  double atPre() {
    return atPre;
  }

  /** [mode][target] */
  double[][] ofLeft() {
    return ofLeft;
  }

  /** [mode][source] */
  double[][] ofRight() {
    return ofRight;
  }

  void state(StatePort port) {
    for (int k = 0; k < ofLeft.length; k++) {
      StatePort own = port.of("mode " + k);
      own.common("left", "", ofLeft[k]);
      own.common("right", "", ofRight[k]);
    }
  }
}
