package org.ranvier.validation.reliability;

/** One way of doing harm, repeated as often as asked for. A new one is a class and an entry in {@link ReliabilityCommand}. */
interface Attack {
  /** One word, by which it is chosen. */
  String name();

  /** What is done, and what has to hold: a cell of the table. */
  String summary();

  /** Does it {@link Arena#trials} times, or until the arena's time is over, and says each outcome to the tally. */
  void run(Arena arena, Tally tally) throws Exception;
}
