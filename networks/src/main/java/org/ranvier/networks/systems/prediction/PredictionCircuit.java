package org.ranvier.networks.systems.prediction;

import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.List;
import org.ranvier.networks.Modulator;
import org.ranvier.networks.Network;
import org.ranvier.networks.Neurons;
import org.ranvier.networks.Population;
import org.ranvier.networks.Projection;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.loops.EligibilityTrace;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.WeightDependence;

/**
 * Neurons that come to predict, and dopamine neurons that say how wrong they are. The predicting neurons excite the dopamine
 * neurons at once and inhibit them a step of the task later; what is predicted excites them too. So with {@code V} for the
 * predicting neurons' rate
 *
 * <pre>
 *   dopamine neurons' rate = base + gain·(r(t) + γ·V(t) - V(t - Δ))
 *   dw/dt = η·c(t)·(dopamine - its tonic level),    c = c_slow/τ_slow - β·c_fast/τ_fast
 * </pre>
 *
 * <p>Dopamine that comes at once, within some 70 ms, must not strengthen: what begins with the very activity that made the
 * synapse eligible would strengthen it more and more. With one exponential the prediction runs away; the second one takes away
 * what a step of the task's begin does to its own synapses.
 *
 * <p>{@code V} = 1 is a rate of {@link #UNIT_HZ} above the spontaneous one, in each of the predicting neurons.
 */
public final class PredictionCircuit {
  /** A step of the task, Δ. */
  public static final double STEP_MS = 200;

  /** Rate of the cells of a state that is on, and what a prediction of 1 adds to the predicting neurons'. */
  public static final double UNIT_HZ = 40;

  /** Cells of each state and of a reward. */
  public static final int CELLS = 20;

  public static final double DOPAMINE_MS = 60;

  private static final double PREDICTING_BASE_HZ = 4;
  private static final double PREDICTING_HZ_PER_MV = 10;
  private static final double MEMBRANE_MS = 20;
  private static final double CAPACITANCE_PF = 250; // of pp_psc_delta
  private static final double MOST_MV = 2;
  private static final double SLOW_MS = 300;
  private static final double FAST_MS = 60;

  /** Rates are linear in the potential above and below rest; where the slopes differ, a neuron is an optimist or a pessimist. */
  public static final NeuronModel DOPAMINE_NEURON =
      EquationModel.of(
          "dopamine_neuron",
          """
          parameters:
            tau_m = 20 ms    (> 0)    # membrane time constant
            base  = 8 Hz     (>= 0)   # tonic rate
            gain  = 10 Hz/mV (>= 0)   # slope of the rate
            up    = 1        (>= 0)   # share of the slope above rest
            down  = 1        (>= 0)   # share of the slope below rest
          equations:
            rate    = max(base + gain*V_m*if(V_m > 0 mV, up, down), 0 Hz) : Hz
            dV_m/dt = -V_m/tau_m : mV   # potential, from rest
          receptors:
            synapse: V_m += w : mV
          hazard: rate
          reset:  none
          """);

  /**
   * How it is built.
   *
   * @param predicting number of predicting neurons
   * @param dopaminergic number of dopamine neurons
   * @param baseHz tonic rate of the dopamine neurons
   * @param hzPerUnit what an error of 1 adds to it
   * @param membraneMs of the dopamine neurons
   * @param discount γ
   * @param early β
   * @param rate η
   */
  public record Design(
      int predicting, int dopaminergic, double baseHz, double hzPerUnit, double membraneMs, double discount, double early, double rate) {
    public static final Design USUAL = new Design(40, 40, 8, 16, MEMBRANE_MS, 1, 0.5, 0.06);

    public Design learning(double rate, double early) {
      return new Design(predicting, dopaminergic, baseHz, hzPerUnit, membraneMs, discount, early, rate);
    }
  }

  private final Network net;
  private final Design design;
  private final double drivePerUnit; // mV at the dopamine neurons

  /** Of neurons that are then added to a network. */
  public PredictionCircuit(Network net, Design design) {
    this.net = net;
    this.design = design;
    drivePerUnit = design.hzPerUnit / 10;
  }

