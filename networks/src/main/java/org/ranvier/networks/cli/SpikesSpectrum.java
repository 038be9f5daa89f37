package org.ranvier.networks.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.experiment.RunOptions;
import org.ranvier.networks.files.WholeFile;
import org.ranvier.networks.plot.XYPicture;
import org.ranvier.networks.spectra.Multitaper;
import org.ranvier.networks.spectra.Signal;
import org.ranvier.networks.spectra.Spectrum;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.log.SpikeLogReader;
import org.ranvier.simulator.log.StepTime;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeTrains;
import org.ranvier.simulator.time.TimeGrid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Power spectra of the spikes of a log. */
@Command(
    name = "spectrum",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Prints the power of each population in a band, from multitaper spectra of its neurons' spikes. Poisson spikes"
        + " have their rate as power at all frequencies.")
final class SpikesSpectrum implements Callable<Integer> {
  private static final double LONGEST_WINDOW_MS = 10_000;

  @Mixin private LogArgument argument = new LogArgument();
  @Mixin private Interval interval = new Interval();

  @Option(
      names = "--population",
      paramLabel = "NAME",
      description = "Take this population; may be given several times. Default: all.")
  private List<String> names = List.of();

  @Option(names = "--band", paramLabel = "HZ-HZ", description = "The band whose power is printed. Default: ${DEFAULT-VALUE}.")
  private String band = "13-35";

  @Option(
      names = "--max",
      paramLabel = "HZ",
      description = "Greatest frequency of the spectrum. Default: 100, or the end of the band.")
  private double max = Double.NaN;

  @Option(
      names = "--time-bandwidth",
      paramLabel = "NW",
      description = "Length of a window times half the bandwidth over which power is smoothed. Default: ${DEFAULT-VALUE}.")
  private double timeBandwidth = 3;

  @Option(
      names = "--tapers",
      paramLabel = "N",
      description = "How many tapers. Default: the most there may be, twice the time-bandwidth less 1.")
  private int tapers = -1;

  @Option(
      names = "--window",
      paramLabel = "TIME",
      description = "Take the mean over windows of this length. Default: the whole interval, at most 10 s.")
  private @Nullable String window;

  @Option(
      names = "--neurons",
      paramLabel = "N",
      description = "At most so many of a population, evenly spaced. Default: ${DEFAULT-VALUE}.")
  private int neurons = 100;

  @Option(
      names = "--pooled",
      description = "The spectrum of all their spikes as one train, which shows a rhythm that they share.")
  private boolean pooled;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write the spectra (population,hz,power,low,high), with limits of 95 %%, to this file.")
  private @Nullable Path csv;

  @Option(names = "--out", paramLabel = "FILE", description = "Draw the spectra as a PNG picture.")
  private @Nullable Path out;

  @Option(names = "--overwrite", description = "Replace the files if they exist.")
  private boolean overwrite;

  @Override
  public Integer call() throws IOException {
    Stream.of(csv, out).forEach(this::checkFree);
    if (neurons < 1) {
      throw new RanvierException("--neurons " + neurons + " must be at least 1");
    }
    SpikeLogReader log = argument.open();
    double[] ends = ends(log.manifest().resolutionMs());
    int taperCount = tapers == -1 ? (int) Math.min(Integer.MAX_VALUE, Math.max(1, 2 * timeBandwidth - 1)) : tapers;
    var multitaper = Multitaper.of(timeBandwidth, taperCount).band(0, ends[2]);
    var spikes = interval.read(log);
    var populations = names.isEmpty() ? log.manifest().populations() : names.stream().distinct().map(n -> named(log, n)).toList();
    double windowMs = windowMs(spikes);
    var spectra = new LinkedHashMap<String, Spectrum>();
    var table = new TextTable("population", "neurons", "rate", "power " + band + " Hz", "over flat", "peak at", "peak power");
    for (var population : populations) {
      double[][] trains = sample(spikes.trainsMs(population));
      var spectrum = multitaper.spectrum(signals(trains, spikes, windowMs));
      spectra.put(population.name(), spectrum);
      long count = Arrays.stream(trains).mapToLong(t -> t.length).sum();
      double rate = count * 1000 / spikes.durationMs() / (pooled ? 1 : trains.length);
      double power = spectrum.bandPower(ends[0], ends[1]);
      double peakHz = spectrum.peakHz(ends[0], ends[1]);
      double peak = spectrum.power(peakHz);
      table.row(
          population.name(), String.valueOf(trains.length), text(rate), text(power),
          rate > 0 ? text(power / (ends[1] - ends[0]) / rate) : "-",
          rate > 0 ? text(peakHz) + " Hz" : "-", rate > 0 ? text(peak) : "-");
    }
    var time = StepTime.of(spikes.resolutionMs());
    System.out.printf(
        Locale.ROOT, "%s: from %s ms to %s ms in windows of %s ms, %d tapers, smoothed over ±%s Hz%s%n%n", log.directory(),
        time.text(spikes.fromStep()), time.text(spikes.toStep()), TimeGrid.trim(windowMs), taperCount,
        text(timeBandwidth / windowMs * 1000),
        pooled ? ", spikes of all neurons as one train" : "");
    System.out.print(table);
    write(spectra);
    LogArgument.ending(log);
    return 0;
  }

