package org.ranvier.networks.experiment;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ranvier.networks.Simulation;

/** Makes Ctrl-C end a run in order: the simulation is cancelled, and the process waits for its results to be written. */
final class CancelOnExit implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook;

  CancelOnExit(Simulation simulation) {
    hook =
        new Thread(
            () -> {
              simulation.cancel();
              try {
                finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** All results are written. */
  void done() {
    finished.countDown();
  }

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
