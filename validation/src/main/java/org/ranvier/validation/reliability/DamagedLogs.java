package org.ranvier.validation.reliability;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.log.SpikeLogReader;
import org.ranvier.simulator.recording.SpikeTrains;

/** Damages a complete log, its headers above all: whatever is read of it is right, and nothing is missing without a word. */
final class DamagedLogs implements Attack {
  private static final int METADATA_OR_LENGTH = 0x7FFF_FFFF;
  private static final int LENGTH = 0x3FFF_FFFF;

  @Override
  public String name() {
    return "damage";
  }

  @Override
  public String summary() {
    return "a header cleared or flipped, or bytes changed, in a complete log (a hundred times a trial): refused, or read without a difference";
  }

  @Override
  public void run(Arena arena, Tally tally) throws Exception {
    Kills.Whole whole = Kills.Whole.of(arena);
    Path log = arena.directory().resolve("whole").resolve("spikes");
    Path file;
    try (var files = Files.list(log)) {
      file = files.filter(f -> f.toString().endsWith(".cq4")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(file);
    List<Integer> headers = headers(bytes);
    for (int trial = 0; arena.goesOn(trial); trial++) {
      for (int k = 0; k < 100; k++) {
        byte[] damaged = bytes.clone();
        String how = damage(damaged, headers, arena.random());
        Files.write(file, damaged);
        judge(tally, how, log, whole.log().spikes());
      }
    }
  }

  private static List<Integer> headers(byte[] bytes) {
    var numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    var headers = new ArrayList<Integer>();
    for (int at = 0; numbers.getInt(at) != 0; at = at + 4 + (numbers.getInt(at) & LENGTH) + 3 & ~3) {
      headers.add(at);
    }
    return headers;
  }

  private static String damage(byte[] bytes, List<Integer> headers, Random random) {
    var numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int at = headers.get(random.nextInt(headers.size()));
    switch (random.nextInt(4)) {
      case 0 -> {
        numbers.putInt(at, 0);
        return "header cleared";
      }
      case 1 -> {
        numbers.putInt(at, numbers.getInt(at) ^ 1 << random.nextInt(32));
        return "header flipped";
      }
      case 2 -> {
        numbers.putInt(at, random.nextInt() & METADATA_OR_LENGTH);
        return "header replaced";
      }
      default -> {
        int from = headers.get(3);
        bytes[from + random.nextInt(headers.getLast() - from)] ^= (byte) (1 + random.nextInt(255));
        return "byte changed";
      }
    }
  }

  private static void judge(Tally tally, String how, Path log, SpikeTrains whole) throws IOException {
    try {
      SpikeTrains read = SpikeLogReader.open(log).readAll();
      boolean same = read.toStep() == whole.toStep() && Arrays.equals(read.ids(), whole.ids())
          && Arrays.equals(read.steps(), whole.steps());
      if (same) {
        tally.held(how + ": no difference");
      } else {
        tally.failed(how + ": " + read.size() + " of " + whole.size() + " spikes read without a word");
      }
    } catch (RanvierException e) {
      tally.held(how + ": refused");
    }
  }
}
