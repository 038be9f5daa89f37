package org.ranvier.networks.systems.globallocal;

import java.util.Arrays;
import org.ranvier.networks.systems.globallocal.HybridNetwork.Parameters;
import org.ranvier.networks.systems.globallocal.HybridNetwork.Size;

/** An episode in a network: forward, and its gradient by backpropagation through all presentations, through P as well. */
final class EpisodeRun {
  private final HybridNetwork net;
  private final Size size;
  private final ShotsEpisode episode;
  private final Shown[] presentations;
  private final double[] probability;

  /** What the network did while an image was shown, step by step. */
  private static final class Shown {
    final double[] image;
    final double[][] v;
    final double[][] z;
    final double[][] y;
    final double[][] p; // before the step

    Shown(double[] image, Size size) {
      this.image = image;
      v = new double[size.steps()][size.hidden()];
      z = new double[size.steps()][size.hidden()];
      y = new double[size.steps()][size.ways()];
      p = new double[size.steps()][];
    }
  }

  EpisodeRun(HybridNetwork net, ShotsEpisode episode) {
    this.net = net;
    this.episode = episode;
    size = net.size;
    int last = episode.shown().length;
    presentations = new Shown[last + 1];
    double[] p = new double[size.hidden() * size.ways()];
    for (int k = 0; k < last; k++) {
      presentations[k] = new Shown(episode.shown()[k], size);
      p = show(presentations[k], p, episode.labels()[k]);
    }
    presentations[last] = new Shown(episode.asked(), size);
    show(presentations[last], p, -1);
    probability = mean(presentations[last]);
  }

  /** What it takes the last image for. */
  int choice() {
    int best = 0;
    for (int k = 1; k < probability.length; k++) {
      best = probability[k] > probability[best] ? k : best;
    }
    return best;
  }

  /** Cross-entropy, of the potentials' mean over the last presentation. */
  double loss() {
    return -Math.log(probability[episode.answer()]);
  }

  /** P when the last image is shown, by output and hidden neuron. */
  double[] local() {
    return presentations[presentations.length - 1].p[0].clone();
  }

  /** Spikes of a hidden neuron in a step, on average. */
  double activity() {
    return Arrays.stream(presentations).flatMap(s -> Arrays.stream(s.z)).flatMapToDouble(Arrays::stream).average().orElse(0);
  }

  /** Returns P after it. */
  private double[] show(Shown s, double[] before, int label) {
    Parameters at = net.at;
    double[] current = drive(s.image);
    double[] u = new double[size.ways()];
    double[] p = before;
    for (int t = 0; t < size.steps(); t++) {
      s.p[t] = p;
      for (int i = 0; i < size.hidden(); i++) {
        s.v[t][i] = current[i] + (t > 0 ? HybridNetwork.LEAK * s.v[t - 1][i] - s.z[t - 1][i] : 0);
        s.z[t][i] = net.firing.of(s.v[t][i]);
      }
      for (int k = 0; k < u.length; k++) {
        double sum = HybridNetwork.LEAK * u[k] + (k == label ? HybridNetwork.TOLD : 0);
        int row = k * size.hidden();
        for (int i = 0; i < size.hidden(); i++) {
          if (s.z[t][i] != 0) {
            sum += (at.out()[row + i] + at.alpha()[row + i] * p[row + i]) * s.z[t][i];
          }
        }
        u[k] = sum;
      }
      s.y[t] = label < 0 ? u.clone() : softmax(u);
      p = label < 0 ? p : changed(s, t);
    }
    return p;
  }

  private double[] drive(double[] image) {
    double[] current = net.at.bias().clone();
    for (int i = 0; i < current.length; i++) {
      int row = i * size.pixels();
      for (int q = 0; q < image.length; q++) {
        current[i] += net.at.in()[row + q] * image[q];
      }
    }
    return current;
  }

  private double[] changed(Shown s, int t) {
    double eta = net.at.eta()[0];
    double[] p = s.p[t].clone();
    for (int k = 0; k < size.ways(); k++) {
      double post = eta * (s.y[t][k] - net.at.theta()[k]);
      for (int i = 0; i < size.hidden(); i++) {
        int at = k * size.hidden() + i;
        p[at] = HybridNetwork.KEPT * p[at] + s.z[t][i] * post;
      }
    }
    return p;
  }

