package org.ranvier.networks.basalganglia;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class RelayTest {
  /** Pulses at 100, 200, 300 ms. One cell answers all; one answers twice, is silent, and answers once with two spikes more before the end. */
  @Test
  void errorsAreCounted() {
    double[] pulses = {100, 200, 300};
    double[][] trains = {{110, 210, 310}, {105, 120, 303, 330, 390}};
    assertEquals((1 + 1 + 2) / 6.0, RelayMeasures.errorIndex(pulses, trains, 0, 400), 1e-12);
    assertEquals((1 + 2) / 4.0, RelayMeasures.errorIndex(pulses, trains, 150, 400), 1e-12);
    assertEquals(1 / 2.0, RelayMeasures.errorIndex(pulses, trains, 0, 210), 1e-12);
    assertEquals(Double.NaN, RelayMeasures.errorIndex(pulses, trains, 350, 400));
  }
}
