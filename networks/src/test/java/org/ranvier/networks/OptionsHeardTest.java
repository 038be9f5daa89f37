package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.mm;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;
import static org.ranvier.networks.values.Units.um;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.ranvier.networks.building.ModulatorModels;
import org.ranvier.networks.space.Layout;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.diffusion.Boundary;
import org.ranvier.plasticity.diffusion.Lattice;
import org.ranvier.plasticity.modulators.Release;
import org.ranvier.plasticity.receptors.Response;
import org.ranvier.plasticity.structure.GrowthCurve;
import org.ranvier.plasticity.structure.Turnover.Keeping;
import org.ranvier.simulator.RanvierException;

/** Settings that exclude each other are refused in both orders, and so are those that nothing would hear; the same one may be said again. */
final class OptionsHeardTest {
  private static final Response HILL = new Response.Hill(1, 1);
  private static final GrowthCurve CURVE = new GrowthCurve.Linear(5, 5);

  /** A setting: how messages name it, and how it is said. */
  private record Said<T>(String name, Consumer<T> say) {}

  /** Something to set, and two settings of it that exclude each other. */
  private record Pair<T>(Consumer<Consumer<T>> of, Said<T> one, Said<T> other) {
    void check() {
      refused(one, other);
      refused(other, one);
      of.accept(t -> {
        one.say.accept(t);
        one.say.accept(t);
      });
    }

    private void refused(Said<T> first, Said<T> second) {
      of.accept(t -> {
        first.say.accept(t);
        String message = message(() -> second.say.accept(t));
        assertTrue(message.contains(first.name) && message.contains(second.name) && (message.contains(" leave ") || message.contains(" give ")), message);
      });
    }
  }

  private static String message(Executable refused) {
    return String.valueOf(assertThrows(RanvierException.class, refused).getMessage());
  }

  private static Population cells(Network net) {
    return net.population("n", 3, "iaf_psc_exp");
  }

  private static Projection joined(Network net) {
    var n = cells(net);
    return net.connect(n, n).rule(allToAll()).weight(pA(1)).delay(ms(1));
  }

  private static <T> Said<T> said(String name, Consumer<T> say) {
    return new Said<>(name, say);
  }

  private static <T> Pair<T> pair(Function<Network, T> of, Said<T> one, Said<T> other) {
    return new Pair<>(use -> use.accept(of.apply(new Network("net"))), one, other);
  }

  private static void refusedToBuild(Consumer<Network> describe, String... parts) {
    var net = new Network("net");
    describe.accept(net);
    String message = message(() -> Simulation.of(net, Simulation.Options.DEFAULT.threads(1)).close());
    List.of(parts).forEach(part -> assertTrue(message.contains(part), () -> "«" + part + "» is not in:\n" + message));
  }

  @Test
  void recorders() {
    Said<StateRecorder> atSpikes = said(".onSpikes()", StateRecorder::onSpikes);
    pair(net -> net.record(cells(net), "V_m"), atSpikes, said(".every(…)", r -> r.every(ms(1)))).check();
    pair(net -> net.record(cells(net), "V_m"), atSpikes, said(".fromStart()", StateRecorder::fromStart)).check();
    Said<WeightRecorder> ofWeights = said(".onSpikes()", WeightRecorder::onSpikes);
    pair(net -> net.recordWeights(joined(net)), ofWeights, said(".every(…)", r -> r.every(ms(1)))).check();
    pair(net -> net.recordWeights(joined(net)), ofWeights, said(".variable(…)", r -> r.variable("weight"))).check();
  }

  @Test
  void projections() {
    pair(OptionsHeardTest::joined, said(".axonalDelay(…)", p -> p.axonalDelay(ms(0.2))), said(".dendriticDelay(…)", p -> p.dendriticDelay(ms(0.2)))).check();
    pair(OptionsHeardTest::joined, said(".negativeWeights()", Projection::negativeWeights), said(".positiveWeights()", Projection::positiveWeights)).check();
    pair(OptionsHeardTest::joined, said(".symmetric()", Projection::symmetric), said(".oneWay()", Projection::oneWay)).check();
  }

  @Test
  void modulators() {
    Said<Modulator> decay = said(".decay(…)", m -> m.decay(ms(5)));
    Said<Modulator> uptake = said(".uptake(…)", m -> m.uptake(1, 1));
    pair(net -> net.modulator("m"), decay, uptake).check();
    pair(net -> net.modulator("m"), decay, said(".momentary()", Modulator::momentary)).check();
    var lattice = new Lattice(new int[] {2}, new double[] {10}, new double[] {0}, Boundary.REFLECTING);
    pair(net -> net.modulator("m"), said(".perPopulation()", Modulator::perPopulation), said(".diffusing(…)", m -> m.diffusing(lattice, 1))).check();
    pair(
            net -> net.modulator("m").decay(ms(4)).releasedBy(cells(net)), said(".amount(…)", s -> s.amount(1)),
            said(".unitArea()", ModulatorSource::unitArea))
        .check();
    pair(net -> net.modulator("m").receptor("r", HILL), said(".binding(…)", r -> r.binding(1)), said(".cascade(…)", r -> r.cascade(ms(1), ms(2)))).check();
    refusedToBuild(net -> net.modulator("m").decay(ms(5)).every(ms(1)).releasedBy(cells(net)).amount(1), ".every(…)", "add .diffusing(…)");
    refusedToBuild(net -> held(net).clamp(ms(8), ms(12), 1), "let one end before the other begins", "clamped to 3 from 5 ms to 9 ms", "clamped to 1 from 8 ms to 12 ms");
  }

