package org.ranvier.networks.script;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;

/**
 * Shows what a script has thrown.
 *
 * @param scriptClasses names of the script's classes
 */
record ScriptFailure(Set<String> scriptClasses) {
  /** The message of a {@link RanvierException} behind the line of the script that it came from; else the stack trace. */
  void show(Throwable thrown, PrintStream err) {
    if (thrown instanceof RanvierException) {
      String place =
          Arrays.stream(thrown.getStackTrace())
              .filter(this::ofScript)
              .findFirst()
              .map(f -> f.getFileName() + ":" + f.getLineNumber() + ": ")
              .orElse("");
      err.println(place + thrown.getMessage());
    } else {
      forgetCallersOfScript(thrown);
      thrown.printStackTrace(err);
    }
  }

  /** Cuts the frames below the script's main from the stack traces of an exception and its causes. */
  private void forgetCallersOfScript(Throwable thrown) {
    var seen = Collections.newSetFromMap(new IdentityHashMap<Throwable, Boolean>());
    for (@Nullable Throwable t = thrown; t != null && seen.add(t); t = t.getCause()) {
      StackTraceElement[] frames = t.getStackTrace();
      int end = frames.length;
      while (end > 0 && !ofScript(frames[end - 1])) {
        end--;
      }
      if (end > 0) {
        t.setStackTrace(Arrays.copyOf(frames, end));
      }
    }
  }

  private boolean ofScript(StackTraceElement frame) {
    return scriptClasses.contains(frame.getClassName()) && frame.getLineNumber() > 0;
  }
}
