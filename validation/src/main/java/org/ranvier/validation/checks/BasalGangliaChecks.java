package org.ranvier.validation.checks;

import static org.ranvier.networks.values.Units.ms;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.basalganglia.KumaraveluPlant;
import org.ranvier.networks.basalganglia.Plant;
import org.ranvier.networks.basalganglia.RelayMeasures;
import org.ranvier.networks.basalganglia.SoPlant;

/**
 * The basal ganglia of So, Kent & Grill 2012 (doi:10.1007/s10827-011-0366-4) and of Kumaravelu, Brocker & Grill 2016
 * (doi:10.1007/s10827-016-0593-9): in health, in Parkinson's disease, and stimulated at 130 Hz, means over three seeds of 3 s each. The
 * power of the internal pallidum between 13 and 35 Hz rises in the disease and falls under stimulation; in the former so do errors in
 * relaying. Bounds are what programs written in C from the published descriptions stay within.
 */
final class BasalGangliaChecks {
  private static final double MS = 3000;
  private static final double WARM_UP_MS = 200; // before errors are counted
  private static final int SEEDS = 3;

  private BasalGangliaChecks() {}

  /** Makes a plant for a seed. */
  private interface Made {
    Plant of(double severity, double stimulationHz, long seed);
  }

  private record Result(double errorIndex, double beta) {}

  static List<Check> run() {
    var checks = new ArrayList<Check>();
    var so = new Named("So 2012", (severity, hz, seed) -> SoPlant.of("basal-ganglia", severity, hz, 0.01));
    Result healthy = so.mean(0, 0);
    Result parkinsonian = so.mean(1, 0);
    Result stimulated = so.mean(1, 130);
    checks.add(so.check("healthy", "error index", healthy.errorIndex, 0.05));
    checks.add(so.check("parkinsonian", "0.25/error index", 0.25 / parkinsonian.errorIndex, 1));
    checks.add(so.check("stimulated", "error index", stimulated.errorIndex, 0.05));
    checks.add(so.check("healthy", "GPi 13-35 Hz over parkinsonian", healthy.beta / parkinsonian.beta, 0.5));
    checks.add(so.check("stimulated", "GPi 13-35 Hz over parkinsonian", stimulated.beta / parkinsonian.beta, 0.2));
    var kumaravelu =
        new Named("Kumaravelu 2016", (severity, hz, seed) -> KumaraveluPlant.of("cortex-basal-ganglia", severity, hz, seed, false));
    double ill = kumaravelu.mean(1, 0).beta;
    checks.add(kumaravelu.check("healthy", "GPi 13-35 Hz over parkinsonian", kumaravelu.mean(0, 0).beta / ill, 1 / 1.2));
    checks.add(kumaravelu.check("stimulated", "GPi 13-35 Hz over parkinsonian", kumaravelu.mean(1, 130).beta / ill, 0.55));
    return checks;
  }

  private record Named(String name, Made made) {
    Result mean(double severity, double stimulationHz) {
      List<Result> results = LongStream.rangeClosed(1, SEEDS).mapToObj(seed -> one(made.of(severity, stimulationHz, seed), seed)).toList();
      return new Result(mean(results.stream().mapToDouble(Result::errorIndex)), mean(results.stream().mapToDouble(Result::beta)));
    }

    private static double mean(DoubleStream of) {
      return of.average().orElse(Double.NaN);
    }

    private static Result one(Plant plant, long seed) {
      try (var simulation = Simulation.of(plant.network(), Simulation.Options.DEFAULT.threads(1).seed(seed))) {
        simulation.run(ms(MS));
        var spikes = simulation.spikes();
        double[][] relay = spikes.trainsMs(spikes.population(plant.thalamus().name()));
        return new Result(
            RelayMeasures.errorIndex(plant.cortex().pulseTimes(seed, ms(MS)), relay, WARM_UP_MS, MS), RelayMeasures.beta(spikes, plant.internal(), 0, MS));
      }
    }

    Check check(String condition, String metric, double value, double bound) {
      return new Check(name, condition, metric, value, bound);
    }
  }
}
