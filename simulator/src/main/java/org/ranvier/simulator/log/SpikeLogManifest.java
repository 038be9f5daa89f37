package org.ranvier.simulator.log;

import java.util.List;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.time.TimeGrid;

/**
 * What a log says of itself in its first excerpt.
 *
 * @param format always {@code ranvier-spikes}
 * @param formatVersion version of the format; this library writes {@code 2} and reads {@code 1} too
 * @param populations the recorded populations
 * @param resolutionMs length of a step in ms; a spike of step {@code s} has the time {@code s * resolutionMs}
 * @param seed seed of the run
 * @param firstStep the first step that the log covers
 * @param blockSteps steps in a block as the run makes them; single blocks may be shorter
 * @param blockMs time of such a block in ms, which says the resolution a second time; 0 in logs of version 1
 * @param descriptionDigest digest of the network description, empty where there is none
 * @param ranvierVersion version that wrote the log
 * @param javaVersion version of the Java runtime that wrote it
 */
public record SpikeLogManifest(
    String format,
    int formatVersion,
    List<PopulationRange> populations,
    double resolutionMs,
    long seed,
    long firstStep,
    int blockSteps,
    double blockMs,
    String descriptionDigest,
    String ranvierVersion,
    String javaVersion) {
  public SpikeLogManifest {
    populations = List.copyOf(populations);
  }

  /** The same in the format that this version writes. */
  SpikeLogManifest rewritten() {
    return new SpikeLogManifest(
        format, SpikeLogFormat.VERSION, populations, resolutionMs, seed, firstStep, blockSteps, TimeGrid.ms(blockSteps, resolutionMs), descriptionDigest,
        ranvierVersion, javaVersion);
  }

  /** The manifest of a log that this version writes. */
  public static SpikeLogManifest of(
      List<PopulationRange> populations, double resolutionMs, long seed, long firstStep, int blockSteps, String digest) {
    String version = SpikeLogManifest.class.getPackage().getImplementationVersion();
    return new SpikeLogManifest(
        SpikeLogFormat.NAME,
        SpikeLogFormat.VERSION,
        populations,
        resolutionMs,
        seed,
        firstStep,
        blockSteps,
        TimeGrid.ms(blockSteps, resolutionMs),
        digest,
        version == null ? "development" : version,
        Runtime.version().toString());
  }
}
