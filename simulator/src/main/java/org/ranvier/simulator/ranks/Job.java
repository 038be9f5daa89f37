package org.ranvier.simulator.ranks;

import org.jspecify.annotations.Nullable;

/** The job of MPI that this process belongs to, if it was started in one. A process can join it and leave it once. */
public final class Job {
  /** So long a process that fails lets the others end what they write, before it ends them. */
  private static final long GRACE_MS = 500;

  private static final Job OF_THIS_PROCESS = new Job(Launch.ofThisProcess());

  private final Launch launch;
  private @Nullable Mpi mpi;

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

  /** Leaves the job, if it was joined: with all others where all has gone well, otherwise it ends them. */
  public synchronized void leave(int exitCode) {
    Mpi joined = mpi;
    if (joined == null) {
      return;
    }
    if (exitCode == 0) {
      joined.leave();
      return;
    }
    try {
      Thread.sleep(GRACE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    joined.abort(exitCode);
  }
}