  private static Modulator held(Network net) {
    cells(net);
    return net.modulator("m").decay(ms(5)).clamp(ms(5), ms(9), 3);
  }

  @Test
  void aRunningMeanHasTheBaselineAndTheDecayOfItsOwn() {
    for (Said<Modulator> other : List.<Said<Modulator>>of(said(".baseline(…)", m -> m.baseline(2)), said(".decay(…)", m -> m.decay(ms(3))))) {
      for (boolean first : new boolean[] {true, false}) {
        var net = new Network("net");
        var of = net.modulator("of").decay(ms(5));
        var mean = net.modulator("mean");
        Said<Modulator> follows = said(".follows(…)", m -> m.follows(of, ms(8)));
        (first ? follows : other).say.accept(mean);
        String message = message(() -> (first ? other : follows).say.accept(mean));
        assertTrue(message.contains(other.name) && message.contains(".follows(…)"), message);
      }
    }
    var net = new Network("net");
    var of = net.modulator("of").decay(ms(5));
    var mean = net.modulator("mean").follows(of, ms(8));
    of.baseline(4); // said later, and heard
    assertEquals(4, net.index().model(mean.plan()).baseline());
    assertTrue(message(() -> mean.follows(of, ms(9))).contains("follows 'of' already"));
  }

  @Test
  void aReleaseOfUnitAreaIsOfTheDecayThatIsSaidLast() {
    var net = new Network("net");
    var m = net.modulator("m").decay(ms(4));
    var source = m.releasedBy(cells(net)).unitArea();
    m.decay(ms(16));
    assertEquals(new Release.PerSpike(1.0 / 16), ModulatorModels.release(m.plan(), source.plan())); // 1/τ
  }

  /** Whichever is declared first, the second clamp holds: the one that ends where it begins does not take it away. */
  @Test
  void clampsOneAfterTheOther() {
    for (boolean inOrder : new boolean[] {true, false}) {
      var net = new Network("net");
      cells(net);
      var m = net.modulator("m").decay(ms(1));
      m.clamp(inOrder ? ms(0) : ms(5), inOrder ? ms(5) : ms(20), inOrder ? 1 : 2).clamp(inOrder ? ms(5) : ms(0), inOrder ? ms(20) : ms(5), inOrder ? 2 : 1);
      try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(1))) {
        sim.run(ms(10));
        assertEquals(2, sim.concentration(m));
      }
    }
  }

  @Test
  void upkeep() {
    pair(net -> net.normalise(joined(net)), said(".sum(…)", n -> n.sum(pA(2))), said(".euclidean(…)", n -> n.euclidean(pA(2)))).check();
    pair(net -> net.adapt(cells(net), "V_th"), said(".by(…)", a -> a.by(mV(1))), said(".byPart(…)", a -> a.byPart(0.1))).check();
    refusedToBuild(net -> net.rewire(joined(net)).pruneWeakest(0.1).vacant(2).averaging(ms(5)), ".averaging(…) and .vacant(…)", "add .elements(…)");
    refusedToBuild(net -> net.rewire(joined(net)).elements(CURVE, CURVE).regrowth(0.5), ".regrowth(…)", "synapses follow .elements(…)");
    refusedToBuild(net -> net.rewire(joined(net)).sprouting(1).keeping(Keeping.TOTAL), ".keeping(…)", "none is pruned; add .pruneUpTo(…)");
  }

  @Test
  void layouts() {
    String message = message(() -> Layout.grid(2).extent(um(20)).spacing(um(10)));
    assertTrue(message.contains(".extent(…) and .spacing(…) exclude each other"), message);
    assertEquals(message.split(": ")[1], message(() -> Layout.grid(2).spacing(um(10)).extent(um(20))).split(": ")[1]);
    assertTrue(message(() -> Layout.scattered(mm(1)).extent(mm(2))).contains("has its extent already"));
    assertTrue(message(() -> Layout.ring(mm(1)).extent(mm(2))).contains("has its extent already"));
    var points = new double[][] {{0}, {10}};
    var centred = Layout.positions(Units::um, points).center(um(100));
    assertTrue(message(() -> centred.place("E", 2)).contains("has a center but no extent"));
    assertEquals(List.of(10.0), centred.extent(um(300)).place("E", 2).at(1));
  }

  @Test
  void currents() {
    var net = new Network("net");
    var current = net.current(cells(net)).noise(pA(1), pA(1), ms(1));
    assertTrue(message(() -> current.ornsteinUhlenbeck(pA(1), pA(1), ms(1))).contains("has its course already; add a second current"));
    var drive = net.poisson("d", net.populations().getFirst()).rate(Hz(5)).weight(pA(1)).rate(Hz(7)); // the same verb: the last one
    assertTrue(drive.toString().contains("7 Hz"), drive.toString());
  }
}
