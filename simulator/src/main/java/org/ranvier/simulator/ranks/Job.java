package org.ranvier.simulator.ranks;

import org.jspecify.annotations.Nullable;

/** The job of MPI that this process belongs to, if it was started in one. A process can join it and leave it once. */
public final class Job {
  /** So long a process that fails lets the others end what they write, before it ends them. */
  private static final long GRACE_MS = 500;

  private static final Job OF_THIS_PROCESS = new Job(Launch.ofThisProcess());

  /** So much longer one lets them that has failed because another one has: that one ends all, and Open MPI confuses its own words where several do. */
  private static final long GRACE_OF_OTHERS_MS = 3000;

  private final Launch launch;
  private @Nullable Mpi mpi;
  private volatile boolean follows;

  private Job(Launch launch) {
    this.launch = launch;
  }

  public static Job ofThisProcess() {
    return OF_THIS_PROCESS;
  }

  /** How it was started. */
  public Launch launch() {
    return launch;
  }

  /**
   * The ranks of the job, which is joined where this is the first call; one where there is no job.
   *
   * @throws org.ranvier.simulator.RanvierException if the job cannot be joined
   */
  public synchronized Ranks ranks() {
    if (!launch.isOneOfSeveral()) {
      return Alone.RANKS;
    }
    Mpi joined = mpi;
    if (joined == null) {
      joined = Mpi.join(launch);
      mpi = joined;
    }
    return joined;
  }

  /** Another rank has failed, says why and ends all. */
  public void follow() {
    follows = true;
  }

  /** Leaves the job, if it was joined: with all others where all has gone well, otherwise it ends them. */
  public synchronized void leave(int exitCode) {
    Mpi joined = mpi;
    if (exitCode == 0) {
      if (joined != null) {
        joined.leave();
      }
      return;
    }
    if (joined == null && !follows) {
      return;
    }
    try {
      Thread.sleep(follows ? GRACE_MS + GRACE_OF_OTHERS_MS : GRACE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (joined != null) {
      joined.abort(exitCode);
    }
  }
}
