package org.ranvier.simulator.log;

/**
 * How a log ends.
 *
 * @param ending complete, cancelled, failed, or unfinished: the run goes on, or was killed
 * @param text the status as it was written; {@code unfinished} where none was
 * @param blocks number of whole blocks
 * @param lastStep the last step in the log; the step before its first one where it is empty
 * @param spikes number of spikes
 */
public record SpikeLogStatus(Ending ending, String text, long blocks, long lastStep, long spikes) {
  /** Status of a run that came to its end. */
  public static final String COMPLETE = "complete";

  /** Status of a run that its user stopped. */
  public static final String CANCELLED = "cancelled";

  private static final String FAILED_PREFIX = "failed: ";

  /** The kinds of ends. */
  public enum Ending {
    COMPLETE,
    CANCELLED,
    FAILED,
    UNFINISHED
  }

  /** Status of a run that stopped with an error. */
  public static String failed(String reason) {
    return FAILED_PREFIX + reason;
  }

  /** The kind of a written status; {@code UNFINISHED} where it is none of the three. */
  static Ending endingOf(String text) {
    return switch (text) {
      case COMPLETE -> Ending.COMPLETE;
      case CANCELLED -> Ending.CANCELLED;
      default -> text.startsWith(FAILED_PREFIX) ? Ending.FAILED : Ending.UNFINISHED;
    };
  }
}
