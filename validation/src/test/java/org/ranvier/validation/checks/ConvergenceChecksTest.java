package org.ranvier.validation.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.ranvier.neuronmodels.library.Library;

class ConvergenceChecksTest {
  @Test
  void eachNonlinearModelOfTheLibraryConvergesWithTheOrderOfItsMethod() {
    List<Check> checks = ConvergenceChecks.run();
    assertEquals(List.of(), checks.stream().filter(c -> !c.pass()).toList());
    var nonlinear = Library.names().stream().filter(n -> Library.model(n).order() > 0).collect(Collectors.toCollection(TreeSet::new));
    nonlinear.removeAll(List.of("eprop_iaf", "eprop_iaf_adapt", "srm0_psc_delta", "surrogate_iaf")); // whose equations are those of steps, and linear between spikes
    assertEquals(nonlinear, checks.stream().map(Check::subject).collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void aMethodOfLowerOrderIsFoundOut() {
    var c = ConvergenceCase.moved("iaf_cond_exp", 8, Map.of("V_m", -58.0, "g_ex", 10.0));
    double[] start = c.beginning();
    double reference = c.reference(start);
    double coarse = Math.abs(c.computed(c.library().withMethod("euler"), start, 0.0125) - reference);
    double fine = Math.abs(c.computed(c.library().withMethod("euler"), start, 0.00625) - reference);
    assertTrue(coarse > 1.8 * fine && coarse < 2.2 * fine, coarse + " " + fine);
  }
}
