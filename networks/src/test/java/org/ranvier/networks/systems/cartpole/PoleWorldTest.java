package org.ranvier.networks.systems.cartpole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ranvier.networks.systems.actorcritic.ActorCritic;

/** The pole, against the closed form of its linear equation, and how an episode goes. */
final class PoleWorldTest {
  /** For small angles {@code θ'' = k²·(θ - a/g)} with {@code k² = g/(4l/3)}, so {@code θ = a/g + (θ₀ - a/g)·cosh kt + θ'₀/k·sinh kt}. */
  @Test
  void thePoleFallsAsTheLinearEquationSays() {
    double k = Math.sqrt(9.81 / (0.5 * 4 / 3));
    var world = new PoleWorld(0.1, false);
    for (double acceleration : new double[] {0, 0.05, -0.1}) {
      double lean = 0.004;
      double speed = 0.01;
      world.set(lean, speed);
      for (int pushes = 1; pushes <= 5; pushes++) {
        world.push(acceleration);
        double t = 0.04 * pushes;
        double rest = acceleration / 9.81;
        double expected = rest + (lean - rest) * Math.cosh(k * t) + speed / k * Math.sinh(k * t);
        assertEquals(expected, world.lean(), 2e-4, acceleration + " m/s², " + t + " s"); // the method's error is of first order in 5 ms
      }
    }
  }

  /** A push towards the side to which the pole leans brings it up, one to the other side fells it. */
  @Test
  void anEpisodeEndsWhenThePoleHasFallen() {
    var world = new PoleWorld(0.1, false);
    world.reset(3);
    double[] west = new double[ActorCritic.ACTORS];
    west[ActorCritic.ACTORS / 2] = 5; // its cosine is -1
    world.set(0.05, 0);
    int turns = 0;
    double reward = 0;
    boolean over = false;
    while (!over) {
      var step = world.step(west);
      reward += step.reward();
      over = step.done();
      turns++;
      assertTrue(turns < 1000);
    }
    assertTrue(world.lean() > Math.toRadians(12));
    assertEquals(world.pushes() - 1, reward, 0, "each push but the last leaves it up");
  }
}
