import static org.ranvier.networks.connect.ConnectionRule.*;
import static org.ranvier.networks.values.Distribution.*;
import static org.ranvier.networks.values.Units.*;

import java.nio.file.*;
import org.ranvier.networks.*;
import org.ranvier.networks.spectra.*;
import org.ranvier.neuronmodels.equations.*;
import org.ranvier.simulator.recording.*;

// The basal ganglia of So, Kent & Grill 2012, doi:10.1007/s10827-011-0366-4: how faithfully a thalamus relays what the cortex sends it, in
// health, in Parkinson's disease, and with deep brain stimulation of the subthalamic nucleus at 130 Hz. Densities are for 100 um^2:
// 1 uF/cm^2 is 1 pF, 1 mS/cm^2 is 1 nS, 1 uA/cm^2 is 1 pA.

static final int N = 10; // cells of each nucleus

record Condition(String name, int pd, double stimulationHz) {}

record Result(Condition condition, long seed, double errorIndex, double beta, Map<String, Double> rates) {}

void main(String[] args) throws Exception {
  var options = new HashMap<>(Map.of("--duration", "3000", "--seeds", "1,2,3", "--json", "", "--quiet", "false"));
  for (int k = 0; k + 1 < args.length; k += 2) {
    if (!options.containsKey(args[k])) throw new IllegalArgumentException(args[k] + ": the options are " + options.keySet());
    options.put(args[k], args[k + 1]);
  }
  double ms = Double.parseDouble(options.get("--duration"));
  var conditions = List.of(new Condition("healthy", 0, 0), new Condition("parkinsonian", 1, 0), new Condition("stimulated", 1, 130));
  var results = new ArrayList<Result>();
  boolean quiet = Boolean.parseBoolean(options.get("--quiet"));
  if (!quiet) IO.println("condition     seed  error index  GPi 13-35 Hz   TH  STN  GPe  GPi (spikes/s)");
  for (var condition : conditions) {
    for (String seed : options.get("--seeds").split(",")) {
      var r = simulate(condition, Long.parseLong(seed), ms);
      results.add(r);
      if (!quiet) IO.println(String.format(Locale.ROOT, "%-13s %4d  %11.3f  %12.0f  %3.0f  %3.0f  %3.0f  %3.0f", condition.name, r.seed, r.errorIndex, r.beta,
          r.rates.get("TH"), r.rates.get("STN"), r.rates.get("GPe"), r.rates.get("GPi")));
    }
  }
  if (!options.get("--json").isEmpty()) {
    Files.writeString(Path.of(options.get("--json")), results.stream().map(r -> String.format(Locale.ROOT,
        "{\"condition\":\"%s\",\"seed\":%d,\"error_index\":%s,\"beta\":%s}", r.condition.name, r.seed, r.errorIndex, r.beta)).toList().toString());
  }
}

// ------------------------------------------------------------------------------------------------------------- the cells

static final String THALAMUS = """
    parameters:
      C_m = 1 pF (> 0)
      V_0 = -62 mV      # potential at the start
    equations:
      m_inf = sigmoid((V_m + 37 mV)/(7 mV))    : 1
      h_inf = sigmoid(-(V_m + 41 mV)/(4 mV))   : 1
      p_inf = sigmoid((V_m + 60 mV)/(6.2 mV))  : 1
      r_inf = sigmoid(-(V_m + 84 mV)/(4 mV))   : 1
      tau_h = 1 ms/(0.128*exp(-(V_m + 46 mV)/(18 mV)) + 4*sigmoid((V_m + 23 mV)/(5 mV)))  : ms
      tau_r = 0.15 ms*(28 + exp(-(V_m + 25 mV)/(10.5 mV)))                                : ms

      I_L   = 0.05 nS*(V_m + 70 mV)               : pA
      I_Na  = 3 nS*m_inf^3*h*(V_m - 50 mV)        : pA
      I_K   = 5 nS*(0.75*(1 - h))^4*(V_m + 75 mV) : pA
      I_T   = 5 nS*p_inf^2*r*V_m                  : pA
      I_GPi = g_GPi*(V_m + 85 mV)                 : pA

      dV_m/dt = (-I_L - I_Na - I_K - I_T - I_GPi + I_stim)/C_m : mV   # membrane potential
      dh/dt   = (h_inf - h)/tau_h                              : 1    # inactivation of sodium
      dr/dt   = (r_inf - r)/tau_r                              : 1    # inactivation of T-type calcium
    initial:   V_m = V_0, h = h_inf, r = r_inf
    couplings:
      GPi: g_GPi = sum(w*s) : nS, s = S : 1
    threshold: V_m >= -40 mV and previous(V_m) < -40 mV
    reset:     none
    method:    euler
    """;

