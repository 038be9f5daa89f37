package org.ranvier.validation.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;
import org.ranvier.simulator.RanvierException;

/**
 * Feeds mutations to a reader. Each must end within a time limit, either well or in a {@link RanvierException} whose message says
 * something; anything else is a finding. All findings are told together, one of each kind, with the number of its mutation: each is
 * mended and becomes a plain test of the class that reads.
 */
final class Fuzz {
  /** What is fed. */
  interface Reader<T> {
    void read(T input) throws Exception;
  }

  private static final int LONGEST_SHOWN = 600;

  private final Duration limit;
  private ExecutorService worker = worker();

  /**
   * @param limit of the time that one input may take
   */
  Fuzz(Duration limit) {
    this.limit = limit;
  }

  /** Feeds the mutations 0 to {@code count - 1}; fails where one of them was a finding. */
  <T> void run(int count, LongFunction<T> mutations, Reader<T> reader) throws InterruptedException {
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (long number = 0; number < count; number++) {
      T input = mutations.apply(number);
      var finding = feed(input, reader);
      if (finding.isPresent()) {
        String shown = String.valueOf(input);
        found.computeIfAbsent(finding.get(), kind -> new ArrayList<>())
            .add("mutation " + number + ":\n" + shown.substring(0, Math.min(shown.length(), LONGEST_SHOWN)));
      }
    }
    worker.shutdownNow();
    var told = new StringBuilder();
    found.forEach((kind, inputs) -> told.append(inputs.size()).append(" × ").append(kind).append("\n").append(inputs.getFirst()).append("\n\n"));
    assertEquals("", told.toString());
  }

  /** What is wrong with the way in which the reader took the input, if anything. */
  private <T> Optional<String> feed(T input, Reader<T> reader) throws InterruptedException {
    var reading = worker.submit(
        () -> {
          reader.read(input);
          return input;
        });
    try {
      reading.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.empty();
    } catch (TimeoutException e) {
      worker.shutdownNow();
      worker = worker(); // the other one is a daemon, and may never end
      return Optional.of("took longer than " + limit.toMillis() + " ms");
    } catch (ExecutionException e) {
      return judge(e.getCause());
    }
  }

  private static Optional<String> judge(Throwable thrown) {
    if (thrown instanceof RanvierException) {
      String message = thrown.getMessage();
      boolean says = message != null && !message.isBlank() && !message.contains("this is a bug") && !message.contains("does not compile");
      return says ? Optional.empty() : Optional.of("a refusal that says nothing: " + message);
    }
    var frames = thrown.getStackTrace();
    return Optional.of(thrown.getClass().getName() + (frames.length > 0 ? " at " + frames[0] : "") + ": " + thrown.getMessage());
  }

  private static ExecutorService worker() {
    return Executors.newSingleThreadExecutor(
        task -> {
          var thread = new Thread(task, "fuzz");
          thread.setDaemon(true);
          return thread;
        });
  }
}
