package org.ranvier.networks.basalganglia;

import java.util.List;
import java.util.stream.IntStream;
import org.ranvier.networks.CurrentInput;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.Projection;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.networks.values.Contact;
import org.ranvier.networks.values.PulseTrain;
import org.ranvier.networks.values.Units;

/**
 * A model of the basal ganglia that can be stimulated: nuclei of {@value #CELLS} cells each.
 *
 * @param network all of it
 * @param thalamus the relay that the internal pallidum inhibits
 * @param internal the internal pallidum, whose rhythm between 13 and 35 Hz is the sign of disease
 * @param external the external pallidum
 * @param subthalamic the subthalamic nucleus
 * @param stimulator pulses into the subthalamic nucleus
 * @param cortex pulses that the thalamus shall relay; of 0 pA where there are none
 */
public record Plant(
    Network network, Population thalamus, Population internal, Population external, Population subthalamic, CurrentInput stimulator,
    CurrentInput cortex) {
  /** Cells of each nucleus. */
  public static final int CELLS = 10;

  /** Lower end of the band of the pathological rhythm, in Hz. */
  public static final double BETA_FROM = 13;

  /** Upper end. */
  public static final double BETA_TO = 35;

  /**
   * What the published 300 pA of each cell are taken for: 3 mA through a contact of 6 mm² in a device that takes charge back between
   * pulses, so 0.9 µC and 15 µC/cm² a phase. The share stands for the field of the electrode, which these models do not have.
   */
  public static final Contact CONTACT = Contact.of(6, 1e-7).passiveRecovery();

  /** The published pulses, 300 pA into each cell for 0.3 ms, which do not come yet. */
  public static final PulseTrain PULSES = PulseTrain.of(Units.nA(3e6), Units.ms(0.3)).through(CONTACT);

  /** The populations of both models that are read, in the order of the pathway. */
  public List<Population> nuclei() {
    return List.of(thalamus, subthalamic, external, internal);
  }

  /** Adds the stimulator, which gives regular pulses. */
  static CurrentInput stimulator(Network net, Population subthalamic, double hz) {
    return net.current("stimulator", subthalamic).pulses(PULSES.at(Units.Hz(hz)));
  }

  /** Adds the sensorimotor cortex: pulses of 5 ms at a rate that is drawn anew for each interval, 14 Hz with a coefficient of variation of 0.2. */
  static CurrentInput cortex(Network net, Population thalamus, double pa) {
    return net.current("cortex", thalamus).pulses(PulseTrain.of(Units.pA(pa), Units.ms(5)).varying(Units.Hz(14), 0.2));
  }

  /** Cell {@code k} hears the cell {@code k + shift} of a ring, for each shift. */
  static Projection ring(Network net, Population source, Population target, String receptor, int... shifts) {
    int[] targets = IntStream.of(shifts).flatMap(s -> IntStream.range(0, CELLS)).toArray();
    int[] sources = IntStream.of(shifts).flatMap(s -> IntStream.range(0, CELLS).map(k -> Math.floorMod(k + s, CELLS))).toArray();
    return net.connect(source, target).receptor(receptor).rule(ConnectionRule.explicit(sources, targets));
  }
}
