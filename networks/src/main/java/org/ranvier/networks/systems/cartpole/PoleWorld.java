package org.ranvier.networks.systems.cartpole;

import java.util.SplittableRandom;
import org.ranvier.networks.closedloop.Environment;
import org.ranvier.networks.systems.actorcritic.ActorCritic;
import org.ranvier.networks.systems.prediction.PredictionCircuit;

/**
 * A pole on a cart that is pushed (Barto, Sutton & Anderson 1983, doi:10.1109/TSMC.1983.6313077), without an end of the track: {@code θ'' = (g·sin θ - a·cos
 * θ)/(4l/3)}, l = 0.5 m, with the cart's acceleration a, up to 9 m/s². A push lasts for 40 ms of the pole's time, which are 200 ms of the neurons'. After the
 * first quarter of it, in which what was done before still shows in the actors' potentials, their spikes are the next push: the cosine of the direction in which
 * they point. A pole that leans by more than 12° has fallen; an episode ends then, or after 100 pushes. There is a reward all the time while the pole is up.
 */
final class PoleWorld implements Environment {
  private static final int TURNS = 4;

  /** A quarter of a push. */
  static final double TURN_MS = PredictionCircuit.STEP_MS / TURNS;

  static final int SIDE = 6;
  static final int MOST_PUSHES = 100;
  private static final double FIELD_SD = 0.14;
  private static final double FALLEN = Math.toRadians(12);
  private static final double FASTEST = 2; // rad/s, at the border of the fields
  private static final double ACCELERATION = 9;
  private static final double GRAVITY = 9.81;
  private static final double LENGTH = 0.5 * 4 / 3;
  private static final double PUSH_S = 0.04;
  private static final int SUBSTEPS = 8;
  private static final double LINGER = 0.08; // of the copy, until something else is done
  private static final int PAUSE_TURNS = 24;

  private final double rewardHz;
  private final boolean unrelated; // rewards come at random, and what a fall shows is any other state
  private SplittableRandom random = new SplittableRandom(0);
  private double lean;
  private double speed;
  private double angle;
  private int pushes;
  private int turn;
  private int pause; // turns that are over; negative before it
  private boolean rewarded;

  PoleWorld(double reward, boolean unrelated) {
    rewardHz = reward * PredictionCircuit.UNIT_HZ;
    this.unrelated = unrelated;
  }

  /** Pushes of the last episode. */
  int pushes() {
    return pushes;
  }

  double lean() {
    return lean;
  }

  /** Sets the pole's state. */
  void set(double lean, double speed) {
    this.lean = lean;
    this.speed = speed;
  }

  @Override
  public double[] reset(long seed) {
    random = new SplittableRandom(seed);
    lean = (random.nextDouble() - 0.5) * FALLEN / 2;
    speed = (random.nextDouble() - 0.5) * FASTEST / 4;
    pushes = 0;
    turn = 0;
    pause = -1;
    rewarded = !unrelated;
    return seen(false);
  }

  @Override
  public Step step(double[] counts) {
    if (pause >= 0) {
      pause++;
      if (unrelated && pause % TURNS == 0) {
        draw();
      }
      return new Step(seen(false), 0, pause >= PAUSE_TURNS);
    }
    turn++;
    if (turn < TURNS) {
      if (turn == 2) {
        double to = ActorCritic.direction(counts);
        angle = Double.isNaN(to) ? random.nextDouble() * 2 * Math.PI : to;
      }
      return new Step(seen(turn > 1), 0, false);
    }
    turn = 0;
    push(ACCELERATION * Math.cos(angle));
    pushes++;
    boolean fallen = Math.abs(lean) > FALLEN;
    rewarded = unrelated ? random.nextBoolean() : !fallen;
    if (fallen || pushes >= MOST_PUSHES) {
      pause = 0;
      if (unrelated) {
        draw();
      }
    }
    return new Step(seen(false), fallen ? 0 : 1, false);
  }

  private void draw() {
    lean = (2 * random.nextDouble() - 1) * FALLEN;
    speed = (2 * random.nextDouble() - 1) * FASTEST;
    rewarded = random.nextBoolean();
  }

  /** The pole's course while the cart is accelerated, by small steps of the semi-implicit Euler method. */
  void push(double acceleration) {
    double dt = PUSH_S / SUBSTEPS;
    for (int k = 0; k < SUBSTEPS; k++) {
      speed += dt * (GRAVITY * Math.sin(lean) - acceleration * Math.cos(lean)) / LENGTH;
      lean += dt * speed;
    }
  }

  private double[] seen(boolean moving) {
    boolean up = pause < 0;
    double x = Math.clamp((lean / FALLEN + 1) / 2, 0, 1);
    double y = Math.clamp((speed / FASTEST + 1) / 2, 0, 1);
    double[] activity = up || unrelated ? ActorCritic.fields(SIDE, FIELD_SD, x, y) : new double[SIDE * SIDE];
    boolean heard = up && pushes + (moving ? 1 : 0) > 0;
    double taste = rewarded && (up || unrelated) ? rewardHz * (unrelated ? 2 : 1) : 0;
    return ActorCritic.shown(activity, angle, !heard ? 0 : moving ? 1 : LINGER, moving, taste);
  }
}
