package org.ranvier.neuronmodels.cells;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ranvier.neuronmodels.channels.Mechanism;
import org.ranvier.neuronmodels.channels.Mechanisms;
import org.ranvier.neuronmodels.model.AdjustableKernel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.morphology.CableProperties;
import org.ranvier.neuronmodels.morphology.CompartmentTree;
import org.ranvier.neuronmodels.morphology.Division;
import org.ranvier.neuronmodels.morphology.Location;
import org.ranvier.neuronmodels.morphology.Morphology;
import org.ranvier.neuronmodels.morphology.Piece;
import org.ranvier.neuronmodels.morphology.Region;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.time.TimeGrid;

class CellKernelTest {
  private static final double STEP = 0.05;

  private static CompartmentTree tree() {
    return Morphology.of(
            Piece.soma(15),
            Piece.cone("trunk", 100, 2, 1).label("apical").on("soma"),
            Piece.cylinder("left", 60, 0.8).label("apical").on("trunk"),
            Piece.cylinder("right", 60, 0.8).label("apical").on("trunk"))
        .divide(Division.maxLength(20), CableProperties.ra(120).cm(1));
  }

  private static Cell cell() {
    return Cell.of("test", tree())
        .insert("hh", Region.of("soma"))
        .insert("leak", Region.of("apical"), Map.of("g_max", 0.1))
        .insert("Ca_L", Region.of("apical"), Map.of("g_max", DistanceProfile.linear(0.02, 0.0001)))
        .insert("ca_pool", Region.of("apical"))
        .insert("K_Ca", Region.of("apical"), Map.of("g_max", 0.3))
        .synapse("near", "exp_syn", Location.at("trunk", 0.5), Map.of())
        .synapse("far", "ampa_nmda", Location.at("left", 0.9), Map.of())
        .synapse("far2", "ampa_nmda", Location.at("right", 0.9), Map.of())
        .observe("ca", Location.at("left", 0.9), "ca_pool", "ca_i");
  }

  /** A part of a population, with inputs that depend on the cell's index in the population. */
  private static final class Part {
    final CellModel model;
    final int first;
    final int size;
    final float[] input;
    final double[] current;
    final AdjustableKernel kernel;
    final SpikeSink sink = new SpikeSink();
    final int padded;

    Part(CellModel model, ParameterValues values, int first, int size) {
      this.model = model;
      this.first = first;
      this.size = size;
      padded = (size + 15) / 16 * 16;
      int receptors = model.receptors().size();
      input = new float[padded * receptors];
      current = new double[padded];
      int[] bases = new int[receptors];
      for (int r = 0; r < receptors; r++) {
        bases[r] = r * padded;
      }
      kernel = (AdjustableKernel) model.kernel("population", values)
          .create(new SliceContext("population", first, size, padded, 1, new TimeGrid(STEP), input, bases, current));
    }

    /** The potential of each cell at the end; spikes are added to the list. */
    double[] run(int from, int steps, List<Long> spikes) {
      for (int step = from + 1; step <= from + steps; step++) {
        for (int i = 0; i < size; i++) {
          int cell = first + i;
          current[i] = step < 400 ? 20 + cell % 7 * 10 : 0;
          for (int r = 0; r < model.receptors().size(); r++) {
            if ((step + 13 * cell + 31 * r) % 97 == 0) {
              input[r * padded + i] += 0.5f + cell % 5;
            }
          }
        }
        sink.clear();
        sink.startSlice(first);
        for (int tile = 0; tile < size; tile += 1024) {
          kernel.advance(step, tile, Math.min(size, tile + 1024), sink);
        }
        for (int k = 0; k < sink.size(); k++) {
          spikes.add(step * 1000L + sink.neurons()[k]);
        }
      }
      return Arrays.copyOf(kernel.state().find("V_m").orElseThrow().values(), size);
    }
  }

  private static ParameterValues values(CellModel model, int size) {
    return ParameterValues.of("population", model.parameters(), size, Map.of());
  }

