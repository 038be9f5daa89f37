package org.ranvier.simulator.engine;

import java.util.ArrayList;
import java.util.stream.IntStream;
import org.ranvier.simulator.exact.ExactPart;
import org.ranvier.simulator.exact.ExactState;
import org.ranvier.simulator.exact.plastic.ExactPlasticPart;
import org.ranvier.simulator.exact.plastic.ExactPlasticState;
import org.ranvier.simulator.kernel.Clock;
import org.ranvier.simulator.plastic.PlasticPart;
import org.ranvier.simulator.plastic.PlasticState;
import org.ranvier.simulator.ranks.Ranks;
import org.ranvier.simulator.state.RankShare;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.synapses.RecentSpikes;

/**
 * What an engine's run changes, listed owner by owner: spikes that have not arrived yet, neurons and stimuli, what neurons publish, fields, and
 * plastic synapses. Static synapses follow from the description.
 */
final class EngineState {
  private final EngineSpec spec;
  private final Partition partition;
  private final Worker[] workers;
  private final Publications publications;
  private final Ranks ranks;

  /** All ranks list at a time. */
  EngineState(EngineSpec spec, Partition partition, Worker[] workers, Publications publications, Ranks ranks) {
    this.ranks = ranks;
    this.spec = spec;
    this.partition = partition;
    this.workers = workers;
    this.publications = publications;
  }

  /** Lists all as of the end of step {@code now}. */
  void list(StatePort port, long now) {
    for (int p = 0; p < spec.populations().size(); p++) {
      neurons(p, port);
    }
    exact(port.of("spikes in continuous time"), now);
    spikes(port.of("spikes"), now);
    publications.state(port, spec, now);
    for (Worker worker : workers) {
      worker.grid().couplingState(port.of("junctions"));
    }
    for (int f = 0; f < spec.fields().size(); f++) {
      for (Worker worker : workers) { // all copies are the same, but some know what others do not need
        worker.fields().copies().get(f).state(port.of("field " + f));
      }
    }
    for (int k = 0; k < spec.plastic().size(); k++) {
      plastic(k, port, now);
    }
    if (port.restores()) {
      for (Worker worker : workers) {
        worker.skipChanges(now);
      }
    }
  }

  private void exact(StatePort port, long now) {
    var parts = new ArrayList<ExactPart>();
    for (Worker worker : workers) {
      ExactSide side = worker.exact();
      if (side != null) {
        parts.add(side.part());
      }
    }
    if (spec.populationsIn(Clock.EXACT).findAny().isPresent()) {
      ExactState.list(parts, port, now, spec.grid().toMs(now), ranks);
    }
  }

  private void plastic(int k, StatePort port, long now) {
    var projection = spec.plastic().get(k);
    int sources = spec.populations().get(projection.source()).size();
    int targets = spec.populations().get(projection.target()).size();
    StatePort own = port.of("projection " + projection.name());
    var parts = new ArrayList<PlasticPart>();
    var exact = new ArrayList<ExactPlasticPart>();
    for (int part = 0; part < workers.length; part++) {
      Worker worker = workers[partition.worker(projection.target(), part)];
      worker.grid().plastic().part(k).ifPresent(parts::add);
      ExactSide side = worker.exact();
      if (side != null) {
        side.plastic(projection).ifPresent(exact::add);
      }
    }
    if (spec.clock(projection.target()) == Clock.EXACT) {
      new ExactPlasticState(exact, sources, targets, here(projection.target())).list(own, now, spec.grid().toMs(now));
    } else {
      new PlasticState(parts, sources, targets, here(projection.target())).list(own, now);
    }
  }

  private void neurons(int p, StatePort port) {
    PopulationSpec population = spec.populations().get(p);
    StatePort own = here(p).of(port.of("population " + population.name()));
    for (int part = 0; part < workers.length; part++) {
      workers[partition.worker(p, part)].sides().forEach(side -> side.neurons(p, own));
    }
  }

  /** The neurons of a population that this rank has. */
  private RankShare here(int population) {
    int size = spec.populations().get(population).size();
    int[] order = IntStream.range(0, partition.ranks()).map(k -> partition.rank(population, k)).toArray();
    return new RankShare(ranks, order, partition.from(population, size, ranks.rank()), partition.to(population, size, ranks.rank()));
  }

  /** The spikes of the last steps: those that have not reached all of their synapses are among them. */
  private void spikes(StatePort port, long now) {
    var recent = new ArrayList<RecentSpikes>();
    for (int p = 0; p < spec.populations().size(); p++) {
      RecentSpikes longest = RecentSpikes.NONE;
      for (Worker worker : workers) {
        RecentSpikes here = worker.grid().recentSpikes(p, now);
        longest = here.steps() > longest.steps() ? here : longest;
      }
      recent.add(longest.state(port.of(spec.populations().get(p).name())));
    }
    if (port.restores()) {
      for (Worker worker : workers) {
        worker.grid().restoreSpikes(recent, now);
      }
    }
  }
}