static final String SUBTHALAMIC = """
    parameters:
      C_m   = 1 pF (> 0)
      I_app = 33 pA          # applied current
      V_0   = -62 mV
      g_syn = 0.43           # peak of the gate that a spike opens
    constants:
      tau_syn = 5 ms
    equations:
      m_inf = sigmoid((V_m + 30 mV)/(15 mV))                   : 1
      h_inf = sigmoid(-(V_m + 39 mV)/(3.1 mV))                 : 1
      n_inf = sigmoid((V_m + 32 mV)/(8 mV))                    : 1
      a_inf = sigmoid((V_m + 63 mV)/(7.8 mV))                  : 1
      b_inf = sigmoid((r - 0.4)/0.1) - sigmoid(-4)             : 1
      c_inf = sigmoid((V_m + 20 mV)/(8 mV))                    : 1
      r_inf = sigmoid(-(V_m + 67 mV)/(2 mV))                   : 1
      tau_h = 1 ms + 500 ms*sigmoid(-(V_m + 57 mV)/(3 mV))     : ms
      tau_n = 1 ms + 100 ms*sigmoid(-(V_m + 80 mV)/(26 mV))    : ms
      tau_r = 7.1 ms + 17.5 ms*sigmoid(-(V_m - 68 mV)/(2.2 mV)) : ms
      tau_c = 1 ms + 10 ms*sigmoid(-(V_m + 80 mV)/(26 mV))     : ms

      I_L   = 2.25 nS*(V_m + 60 mV)                   : pA
      I_K   = 45 nS*n^4*(V_m + 80 mV)                 : pA
      I_Na  = 37 nS*m_inf^3*h*(V_m - 55 mV)           : pA
      I_T   = 0.5 nS*a_inf^3*b_inf^2*(V_m - 140 mV)   : pA
      I_Ca  = 2 nS*c^2*(V_m - 140 mV)                 : pA
      I_AHP = 20 nS*(V_m + 80 mV)*CA/(CA + 15)        : pA
      I_GPe = g_GPe*(V_m + 85 mV)                     : pA

      dV_m/dt = (-I_L - I_K - I_Na - I_T - I_Ca - I_AHP - I_GPe + I_app + I_stim)/C_m : mV   # membrane potential
      dn/dt   = 0.75*(n_inf - n)/tau_n                                                : 1    # activation of potassium
      dh/dt   = 0.75*(h_inf - h)/tau_h                                                : 1    # inactivation of sodium
      dr/dt   = 0.2*(r_inf - r)/tau_r                                                 : 1    # inactivation of T-type calcium
      dc/dt   = 0.08*(c_inf - c)/tau_c                                                : 1    # activation of calcium
      dCA/dt  = 3.75e-5/ms*(-(I_Ca + I_T)/(1 pA) - 22.5*CA)                           : 1    # calcium
      dS/dt   = Z                                                                     : 1    # gate of its synapses: an alpha function
      dZ/dt   = -2*Z/tau_syn - S/tau_syn^2                                            : 1/ms # its rise
    initial:   V_m = V_0, n = n_inf, h = h_inf, r = r_inf, c = c_inf, CA = 0.1
    couplings:
      GPe: g_GPe = sum(w*s) : nS, s = S : 1
    threshold: V_m >= -10 mV and previous(V_m) < -10 mV
    reset:     Z += g_syn*e/tau_syn
    method:    euler
    """;

