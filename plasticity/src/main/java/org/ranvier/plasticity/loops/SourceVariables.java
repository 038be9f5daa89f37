package org.ranvier.plasticity.loops;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.simulator.plastic.PlasticSynapses.Column;

/** What can be read of a source: the traces that a loop keeps of it, then the variables of transmission. */
final class SourceVariables {
  private SourceVariables() {}

  static List<Column> of(int traces, Transmission transmission) {
    var all = new ArrayList<Column>();
    for (int k = 0; k < traces; k++) {
      all.add(new Column("trace_pre" + (k == 0 ? "" : Integer.toString(k + 1)), "1", "trace of the source's spikes", 0));
    }
    all.addAll(transmission.variables());
    return all;
  }
}
