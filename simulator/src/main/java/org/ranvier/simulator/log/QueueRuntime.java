package org.ranvier.simulator.log;

import java.util.ArrayList;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.ranvier.simulator.RanvierException;

/** What Chronicle Queue needs of the JVM, asked before its first class is initialised, where it would fail with an Error. */
final class QueueRuntime {
  private static final String[] OPENED = {"java.lang", "java.lang.reflect", "java.util"};
  private static final String[] EXPORTED = {"sun.nio.ch", "jdk.internal.ref"};

  static {
    // It would report its start to its makers, print a banner, and watch the disk in a thread of its own.
    setUnlessSet("chronicle.analytics.disable");
    setUnlessSet("chronicle.announcer.disable");
    setUnlessSet("chronicle.disk.monitor.disable");
  }

  private QueueRuntime() {}

  private static void setUnlessSet(String property) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, "true");
    }
  }

  /** Throws where a flag is missing. */
  static void check() {
    // Names the class without initialising it.
    Module queue = SingleChronicleQueueBuilder.class.getModule();
    Module base = Object.class.getModule();
    var missing = new ArrayList<String>();
    for (String name : OPENED) {
      if (!base.isOpen(name, queue)) {
        missing.add("--add-opens=java.base/" + name + "=ALL-UNNAMED");
      }
    }
    for (String name : EXPORTED) {
      if (!base.isExported(name, queue)) {
        missing.add("--add-exports=java.base/" + name + "=ALL-UNNAMED");
      }
    }
    if (!missing.isEmpty()) {
      // These two only silence warnings of the JVM, so they are named where the others are missing anyway.
      missing.add("--enable-native-access=ALL-UNNAMED");
      missing.add("--sun-misc-unsafe-memory-access=allow");
      throw new RanvierException(
          "writing a spike log needs flags of the JVM that this one was started without;"
              + " start it by './ranvier run', or add to 'java': "
              + String.join(" ", missing)
              + " (or put them into the environment variable JDK_JAVA_OPTIONS)");
    }
  }
}
