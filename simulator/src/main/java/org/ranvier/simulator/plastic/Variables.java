package org.ranvier.simulator.plastic;

import java.util.ArrayList;
import java.util.List;

/**
 * What can be read of a synapse, in this order from -1 on: the weight, what the rule stores beside it, what depends on the source alone (traces,
 * resources), and the traces of the target's spikes; each as the synapse sees it, after axonal and dendritic delays.
 */
final class Variables {
  private final PlasticKernel kernel;
  private final PostArchive post;
  private final int columns;
  private final int sourceVariables;

  Variables(PlasticRule rule, PlasticKernel kernel, PostArchive post) {
    this.kernel = kernel;
    this.post = post;
    columns = rule.columns().size();
    sourceVariables = rule.sourceVariables().size();
  }

  static List<String> names(PlasticRule rule) {
    var names = new ArrayList<String>();
    names.add("weight");
    rule.columns().forEach(c -> names.add(c.name()));
    rule.sourceVariables().forEach(c -> names.add(c.name()));
    for (int k = 0; k < rule.postTausMs().size(); k++) {
      names.add("trace_post" + (k == 0 ? "" : Integer.toString(k + 1)));
    }
    return names;
  }

  /**
   * The value of a variable.
   *
   * @param e what the synapse saw last of its source: the previous spike, and the values after it
   * @param now a step at which that spike has reached the synapse
   */
  double value(int variable, PlasticSynapses s, int q, PreEvent e, int now) {
    if (variable < columns) {
      return s.value(variable, q);
    }
    int dendritic = s.dendritic(q, e.delay);
    if (variable < columns + sourceVariables) {
      int steps = e.previous == Spikes.NEVER ? PlasticKernel.FIRST : now - (e.previous + e.delay - dendritic);
      return kernel.sourceVariable(variable - columns, e.values, e.at, steps);
    }
    int trace = variable - columns - sourceVariables;
    int i = s.target(q);
    int n = post.newest(i);
    while (post.step(i, n) > now - dendritic) {
      n--;
    }
    return post.value(trace, i, n) * post.decay(trace).after(now - dendritic - post.step(i, n));
  }
}
