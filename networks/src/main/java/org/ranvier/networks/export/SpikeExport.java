package org.ranvier.networks.export;

import java.nio.file.Path;
import org.ranvier.simulator.log.SpikeLogReader;
import org.ranvier.simulator.recording.SpikeTrains;

/**
 * Exports spikes from a log or from memory.
 *
 * <pre>{@code
 * var log = SpikeLogReader.open(Path.of("out/spikes"));
 * SpikeExport.toSonata(log, Path.of("spikes.h5"), false);
 * SpikeExport.toCsv(log.read(500, 1500), Path.of("second.csv"), false);   // an interval
 * }</pre>
 *
 * <p>A file appears under its name only when it is whole. One that exists is refused unless {@code overwrite} is true. Errors are
 * {@link org.ranvier.simulator.RanvierException}s; a log that is damaged is exported up to the damage by reading that interval.
 */
public final class SpikeExport {
  private SpikeExport() {}

  /**
   * Writes a line {@code time_ms,population,neuron} for each spike, in order of time; {@code neuron} counts from 0 in its
   * population, times are exact decimal multiples of the resolution. Needs no memory to speak of.
   */
  public static void toCsv(SpikeLogReader log, Path file, boolean overwrite) {
    NewFile.write(file, overwrite, path -> CsvSpikes.write(SpikeSource.of(log), path));
  }

  /** As {@link #toCsv(SpikeLogReader, Path, boolean)}. */
  public static void toCsv(SpikeTrains spikes, Path file, boolean overwrite) {
    NewFile.write(file, overwrite, path -> CsvSpikes.write(SpikeSource.of(spikes), path));
  }

  /**
   * Writes a SONATA spike file: for each population that spiked, {@code /spikes/<population>/timestamps} (double, ms) and {@code
   * node_ids} (uint64, from 0 in the population), sorted by time. Holds the spikes in memory, 16 bytes each.
   *
   * @see <a href="https://github.com/AllenInstitute/sonata/blob/master/docs/SONATA_DEVELOPER_GUIDE.md#spike_file">The SONATA
   *     developer guide</a>; Dai et al. (2020), doi:10.1371/journal.pcbi.1007696
   */
  public static void toSonata(SpikeLogReader log, Path file, boolean overwrite) {
    NewFile.write(file, overwrite, path -> SonataSpikes.write(SpikeSource.of(log), path));
  }

  /** As {@link #toSonata(SpikeLogReader, Path, boolean)}. */
  public static void toSonata(SpikeTrains spikes, Path file, boolean overwrite) {
    NewFile.write(file, overwrite, path -> SonataSpikes.write(SpikeSource.of(spikes), path));
  }
}
