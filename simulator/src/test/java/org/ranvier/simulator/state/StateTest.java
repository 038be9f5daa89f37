package org.ranvier.simulator.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class StateTest {
  @Test
  void aVariableIsFoundByItsNameWithItsArray() {
    var state = new State(3);
    double[] v = state.declare("V_m", "mV", "membrane potential", -70);
    assertArrayEquals(new double[] {-70, -70, -70}, v);
    assertSame(v, state.find("V_m").orElseThrow().values());
    assertEquals("mV", state.find("V_m").orElseThrow().unit());
    assertTrue(state.find("v_m").isEmpty());
    assertEquals(1, state.variables().size());
  }

  @Test
  void aNameIsDeclaredOnce() {
    var state = new State(1);
    state.declare("w", "1", "", 0);
    assertThrows(IllegalStateException.class, () -> state.declare("w", "1", "", 0));
    assertThrows(UnsupportedOperationException.class, () -> state.variables().clear());
  }
}