  private void checkFree(@Nullable Path file) {
    if (file != null && (Files.isDirectory(file) || (Files.exists(file) && !overwrite))) {
      throw new RanvierException(
          file + " exists; name another file" + (Files.isDirectory(file) ? "" : ", or replace it with --overwrite"));
    }
  }

  private static PopulationRange named(SpikeLogReader log, String name) {
    var all = log.manifest().populations();
    return all.stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> {
              var there = all.stream().map(PopulationRange::name).toList();
              return new RanvierException("--population " + name + ": the log has no such population; it has " + there);
            });
  }

  /** Both ends of the band and the greatest frequency of the spectrum, in Hz. */
  private double[] ends(double resolutionMs) {
    String[] parts = band.split("-", -1);
    double from = parts.length == 2 ? hz(parts[0]) : Double.NaN;
    double to = parts.length == 2 ? hz(parts[1]) : Double.NaN;
    if (!(from >= 0 && from < to)) {
      throw new RanvierException("--band " + band + " is no band; write its ends in Hz, the lower one first, as in 13-35");
    }
    double most = Double.isNaN(max) ? Math.max(100, to) : max;
    double nyquist = 500 / resolutionMs;
    if (!(most >= to) || most > nyquist) {
      throw new RanvierException(
          (Double.isNaN(max) ? "--band " + band : "--max " + text(max)) + " Hz: the spectrum must reach to the end of the band, "
              + text(to)
              + " Hz, and at most to " + text(nyquist) + " Hz, half of the steps in a second");
    }
    return new double[] {from, to, most};
  }

  private static double hz(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private double windowMs(SpikeTrains spikes) {
    if (window == null) {
      return Math.min(LONGEST_WINDOW_MS, spikes.durationMs());
    }
    double ms = RunOptions.parseMs(window, "--window");
    if (!(ms > 0) || ms > spikes.durationMs()) {
      throw new RanvierException(
          "--window " + window + " must be above 0 and no longer than the interval, "
              + TimeGrid.trim(spikes.durationMs()) + " ms");
    }
    return ms;
  }

  private double[][] sample(double[][] trains) {
    int taken = Math.min(neurons, trains.length);
    double[][] sample = new double[taken][];
    for (int k = 0; k < taken; k++) {
      sample[k] = trains[(int) ((long) k * trains.length / taken)];
    }
    return sample;
  }

  private List<Signal> signals(double[][] trains, SpikeTrains spikes, double windowMs) {
    double from = TimeGrid.ms(spikes.fromStep(), spikes.resolutionMs());
    double to = from + spikes.durationMs();
    double[][] each = pooled ? new double[][] {Arrays.stream(trains).flatMapToDouble(Arrays::stream).toArray()} : trains;
    var signals = new ArrayList<Signal>();
    for (Signal whole : Signal.trains(each, from, to)) {
      signals.addAll(whole.windows(windowMs, windowMs));
    }
    return signals;
  }

  private void write(Map<String, Spectrum> spectra) throws IOException {
    if (csv != null) {
      var text = new StringBuilder("population,hz,power,low,high\n");
      spectra.forEach(
          (name, s) -> {
            for (int f = 0; f < s.hz().length; f++) {
              text.append(String.format(Locale.ROOT, "%s,%.6g,%.6g,%.6g,%.6g%n", name, s.hz()[f], s.power()[f], s.low()[f],
                  s.high()[f]));
            }
          });
      WholeFile.write(csv, text.toString());
      System.out.println("written to " + csv);
    }
    if (out != null) {
      var picture = XYPicture.of("frequency (Hz)", "power (spikes/s)");
      spectra.forEach((name, s) -> picture.line(name, s.hz(), s.power()));
      picture.write(out);
      System.out.println("written to " + out);
    }
  }

  private static String text(double value) {
    boolean plain = value == 0 || (Math.abs(value) < 1e6 && Math.abs(value) >= 1e-3);
    return plain ? TimeGrid.trim(round(value)) : String.format(Locale.ROOT, "%.3g", value);
  }

  private static double round(double value) {
    return value == 0 ? 0 : new BigDecimal(value).round(new MathContext(4)).doubleValue();
  }
}