  /** In the last presentation y holds potentials. */
  private double[] mean(Shown s) {
    double[] u = new double[size.ways()];
    for (double[] y : s.y) {
      for (int k = 0; k < u.length; k++) {
        u[k] += y[k] / size.steps();
      }
    }
    return softmax(u);
  }

  static double[] softmax(double[] u) {
    double most = Arrays.stream(u).max().orElseThrow();
    double[] e = Arrays.stream(u).map(x -> Math.exp(x - most)).toArray();
    double sum = Arrays.stream(e).sum();
    return Arrays.stream(e).map(x -> x / sum).toArray();
  }

  /** Adds the loss's gradient. */
  void backward(Parameters to) {
    double[] byP = new double[size.hidden() * size.ways()];
    int last = presentations.length - 1;
    for (int k = last; k >= 0; k--) {
      back(presentations[k], k == last, byP, to);
    }
  }

  /**
   * Through one presentation.
   *
   * @param byP derivatives by P after the presentation; then by P before it
   */
  private void back(Shown s, boolean asked, double[] byP, Parameters to) {
    int n = size.hidden();
    double[] byU = new double[size.ways()];
    double[] byV = new double[n];
    double[] byCurrent = new double[n];
    for (int t = size.steps() - 1; t >= 0; t--) {
      double[] byZ = new double[n];
      double[] byY = new double[size.ways()];
      if (!asked) {
        backLocal(s, t, byP, byY, byZ, to);
      }
      outputs(s, t, asked, byY, byU);
      synapses(s, t, byU, byP, byZ, to);
      for (int i = 0; i < n; i++) {
        double slope = net.firing.slope(s.v[t][i]);
        byV[i] = slope * (byZ[i] - byV[i]) + HybridNetwork.LEAK * byV[i];
        byCurrent[i] += byV[i];
      }
    }
    for (int i = 0; i < n; i++) {
      to.bias()[i] += byCurrent[i];
      if (byCurrent[i] != 0) {
        int row = i * size.pixels();
        for (int q = 0; q < s.image.length; q++) {
          to.in()[row + q] += byCurrent[i] * s.image[q];
        }
      }
    }
  }

  /** Through the change of P in a step. */
  private void backLocal(Shown s, int t, double[] byP, double[] byY, double[] byZ, Parameters to) {
    double eta = net.at.eta()[0];
    for (int k = 0; k < size.ways(); k++) {
      double post = s.y[t][k] - net.at.theta()[k];
      double sum = 0; // over hidden neurons, of derivative times spike
      for (int i = 0; i < size.hidden(); i++) {
        int at = k * size.hidden() + i;
        sum += byP[at] * s.z[t][i];
        byZ[i] += eta * byP[at] * post;
        byP[at] *= HybridNetwork.KEPT;
      }
      to.eta()[0] += sum * post;
      to.theta()[k] -= eta * sum;
      byY[k] += eta * sum;
    }
  }

  private void outputs(Shown s, int t, boolean asked, double[] byY, double[] byU) {
    double mean = 0;
    for (int k = 0; k < byY.length; k++) {
      mean += asked ? 0 : s.y[t][k] * byY[k];
    }
    for (int k = 0; k < byU.length; k++) {
      double own = asked ? (probability[k] - (k == episode.answer() ? 1 : 0)) / size.steps() : s.y[t][k] * (byY[k] - mean);
      byU[k] = HybridNetwork.LEAK * byU[k] + own;
    }
  }

  private void synapses(Shown s, int t, double[] byU, double[] byP, double[] byZ, Parameters to) {
    for (int k = 0; k < byU.length; k++) {
      for (int i = 0; i < size.hidden(); i++) {
        int at = k * size.hidden() + i;
        double d = byU[k] * s.z[t][i];
        to.out()[at] += d;
        to.alpha()[at] += d * s.p[t][at];
        byP[at] += d * net.at.alpha()[at];
        byZ[i] += byU[k] * (net.at.out()[at] + net.at.alpha()[at] * s.p[t][at]);
      }
    }
  }
}
