package org.ranvier.simulator;

/**
 * A mistake in a description, a file or a command that its author can mend. The message names the thing, the value, what is
 * allowed and the mend; the command line prints it without a stack trace.
 */
public final class RanvierException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RanvierException(String message) {
    super(message);
  }

  public RanvierException(String message, Throwable cause) {
    super(message, cause);
  }
}
