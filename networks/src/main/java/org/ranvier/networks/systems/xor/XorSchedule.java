package org.ranvier.networks.systems.xor;

import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.ms;

import java.util.SplittableRandom;
import javax.measure.quantity.Frequency;
import org.ranvier.networks.values.Course;

/** Which pattern of the {@link RateXor} is shown when; 0 to 3 for 00 to 11, of which the higher bit is the first. */
record XorSchedule(int rounds, int[] patterns) {
  static final int PATTERNS = 4; // 00, 01, 10, 11
  static final int PATTERN_MS = 500;
  static final double RATE_HZ = 40;

  /** All patterns in each round, in random order. */
  static XorSchedule of(int rounds, long seed) {
    var random = new SplittableRandom(seed);
    int[] patterns = new int[rounds * PATTERNS];
    for (int k = 0; k < patterns.length; k++) {
      patterns[k] = k % PATTERNS;
      int other = k - k % PATTERNS + random.nextInt(k % PATTERNS + 1);
      patterns[k] = patterns[other];
      patterns[other] = k % PATTERNS;
    }
    return new XorSchedule(rounds, patterns);
  }

  /** The rate of the neurons of a bit. */
  Course<Frequency> rate(int bit) {
    boolean on = (patterns[0] >> bit & 1) == 1;
    Course<Frequency> course = Course.step(ms(0), Hz(on ? RATE_HZ : 0));
    for (int k = 0; k < patterns.length; k++) {
      boolean wanted = (patterns[k] >> bit & 1) == 1;
      if (wanted != on) {
        course = course.then(ms((double) k * PATTERN_MS), Hz(wanted ? RATE_HZ : 0));
      }
      on = wanted;
    }
    return course;
  }
}
