package org.ranvier.validation.cables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ranvier.neuronmodels.cells.CellModel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.state.StateVariable;
import org.ranvier.simulator.time.TimeGrid;

/** One cell without a network: current steps and spikes go in, potentials come out. */
public final class CellRig {
  private static final int PADDING = 16;

  private final CellModel model;
  private final double stepMs;
  private final List<double[]> currents = new ArrayList<>(); // from, to, pA
  private final List<double[]> spikes = new ArrayList<>(); // receptor, time, weight

  /**
   * What came out.
   *
   * @param samples by state variable, at multiples of the sampling interval from 0 on
   * @param crossingsMs when the potential where spikes are detected passed 0 mV upwards, interpolated between steps
   */
  public record Result(Map<String, double[]> samples, List<Double> crossingsMs) {
    public double[] of(String variable) {
      return Objects.requireNonNull(samples.get(variable), variable);
    }
  }

  public CellRig(CellModel model, double stepMs) {
    this.model = model;
    this.stepMs = stepMs;
  }

  /** A current (pA) from one time to another, both on the grid. */
  public CellRig current(double fromMs, double toMs, double pa) {
    currents.add(new double[] {fromMs, toMs, pa});
    return this;
  }

  /** A spike that arrives at a time. */
  public CellRig spike(int receptor, double timeMs, double weight) {
    spikes.add(new double[] {receptor, timeMs, weight});
    return this;
  }

  /** Runs, and takes a sample of all state variables every {@code sampleSteps} steps. */
  public Result run(double durationMs, int sampleSteps) {
    int receptors = model.receptors().size();
    int[] bases = new int[receptors];
    for (int r = 0; r < receptors; r++) {
      bases[r] = r * PADDING;
    }
    float[] input = new float[receptors * PADDING];
    double[] current = new double[PADDING];
    var slice = new SliceContext("rig", 0, 1, PADDING, 1, new TimeGrid(stepMs), input, bases, current);
    NeuronKernel kernel = model.kernel("rig", ParameterValues.of("rig", model.parameters(), 1, Map.of())).create(slice);
    List<StateVariable> variables = kernel.state().variables();
    int steps = (int) Math.round(durationMs / stepMs);
    double[][] samples = new double[variables.size()][steps / sampleSteps + 1];
    take(variables, samples, 0);
    double[] potential = kernel.state().find(CellModel.POTENTIAL).orElseThrow().values();
    var crossings = new ArrayList<Double>();
    var sink = new SpikeSink();
    for (int step = 1; step <= steps; step++) {
      double middle = (step - 0.5) * stepMs;
      current[0] = 0;
      for (double[] c : currents) {
        current[0] += middle > c[0] && middle < c[1] ? c[2] : 0;
      }
      for (double[] s : spikes) {
        if (Math.round(s[1] / stepMs) == step) {
          input[bases[(int) s[0]]] += (float) s[2];
        }
      }
      double before = potential[0];
      sink.clear();
      kernel.advance(step, 0, 1, sink);
      if (before < 0 && potential[0] >= 0) {
        crossings.add((step - 1 + before / (before - potential[0])) * stepMs);
      }
      if (step % sampleSteps == 0) {
        take(variables, samples, step / sampleSteps);
      }
    }
    Map<String, double[]> byName = new LinkedHashMap<>();
    for (int v = 0; v < samples.length; v++) {
      byName.put(variables.get(v).name(), samples[v]);
    }
    return new Result(byName, crossings);
  }

  private static void take(List<StateVariable> variables, double[][] samples, int k) {
    for (int v = 0; v < samples.length; v++) {
      samples[v][k] = variables.get(v).values()[0];
    }
  }
}