  /**
   * Neurons that predict one thing.
   *
   * @param signal the dopamine that they learn from
   */
  public record Channel(Population predicting, Population dopaminergic, Modulator signal, List<Projection> learning) {}

  /** The weight at which the cells of a state make a prediction of 1. */
  public static double unitWeight() {
    return UNIT_HZ / PREDICTING_HZ_PER_MV / (CELLS * UNIT_HZ * MEMBRANE_MS / 1000);
  }

  /** Concentration of a channel's dopamine when its neurons fire at their tonic rate. */
  public double tonic() {
    return design.dopaminergic * design.baseHz / 1000;
  }

  /**
   * @param states the cells of each state
   * @param up share of the slope with which the dopamine neurons answer what is better than expected
   * @param learns whether the synapses change
   */
  public Channel channel(String name, List<? extends Neurons> states, double up, double down, boolean learns) {
    var predicting = linear("predicting" + name, design.predicting, PREDICTING_BASE_HZ);
    // what the spontaneous rate takes away where the future is discounted
    double spontaneous = design.hzPerUnit * (1 - design.discount) * PREDICTING_BASE_HZ / UNIT_HZ;
    var dopaminergic =
        net.population("dopamine neurons" + name, design.dopaminergic, DOPAMINE_NEURON)
            .set("tau_m", ms(design.membraneMs)).set("base", Hz(design.baseHz + spontaneous)).set("up", up).set("down", down);
    double w = weight(design.predicting);
    net.connect(predicting, dopaminergic).rule(allToAll()).weight(mV(design.discount * w)).delay(ms(1));
    net.connect(predicting, dopaminergic).rule(allToAll()).weight(mV(-w)).delay(ms(1 + STEP_MS));
    var signal = net.modulator("dopamine" + name).decay(ms(DOPAMINE_MS));
    signal.releasedBy(dopaminergic).unitArea();
    var learning =
        states.stream().map(s -> learning(s, predicting, signal, learns ? design.rate : 0, MOST_MV)).toList();
    return new Channel(predicting, dopaminergic, signal, learning);
  }

  /** Neurons without threshold: a rate that is linear in the potential, from a spontaneous one on. */
  public Population linear(String name, int size, double spontaneousHz) {
    return net.population(name, size, "pp_psc_delta")
        .set("tau_m", ms(MEMBRANE_MS)).set("c_1", Units.quantity(PREDICTING_HZ_PER_MV, "Hz/mV")).set("c_2", Hz(0))
        .set("with_reset", 0).set("dead_time", ms(0)).set("I_e", pA(spontaneousHz / PREDICTING_HZ_PER_MV * CAPACITANCE_PF / MEMBRANE_MS));
  }

  /**
   * Synapses that learn from a channel's dopamine what cells have to do with neurons. They begin at 0.
   *
   * @param rate η; 0 for synapses that do not change
   */
  public Projection learning(Neurons cells, Population onto, Modulator signal, double rate, double mostMv) {
    var projection = net.connect(cells, onto).rule(allToAll()).weight(mV(0)).delay(ms(1)).positiveWeights();
    if (rate == 0) {
      return projection;
    }
    var error = ThirdFactor.of(signal.name()).minus(tonic());
    return projection.plastic(
        ThreeFactor.of(
                new EligibilityTrace(SLOW_MS, 1, 0, rate / SLOW_MS, error),
                new EligibilityTrace(FAST_MS, 1, 0, -design.early * rate / FAST_MS, error))
            .dependence(WeightDependence.additive(1, 0))
            .bounds(Bounds.upTo(mostMv)));
  }

  /** Lets cells that fire at {@link #UNIT_HZ} be what is predicted, of worth 1. */
  public void predicted(Neurons cells, Channel by) {
    net.connect(cells, by.dopaminergic).rule(allToAll()).weight(mV(weight(CELLS))).delay(ms(1));
  }

  /** The weight of so many neurons whose rate of {@link #UNIT_HZ} is worth 1. */
  public double weight(int neurons) {
    return drivePerUnit / (neurons * UNIT_HZ * design.membraneMs / 1000);
  }
}