/** The two parts of the globus pallidus differ in their synapses: the external part's is graded, driven by the potential itself. */
static final String PALLIDAL = """
    parameters:
      C_m   = 1 pF (> 0)
      I_app = 21 pA          # applied current
      V_0   = -62 mV
      GATE_PARAMETER
    constants:
      GATE_CONSTANT
    equations:
      m_inf = sigmoid((V_m + 37 mV)/(10 mV))                       : 1
      h_inf = sigmoid(-(V_m + 58 mV)/(12 mV))                      : 1
      n_inf = sigmoid((V_m + 50 mV)/(14 mV))                       : 1
      a_inf = sigmoid((V_m + 57 mV)/(2 mV))                        : 1
      r_inf = sigmoid(-(V_m + 70 mV)/(2 mV))                       : 1
      s_inf = sigmoid((V_m + 35 mV)/(2 mV))                        : 1
      tau   = 0.05 ms + 0.27 ms*sigmoid(-(V_m + 40 mV)/(12 mV))    : ms

      I_L   = 0.1 nS*(V_m + 65 mV)                    : pA
      I_K   = 30 nS*n^4*(V_m + 80 mV)                 : pA
      I_Na  = 120 nS*m_inf^3*h*(V_m - 55 mV)          : pA
      I_T   = 0.5 nS*a_inf^3*r*(V_m - 120 mV)         : pA
      I_Ca  = 0.15 nS*s_inf^2*(V_m - 120 mV)          : pA
      I_AHP = 10 nS*(V_m + 80 mV)*CA/(CA + 10)        : pA
      I_syn = g_STN*V_m + g_GPe*(V_m + 85 mV)         : pA

      dV_m/dt = (-I_L - I_K - I_Na - I_T - I_Ca - I_AHP - I_syn + I_app)/C_m : mV   # membrane potential
      dn/dt   = 0.1*(n_inf - n)/tau                                          : 1    # activation of potassium
      dh/dt   = 0.05*(h_inf - h)/tau                                         : 1    # inactivation of sodium
      dr/dt   = (r_inf - r)/(30 ms)                                          : 1    # inactivation of T-type calcium
      dCA/dt  = 1e-4/ms*(-(I_Ca + I_T)/(1 pA) - 15*CA)                       : 1    # calcium
      GATE_EQUATIONS
    initial:   V_m = V_0, n = n_inf, h = h_inf, r = r_inf, CA = 0.1
    couplings:
      STN: g_STN = sum(w*s) : nS, s = S : 1
      GPe: g_GPe = sum(w*s) : nS, s = S : 1
    threshold: V_m >= -10 mV and previous(V_m) < -10 mV
    reset:     GATE_AT_SPIKE
    method:    euler
    """;

static final String EXTERNAL = PALLIDAL
    .replace("GATE_PARAMETER", "V_syn = 20 mV          # potential above which the synapses open").replace("GATE_CONSTANT", "V_half = -57 mV")
    .replace("GATE_EQUATIONS", "dS/dt = 2/ms*(1 - S)*sigmoid((V_m - V_syn - V_half)/(2 mV)) - 0.04/ms*S : 1   # gate of its synapses, graded")
    .replace("GATE_AT_SPIKE", "none");

static final String INTERNAL = PALLIDAL
    .replace("GATE_PARAMETER", "g_syn = 0.3            # peak of the gate that a spike opens").replace("GATE_CONSTANT", "tau_syn = 5 ms")
    .replace("GATE_EQUATIONS", """
        dS/dt = Z                              : 1      # gate of its synapses: an alpha function
          dZ/dt = -2*Z/tau_syn - S/tau_syn^2     : 1/ms   # its rise""".strip())
    .replace("GATE_AT_SPIKE", "Z += g_syn*e/tau_syn");

// ----------------------------------------------------------------------------------------------------------- the network

