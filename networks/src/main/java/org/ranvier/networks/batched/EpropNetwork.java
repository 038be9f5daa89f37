package org.ranvier.networks.batched;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.ranvier.networks.images.Images;

/**
 * A hidden layer that learns by e-prop (Bellec et al. 2020, doi:10.1038/s41467-020-17236-y), and a readout that learns by the
 * delta rule.
 */
public final class EpropNetwork {
  private static final double FIRST_INPUT = 1;
  private static final double FIRST_OUTPUT = 1;

  private final EpropShape shape;
  private final Coding coding;
  private final BatchWeights in;
  private final BatchWeights out;
  private final float[] feedback; // by output and hidden neuron
  private final float[] none;
  private final EpropSample[] own = new EpropSample[Team.PARTS];

  /** With random feedback (broadcast), which stays as it was drawn. */
  public EpropNetwork(EpropShape shape, Coding coding, RandomGenerator random) {
    this.shape = shape;
    this.coding = coding;
    in = new BatchWeights(shape.inputs(), shape.hidden(), FIRST_INPUT, random);
    out = new BatchWeights(shape.hidden(), shape.outputs(), FIRST_OUTPUT, random);
    feedback = new float[shape.outputs() * shape.hidden()];
    for (int k = 0; k < feedback.length; k++) {
      feedback[k] = (float) (random.nextGaussian() / Math.sqrt(shape.hidden()));
    }
    none = new float[shape.hidden()];
    Arrays.setAll(own, p -> new EpropSample(shape));
  }

  public EpropShape shape() {
    return shape;
  }

  /** From the inputs to the hidden layer. */
  public BatchWeights in() {
    return in;
  }

  /** From the hidden layer to the outputs. */
  public BatchWeights out() {
    return out;
  }

  /** Random weights by which errors come back: by output and hidden neuron. */
  public float[] feedback() {
    return feedback;
  }

  /** A presentation that is to be run by hand. */
  public EpropSample sample() {
    return new EpropSample(shape);
  }

  /** Runs a presentation whose input is there. */
  public void run(EpropSample here, float gain, Outputs allowed) {
    here.run(in.w, out.w, gain, none, allowed);
  }

  /** Runs a presentation whose input is there, with a constant current of each hidden neuron; all outputs are allowed. */
  public void runPushed(EpropSample here, float[] push) {
    here.run(in.w, out.w, 1, push, new Outputs(0, shape.outputs() - 1));
  }

  /**
   * What a batch has come to.
   *
   * @param correct share of the samples
   * @param entropy mean, of the outputs' probabilities, in nats
   * @param surprise one less the mean probability of the right output
   * @param inputs spikes per step of each input, by sample
   * @param hidden spikes per step of each hidden neuron, by sample
   */
  public record Batch(double correct, double entropy, double surprise, float[][] inputs, float[][] hidden) {}

  /** Finds the gradients of a batch by e-prop; no weight changes. */
  public Batch gradients(Images images, Span of, Draw draw, float gain, Outputs allowed, Team team) {
    return gradients(images, of, draw, gain, allowed, BatchTeacher.broadcast(shape, feedback), team);
  }

  /** Finds the gradients of a batch; no weight changes. */
  public Batch gradients(Images images, Span of, Draw draw, float gain, Outputs allowed, BatchTeacher teacher, Team team) {
    double[][] found = new double[Team.PARTS][3];
    float[][] inputs = new float[of.count()][];
    float[][] hidden = new float[of.count()][];
    team.each(p -> {
      in.clear(p);
      out.clear(p);
      EpropSample here = own[p];
      for (int k = Team.begin(p, of.count()); k < Team.begin(p + 1, of.count()); k++) {
        int label = images.label(of.first() + k);
        coding.draw(images, of.first() + k, draw.key(), draw.presentation() + k, here.input);
        run(here, gain, allowed);
        note(here, label, allowed, found[p]);
        inputs[k] = rates(here.input);
        hidden[k] = rates(here.spikes);
        here.signals(label, teacher);
        if (gain != 1) {
          for (int q = 0; q < here.signal.length; q++) {
            here.signal[q] *= gain;
          }
        }
        SpikeRows.addOuter(here.input, 0, here.signal, shape.steps(), shape.hidden(), in.gradient[p]);
        SpikeRows.addOuter(here.spikes, 0, here.outputSignal, shape.steps(), shape.outputs(), out.gradient[p]);
      }
    });
    in.gather(of.count());
    out.gather(of.count());
    double n = of.count();
    return new Batch(sum(found, 0) / n, sum(found, 1) / n, sum(found, 2) / n, inputs, hidden);
  }

  /** Samples that follow each other. */
  public record Span(int first, int count) {}

  /** Which spikes are drawn. */
  public record Draw(long key, long presentation) {}

  private float[] rates(long[] masks) {
    float[] rates = new float[masks.length];
    for (int k = 0; k < rates.length; k++) {
      rates[k] = Long.bitCount(masks[k]) / (float) shape.steps();
    }
    return rates;
  }

  private static double sum(double[][] parts, int of) {
    return Arrays.stream(parts).mapToDouble(p -> p[of]).sum();
  }

  private static void note(EpropSample here, int label, Outputs allowed, double[] to) {
    to[0] += here.choice(allowed) == label ? 1 : 0;
    for (float p : here.probability()) {
      to[1] -= p > 0 ? p * Math.log(p) : 0;
    }
    to[2] += 1 - here.probability()[label];
  }

  /** Takes a step down the gradients. */
  public void step(float factor) {
    in.step(shape.learning(), factor);
    out.step(shape.learning(), factor);
  }

  /** The share of images that are told right; nothing is learnt. */
  public double accuracy(Images images, long key, float gain, Outputs allowed, Team team) {
    int[] right = new int[Team.PARTS];
    team.each(p -> {
      EpropSample here = own[p];
      for (int k = Team.begin(p, images.count()); k < Team.begin(p + 1, images.count()); k++) {
        coding.draw(images, k, key, k, here.input);
        run(here, gain, allowed);
        right[p] += here.choice(allowed) == images.label(k) ? 1 : 0;
      }
    });
    return Arrays.stream(right).sum() / (double) images.count();
  }
}
