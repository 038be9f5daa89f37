package org.ranvier.networks.systems.csdp;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ranvier.networks.batched.Coding;
import org.ranvier.networks.batched.SpikeRows;
import org.ranvier.networks.batched.Team;
import org.ranvier.networks.images.Images;

/**
 * Layers of spiking neurons that learn to tell an image with its label from the same image with another one. Synapses come from
 * the layer below,
 * from the layer above, from the layer itself (these only inhibit), and from the label.
 *
 * <p>All of them learn by the same rule, in which each layer is its own modulator: {@code Δw_ij ∝ -Σ_t s_j(t-1)·δ_i(t) - λ_w·Σ_t
 * (1 - s_j)·s_i}.
 */
final class CsdpNetwork {
  /** Largest weight, as in the publication: 1, times Δt/τ_m = 0.03, over a threshold of 0.055. */
  static final float MOST = 0.545f;

  private static final float FIRST_INPUT = 0.02f;
  private static final float FIRST_HIDDEN = 0.06f;
  private static final float FIRST_LABEL = 0.05f;

  final CsdpShape shape;
  final List<CsdpSynapses> up = new ArrayList<>();
  final List<CsdpSynapses> down = new ArrayList<>(); // onto all layers but the last
  final List<CsdpSynapses> lateral = new ArrayList<>();
  final List<CsdpSynapses> context = new ArrayList<>();
  private final Coding coding;
  private final Presentation[] own = new Presentation[Team.PARTS];

  CsdpNetwork(CsdpShape shape, Coding coding, RandomGenerator random) {
    this.shape = shape;
    this.coding = coding;
    int n = shape.hidden();
    for (int l = 0; l < shape.layers(); l++) {
      up.add(new CsdpSynapses(l == 0 ? shape.inputs() : n, n, l == 0 ? FIRST_INPUT : FIRST_HIDDEN, -MOST, MOST, random));
      context.add(new CsdpSynapses(shape.classes(), n, FIRST_LABEL, -MOST, MOST, random));
      lateral.add(new CsdpSynapses(n, n, FIRST_INPUT, -MOST, 0, random));
      if (l + 1 < shape.layers()) {
        down.add(new CsdpSynapses(n, n, FIRST_INPUT, -MOST, MOST, random));
      }
    }
    for (int p = 0; p < own.length; p++) {
      own[p] = new Presentation(shape);
    }
  }

  private List<CsdpSynapses> all() {
    var all = new ArrayList<>(up);
    all.addAll(down);
    all.addAll(lateral);
    all.addAll(context);
    return all;
  }

  /**
   * Learns from a batch: each image with its label, and once more with the other.
   *
   * @param first of the batch
   * @param wrong other labels, by image
   */
  void learn(Images images, int first, int count, int[] wrong, long key, long presentation, float rate, Team team) {
    List<CsdpSynapses> all = all();
    team.each(p -> {
      all.forEach(s -> s.clear(p));
      Presentation here = own[p];
      for (int k = Team.begin(p, count); k < Team.begin(p + 1, count); k++) {
        int image = first + k;
        here.lanes(2);
        here.lane(0).begin(images.label(image), true);
        here.lane(1).begin(wrong[image], false);
        coding.draw(images, image, key, presentation + k, here.input);
        run(here, true);
        gradients(here, p);
      }
    });
    all.forEach(s -> s.step(count, rate));
  }

  /** The goodness of images with each label, by image and label, summed over layers and steps. */
  double[][] goodness(Images images, long key, Team team) {
    double[][] found = new double[images.count()][shape.classes()];
    team.each(p -> {
      Presentation here = own[p];
      here.lanes(shape.classes());
      for (int image = Team.begin(p, images.count()); image < Team.begin(p + 1, images.count()); image++) {
        for (int c = 0; c < shape.classes(); c++) {
          here.lane(c).begin(c, true);
        }
        coding.draw(images, image, key, image, here.input);
        run(here, false);
        for (int c = 0; c < shape.classes(); c++) {
          found[image][c] = here.lane(c).goodness;
        }
      }
    });
    return found;
  }

  /** Runs a presentation whose input has been drawn. */
  void run(Presentation here, boolean learns) {
    int n = shape.hidden();
    for (int t = 0; t < shape.steps(); t++) {
      int active = SpikeRows.active(here.input, t, here.rows);
      java.util.Arrays.fill(here.shared, 0);
      SpikeRows.addRows(up.getFirst().w, n, here.rows, active, here.shared); // the same for all labels
      for (int q = 0; q < here.lanes(); q++) {
        Lane lane = here.lane(q);
        for (int l = 0; l < shape.layers(); l++) {
          float[] j = lane.current[l];
          System.arraycopy(context.get(l).w, lane.label * n, j, 0, n);
          if (l == 0) {
            for (int i = 0; i < n; i++) {
              j[i] += here.shared[i];
            }
          } else {
            SpikeRows.addRows(up.get(l).w, n, lane.spikes(l - 1), lane.count(l - 1), j);
          }
          SpikeRows.addRows(lateral.get(l).w, n, lane.spikes(l), lane.count(l), j);
          if (l + 1 < shape.layers()) {
            SpikeRows.addRows(down.get(l).w, n, lane.spikes(l + 1), lane.count(l + 1), j);
          }
        }
        lane.step(t, learns);
      }
    }
  }

  private void gradients(Presentation here, int part) {
    int n = shape.hidden();
    int steps = shape.steps();
    for (int l = 0; l < shape.layers(); l++) {
      if (l == 0) {
        float[] both = here.both;
        float[] a = here.lane(0).signal[0];
        float[] b = here.lane(1).signal[0];
        for (int k = 0; k < both.length; k++) {
          both[k] = a[k] + b[k];
        }
        SpikeRows.addOuter(here.input, 0, both, steps, n, up.getFirst().gradient[part]);
      }
      for (int q = 0; q < here.lanes(); q++) {
        Lane lane = here.lane(q);
        float[] x = lane.signal[l];
        if (l > 0) {
          SpikeRows.addOuter(lane.masks[l - 1], 1, x, steps, n, up.get(l).gradient[part]);
          decay(lane, l, up.get(l), part);
        } else {
          decay(lane, 0, up.getFirst(), part);
        }
        SpikeRows.addOuter(lane.masks[l], 1, x, steps, n, lateral.get(l).gradient[part]);
        decay(lane, l, lateral.get(l), part);
        if (l + 1 < shape.layers()) {
          SpikeRows.addOuter(lane.masks[l + 1], 1, x, steps, n, down.get(l).gradient[part]);
          decay(lane, l, down.get(l), part);
        }
        float[] g = context.get(l).gradient[part];
        for (int t = 0; t < steps; t++) {
          for (int i = 0; i < n; i++) {
            g[lane.label * n + i] += x[t * n + i];
          }
        }
        decay(lane, l, context.get(l), part);
      }
    }
  }

  /**
   * Spikes of a layer, times what weights from silent neurons lose; for those that were not silent it has been taken from the
   * signal.
   */
  private void decay(Lane lane, int layer, CsdpSynapses onto, int part) {
    float[] common = onto.common(part);
    for (int i = 0; i < common.length; i++) {
      common[i] += shape.decay() * Long.bitCount(lane.masks[layer][i]);
    }
  }
}
