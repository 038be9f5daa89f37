package org.ranvier.networks.cli;

/** {@code ranvier} as the process of one trial of a sweep, which ends when that of the sweep does. */
public final class TrialMain {
  private TrialMain() {}

  public static void main(String[] args) {
    // One that was killed cannot end its trials, and those would hold the directories that a resumed sweep needs.
    ProcessHandle.of(Long.getLong("ranvier.parent", -1)).ifPresentOrElse(TrialMain::endWith, () -> System.exit(1));
    Main.main(args);
  }

  private static void endWith(ProcessHandle parent) {
    var unused = parent.onExit().thenRun(() -> System.exit(1));
  }
}
