package org.ranvier.networks.images;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ranvier.networks.circuits.Setting;
import org.ranvier.simulator.RanvierException;

/**
 * Images to learn from and others to be tested with.
 *
 * @param train to learn from
 * @param test of the same size
 */
public record ImageFiles(Images train, Images test) {
  /** Where Debian's package has Fashion-MNIST (Xiao, Rasul &amp; Vollgraf 2017, arXiv:1708.07747). */
  public static final Path FASHION = Path.of("/usr/share/datasets/fashion-mnist");

  /** For digits that are drawn. */
  public static final String GLYPHS = "glyphs";

  private static final String PACKAGE = "dataset-fashion-mnist";
  private static final String TRAIN = "train";
  private static final String TEST = "t10k";
  private static final int USUAL_PIXELS = 28 * 28;
  private static final int GLYPHS_TRAIN = 20_000;
  private static final int GLYPHS_TEST = 2000;

  /** What a study of images may be told. */
  public static Setting setting() {
    return Setting.text("data", FASHION.toString(), "directory of the IDX files of images, or '" + GLYPHS + "' for digits that are drawn");
  }

  /** Whether there is a data set where Debian's package has it. */
  public static boolean isInstalled() {
    return Files.isDirectory(FASHION);
  }

  /**
   * Reads the four files of Fashion-MNIST, MNIST or a set like them, compressed or not, or draws digits.
   *
   * @param where a directory, or {@link #GLYPHS}
   * @param seed of drawn digits
   */
  public static ImageFiles of(String where, long seed) {
    if (where.equals(GLYPHS)) {
      return new ImageFiles(Glyphs.draw(GLYPHS_TRAIN, seed, "train", 0), Glyphs.draw(GLYPHS_TEST, seed, "test", 0));
    }
    return read(Path.of(where));
  }

  /** Pixels of an image, as they usually are; no file is read. */
  public static int pixels(String where) {
    return where.equals(GLYPHS) ? Glyphs.SIDE * Glyphs.SIDE : USUAL_PIXELS;
  }

  /** Refuses a directory that has not the four files. */
  public static void require(String where) {
    if (!where.equals(GLYPHS)) {
      require(Path.of(where));
    }
  }

  private static void require(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new RanvierException(
          "there are no images in " + directory + ", which is " + (Files.exists(directory) ? "no directory" : "not there")
              + "; install Debian's package " + PACKAGE + " (apt install " + PACKAGE + "), name the directory of four IDX files with --data DIR, or use --data "
              + GLYPHS);
    }
    for (String part : List.of(TRAIN, TEST)) {
      file(directory, part + "-images", "idx3-ubyte");
      file(directory, part + "-labels", "idx1-ubyte");
    }
  }

  /** Reads the four files of a directory. */
  public static ImageFiles read(Path directory) {
    require(directory);
    Images train = images(directory, TRAIN);
    Images test = images(directory, TEST);
    if (train.rows() != test.rows() || train.columns() != test.columns()) {
      throw new RanvierException(directory + ": images to learn from are " + train + ", those of the test " + test + "; use files of one data set");
    }
    return new ImageFiles(train, test);
  }

  /** As many of either as there are, but no more than these; pooled where {@code side} is above 1. */
  public ImageFiles first(int mostTrain, int mostTest, int side) {
    Images a = train.first(mostTrain);
    Images b = test.first(mostTest);
    return side > 1 ? new ImageFiles(a.pooled(side), b.pooled(side)) : new ImageFiles(a, b);
  }

  private static Images images(Path directory, String part) {
    Path pictures = file(directory, part + "-images", "idx3-ubyte");
    Path classes = file(directory, part + "-labels", "idx1-ubyte");
    Idx.Array images = Idx.read(pictures, 3, "images");
    Idx.Array labels = Idx.read(classes, 1, "labels");
    if (images.dimensions()[0] != labels.dimensions()[0]) {
      throw new RanvierException(
          pictures + " has " + images.dimensions()[0] + " images, " + classes + " " + labels.dimensions()[0] + " labels; use files that belong together");
    }
    for (int k = 0; k < labels.values().length; k++) {
      int label = labels.values()[k] & 0xFF;
      if (label >= Images.CLASSES) {
        throw new RanvierException(classes + ": label " + label + " of image " + k + " is out of range; labels must lie within 0 … " + (Images.CLASSES - 1));
      }
    }
    return new Images(images.dimensions()[1], images.dimensions()[2], images.values(), labels.values());
  }

  private static Path file(Path directory, String begin, String end) {
    var tried = new ArrayList<String>();
    for (String name : List.of(begin + "-" + end, begin + "." + end)) {
      for (String suffix : List.of(".gz", "")) {
        if (Files.isRegularFile(directory.resolve(name + suffix))) {
          return directory.resolve(name + suffix);
        }
        tried.add(name + suffix);
      }
    }
    throw new RanvierException(
        directory + " has no " + tried.getFirst() + ", nor " + String.join(", ", tried.subList(1, tried.size())) + "; Debian's package " + PACKAGE
            + " has all four files");
  }
}
