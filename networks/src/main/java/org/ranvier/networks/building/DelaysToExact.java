package org.ranvier.networks.building;

import org.ranvier.networks.space.Profile;
import org.ranvier.networks.values.Sampler;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/** Delays to neurons in continuous time: any positive times. */
final class DelaysToExact {
  private DelaysToExact() {}

  static void check(Connection p, Sampler delay, TimeGrid grid) {
    boolean drawn = !(delay instanceof Sampler.Constant || delay instanceof Sampler.Listed);
    String mend = drawn ? "; bound it, as in " + (delay instanceof Profile.Values ? ".clip" : ".redraw") + "(ms(0.1), ms(10))" : "";
    double longest = grid.toMs(TimeGrid.MAX_DELAY_STEPS);
    if (!(delay.min() > 0)) {
      throw new RanvierException(
          p.where() + ": delay " + p.delay() + (drawn ? " may be 0 or below" : " is not above 0")
              + "; spikes reach exact neurons after any positive time" + mend);
    }
    if (!(delay.max() <= longest)) {
      throw new RanvierException(
          p.where() + ": delay " + p.delay() + (drawn ? " may be" : " is") + " above the longest possible, " + TimeGrid.trim(longest) + " ms"
              + mend);
    }
  }
}
