package org.ranvier.validation.checks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ranvier.neuronmodels.cells.Integrator;
import org.ranvier.validation.cables.CableCase;
import org.ranvier.validation.cables.CableReference;
import org.ranvier.validation.cables.CableTheory;
import org.ranvier.validation.cables.Rallpack;

/** Cells of compartments against NEURON's responses and cable theory. */
final class CableChecks {
  private CableChecks() {}

  /**
   * Runs the cases of a file or a directory, and what needs no reference.
   *
   * @param path null for those that come with Ranvier
   */
  static List<Check> run(@Nullable Path path) {
    var checks = new ArrayList<Check>();
    for (CableCase reference : path == null ? CableCase.bundled() : CableCase.load(path)) {
      var outcome = CableReference.compare(reference);
      checks.add(new Check("reference", reference.name(), "V below threshold (mV)", outcome.potentialMv(),
          CableReference.TOLERANCE_MV));
      checks.add(new Check("reference", reference.name(), "shift of spikes (ms)", outcome.shiftMs(),
          CableReference.TOLERANCE_MS));
    }
    rallpack(checks);
    checks.add(new Check("cable", "infinite", "steady attenuation, relative", CableTheory.attenuationError(14, false), 1e-5));
    checks.add(new Check("cable", "sealed", "steady attenuation, relative", CableTheory.attenuationError(2, true), 1e-5));
    for (Integrator method : List.of(Integrator.BACKWARD_EULER, Integrator.CRANK_NICOLSON)) {
      checks.add(new Check("passive tree", method.toString(), "charge, relative", CableTheory.chargeError(method), 1e-10));
      checks.add(order("passive cable", method, CableTheory.orderInTime(method, false)));
      checks.add(order("active cell", method, CableTheory.orderInTime(method, true)));
    }
    checks.add(new Check("passive cable", "order in space", "distance of the order from 2",
        Math.abs(CableTheory.orderInSpace() - 2), 0.15));
    return checks;
  }

  private static Check order(String subject, Integrator method, double found) {
    String metric = "distance of the order in time from " + method.order();
    return new Check(subject, method.toString(), metric, Math.abs(found - method.order()), 0.25);
  }

  private static void rallpack(List<Check> checks) {
    double sample = 0.5;
    int samples = (int) Math.round(Rallpack.DURATION_MS / sample) + 1;
    var one = Rallpack.run(Rallpack.one(1000, Integrator.BACKWARD_EULER), Rallpack.STEP_MS, Rallpack.DURATION_MS, sample);
    var two = Rallpack.run(Rallpack.two(Integrator.BACKWARD_EULER), Rallpack.STEP_MS, Rallpack.DURATION_MS, sample);
    for (boolean end : new boolean[] {false, true}) {
      String place = end ? "end" : "start";
      double first = Rallpack.relativeError(one.of(place), Rallpack.exactOne(1000, end, sample, samples));
      double second = Rallpack.relativeError(two.of(place), Rallpack.exactTwo(end, sample, samples));
      checks.add(new Check("Rallpack 1", place, "V, rms relative to range", first, 1e-3));
      checks.add(new Check("Rallpack 2", place, "V, rms relative to range", second, 1e-3));
    }
    var converged = CableTheory.rallpackThree(Rallpack.STEP_MS / 16, 1000, Integrator.CRANK_NICOLSON);
    var coarse = CableTheory.rallpackThree(Rallpack.STEP_MS / 2, 1000, Integrator.CRANK_NICOLSON);
    var fine = CableTheory.rallpackThree(Rallpack.STEP_MS / 4, 1000, Integrator.CRANK_NICOLSON);
    double shift = CableTheory.shift(fine, converged);
    checks.add(new Check("Rallpack 3", "step 0.0125 ms", "shift of spikes from converged (ms)", shift, 0.05));
    double order = Math.log(CableTheory.shift(coarse, converged) / shift) / Math.log(2);
    checks.add(new Check("Rallpack 3", "steps 0.025 and 0.0125 ms", "distance of the order in time from 2", Math.abs(order - 2),
        0.25));
    checks.add(
        new Check(
            "Rallpack 3", "500 compartments", "shift of spikes from 1000 (ms)",
            CableTheory.shift(CableTheory.rallpackThree(Rallpack.STEP_MS / 4, 500, Integrator.CRANK_NICOLSON), fine), 0.05));
  }
}