  @Test
  void neitherPotentialsNorSpikesDependOnHowCellsAreDivided() {
    CellModel model = cell().model();
    int n = 150;
    var spikes = new ArrayList<Long>();
    double[] whole = new Part(model, values(model, n), 0, n).run(0, 600, spikes);
    assertTrue(spikes.size() > n, "spikes: " + spikes.size());
    for (int[] division : new int[][] {{64, 64, 22}, {1, 100, 49}, {47, 48, 55}}) {
      var parts = new ArrayList<Long>();
      double[] joined = new double[n];
      int first = 0;
      for (int size : division) {
        System.arraycopy(new Part(model, values(model, n), first, size).run(0, 600, parts), 0, joined, first, size);
        first += size;
      }
      assertArrayEquals(whole, joined);
      assertEquals(spikes.stream().sorted().toList(), parts.stream().sorted().toList());
    }
  }

  @Test
  void parametersMayDifferFromCellToCell() {
    CellModel model = cell().model();
    double[] densities = {60, 120, 180};
    var values = values(model, 3).with("population", "hh.g_Na", densities).with("population", "far.tau_ampa", 1, 2, 3);
    double[] together = new Part(model, values, 0, 3).run(0, 300, new ArrayList<>());
    for (int i = 0; i < 3; i++) {
      var own = values(model, 3).with("population", "hh.g_Na", densities[i]).with("population", "far.tau_ampa", 1 + i);
      assertEquals(new Part(model, own, i, 1).run(0, 300, new ArrayList<>())[0], together[i], 1e-9);
    }
  }

  @Test
  void parametersMayChangeDuringARun() {
    CellModel model = cell().model();
    var part = new Part(model, values(model, 2), 0, 2);
    part.run(0, 100, new ArrayList<>());
    part.kernel.setParameters(part.kernel.parameters().with("population", "hh.g_Na", 0));
    double[] without = part.run(100, 5000, new ArrayList<>());
    var never = new Part(model, values(model, 2).with("population", "hh.g_Na", 0), 0, 2);
    double[] expected = never.run(0, 5100, new ArrayList<>());
    assertArrayEquals(expected, without, 0.01); // what came before is forgotten, but for a little calcium
    assertTrue(part.run(5100, 1000, new ArrayList<>())[0] < -40);
  }

  @Test
  void restsAtTheSteadyStateOfItsChannels() {
    var cell = Cell.of("rest", tree()).insert("leak", Region.all(), Map.of("g_max", 0.1, "E",
        -71.0)).initialPotential(-60).model();
    var slice = new Part(cell, values(cell, 1), 0, 1);
    for (int step = 1; step < 20_000; step++) {
      slice.kernel.advance(step, 0, 1, slice.sink);
    }
    assertEquals(-71, slice.kernel.state().find("V_m").orElseThrow().values()[0], 1e-9);
  }

  @Test
  void observedVariablesAreThoseOfTheirPlace() {
    CellModel model = cell().model();
    var names = model.variables().stream().map(v -> v.name() + " " + v.unit()).toList();
    assertTrue(names.containsAll(List.of("V_m mV", "near.v mV", "near.g nS", "far.b nS", "ca mM")), names.toString());
    var part = new Part(model, values(model, 1), 0, 1);
    part.input[0] = 1;
    part.kernel.advance(1, 0, 1, part.sink);
    assertEquals(1, part.kernel.state().find("near.g").orElseThrow().values()[0], 1e-12);
    assertEquals(1e-4, part.kernel.state().find("ca").orElseThrow().values()[0], 1e-6);
  }

