package org.ranvier.networks.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.export.SpikeExport;
import org.ranvier.simulator.log.SpikeLogReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the spikes of a log for other programs. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Writes the spikes to a CSV file (time_ms,population,neuron) or a SONATA file (HDF5). Of a log that is damaged it writes"
        + " nothing and ends with 1, and says up to which time --to the log is whole; of one that is unfinished it writes what is"
        + " there, and says so.")
final class SpikesExport implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private LogArgument argument = new LogArgument();

  @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "The file to write: .csv, or .h5 for SONATA.")
  private @Nullable Path file;

  @Option(names = "--csv", paramLabel = "FILE", description = "Write CSV to this file.")
  private @Nullable Path csv;

  @Option(names = "--sonata", paramLabel = "FILE", description = "Write SONATA to this file.")
  private @Nullable Path sonata;

  @Mixin private Interval interval = new Interval();

  @Option(names = "--overwrite", description = "Replace the file if it exists.")
  private boolean overwrite;

  @Override
  public Integer call() {
    Path toCsv = csv;
    Path toSonata = sonata;
    if (file != null) {
      String name = file.toString().toLowerCase(Locale.ROOT);
      if (name.endsWith(".csv") && toCsv == null) {
        toCsv = file;
      } else if ((name.endsWith(".h5") || name.endsWith(".hdf5") || name.endsWith(".sonata")) && toSonata == null) {
        toSonata = file;
      } else {
        throw wrong(file + ": the ending says no format, or one that is asked for already; end it in .csv or .h5, or use --csv or --sonata");
      }
    }
    if (toCsv == null && toSonata == null) {
      throw wrong("where to? name a file that ends in .csv or .h5, or use --csv FILE or --sonata FILE");
    }
    if (toCsv != null && toSonata != null && toCsv.toAbsolutePath().normalize().equals(toSonata.toAbsolutePath().normalize())) {
      throw wrong("CSV and SONATA would both be written to " + toCsv + "; name two files");
    }
    SpikeLogReader log = argument.open();
    if (toCsv != null) {
      writeCsv(log, toCsv);
      System.out.println("written to " + toCsv);
    }
    if (toSonata != null) {
      writeSonata(log, toSonata);
      System.out.println("written to " + toSonata);
    }
    LogArgument.ending(log);
    return 0;
  }

  private void writeCsv(SpikeLogReader log, Path to) {
    if (interval.isWholeLog()) {
      SpikeExport.toCsv(log, to, overwrite);
    } else {
      SpikeExport.toCsv(interval.read(log), to, overwrite);
    }
  }

  private void writeSonata(SpikeLogReader log, Path to) {
    if (interval.isWholeLog()) {
      SpikeExport.toSonata(log, to, overwrite);
    } else {
      SpikeExport.toSonata(interval.read(log), to, overwrite);
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
