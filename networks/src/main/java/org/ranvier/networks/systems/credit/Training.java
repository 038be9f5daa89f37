package org.ranvier.networks.systems.credit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.ranvier.simulator.random.RandomStream;

/** Trains a network at a task by one kind of credit. */
final class Training {
  private static final int BATCH = 16;

  private final RecurrentNet net;
  private final Credit credit;
  private final double mu;
  private final double rate;
  private final Function<RandomStream, CreditTask> tasks;
  private final RandomStream random;
  private final AdamSteps recurrent;
  private final AdamSteps input;
  private final AdamSteps output;
  private boolean frozen;

  Training(RecurrentNet net, Credit credit, double mu, double rate, Function<RandomStream, CreditTask> tasks, RandomStream random) {
    this.tasks = tasks;
    this.net = net;
    this.credit = credit;
    this.mu = mu;
    this.rate = rate;
    this.random = random;
    recurrent = new AdamSteps(net.w);
    input = new AdamSteps(net.in);
    output = new AdamSteps(net.out);
  }

  /** Lets only the weights of outputs change, or all. */
  void freeze(boolean frozen) {
    this.frozen = frozen;
  }

  /** Cosines of the angles between the gradients of several kinds of credit and the true one, over a batch that nothing is learnt from. */
  double[] alignments(Credit[] of, RandomStream from) {
    double[][][] g = new double[of.length][net.w.length][net.w[0].length];
    double[][] exact = new double[net.w.length][net.w[0].length];
    for (int b = 0; b < BATCH; b++) {
      CreditTask task = tasks.apply(from);
      TrialCourse course = net.run(task.input());
      double[][] direct = direct(net, course, task);
      add(exact, Credit.EXACT.gradient(net, course, direct, mu));
      for (int k = 0; k < of.length; k++) {
        add(g[k], of[k].gradient(net, course, direct, mu));
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
        for (int p = 0; p < direct[t].length; p++) {
          direct[t][p] += share * e[k] * net.out[k][p];
        }
      }
      share *= net.cells.kappa();
    }
    return direct;
  }

  /** Learns from a batch; returns what part was right. */
  double step() {
    int n = net.cells.count();
    double[][] dw = new double[n][n];
    double[][] din = new double[n][net.in[0].length];
    double[][] dout = new double[CreditTask.CLASSES][n];
    int right = 0;
    for (int b = 0; b < BATCH; b++) {
      CreditTask task = tasks.apply(random);
      TrialCourse course = net.run(task.input());
      int last = course.z().length - 1;
      double[][] lambda = credit.potentials(net, course, direct(net, course, task), mu);
      for (int t = 1; t <= last; t++) {
        Credit.addOuter(dw, lambda[t], course.z()[t - 1], net.cells.gain() / BATCH);
        Credit.addOuter(din, lambda[t], task.input()[t - 1], net.cells.gain() / BATCH);
      }
      double share = 1.0 / BATCH;
      for (int t = last; t >= 1 && share > 1e-9; t--) {
        Credit.addOuter(dout, task.errors(course.output()[last]), course.z()[t], share);
        share *= net.cells.kappa();
      }
      right += task.isRight(course.output()[last]) ? 1 : 0;
    }
    if (!frozen) {
      recurrent.step(net.w, dw, rate);
      input.step(net.in, din, rate);
    }
    output.step(net.out, dout, rate);
    net.keepSigns();
    return (double) right / BATCH;
  }

  /** What part of new trials is right. */
  double right(RandomStream from) {
    List<Boolean> right = new ArrayList<>();
    for (int k = 0; k < 200; k++) {
      CreditTask task = tasks.apply(from);
      double[][] output = net.run(task.input()).output();
      right.add(task.isRight(output[output.length - 1]));
    }
    return right.stream().filter(r -> r).count() / (double) right.size();
  }
}
