package org.ranvier.plasticity.loops;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.simulator.plastic.PlasticSynapses;
import org.ranvier.simulator.plastic.PlasticSynapses.Column;

/** Where the values of a synapse of a {@link DrivenLoop} stand, and which of them there are. */
record DrivenColumns(boolean wide, boolean adapts, boolean sums, boolean keepsMeans) {
  private static final int TRACE = 0;
  private static final int GRADIENT = 1;

  static List<Column> of(boolean adapts, boolean sums, boolean keepsMeans) {
    var all = new ArrayList<Column>();
    all.add(new Column("eligibility", "1", "filtered eligibility", 0));
    all.add(new Column("gradient", "1", "gradient since the last update", 0));
    if (adapts) {
      all.add(new Column("epsilon_a", "1", "eligibility by adaptation", 0));
    }
    if (sums) {
      all.add(new Column("sum", "1", "sum of eligibility since the last update", 0));
    }
    if (keepsMeans) {
      all.add(new Column("m", "1", "mean gradient at updates", 0));
      all.add(new Column("v", "1", "mean squared gradient at updates", 0));
    }
    return all;
  }

  private int sumColumn() {
    return adapts ? 3 : 2;
  }

  private int meansColumn() {
    return 2 + (adapts ? 1 : 0) + (sums ? 1 : 0);
  }

  double trace(PlasticSynapses s, int q) {
    return get(s, TRACE, q);
  }

  double gradient(PlasticSynapses s, int q) {
    return get(s, GRADIENT, q);
  }

  double epsilon(PlasticSynapses s, int q) {
    return adapts ? get(s, 2, q) : 0;
  }

  double sum(PlasticSynapses s, int q) {
    return sums ? get(s, sumColumn(), q) : 0;
  }

  void setTrace(PlasticSynapses s, int q, double x) {
    set(s, TRACE, q, x);
  }

  void setGradient(PlasticSynapses s, int q, double x) {
    set(s, GRADIENT, q, x);
  }

  void setEpsilon(PlasticSynapses s, int q, double x) {
    if (adapts) {
      set(s, 2, q, x);
    }
  }

  void setSum(PlasticSynapses s, int q, double x) {
    if (sums) {
      set(s, sumColumn(), q, x);
    }
  }

  void means(PlasticSynapses s, int q, double[] means) {
    if (keepsMeans) {
      means[0] = get(s, meansColumn(), q);
      means[1] = get(s, meansColumn() + 1, q);
    }
  }

  void setMeans(PlasticSynapses s, int q, double[] means) {
    if (keepsMeans) {
      set(s, meansColumn(), q, means[0]);
      set(s, meansColumn() + 1, q, means[1]);
    }
  }

  private double get(PlasticSynapses s, int column, int q) {
    return wide ? s.wideColumn(column)[q] : s.column(column)[q];
  }

  private void set(PlasticSynapses s, int column, int q, double x) {
    if (wide) {
      s.wideColumn(column)[q] = x;
    } else {
      s.column(column)[q] = (float) x;
    }
  }
}
