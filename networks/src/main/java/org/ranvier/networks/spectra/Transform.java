package org.ranvier.networks.spectra;

/**
 * Tapered Fourier transforms at frequencies {@code f = first + i·step}: {@code J_k(f) = Σ_j a_k(t_j)·e^(-2πi·f·t_j) - λ·A_k(f)}
 * of spikes, with the mean rate {@code λ} and the taper's own transform {@code A_k};
 * {@code Δ·Σ_n a_k(t_n)·(x_n - x̄)·e^(-2πi·f·t_n)} of a series. {@code ∫ a_k² dt = 1}.
 */
final class Transform {
  private static final int LEAST_POINTS = 1024; // of a taper between whose points a line is drawn
  private static final int POINTS_PER_BANDWIDTH = 64;

  private final double[][] tapers; // [taper][point], per √s
  private final double seconds;
  private final double first;
  private final double step;
  private final int count;
  private final double[] cos;
  private final double[] sin;
  private final double[][] ofTaperRe;
  private final double[][] ofTaperIm;

  /** A transform [taper][frequency]. */
  record Values(double[][] re, double[][] im) {}

  Transform(Signal like, double timeBandwidth, int tapers, double[] hz) {
    int points = like.isSeries() ? like.values().length : points(timeBandwidth);
    this.tapers = Tapers.of(points, timeBandwidth, tapers).values();
    seconds = like.seconds();
    first = hz[0];
    step = hz.length > 1 ? hz[1] - hz[0] : 0;
    count = hz.length;
    cos = new double[count];
    sin = new double[count];
    double dt = seconds / points;
    double scale = 1 / Math.sqrt(dt);
    for (double[] taper : this.tapers) {
      for (int i = 0; i < points; i++) {
        taper[i] *= scale;
      }
    }
    ofTaperRe = new double[tapers][count];
    ofTaperIm = new double[tapers][count];
    if (!like.isSeries()) {
      for (int i = 0; i < points; i++) {
        turn((i + 0.5) * dt);
        for (int k = 0; k < tapers; k++) {
          add(this.tapers[k][i] * dt, ofTaperRe[k], ofTaperIm[k]);
        }
      }
      // The transform of the lines between the points: without it the points would have images at multiples of 1/dt.
      for (int f = 0; f < count; f++) {
        double x = Math.PI * hz[f] * dt;
        double hat = x == 0 ? 1 : Math.pow(Math.sin(x) / x, 2);
        for (int k = 0; k < tapers; k++) {
          ofTaperRe[k][f] *= hat;
          ofTaperIm[k][f] *= hat;
        }
      }
    }
  }

  private static int points(double timeBandwidth) {
    return (int) Math.max(LEAST_POINTS, POINTS_PER_BANDWIDTH * Math.ceil(timeBandwidth));
  }

  Values of(Signal signal) {
    double[][] re = new double[tapers.length][count];
    double[][] im = new double[tapers.length][count];
    if (signal.isSeries()) {
      double[] x = signal.values();
      double mean = 0;
      for (double v : x) {
        mean += v / x.length;
      }
      double dt = signal.interval();
      for (int n = 0; n < x.length; n++) {
        turn((n + 0.5) * dt);
        for (int k = 0; k < tapers.length; k++) {
          add(dt * tapers[k][n] * (x[n] - mean), re[k], im[k]);
        }
      }
      return new Values(re, im);
    }
    for (double t : signal.times()) {
      turn(t);
      for (int k = 0; k < tapers.length; k++) {
        add(taper(k, t), re[k], im[k]);
      }
    }
    double rate = signal.times().length / seconds;
    for (int k = 0; k < tapers.length; k++) {
      for (int f = 0; f < count; f++) {
        re[k][f] -= rate * ofTaperRe[k][f];
        im[k][f] -= rate * ofTaperIm[k][f];
      }
    }
    return new Values(re, im);
  }

  /**
   * {@code e^(-2πi·f·t)} at all frequencies, each from the one before; begun anew now and then, so that rounding does not add
   * up.
   */
  private void turn(double t) {
    double stepRe = Math.cos(2 * Math.PI * step * t);
    double stepIm = -Math.sin(2 * Math.PI * step * t);
    double re = 0;
    double im = 0;
    for (int f = 0; f < count; f++) {
      if (f % 512 == 0) {
        double angle = 2 * Math.PI * (first + f * step) * t;
        re = Math.cos(angle);
        im = -Math.sin(angle);
      }
      cos[f] = re;
      sin[f] = im;
      double next = re * stepRe - im * stepIm;
      im = re * stepIm + im * stepRe;
      re = next;
    }
  }

  private void add(double weight, double[] re, double[] im) {
    for (int f = 0; f < count; f++) {
      re[f] += weight * cos[f];
      im[f] += weight * sin[f];
    }
  }

  private double taper(int k, double t) {
    double[] a = tapers[k];
    double place = Math.clamp(t / seconds * a.length - 0.5, 0, a.length - 1);
    int i = Math.min((int) place, a.length - 2);
    return a[i] + (place - i) * (a[i + 1] - a[i]);
  }
}
