package org.ranvier.networks.experiment;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.Simulation;

/** Makes Ctrl-C end a run in order: the simulation is cancelled, and the process waits until its results are written. */
final class CancelOnExit implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::cancelAndWait);
  private volatile @Nullable Simulation simulation;

  CancelOnExit() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** From now on a Ctrl-C cancels this simulation; before, it ends the process at once. */
  void cancels(Simulation simulation) {
    this.simulation = simulation;
  }

  private void cancelAndWait() {
    Simulation running = simulation;
    if (running == null) {
      return;
    }
    try {
      // Again and again: there may be another run after the one that is cancelled.
      for (int tries = 0; tries < 10 * PATIENCE_SECONDS; tries++) {
        running.cancel();
        if (finished.await(100, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** All is written, the end of the log too. */
  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is going down already, and the hook is doing its work.
    }
  }
}
