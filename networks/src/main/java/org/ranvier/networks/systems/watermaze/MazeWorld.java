package org.ranvier.networks.systems.watermaze;

import java.util.SplittableRandom;
import org.ranvier.networks.closedloop.Environment;
import org.ranvier.networks.systems.actorcritic.ActorCritic;
import org.ranvier.networks.systems.prediction.PredictionCircuit;

/**
 * A square pool of side 1 with a hidden platform. A stride takes four turns: after the first, in which what was done before still
 * shows in the actors' potentials, their spikes are a direction; in the last two it is swum, and the actors hear which it was.
 * Walls are mirrors. At the platform, or after 100 strides, there is a pause in which no place cell fires.
 */
final class MazeWorld implements Environment {
  private static final int TURNS = 4;

  /** A quarter of a stride. */
  static final double TURN_MS = PredictionCircuit.STEP_MS / TURNS;

  static final int SIDE = 6;
  static final int FIELDS = SIDE * SIDE;

  private static final double FIELD_SD = 0.14;
  private static final double STRIDE = 0.18;
  private static final double PLATFORM = 0.15; // radius
  private static final double PLATFORM_X = 0.7;
  private static final double PLATFORM_Y = 0.65;
  private static final double LINGER = 0.08; // of the copy, until something else is done
  private static final int MOST_STRIDES = 100;
  private static final int PAUSE_TURNS = 24;

  private final double luck; // probability of a reward in a step, where rewards are random; otherwise negative
  private SplittableRandom random = new SplittableRandom(0);
  private double x;
  private double y;
  private double angle;
  private int strides;
  private int turn;
  private int pause; // turns that are over; negative before it
  private boolean found;
  private boolean lucky; // a reward comes in this stride, where rewards are random
  private boolean rewarded;

  MazeWorld(double luck) {
    this.luck = luck;
  }

  /** Strides of the last episode. */
  int strides() {
    return strides;
  }

  boolean found() {
    return found;
  }

  @Override
  public double[] reset(long seed) {
    random = new SplittableRandom(seed);
    int corner = random.nextInt(4);
    do { // near a wall, far from the platform
      x = corner % 2 == 0 ? 0.1 : 0.9;
      y = corner / 2 == 0 ? 0.1 : 0.9;
      corner = (corner + 1) % 4;
    } while (distance() < 0.4);
    strides = 0;
    turn = 0;
    pause = -1;
    found = false;
    rewarded = false;
    lucky = false;
    return seen(false, 0);
  }

  private double distance() {
    return Math.hypot(x - PLATFORM_X, y - PLATFORM_Y);
  }

  @Override
  public Step step(double[] counts) {
    if (pause >= 0) {
      pause++;
      return new Step(seen(false, rewarded && pause < TURNS ? PredictionCircuit.UNIT_HZ : 0), 0, pause >= PAUSE_TURNS);
    }
    turn++;
    if (turn < TURNS) {
      if (turn == 2) {
        angle = direction(counts);
      }
      return new Step(seen(turn > 1, lucky ? PredictionCircuit.UNIT_HZ : 0), 0, false);
    }
    turn = 0;
    stride();
    return new Step(seen(false, rewarded ? PredictionCircuit.UNIT_HZ : 0), rewarded ? 1 : 0, false);
  }

  private void stride() {
    strides++;
    double east = x + STRIDE * Math.cos(angle);
    double north = y + STRIDE * Math.sin(angle);
    x = mirrored(east);
    y = mirrored(north);
    angle = Math.atan2(y == north ? Math.sin(angle) : -Math.sin(angle), x == east ? Math.cos(angle) : -Math.cos(angle));
    found = distance() < PLATFORM;
    lucky = luck >= 0 && random.nextDouble() < luck;
    rewarded = luck >= 0 ? lucky : found;
    if (found || strides >= MOST_STRIDES) {
      pause = 0;
    }
  }

  private static double mirrored(double z) {
    return z < 0 ? -z : z > 1 ? 2 - z : z;
  }

  /** Where the actors' spikes point, at random where they do not. */
  private double direction(double[] counts) {
    double angle = ActorCritic.direction(counts);
    return Double.isNaN(angle) ? random.nextDouble() * 2 * Math.PI : angle;
  }

  private double[] seen(boolean moving, double taste) {
    double[] activity = pause < 0 ? ActorCritic.fields(SIDE, FIELD_SD, x, y) : new double[FIELDS];
    boolean heard = pause < 0 && strides + (moving ? 1 : 0) > 0;
    return ActorCritic.shown(activity, angle, !heard ? 0 : moving ? 1 : LINGER, moving, taste);
  }
}
