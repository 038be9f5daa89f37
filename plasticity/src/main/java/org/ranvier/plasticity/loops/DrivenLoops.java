package org.ranvier.plasticity.loops;

import java.util.Arrays;
import java.util.List;
import org.ranvier.plasticity.teaching.LearningSignal;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.Decay;
import org.ranvier.simulator.plastic.PlasticKernel;
import org.ranvier.simulator.plastic.PlasticRule;
import org.ranvier.simulator.plastic.PlasticSynapses.Column;

/** A rule whose eligibility is driven by a variable of the target, as the engine sees it. */
public final class DrivenLoops implements PlasticRule {
  /** Synapses are brought up to date after so many steps at least, which bounds what is remembered of targets. */
  private static final int REST = 512;

  private static final double BLOCK_MS = 8;
  private static final int LONGEST_BLOCK = 32;

  private final String name;
  private final DrivenSetup setup;
  private final int mostRest;

  /**
   * @param name of the rule, for messages
   */
  public DrivenLoops(String name, DrivenSetup setup, Transmission transmission) {
    this(name, setup, transmission, REST);
  }

  /**
   * @param mostRest steps after which synapses are brought up to date at the latest
   */
  public DrivenLoops(String name, DrivenSetup setup, Transmission transmission, int mostRest) {
    this.name = name;
    this.setup = setup;
    this.mostRest = mostRest;
    if (transmission != Transmission.PLAIN) {
      throw new RanvierException(
          name + " takes each spike to deliver the whole weight; leave out .shortTerm(…), or take a rule that is not a gradient");
    }
  }

  @Override
  public List<Column> columns() {
    return DrivenColumns.of(setup.adapts(), setup.regularises(), setup.optimiser().keepsMeans());
  }

  @Override
  public List<String> targetVariables() {
    return List.of(setup.drive());
  }

  @Override
  public PlasticKernel kernel(Context c) {
    double h = c.grid().resolutionMs();
    LearningSignal teacher = setup.teacher().at(c);
    long interval = setup.teacher().updateSteps(c);
    if (interval == Long.MAX_VALUE && (setup.regularises() || setup.optimiser().keepsMeans())) {
      throw new RanvierException(
          "projection " + c.projection() + ": " + name + " learns all the time, but "
              + (setup.regularises() ? "regularisation of rates" : setup.optimiser().toString()) + " needs updates at intervals");
    }
    int block = block(h, interval);
    double filterMs = setup.filterMs() > 0 ? setup.filterMs() : setup.teacher().filterMs(c);
    double rho = setup.adapts() ? StrictMath.exp(-h / setup.adaptationMs()) : 0;
    var steps = new DrivenSteps(h, block, interval, StrictMath.exp(-h / setup.tauMs()), StrictMath.exp(-h / filterMs), rho, mostRest);
    double[] beta = local(setup.beta(), c);
    int window = mostRest + 2 * c.longestDelay() + 2 * block + 16;
    var course = new TargetCourse(setup, steps, beta, c.state().getFirst().values(), teacher, c.post(), window);
    var columns = new DrivenColumns(c.wide(), setup.adapts(), setup.regularises(), setup.optimiser().keepsMeans());
    return new DrivenLoop(setup, steps, Decay.of(setup.tauMs(), c.grid()), beta, course, columns, c.sign(), Transmission.PLAIN.on(c.grid()));
  }

  /**
   * About as many steps as make the way to the next block as long as that over the blocks; a power of 2 that divides the
   * interval.
   */
  private static int block(double h, long interval) {
    int block = 1;
    while (2 * block <= Math.min(LONGEST_BLOCK, Math.max(8, BLOCK_MS / Math.sqrt(h))) && (interval == Long.MAX_VALUE
        || interval % (2L * block) == 0)) {
      block *= 2;
    }
    return block;
  }

  private static double[] local(double[] beta, Context c) {
    int n = c.post().neurons();
    double[] local = beta.length == 1 ? new double[n] : Arrays.copyOfRange(beta, c.firstTarget(), c.firstTarget() + n);
    if (beta.length == 1) {
      Arrays.fill(local, beta[0]);
    }
    return local;
  }
}
