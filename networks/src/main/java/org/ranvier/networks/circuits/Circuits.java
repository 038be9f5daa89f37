package org.ranvier.networks.circuits;

import java.util.List;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.simulator.RanvierException;

/** All circuits. */
public final class Circuits {
  private static final List<Circuit> ALL =
      List.of(
          new Microcircuit(), new Brunel(), new Hpc(), new Sparse(), new Coba(), new Cuba(), new CobaHH(), new VogelsJump());

  private Circuits() {}

  public static List<Circuit> all() {
    return ALL;
  }

  /** The circuit of that name. */
  public static Circuit find(String name) {
    return ALL.stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new RanvierException("no network '" + name + "'" + Names.suggest(name, ALL.stream().map(Circuit::name).toList())
                + "; a script is run by its file name, which ends in .java"));
  }
}
