package org.ranvier.simulator.ranks;

/** Another process has failed, and says why; this one has nothing to add. */
public final class OtherRankFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OtherRankFailed(int rank) {
    super("rank " + rank + " has failed, and says why");
  }

  @Override
  public String toString() {
    return String.valueOf(getMessage());
  }
}
