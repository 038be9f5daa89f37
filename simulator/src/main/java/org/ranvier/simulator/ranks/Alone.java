package org.ranvier.simulator.ranks;

/** One process, which meets nobody. */
public final class Alone implements Ranks {
  public static final Ranks RANKS = new Alone();

  private Alone() {}

  @Override
  public int rank() {
    return 0;
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public void gather(byte[] mine, int length, byte[] all) {
    System.arraycopy(mine, 0, all, 0, length);
  }

  @Override
  public void send(int to, byte[] mine, int length) {
    throw new IllegalArgumentException("there is no rank " + to);
  }

  @Override
  public void receive(int from, byte[] into, int length) {
    throw new IllegalArgumentException("there is no rank " + from);
  }
}
