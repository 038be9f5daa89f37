package org.ranvier.networks.spectra;

/**
 * How closely two signals keep step at each frequency: {@code |Σ J_a*·J_b| / √(Σ|J_a|²·Σ|J_b|²)} over tapers and pairs, from 0
 * to 1; its square is the part of the power of one that follows linearly from the other. Both limits: Jarvis & Mitra 2001,
 * doi:10.1162/089976601300014312; the jackknife: Thomson & Chave 1991.
 *
 * @param hz frequencies
 * @param coherence at each of them
 * @param phase by how much {@code b} leads {@code a}, in rad, from -π to π
 * @param low lower end of the jackknife's interval over tapers and pairs, on {@code atanh} of the coherence
 * @param high its upper end
 * @param limit what the coherence of independent signals exceeds with the probability {@code p = 1 - level} at any one
 *     frequency: {@code √(1 - p^(1/(m-1)))}
 * @param estimates {@code m}: tapers times pairs
 */
public record Coherence(
    double[] hz, double[] coherence, double[] phase, double[] low, double[] high, double limit, int estimates) {
  /** The mean over a band, by the trapezoidal rule. */
  public double mean(double fromHz, double toHz) {
    return Band.integral(hz, coherence, fromHz, toHz) / (toHz - fromHz);
  }
}
