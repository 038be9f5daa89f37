package org.ranvier.validation.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.ranvier.simulator.RanvierException;

class MutatorTest {
  private static final List<String> TEXTS = List.of("1 1 0 0 0 5 -1\n2 3 6 0 0 1 1\n", "dV/dt = (E - V)/tau : mV\n");

  @Test
  void aMutationIsAFunctionOfSeedAndNumber() {
    var one = new Mutator(5, List.of("soma"));
    var other = new Mutator(5, List.of("soma"));
    var seen = new HashSet<String>();
    for (int n = 0; n < 500; n++) {
      assertEquals(one.text(n, TEXTS), other.text(n, TEXTS));
      assertArrayEquals(one.bytes(n, new byte[100]), other.bytes(n, new byte[100]));
      seen.add(one.text(n, TEXTS));
    }
    assertTrue(seen.size() > 400, seen.size() + " of 500 differ");
    assertEquals(2, List.of(one.text(1, TEXTS), new Mutator(6, List.of("soma")).text(1, TEXTS)).stream().distinct().count());
  }

  @Test
  void refusalsAreNoFindings() throws Exception {
    new Fuzz(Duration.ofSeconds(5)).run(20, n -> n, n -> {
      if (n % 2 == 0) {
        throw new RanvierException("line " + n + " is refused");
      }
    });
  }

  @Test
  void crashesHangsAndEmptyRefusalsAre() {
    var fuzz = new Fuzz(Duration.ofMillis(200));
    var failure = assertThrows(AssertionFailedError.class, () -> fuzz.run(6, n -> n, n -> {
      switch ((int) (long) n) {
        case 0, 1 -> throw new IllegalStateException("crash");
        case 2 -> Thread.sleep(60_000);
        case 3 -> throw new RanvierException("");
        case 4 -> throw new StackOverflowError();
        default -> { }
      }
    }));
    String told = String.valueOf(failure.getActual().getStringRepresentation());
    assertTrue(told.contains("2 × java.lang.IllegalStateException") && told.contains("mutation 0:\n0"), told);
    assertTrue(told.contains("1 × took longer than 200 ms\nmutation 2:"), told);
    assertTrue(told.contains("1 × a refusal that says nothing"), told);
    assertTrue(told.contains("1 × java.lang.StackOverflowError"), told);
  }
}
