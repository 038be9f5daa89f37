package org.ranvier.networks.export;

import java.util.List;
import org.ranvier.simulator.log.SpikeLogReader;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.recording.SpikeListener;
import org.ranvier.simulator.recording.SpikeTrains;

/** Spikes in order of time, from a log or from memory; can be gone through more than once. */
interface SpikeSource {
  List<PopulationRange> populations();

  double resolutionMs();

  void forEach(SpikeListener listener);

  static SpikeSource of(SpikeLogReader log) {
    return new SpikeSource() {
      @Override
      public List<PopulationRange> populations() {
        return log.manifest().populations();
      }

      @Override
      public double resolutionMs() {
        return log.manifest().resolutionMs();
      }

      @Override
      public void forEach(SpikeListener listener) {
        log.forEach(listener);
      }
    };
  }

  static SpikeSource of(SpikeTrains spikes) {
    return new SpikeSource() {
      @Override
      public List<PopulationRange> populations() {
        return spikes.populations();
      }

      @Override
      public double resolutionMs() {
        return spikes.resolutionMs();
      }

      /** One block for each step that has spikes. */
      @Override
      public void forEach(SpikeListener listener) {
        var block = new SpikeBlock();
        int at = 0;
        while (at < spikes.size()) {
          long step = spikes.steps()[at];
          int end = at;
          while (end < spikes.size() && spikes.steps()[end] == step) {
            end++;
          }
          block.reset(step);
          block.addAll(spikes.ids(), spikes.offsetsMs(), at, end - at, 0);
          block.endStep();
          listener.accept(block);
          at = end;
        }
      }
    };
  }
}