  @Test
  void aPotentialThatIsNotFiniteIsReportedWithCellCompartmentAndTime() {
    CellModel model = cell().model();
    var part = new Part(model, values(model, 200), 100, 100);
    part.kernel.advance(1, 0, 100, part.sink);
    part.input[part.padded + 70] = Float.NaN;
    part.kernel.advance(2, 0, 100, part.sink);
    var error = assertThrows(RanvierException.class, () -> part.kernel.advance(3, 0, 100, part.sink));
    assertTrue(error.getMessage().startsWith("population 'population', neuron 170: the potential is not finite at 0.15 ms, beginning in compartment"),
        error.getMessage());
    assertTrue(error.getMessage().contains("section 'left'"), error.getMessage());
  }

  @Test
  void mistakesInADescriptionAreRefused() {
    refused(() -> cell().insert("K_M", Region.of("soma")), "channel 'K_M' in region 'soma' has no density; give g_max");
    refused(() -> cell().insert("K_N", Region.of("soma")), "no mechanism 'K_N'; did you mean");
    refused(() -> cell().insert("K_M", Region.of("axon"), Map.of("g_max", 1)), "selects no compartment");
    refused(() -> cell().insert("K_M", Region.of("soma"), Map.of("g_max", -1)), "must be 0 or above");
    refused(() -> cell().insert("K_M", Region.of("soma"), Map.of("g_bar", 1)), "has no parameter 'g_bar'");
    refused(() -> cell().insert("K_M", Region.of("soma"), Map.of("g_max", "1")), "must be a number in mS/cm^2 or a profile");
    refused(() -> cell().insert("exp_syn", Region.of("soma")), "point mechanism");
    refused(() -> cell().synapse("x", "leak", Location.at("soma", 0.5), Map.of("g_max", 1)), "is a channel");
    refused(() -> cell().synapse("x", "exp_syn", Location.at("axon", 0.5), Map.of()), "axon");
    refused(() -> cell().synapse("x", "exp_syn", Location.at("soma", 1.5), Map.of()), "outside the cell");
    refused(() -> cell().synapse("near", "exp_syn", Location.at("soma", 0.5), Map.of()), "label 'near' is taken");
    refused(() -> cell().insert("leak", Region.all(), Map.of("g_max", 1)).model(), "is inserted twice");
    refused(() -> cell().observe("x", Location.at("soma", 0.5), "ca_pool", "ca_i").model(), "there is no 'ca_pool' at");
    refused(() -> cell().observe("x", Location.at("left", 0.5), "ca_pool", "cb").model(), "has no state 'cb'");
    refused(() -> Cell.of("a", tree()).insert("K_Ca", Region.all(), Map.of("g_max", 1)).model(), "needs the concentration ca_i");
    refused(() -> cell().celsius(200), "temperature");
  }

  private static void refused(Runnable description, String part) {
    var error = assertThrows(RanvierException.class, description::run);
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }

  @Test
  void aUsersOwnChannelIsInsertedLikeThoseOfTheLibrary() {
    var kv = Mechanism.of("kv", """
        parameters:
          g_max = 0 mS/cm^2 (>= 0)
          E_K = -77 mV
        equations:
          alpha = 0.01/(mV*ms)*(v + 55 mV)/(1 - exp(-(v + 55 mV)/(10 mV))) : 1/ms
          beta = 0.125/ms*exp(-(v + 65 mV)/(80 mV)) : 1/ms
          dn/dt = alpha*(1 - n) - beta*n : 1
          i_k = g_max*n^4*(v - E_K) : uA/cm^2
        """);
    var na = Mechanisms.find("hh");
    CellModel own = Cell.of("own", tree()).insert("na", na, Region.of("soma"), Map.of("g_K", 0.0)).insert("kv", kv,
        Region.of("soma"), Map.of("g_max", 36.0)).model();
    CellModel library = Cell.of("library", tree()).insert("hh", Region.of("soma")).model();
    double[] a = new Part(own, values(own, 1), 3, 1).run(0, 400, new ArrayList<>());
    double[] b = new Part(library, values(library, 1), 3, 1).run(0, 400, new ArrayList<>());
    assertArrayEquals(b, a, 1e-8);
  }
}
