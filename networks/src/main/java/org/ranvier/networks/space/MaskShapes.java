package org.ranvier.networks.space;

import java.util.Arrays;
import org.ranvier.simulator.time.TimeGrid;

/** The masks. */
final class MaskShapes {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private MaskShapes() {}

  record Everywhere() implements Mask {
    @Override
    public void exclude(Displacements d, boolean[] in) {}

    @Override
    public Box box() {
      return Box.EVERYWHERE;
    }

    @Override
    public String toString() {
      return "everywhere";
    }
  }

  record Annulus(double inner, double outer) implements Mask {
    @Override
    public void exclude(Displacements d, boolean[] in) {
      double from = inner - d.toleranceUm;
      double to = outer + d.toleranceUm;
      for (int k = 0; k < d.size; k++) {
        in[k] &= d.distance[k] >= from & d.distance[k] <= to;
      }
    }

    @Override
    public Box box() {
      return Box.around(outer);
    }

    @Override
    public String toString() {
      return inner == 0 ? "disc(" + Lengths.text(outer) + ")" : "annulus(" + Lengths.text(inner) + ", " + Lengths.text(outer) + ")";
    }
  }

  record Sides(double[] half) implements Mask {
    @Override
    public void exclude(Displacements d, boolean[] in) {
      Box box = box().widened(d.toleranceUm);
      for (int k = 0; k < d.size; k++) {
        in[k] &= Math.abs(d.x[k]) <= box.highX() & Math.abs(d.y[k]) <= box.highY() & Math.abs(d.z[k]) <= box.highZ();
      }
    }

    @Override
    public Box box() {
      double y = half.length > 1 ? half[1] : INFINITY;
      double z = half.length > 2 ? half[2] : INFINITY;
      return new Box(-half[0], half[0], -y, y, -z, z);
    }

    @Override
    public int axes() {
      return half.length;
    }

    @Override
    public String toString() {
      return "box(" + Lengths.extent(Arrays.stream(half).map(h -> 2 * h).toArray()) + ")";
    }
  }

  record Ellipse(double[] semi) implements Mask {
    @Override
    public void exclude(Displacements d, boolean[] in) {
      Box box = box().widened(d.toleranceUm); // moves the border by about as much everywhere
      for (int k = 0; k < d.size; k++) {
        double a = d.x[k] / box.highX();
        double b = d.y[k] / box.highY();
        double c = d.z[k] / box.highZ();
        in[k] &= a * a + b * b + c * c <= 1;
      }
    }

    @Override
    public Box box() {
      return new Sides(semi).box();
    }

    @Override
    public int axes() {
      return semi.length;
    }

    @Override
    public String toString() {
      return "ellipse(" + Lengths.extent(semi) + ")";
    }
  }

  record Own(double reach, Mask.Inside inside) implements Mask {
    @Override
    public void exclude(Displacements d, boolean[] in) {
      double steps = d.decimalSteps();
      double most = reach + d.toleranceUm;
      for (int k = 0; k < d.size; k++) {
        in[k] = in[k]
            && Math.max(Math.abs(d.x[k]), Math.max(Math.abs(d.y[k]), Math.abs(d.z[k]))) <= most
            && inside.test(Displacements.rounded(d.x[k], steps), Displacements.rounded(d.y[k], steps), Displacements.rounded(d.z[k], steps));
      }
    }

    @Override
    public Box box() {
      return Box.around(reach);
    }

    @Override
    public String toString() {
      return "own mask up to " + Lengths.text(reach);
    }
  }

  record Both(Mask a, Mask b) implements Mask {
    @Override
    public void exclude(Displacements d, boolean[] in) {
      a.exclude(d, in);
      b.exclude(d, in);
    }

    @Override
    public Box box() {
      return a.box().and(b.box());
    }

    @Override
    public int axes() {
      return Math.max(a.axes(), b.axes());
    }

    @Override
    public String toString() {
      return a + " and " + b;
    }
  }

  record Shifted(Mask of, double dx, double dy, double dz) implements Mask {
    @Override
    public void exclude(Displacements d, boolean[] in) {
      of.exclude(d.seenFrom(dx, dy, dz), in);
    }

    @Override
    public Box box() {
      return of.box().shifted(dx, dy, dz);
    }

    @Override
    public int axes() {
      return of.axes();
    }

    @Override
    public String toString() {
      return of + " shifted by " + Lengths.text(java.util.List.of(dx, dy, dz));
    }
  }

  record Turned(Mask of, double degrees) implements Mask {
    @Override
    public void exclude(Displacements d, boolean[] in) {
      double angle = Math.toRadians(degrees);
      of.exclude(d.turned(Math.cos(angle), Math.sin(angle)), in);
    }

    @Override
    public Box box() {
      double angle = Math.toRadians(degrees);
      return of.box().turned(Math.cos(angle), Math.sin(angle));
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
