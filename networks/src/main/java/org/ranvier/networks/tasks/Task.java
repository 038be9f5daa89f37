package org.ranvier.networks.tasks;

import java.util.List;
import java.util.function.Consumer;
import org.ranvier.networks.Network;
import org.ranvier.networks.circuits.Setting;
import org.ranvier.networks.circuits.Settings;

/**
 * A published experiment in which a network learns. It is run under several conditions: the first one learns, the others are its twins, which
 * differ in one thing and must fail.
 */
public interface Task {
  /** The name by which it is run. */
  String name();

  /** One sentence. */
  String summary();

  /** The publication. */
  String source();

  /** What may be set. */
  List<Setting> settings();

  /** The conditions, in the order in which they are run. */
  List<String> conditions();

  /** Refuses conditions of which one needs another that is not there. */
  default void check(List<String> conditions) {}

  /** What is measured in each trial. */
  List<Figure> figures();

  /** When a trial counts as learnt, in words. */
  String criterion();

  /** What the lines of the picture show, with its unit. */
  String lineLabel();

  /** Biological time of a trial, if nothing else is asked for. */
  double durationMs();

  /**
   * The network that learns.
   *
   * @param durationMs of the trial; refused where it does not fit the task
   */
  Network network(Settings settings, double durationMs, long seed);

  /**
   * Runs trials with one seed.
   *
   * @param conditions some of {@link #conditions}, in their order
   * @param listener sees the trials as they go
   * @param done sees each trial as it ends
   */
  void run(Settings settings, double durationMs, List<String> conditions, long seed, TrialListener listener, Consumer<Trial> done);
}
