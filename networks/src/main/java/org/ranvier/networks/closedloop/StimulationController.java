package org.ranvier.networks.closedloop;

import org.ranvier.networks.values.PulseTrain;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;

/**
 * Chooses the pulses of a stimulator, turn by turn. It may keep state: one controller for one simulation.
 *
 * <pre>{@code
 * StimulationController controller = StimulationController.onOff(300, 600, 130);
 * simulation.set(stimulator, controller.next(rhythm, pulses));
 * simulation.run(ms(controller.turnMs()));
 * }</pre>
 */
@FunctionalInterface
public interface StimulationController {
  /** A turn unless a controller says otherwise. */
  double TURN_MS = 100;

  /**
   * The pulses of the next turn.
   *
   * @param pulses what a pulse is like
   */
  PulseTrain next(Rhythm now, PulseTrain pulses);

  /** How long a turn lasts. */
  default double turnMs() {
    return TURN_MS;
  }

  /** Always at this rate, in Hz; 0 for none. */
  static StimulationController uniform(double hz) {
    range("rate", hz, 0, 5000);
    return (now, pulses) -> pulses.at(Units.Hz(hz));
  }

  /** Always in irregular intervals. */
  static StimulationController irregular(double hz, double cv) {
    range("rate", hz, 0, 5000);
    range("coefficient of variation", cv, 0, 10);
    return (now, pulses) -> pulses.irregular(Units.Hz(hz), cv);
  }

  /** Turns with pulses at {@code hz} and turns without, as listed; none after the last. */
  static StimulationController listed(boolean[] bursts, double hz) {
    boolean[] all = bursts.clone();
    range("rate", hz, 0, 5000);
    return new StimulationController() {
      private int turn;

      @Override
      public PulseTrain next(Rhythm now, PulseTrain pulses) {
        boolean on = turn < all.length && all[turn];
        turn++;
        return on ? pulses.at(Units.Hz(hz)) : pulses.off();
      }
    };
  }

  /** Pulses at {@code hz} from when the power is above {@code on} until it is below {@code off}. */
  static StimulationController onOff(double off, double on, double hz) {
    range("power at which it goes off", off, 0, Double.MAX_VALUE);
    range("power at which it goes on", on, off, Double.MAX_VALUE);
    range("rate", hz, 0, 5000);
    return new StimulationController() {
      private boolean active;

      @Override
      public PulseTrain next(Rhythm now, PulseTrain pulses) {
        active = now.power() > (active ? off : on);
        return active ? pulses.at(Units.Hz(hz)) : pulses.off();
      }
    };
  }

  /** Pulses at a rate of {@code hzPerPower·(power - reference)}, from 0 to {@code mostHz}. */
  static StimulationController proportional(double reference, double hzPerPower, double mostHz) {
    range("reference", reference, 0, Double.MAX_VALUE);
    range("gain", hzPerPower, 0, Double.MAX_VALUE);
    range("greatest rate", mostHz, 0, 5000);
    return (now, pulses) -> pulses.at(Units.Hz(Math.clamp(hzPerPower * (now.power() - reference), 0, mostHz)));
  }

  /**
   * A pulse at a phase of the rhythm, while its amplitude is above a bound. When the phase comes is foretold each 10 ms from the phase now
   * and the middle of the band, so it errs where the rhythm is off the middle.
   *
   * @param phase in rad, 0 where the rate is greatest
   */
  static StimulationController phaseLocked(double phase, double leastAmplitude) {
    range("phase", phase, -2 * Math.PI, 2 * Math.PI);
    range("least amplitude", leastAmplitude, 0, Double.MAX_VALUE);
    return new StimulationController() {
      @Override
      public PulseTrain next(Rhythm now, PulseTrain pulses) {
        double cycles = (phase - now.phase()) / (2 * Math.PI);
        double inMs = (cycles - Math.floor(cycles)) * 1000 / now.centreHz();
        return now.amplitude() > leastAmplitude && inMs < turnMs() ? pulses.times(now.timeMs() + inMs) : pulses.off();
      }

      @Override
      public double turnMs() {
        return 10;
      }
    };
  }

  private static void range(String what, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new RanvierException(
          "controller: " + what + " " + value + " must be within " + least + " … " + (most == Double.MAX_VALUE ? "any number above" : String.valueOf(most)));
    }
  }
}
