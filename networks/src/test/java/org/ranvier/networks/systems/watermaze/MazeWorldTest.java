package org.ranvier.networks.systems.watermaze;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ranvier.networks.closedloop.Environment.Step;
import org.ranvier.networks.systems.actorcritic.ActorCritic;

/** The pool, its walls and its platform. */
final class MazeWorldTest {
  private static final int TURNS = 4;

  /** Counts of actors that all point one way. */
  private static double[] towards(double degrees) {
    double[] counts = new double[ActorCritic.ACTORS];
    counts[(int) Math.round(degrees / 360 * ActorCritic.ACTORS) % ActorCritic.ACTORS] = 3;
    return counts;
  }

  private static Step stride(MazeWorld world, double degrees) {
    Step last = new Step(new double[0], 0, false);
    for (int k = 0; k < TURNS; k++) {
      last = world.step(towards(degrees));
    }
    return last;
  }

  @Test
  void placeCellsFireAlikeWhereverOneIs() {
    var world = new MazeWorld(-1);
    double[] seen = world.reset(3);
    double sum = 0;
    for (int k = 0; k < MazeWorld.FIELDS; k++) {
      sum += seen[k] * ActorCritic.CELLS;
    }
    assertEquals(ActorCritic.TOTAL_HZ, sum, 1e-9);
  }

  @Test
  void followsFromSeedAndActions() {
    var one = new MazeWorld(-1);
    var other = new MazeWorld(-1);
    assertArrayEquals(one.reset(5), other.reset(5));
    for (int k = 0; k < 10; k++) {
      assertArrayEquals(stride(one, 40 * k % 360).observation(), stride(other, 40 * k % 360).observation());
    }
  }

  @Test
  void thePlatformIsRewardedAndEndsTheTrialAfterAPause() {
    for (long seed = 0; seed < 20; seed++) {
      var world = new MazeWorld(-1);
      world.reset(seed);
      double reward = 0;
      int turns = 0;
      boolean done = false;
      while (!done && turns < 1000) {
        var step = world.step(towards(15 * (7 * world.strides() % 24)));
        reward += step.reward();
        done = step.done();
        turns++;
      }
      assertTrue(done);
      assertEquals(world.found() ? 1 : 0, reward, 0);
      assertEquals(TURNS * world.strides() + 24, turns);
    }
  }

  @Test
  void wallsAreMirrors() {
    var world = new MazeWorld(0);
    world.reset(1);
    for (int k = 0; k < 50; k++) {
      double[] seen = stride(world, 180).observation();
      for (int f = 0; f < MazeWorld.FIELDS; f++) {
        assertTrue(seen[f] >= 0 && seen[f] <= ActorCritic.TOTAL_HZ);
      }
    }
    assertEquals(50, world.strides());
  }
}
