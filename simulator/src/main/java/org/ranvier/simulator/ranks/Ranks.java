package org.ranvier.simulator.ranks;

/**
 * Processes that simulate one network together, as one of them sees them: each has a rank, from 0 on. What is called here is called by all of
 * them, in the same order, by one thread at a time in each.
 */
public interface Ranks {
  /** The rank of this process. */
  int rank();

  /** Number of processes. */
  int size();

  /**
   * Gives all the same number of bytes of each, and waits for theirs.
   *
   * @param mine the first {@code length} bytes are given
   * @param all takes those of rank {@code r} from {@code r * length} on
   */
  void gather(byte[] mine, int length, byte[] all);

  /** Gives bytes to one other rank, which {@linkplain #receive receives} as many, and waits until it has them. Only these two call. */
  void send(int to, byte[] mine, int length);

  /** Takes bytes that one other rank sends. */
  void receive(int from, byte[] into, int length);
}
