package org.ranvier.networks.experiment;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.Simulation;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.Fused;

/**
 * Makes Ctrl-C, or another signal that ends the process, end a run in order. While a network is built, the process says so and ends;
 * afterwards the simulations are cancelled, and the process waits until what they have done is written.
 */
public final class CancelOnExit implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final String name;
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::cancelAndWait);
  private final Set<Simulation> simulations = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;
  private boolean running;
  private @Nullable OutputDirectory directory;

  /**
   * @param name of what is run
   */
  public CancelOnExit(String name) {
    this.name = name;
    warnOf(Fused.IN_HARDWARE);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Every run that can be stopped is announced as slow where it is. */
  static void warnOf(boolean fusedInHardware) {
    if (!fusedInHardware) {
      System.err.println("warning: this processor, or JVM, has no instruction for x*y + z (FMA): results are the same, but neurons with equations"
          + " take several times as long");
    }
  }

  /** Claims a directory, which a signal gives free where nothing has run yet. */
  public synchronized OutputDirectory claim(@Nullable Path asked, boolean overwrite) {
    requireGoing();
    OutputDirectory claimed = OutputDirectory.claim(asked, name, overwrite);
    directory = claimed;
    return claimed;
  }

  /** Claims the directory of a run that is to be gone on with. */
  public synchronized OutputDirectory claimAgain(Path existing) {
    requireGoing();
    OutputDirectory claimed = OutputDirectory.claimAgain(existing);
    directory = claimed;
    return claimed;
  }

  /** From now on a signal cancels this simulation too; before the first one, it ends the process at once. */
  public synchronized void cancels(Simulation simulation) {
    requireGoing();
    running = true;
    simulations.add(simulation);
  }

  /** A simulation has ended. */
  public void release(Simulation simulation) {
    simulations.remove(simulation);
  }

  /** Whether a signal has come: no other simulation is to begin. */
  public boolean isStopping() {
    return stopping;
  }

  /** Says what ended the run where a signal has come: once this is closed, the process may be gone before anybody else says it. */
  public RanvierException said(RanvierException e) {
    if (stopping) {
      System.err.println("ranvier: " + e.getMessage());
    }
    return e;
  }

  /** Throws where a signal has come. */
  public void requireGoing() {
    if (stopping) {
      throw new RanvierException(name + ": stopped before anything was recorded");
    }
  }

  /** Lets nothing begin any more; says whether something has. */
  private synchronized boolean stop() {
    stopping = true;
    if (!running) {
      System.err.println((System.console() == null ? "" : System.lineSeparator()) + "ranvier: stopped while '" + name
          + "' was being built; nothing was recorded");
      if (directory != null) {
        directory.close();
      }
    }
    return running;
  }

  private void cancelAndWait() {
    if (!stop()) {
      return;
    }
    try {
      // Again and again: there may be another run after the one that is cancelled.
      for (int tries = 0; tries < 50 * PATIENCE_SECONDS; tries++) {
        simulations.forEach(Simulation::cancel);
        if (finished.await(20, TimeUnit.MILLISECONDS)) {
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
