package org.ranvier.simulator.ranks;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How this process was started, as the environment tells before anything of MPI is loaded.
 *
 * @param rank its rank
 * @param size number of processes
 * @param onThisMachine number of those on this machine, 1 where it is not said
 * @param starter what started them
 * @param isBound whether the starter has bound each to processors of its own
 */
public record Launch(int rank, int size, int onThisMachine, Starter starter, boolean isBound) {
  /** What starts processes. */
  public enum Starter {
    NONE,
    OPEN_MPI,
    SLURM,
    HYDRA
  }

  /** Names of the variables that say rank and size; the first pair that is there counts. */
  private static final List<Variables> KNOWN =
      List.of(
          new Variables("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", "OMPI_COMM_WORLD_LOCAL_SIZE", Starter.OPEN_MPI),
          new Variables("PMI_RANK", "PMI_SIZE", "MPI_LOCALNRANKS", Starter.HYDRA),
          new Variables("SLURM_PROCID", "SLURM_STEP_NUM_TASKS", "SLURM_NTASKS_PER_NODE", Starter.SLURM));

  private record Variables(String rank, String size, String local, Starter starter) {}

  /** One process, started by itself. */
  public static final Launch ALONE = new Launch(0, 1, 1, Starter.NONE, false);

  /** That of this process. */
  public static Launch ofThisProcess() {
    return of(System.getenv());
  }

  static Launch of(Map<String, String> environment) {
    for (Variables v : KNOWN) {
      Optional<Integer> rank = number(environment, v.rank);
      Optional<Integer> size = number(environment, v.size);
      if (rank.isPresent() && size.isPresent() && size.get() > 1) {
        Starter starter = v.starter == Starter.HYDRA && environment.containsKey("SLURM_PROCID") ? Starter.SLURM : v.starter;
        return new Launch(rank.get(), size.get(), number(environment, v.local).orElse(1), starter, "1".equals(environment.get("OMPI_MCA_orte_bound_at_launch")));
      }
    }
    return ALONE;
  }

  /** Takes out of an environment what would make a process that is started with it take itself for one of these. */
  public static void hideFrom(Map<String, String> environment) {
    for (Variables v : KNOWN) {
      environment.remove(v.rank);
      environment.remove(v.size);
    }
  }

  private static Optional<Integer> number(Map<String, String> environment, String name) {
    try {
      return Optional.ofNullable(environment.get(name)).map(Integer::valueOf);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** How many threads this process has processors for: all that it may use, or its share where others of the job may use them too. */
  public int threads() {
    int processors = Runtime.getRuntime().availableProcessors();
    return isBound ? processors : Math.max(1, processors / Math.max(1, onThisMachine));
  }

  /** Whether there are other ranks. */
  public boolean isOneOfSeveral() {
    return size > 1;
  }
}
