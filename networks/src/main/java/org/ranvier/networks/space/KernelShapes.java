package org.ranvier.networks.space;

import java.util.function.DoubleUnaryOperator;
import org.ranvier.simulator.time.TimeGrid;

/** The kernels. Each has its own loop, so that the JIT compiles each for itself. */
final class KernelShapes {
  private KernelShapes() {}

  record Gaussian(double sigma) implements Kernel {
    @Override
    public void evaluate(Displacements d, double[] values) {
      double c = -0.5 / (sigma * sigma);
      for (int k = 0; k < d.size; k++) {
        values[k] = Math.exp(c * (d.distance[k] * d.distance[k]));
      }
    }

    private double at(double distance) {
      return Math.exp(-0.5 / (sigma * sigma) * (distance * distance));
    }

    @Override
    public ValueRange bounds(double fromUm, double toUm) {
      return new ValueRange(at(toUm), at(fromUm));
    }

    @Override
    public String toString() {
      return "gaussian(" + Lengths.text(sigma) + ")";
    }
  }

  /** A Gaussian with a width along each axis. */
  record Ellipsoid(int axes, double x, double y, double z) implements Kernel {
    @Override
    public void evaluate(Displacements d, double[] values) {
      for (int k = 0; k < d.size; k++) {
        double a = d.x[k] / x;
        double b = d.y[k] / y;
        double c = d.z[k] / z;
        values[k] = Math.exp(-0.5 * (a * a + b * b + c * c));
      }
    }

    @Override
    public ValueRange bounds(double fromUm, double toUm) {
      return new ValueRange(0, new Gaussian(Math.max(x, Math.max(y, axes == 3 ? z : 0))).at(fromUm));
    }

    @Override
    public String toString() {
      return "gaussian(" + Lengths.text(x) + ", " + Lengths.text(y) + (axes == 3 ? ", " + Lengths.text(z) : "") + ")";
    }
  }

  record Exponential(double scale) implements Kernel {
    @Override
    public void evaluate(Displacements d, double[] values) {
      double c = -1 / scale;
      for (int k = 0; k < d.size; k++) {
        values[k] = Math.exp(c * d.distance[k]);
      }
    }

    @Override
    public ValueRange bounds(double fromUm, double toUm) {
      return new ValueRange(Math.exp(-toUm / scale), Math.exp(-fromUm / scale));
    }

    @Override
    public String toString() {
      return "exponential(" + Lengths.text(scale) + ")";
    }
  }

  record Power(double scale, double exponent) implements Kernel {
    @Override
    public void evaluate(Displacements d, double[] values) {
      for (int k = 0; k < d.size; k++) {
        values[k] = Math.pow(1 + d.distance[k] / scale, -exponent);
      }
    }

    @Override
    public ValueRange bounds(double fromUm, double toUm) {
      return new ValueRange(Math.pow(1 + toUm / scale, -exponent), Math.pow(1 + fromUm / scale, -exponent));
    }

    @Override
    public String toString() {
      return "power(" + Lengths.text(scale) + ", " + TimeGrid.trim(exponent) + ")";
    }
  }

  record Linear(double range) implements Kernel {
    @Override
    public void evaluate(Displacements d, double[] values) {
      double end = range - d.toleranceUm; // a value of the order of rounding would make a source possible
      for (int k = 0; k < d.size; k++) {
        values[k] = d.distance[k] < end ? 1 - d.distance[k] / range : 0;
      }
    }

    @Override
    public ValueRange bounds(double fromUm, double toUm) {
      return new ValueRange(Math.max(0, 1 - toUm / range), Math.max(0, 1 - fromUm / range));
    }

    @Override
    public double reachUm() {
      return range;
    }

    @Override
    public String toString() {
      return "linear(" + Lengths.text(range) + ")";
    }
  }

  record Gabor(double sigma, double wavelength, double aspect, double phase) implements Kernel {
    @Override
    public void evaluate(Displacements d, double[] values) {
      double c = -0.5 / (sigma * sigma);
      double wave = 2 * Math.PI / wavelength;
      for (int k = 0; k < d.size; k++) {
        double x = d.x[k];
        double y = aspect * d.y[k];
        double z = aspect * d.z[k];
        values[k] = Math.exp(c * (x * x + y * y + z * z)) * Math.cos(wave * x + phase);
      }
    }

    @Override
    public ValueRange bounds(double fromUm, double toUm) {
      double envelope = new Gaussian(sigma / Math.min(1, aspect)).at(fromUm);
      return new ValueRange(-envelope, envelope);
    }

    @Override
    public String toString() {
      return "gabor(" + Lengths.text(sigma) + ", " + Lengths.text(wavelength) + ", "
          + TimeGrid.trim(aspect) + ", " + TimeGrid.trim(phase) + ")";
    }
  }

  record Distance(double unit) implements Kernel {
    @Override
    public void evaluate(Displacements d, double[] values) {
      for (int k = 0; k < d.size; k++) {
        values[k] = d.distance[k] / unit;
      }
    }

    @Override
    public ValueRange bounds(double fromUm, double toUm) {
      return new ValueRange(fromUm / unit, toUm / unit);
    }

    @Override
    public String toString() {
      return "distance(" + Lengths.text(unit) + ")";
    }
  }

  record Constant(double value) implements Kernel {
    @Override
    public void evaluate(Displacements d, double[] values) {
      java.util.Arrays.fill(values, 0, d.size, value);
    }

    @Override
    public ValueRange bounds(double fromUm, double toUm) {
      return new ValueRange(value, value);
    }

