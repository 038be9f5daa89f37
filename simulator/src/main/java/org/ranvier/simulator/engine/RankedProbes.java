package org.ranvier.simulator.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.ranvier.simulator.ranks.Meeting;
import org.ranvier.simulator.ranks.Ranks;

/** What the probes of other ranks have sampled: it comes at the end of each run, so that all ranks have all samples. */
final class RankedProbes {
  private final Ranks ranks;
  private final Meeting meeting;
  private final Map<ProbeSpec, List<Probe>> timed = new IdentityHashMap<>();
  private final Map<ProbeSpec, List<SpikeProbe>> onSpikes = new IdentityHashMap<>();

  RankedProbes(Ranks ranks) {
    this.ranks = ranks;
    meeting = new Meeting(ranks);
  }

  /** Gives the samples that have been taken here since the last time, and takes those of the others. */
  void exchange(List<ProbeSpec> probes, Worker[] workers) {
    if (ranks.size() == 1 || probes.isEmpty()) {
      return;
    }
    try {
      var bytes = new ByteArrayOutputStream();
      var out = new DataOutputStream(bytes);
      for (ProbeSpec probe : probes) {
        for (Worker worker : workers) {
          for (Probe part : worker.probes().timed(probe)) {
            out.writeBoolean(true);
            part.send(out);
          }
          for (SpikeProbe part : worker.probes().onSpikes(probe)) {
            out.writeBoolean(true);
            part.send(out);
          }
        }
        out.writeBoolean(false);
      }
      byte[][] all = meeting.gather(bytes.toByteArray());
      for (int r = 0; r < all.length; r++) {
        if (r != ranks.rank()) {
          take(probes, new DataInputStream(new ByteArrayInputStream(all[r])));
        }
      }
    } catch (IOException e) { // there are no files here
      throw new UncheckedIOException(e);
    }
  }

  private void take(List<ProbeSpec> probes, DataInputStream in) throws IOException {
    for (ProbeSpec probe : probes) {
      while (in.readBoolean()) {
        if (probe.onSpikes()) {
          SpikeProbe.take(probe, onSpikes.computeIfAbsent(probe, p -> new ArrayList<>()), in);
        } else {
          Probe.take(probe, timed.computeIfAbsent(probe, p -> new ArrayList<>()), in);
        }
      }
    }
  }

  List<Probe> timed(ProbeSpec probe) {
    return timed.getOrDefault(probe, List.of());
  }

  List<SpikeProbe> onSpikes(ProbeSpec probe) {
    return onSpikes.getOrDefault(probe, List.of());
  }

  /** Forgets a probe and what it has sampled. */
  void forget(ProbeSpec probe) {
    timed.remove(probe);
    onSpikes.remove(probe);
  }
}
