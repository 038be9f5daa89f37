package org.ranvier.networks.building;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.ranvier.networks.SynapseStorage;
import org.ranvier.networks.connect.Projector;
import org.ranvier.networks.plan.ProjectionPlan;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.EngineSpec;
import org.ranvier.simulator.engine.ProjectionSpec;
import org.ranvier.simulator.kernel.Clock;
import org.ranvier.simulator.synapses.SynapseGenerator;

/** Which static projections are procedural: their rows are drawn again at each spike and take no memory. */
final class ProceduralChoice {
  private final NetworkIndex index;
  private final EngineSpec spec;

  ProceduralChoice(NetworkIndex index, EngineSpec spec) {
    this.index = index;
    this.spec = spec;
  }

  /**
   * Says of each projection whether it is procedural.
   *
   * @param fits whether all synapses fit the memory that there is
   * @throws RanvierException if a projection is said to be procedural and cannot, or if all shall be and none can
   */
  EngineSpec choose(SynapseStorage storage, BooleanSupplier fits) {
    boolean all = storage == SynapseStorage.PROCEDURAL || storage == SynapseStorage.AUTOMATIC && !fits.getAsBoolean();
    var mistakes = new ArrayList<String>();
    var chosen = new ArrayList<ProjectionSpec>();
    for (ProjectionSpec p : spec.projections()) {
      Optional<String> why = whyStored(p);
      boolean said = storage != SynapseStorage.STORED && mates(p).stream().anyMatch(mate -> plan(mate).procedural());
      if (said && why.isPresent() && plan(p).procedural()) {
        mistakes.add(plan(p).where() + " cannot be procedural: " + why.get() + "; leave out .procedural()");
      }
      boolean procedural = (all || said) && why.isEmpty();
      chosen.add(new ProjectionSpec(p.name(), p.source(), p.target(), p.receptor(), p.generator(), p.wide(), procedural));
    }
    for (ProjectionPlan p : index.plan().projections()) {
      if (p.procedural() && (p.isPlastic() || index.connection(p).coupling().isPresent())) {
        mistakes.add(
            p.where() + " cannot be procedural: " + (p.isPlastic() ? "its weights may change" : "it couples neurons continuously") + "; leave out .procedural()");
      }
    }
    if (!mistakes.isEmpty()) {
      throw new RanvierException(String.join("\n", mistakes));
    }
    if (storage == SynapseStorage.PROCEDURAL && chosen.stream().noneMatch(ProjectionSpec::procedural)) {
      throw new RanvierException(
          "network '" + index.plan().name() + "' has no projection that can be procedural" + spec.projections().stream().findFirst()
              .map(p -> ": projection " + p.name() + " cannot, for " + whyStored(p).orElse("it shares its targets")).orElse("; it has no static ones")
              + "; let its synapses be stored");
    }
    return new EngineSpec(
        spec.grid(), spec.seed(), spec.threads(), spec.populations(), chosen, spec.plastic(), spec.couplings(), spec.fields(), spec.stimuli(), spec.probes());
  }

  private ProjectionPlan plan(ProjectionSpec p) {
    return index.plan().projections().stream().filter(b -> b.name().equals(p.name())).findFirst().orElseThrow();
  }

  /** The projections between the same populations, whose weights are added to the same sums: all of them are procedural, or none. */
  private List<ProjectionSpec> mates(ProjectionSpec p) {
    return spec.projections().stream().filter(q -> q.source() == p.source() && q.target() == p.target() && q.wide() == p.wide()).toList();
  }

  private Optional<String> whyStored(ProjectionSpec p) {
    Optional<String> own = ownReason(p);
    return own.isPresent() ? own : mates(p).stream().flatMap(
        mate -> ownReason(mate).map(why -> "projection " + mate.name() + " has the same sources and targets and cannot be (" + why + ")").stream()).findFirst();
  }

  private Optional<String> ownReason(ProjectionSpec p) {
    if (spec.clock(p.target()) == Clock.EXACT) {
      return Optional.of("its targets live in continuous time");
    }
    if (p.wide()) {
      return Optional.of("its weights take 8 bytes (.doubleWeights())");
    }
    SynapseGenerator generator = p.generator();
    return generator instanceof Projector projector ? projector.whyNoRows() : Optional.of("its synapses are given");
  }
}