Result simulate(Condition condition, long seed, double ms) {
  var net = new Network("basal ganglia").resolution(ms(0.01));
  int pd = condition.pd;
  var start = normal(mV(-62), mV(5));
  var th = net.population("TH", N, EquationModel.of("thalamus", THALAMUS)).set("V_0", start);
  var stn = net.population("STN", N, EquationModel.of("subthalamic", SUBTHALAMIC)).set("V_0", start).set("I_app", pA(33 - 10 * pd));
  var gpe = net.population("GPe", N, EquationModel.of("pallidal_external", EXTERNAL)).set("V_0", start)
      .set("I_app", normal(pA(21 - 13 * pd), pA(2)));
  var gpi = net.population("GPi", N, EquationModel.of("pallidal_internal", INTERNAL)).set("V_0", start).set("I_app", pA(22 - 6 * pd));

  couple(net, gpe, stn, "GPe", 0.5, 0, 1);
  couple(net, stn, gpe, "STN", 0.15, 0, -1);
  couple(net, gpe, gpe, "GPe", 0.5, 1, -2);
  couple(net, stn, gpi, "STN", 0.15, 0, -1);
  couple(net, gpe, gpi, "GPe", 0.5, 1, -2);
  couple(net, gpi, th, "GPi", 1.4 * 0.08, 0);

  double[] cortex = cortex(seed, ms);
  pulses(net, th, cortex, 3.5, 5);
  if (condition.stimulationHz > 0) {
    double interval = 1000 / condition.stimulationHz;
    pulses(net, stn, IntStream.range(1, (int) (ms / interval)).mapToDouble(k -> k * interval).toArray(), 300, 0.3);
  }
  try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.threads(1).seed(seed))) {
    simulation.run(ms(ms));
    var spikes = simulation.spikes();
    var rates = new HashMap<String, Double>();
    for (var p : spikes.populations()) {
      rates.put(p.name(), Arrays.stream(trains(spikes, p.name())).mapToInt(t -> t.length).sum() / (double) N / ms * 1000);
    }
    double beta = Multitaper.of(3, 5).band(0, 100).spectrum(Signal.trains(trains(spikes, "GPi"), 0, ms)).bandPower(13, 35);
    return new Result(condition, seed, errorIndex(cortex, trains(spikes, "TH"), ms), beta, rates);
  }
}

double[][] trains(SpikeTrains spikes, String population) {
  return spikes.trainsMs(spikes.population(population));
}

/** Cell k hears the cells k + shift of a ring. */
void couple(Network net, Population source, Population target, String receptor, double nS, int... shifts) {
  for (int shift : shifts) {
    int[] targets = IntStream.range(0, N).toArray();
    int[] sources = IntStream.of(targets).map(k -> Math.floorMod(k + shift, N)).toArray();
    net.connect(source, target).receptor(receptor).rule(explicit(sources, targets)).weight(nS(nS));
  }
}

void pulses(Network net, Population target, double[] times, double amplitude, double width) {
  var current = net.current(target).from(ms(0), pA(0));
  for (double t : times) {
    double on = Math.round(t * 100) / 100.0;
    current.from(ms(on), pA(amplitude)).from(ms(Math.round((on + width) * 100) / 100.0), pA(0));
  }
}

/** What the sensorimotor cortex sends: pulses at a rate that is drawn anew for each interval, 14 Hz with a coefficient of variation of 0.2. */
double[] cortex(long seed, double ms) {
  var random = new Random(seed);
  var times = new ArrayList<Double>();
  for (double t = 0; ; ) {
    double gamma = 0; // of shape 25
    for (int k = 0; k < 25; k++) gamma -= Math.log(1 - random.nextDouble());
    t += 1000 / (gamma * 14 / 25);
    if (t >= ms - 5) return times.stream().mapToDouble(x -> x).toArray();
    times.add(t);
  }
}

/** Errors for each pulse: other than one spike within 25 ms, and each further spike until the next pulse. */
double errorIndex(double[] pulses, double[][] trains, double ms) {
  int errors = 0, counted = 0;
  for (int k = 0; k < pulses.length; k++) {
    double pulse = pulses[k], next = k + 1 < pulses.length ? pulses[k + 1] : ms;
    if (pulse < 200 || pulse > ms - 25) continue;
    for (double[] train : trains) {
      counted++;
      if (Arrays.stream(train).filter(t -> t > pulse && t <= pulse + 25).count() != 1) errors++;
      errors += (int) Arrays.stream(train).filter(t -> t > pulse + 25 && t <= next).count();
    }
  }
  return errors / (double) counted;
}