    @Override
    public String toString() {
      return TimeGrid.trim(value);
    }
  }

  record OfDistance(DoubleUnaryOperator function) implements Kernel {
    @Override
    public void evaluate(Displacements d, double[] values) {
      double steps = d.decimalSteps();
      for (int k = 0; k < d.size; k++) {
        values[k] = function.applyAsDouble(Displacements.rounded(d.distance[k], steps));
      }
    }

    @Override
    public String toString() {
      return "own function of distance"; // no name that differs from run to run
    }
  }

  record OfVector(Kernel.OfDisplacement function) implements Kernel {
    @Override
    public void evaluate(Displacements d, double[] values) {
      double steps = d.decimalSteps();
      for (int k = 0; k < d.size; k++) {
        values[k] = function.at(Displacements.rounded(d.x[k], steps), Displacements.rounded(d.y[k], steps), Displacements.rounded(d.z[k], steps));
      }
    }

    @Override
    public String toString() {
      return "own function of displacement";
    }
  }

  record Sum(Kernel a, Kernel b) implements Kernel {
    @Override
    public void evaluate(Displacements d, double[] values) {
      a.evaluate(d, values);
      double[] other = new double[d.size];
      b.evaluate(d, other);
      for (int k = 0; k < d.size; k++) {
        values[k] += other[k];
      }
    }

    @Override
    public ValueRange bounds(double fromUm, double toUm) {
      return a.bounds(fromUm, toUm).plus(b.bounds(fromUm, toUm));
    }

    @Override
    public double reachUm() {
      return Math.max(a.reachUm(), b.reachUm());
    }

    @Override
    public int axes() {
      return Math.max(a.axes(), b.axes());
    }

    @Override
    public String toString() {
      return "(" + a + " + " + b + ")";
    }
  }

  record Scaled(Kernel of, double factor) implements Kernel {
    @Override
    public void evaluate(Displacements d, double[] values) {
      of.evaluate(d, values);
      for (int k = 0; k < d.size; k++) {
        values[k] *= factor;
      }
    }

    @Override
    public ValueRange bounds(double fromUm, double toUm) {
      return of.bounds(fromUm, toUm).times(new ValueRange(factor, factor));
    }

    @Override
    public double reachUm() {
      return of.reachUm();
    }

    @Override
    public int axes() {
      return of.axes();
    }

    @Override
    public String toString() {
      return TimeGrid.trim(factor) + "·" + of;
    }
  }

  record Product(Kernel a, Kernel b) implements Kernel {
    @Override
    public void evaluate(Displacements d, double[] values) {
      a.evaluate(d, values);
      double[] other = new double[d.size];
      b.evaluate(d, other);
      for (int k = 0; k < d.size; k++) {
        values[k] *= other[k];
      }
    }

    @Override
    public ValueRange bounds(double fromUm, double toUm) {
      return a.bounds(fromUm, toUm).times(b.bounds(fromUm, toUm));
    }

    @Override
    public double reachUm() {
      return Math.min(a.reachUm(), b.reachUm());
    }

    @Override
    public int axes() {
      return Math.max(a.axes(), b.axes());
    }

    @Override
    public String toString() {
      return a + "·" + b;
    }
  }

  record Clipped(Kernel of, double low, double high) implements Kernel {
    @Override
    public void evaluate(Displacements d, double[] values) {
      of.evaluate(d, values);
      for (int k = 0; k < d.size; k++) {
        values[k] = Math.min(high, Math.max(low, values[k])); // NaN stays NaN
      }
    }

    @Override
    public ValueRange bounds(double fromUm, double toUm) {
      return of.bounds(fromUm, toUm).clip(low, high);
    }

    @Override
    public double reachUm() {
      return low <= 0 && high >= 0 ? of.reachUm() : Double.POSITIVE_INFINITY;
    }

    @Override
    public int axes() {
      return of.axes();
    }

    @Override
    public String toString() {
      return of + " clipped to " + TimeGrid.trim(low) + " … " + TimeGrid.trim(high);
    }
  }

  record Cut(Kernel of, double distance) implements Kernel {
    @Override
    public void evaluate(Displacements d, double[] values) {
      of.evaluate(d, values);
      double most = distance + d.toleranceUm;
      for (int k = 0; k < d.size; k++) {
        values[k] = d.distance[k] <= most ? values[k] : 0;
      }
    }

    @Override
    public ValueRange bounds(double fromUm, double toUm) {
      double most = distance * (1 + 1e-6); // more than what is counted as within
      ValueRange bounds = of.bounds(Math.min(fromUm, distance), Math.min(toUm, most));
      return toUm <= distance ? bounds : bounds.with(0);
    }

    @Override
    public double reachUm() {
      return Math.min(distance, of.reachUm());
    }

    @Override
    public int axes() {
      return of.axes();
    }

    @Override
    public String toString() {
      return of + " up to " + Lengths.text(distance);
    }
  }

  record Turned(Kernel of, double degrees) implements Kernel {
    @Override
    public void evaluate(Displacements d, double[] values) {
      double angle = Math.toRadians(degrees);
      of.evaluate(d.turned(Math.cos(angle), Math.sin(angle)), values);
    }

    @Override
    public ValueRange bounds(double fromUm, double toUm) {
      return of.bounds(fromUm, toUm);
    }

    @Override
    public double reachUm() {
      return of.reachUm();
    }

    @Override
    public int axes() {
      return of.axes();
    }

    @Override
    public String toString() {
      return of + " rotated by " + TimeGrid.trim(degrees) + "°";
    }
  }
}
