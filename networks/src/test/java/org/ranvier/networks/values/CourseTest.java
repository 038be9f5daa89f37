package org.ranvier.networks.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.ms;

import javax.measure.quantity.Frequency;
import org.junit.jupiter.api.Test;

class CourseTest {
  @Test
  void fewStepsAreListed() {
    assertEquals("100 Hz from 10 ms, 0 Hz from 30 ms", Course.step(ms(10), Hz(100)).then(ms(30), Hz(0)).toString());
  }

  /** A description is read by people; and networks that differ in one of many steps must be told apart by it. */
  @Test
  void manyStepsAreToldByTheirNumberAndADigest() {
    String text = steps(900, 5).toString();
    assertTrue(text.matches("900 steps from 0 ms to 899 ms \\(#[0-9a-f]+\\)"), text);
    assertEquals(text, steps(900, 5).toString());
    assertNotEquals(text, steps(900, 6).toString());
  }

  /** Steps of 0, 1, 2, … Hz, but of 5000 Hz at one of them. */
  private static Course<Frequency> steps(int number, int other) {
    Course<Frequency> course = Course.step(ms(0), Hz(0));
    for (int k = 1; k < number; k++) {
      course = course.then(ms(k), Hz(k == other ? 5000 : k));
    }
    return course;
  }
}
