package org.ranvier.simulator.checkpoint;

/**
 * What a checkpoint says of itself.
 *
 * @param network name of the network
 * @param networkDigest digest of its description
 * @param seed seed of the simulation
 * @param step steps done
 * @param resolutionMs length of a step in ms
 * @param ranvierVersion version that wrote it
 * @param javaVersion version of the Java runtime that wrote it
 */
public record CheckpointHeader(
    String network, String networkDigest, long seed, long step, double resolutionMs, String ranvierVersion, String javaVersion) {
  /** The header of a checkpoint that this version writes. */
  public static CheckpointHeader of(String network, String networkDigest, long seed, long step, double resolutionMs) {
    String version = CheckpointHeader.class.getPackage().getImplementationVersion();
    return new CheckpointHeader(
        network, networkDigest, seed, step, resolutionMs, version == null ? "development" : version, Runtime.version().toString());
  }
}
