package org.ranvier.networks.systems.credit;

import java.util.Arrays;
import java.util.function.Function;
import org.ranvier.networks.batched.Team;
import org.ranvier.simulator.random.RandomStream;

/** Trains a network at a task by one kind of credit. */
final class Training {
  private static final int TESTED = 200;

  /**
   * How.
   *
   * @param mu the derivative that stands for those of units on the way
   * @param rate of Adam
   * @param batch trials
   * @param shrunk by which part of the rate weights go towards 0 after each batch
   */
  record How(Credit credit, double mu, double rate, int batch, double shrunk) {}

  private final RecurrentNet net;
  private final How how;
  private final Function<RandomStream, CreditTask> tasks;
  private final RandomStream random;
  private final Team team;
  private final AdamSteps recurrent;
  private final AdamSteps input;
  private final AdamSteps output;
  private final AdamSteps offset;
  private boolean frozen;

  /**
   * How it trains.
   *
   * @param tasks draws trials
   * @param team runs trials of a batch beside each other; what comes out does not depend on it
   */
  Training(RecurrentNet net, How how, Function<RandomStream, CreditTask> tasks, RandomStream random, Team team) {
    this.tasks = tasks;
    this.net = net;
    this.how = how;
    this.random = random;
    this.team = team;
    recurrent = new AdamSteps(net.w);
    input = new AdamSteps(net.in);
    output = new AdamSteps(net.out);
    offset = new AdamSteps(new double[1][net.offset.length]);
  }

  /** Lets only the weights of outputs change, or all. */
  void freeze(boolean frozen) {
    this.frozen = frozen;
  }

  /** Cosines of the angles between the gradients of several kinds of credit and the true one, over a batch that nothing is learnt from. */
  double[] alignments(Credit[] of, RandomStream from) {
    double[][][] g = new double[of.length][net.w.length][net.w[0].length];
    double[][] exact = new double[net.w.length][net.w[0].length];
    for (int b = 0; b < how.batch; b++) {
      CreditTask task = tasks.apply(from);
      TrialCourse course = net.run(task.input());
      double[][] direct = direct(net, course, task);
      add(exact, Credit.EXACT.gradient(net, course, direct, how.mu));
      for (int k = 0; k < of.length; k++) {
        add(g[k], of[k].gradient(net, course, direct, how.mu));
      }
    }
    return Arrays.stream(g).mapToDouble(x -> product(x, exact) / Math.sqrt(product(x, x) * product(exact, exact) + 1e-300)).toArray();
  }

  private static void add(double[][] a, double[][] b) {
    for (int p = 0; p < b.length; p++) {
      for (int q = 0; q < b[p].length; q++) {
        a[p][q] += b[p][q];
      }
    }
  }

  private static double product(double[][] a, double[][] b) {
    double sum = 0;
    for (int p = 0; p < a.length; p++) {
      for (int q = 0; q < a[p].length; q++) {
        sum += a[p][q] * b[p][q];
      }
    }
    return sum;
  }

  /** Derivatives of a trial's loss by activities, as far as outputs are reached without other units. */
  static double[][] direct(RecurrentNet net, TrialCourse course, CreditTask task) {
    double[][] direct = new double[course.z().length][net.cells.count()];
    int last = direct.length - 1;
    double[] e = task.errors(course.output()[last]);
    double share = 1;
    for (int t = last; t >= 1 && share > 1e-9; t--) {
      for (int k = 0; k < e.length; k++) {
        double by = net.cells.form().shown() * share * e[k];
        for (int p = 0; p < direct[t].length; p++) {
          direct[t][p] += by * net.out[k][p];
        }
      }
      share *= net.cells.kappa();
    }
    return direct;
  }

  /** A trial that was run. */
  private record Done(CreditTask task, TrialCourse course, double[][] lambda) {}

  private Done done(CreditTask task) {
    TrialCourse course = net.run(task.input());
    double[][] lambda = frozen ? new double[0][] : how.credit.potentials(net, course, direct(net, course, task), how.mu); // outputs do not need it
    return new Done(task, course, lambda);
  }

  /** Sums of a batch. Trials are added one after the other in the order in which they were drawn, so that threads do not matter. */
  private final class Sums {
    private final double[][] dw = new double[net.w.length][net.w.length];
    private final double[][] din = new double[net.in[0].length][net.w.length]; // [input][unit]
    private final double[][] dout = new double[net.out.length][net.w.length];
    private final double[][] doffset = new double[1][net.out.length];
    private int right;

    void add(Done done) {
      double[][] lambda = done.lambda;
      double gain = net.cells.gain() / how.batch;
      int last = done.course.z().length - 1;
      if (!frozen) {
        Credit.add(dw, net, done.course, lambda, gain);
        for (int t = 1; t <= last; t++) {
          double[] x = done.task.input()[t - 1];
          for (int i : RecurrentNet.active(x)) {
            for (int p = 0; p < lambda[t].length; p++) {
              din[i][p] += gain * lambda[t][p] * x[i];
            }
          }
        }
      }
      double[] e = done.task.errors(done.course.output()[last]);
      double share = 1.0 / how.batch;
      for (int t = last; t >= 1 && share > 1e-9; t--) {
        for (int k = 0; k < e.length; k++) {
          double by = net.cells.form().shown() * share * e[k];
          for (int q : done.course.active()[t]) {
            dout[k][q] += by * done.course.z()[t][q];
          }
        }
        share *= net.cells.kappa();
      }
      for (int k = 0; k < e.length; k++) {
        doffset[0][k] += e[k] / how.batch;
      }
      right += done.task.isRight(done.course.output()[last]) ? 1 : 0;
    }
  }

  /** Learns from a batch; returns what part was right. */
  double step() {
    var sums = new Sums();
    var trials = new Done[Team.PARTS];
    for (int b = 0; b < how.batch; b += trials.length) {
      int count = Math.min(trials.length, how.batch - b);
      var drawn = new CreditTask[count];
      Arrays.setAll(drawn, k -> tasks.apply(random));
      team.each(k -> trials[k] = k < count ? done(drawn[k]) : null);
      for (int k = 0; k < count; k++) {
        sums.add(trials[k]);
      }
    }
    learn(sums);
    return (double) sums.right / how.batch;
  }

  private void learn(Sums sums) {
    double rate = how.rate;
    double[][] din = RecurrentNet.transposed(sums.din);
    if (net.cells.form().published()) {
      double shrunk = rate * how.shrunk;
      if (!frozen) {
        recurrent.stepKeepingSigns(net.w, sums.dw, rate, shrunk);
        input.stepKeepingSigns(net.in, din, rate, shrunk);
      }
      output.stepKeepingSigns(net.out, sums.dout, rate, shrunk);
      offset.stepAll(new double[][] {net.offset}, sums.doffset, rate);
      return;
    }
    if (!frozen) {
      recurrent.step(net.w, sums.dw, rate);
      input.step(net.in, din, rate);
    }
    output.step(net.out, sums.dout, rate);
    net.keepSigns();
  }

  /** What part of new trials is right. */
  double right(RandomStream from) {
    int right = 0;
    for (int k = 0; k < TESTED; k++) {
      CreditTask task = tasks.apply(from);
      double[][] output = net.run(task.input()).output();
      right += task.isRight(output[output.length - 1]) ? 1 : 0;
    }
    return right / (double) TESTED;
  }
}
