package org.ranvier.networks.circuits;

import java.util.List;
import java.util.stream.Stream;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.simulator.RanvierException;

/** All circuits. */
public final class Circuits {
  private static final List<Circuit> ALL =
      List.of(
          new Microcircuit(), new Brunel(), new Hpc(), new Sparse(), new Coba(), new Cuba(), new CobaHH(), new VogelsJump(),
          new BasalGanglia(), new CortexBasalGanglia());

  private Circuits() {}

  public static List<Circuit> all() {
    return ALL;
  }

  /** The circuit of that name. */
  public static Circuit find(String name) {
    return find(name, List.of());
  }

  /**
   * The circuit of that name.
   *
   * @param others names of what else can be run, which may have been meant
   */
  public static Circuit find(String name, List<String> others) {
    return ALL.stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new RanvierException("no network '" + name + "'" + Names.suggest(name, Stream.concat(ALL.stream().map(Circuit::name), others.stream()).toList())
                + "; a script is run by its file name, which ends in .java"));
  }
}
