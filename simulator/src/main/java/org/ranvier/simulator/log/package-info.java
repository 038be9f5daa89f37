/**
 * The spike log: spikes written as they happen to a memory-mapped queue in a directory, readable while the run goes on and after
 * any end of it, a kill included.
 *
 * <pre>{@code
 * var manifest = SpikeLogManifest.of(populations, 0.1, seed, 1, 100, digest);
 * try (var log = SpikeLogWriter.create(directory, manifest)) {
 *   simulation.run(log);            // a SpikeListener: one block of steps after the other
 *   log.finish(SpikeLogStatus.COMPLETE);
 * }
 * SpikeTrains spikes = SpikeLogReader.open(directory).readAll();
 * }</pre>
 *
 * <p>The format stands byte by byte in {@code docs/spike-log.md}. Writing goes through Chronicle Queue, which needs JVM flags;
 * reading is plain file access, needs none, and changes nothing.
 */
@NullMarked
package org.ranvier.simulator.log;

import org.jspecify.annotations.NullMarked;
