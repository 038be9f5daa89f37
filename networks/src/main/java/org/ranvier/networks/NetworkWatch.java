package org.ranvier.networks;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sees whether the networks that a script describes are ever simulated. */
public final class NetworkWatch {
  private static final ScopedValue<NetworkWatch> CURRENT = ScopedValue.newInstance();

  private final AtomicInteger described = new AtomicInteger();
  private final AtomicInteger simulated = new AtomicInteger();

  /** Watches the networks that some work describes. */
  public <T> T during(Supplier<T> work) {
    return ScopedValue.where(CURRENT, this).call(work::get);
  }

  /** A network is described; returns who watches it. */
  static @Nullable NetworkWatch describe() {
    NetworkWatch watch = CURRENT.isBound() ? CURRENT.get() : null;
    if (watch != null) {
      watch.described.incrementAndGet();
    }
    return watch;
  }

  void simulate() {
    simulated.incrementAndGet();
  }

  /** Whether networks were described, and none of them simulated. */
  public boolean isIdle() {
    return described.get() > 0 && simulated.get() == 0;
  }
}
