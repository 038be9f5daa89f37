package org.ranvier.networks.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.simulator.RanvierException;

/** Files in the format that http://yann.lecun.com/exdb/mnist describes. */
final class ImageFilesTest {
  @TempDir private Path dir;

  private static byte[] idx(int[] dimensions, int... values) {
    var bytes = ByteBuffer.allocate(4 + 4 * dimensions.length + values.length);
    bytes.putInt(0x0800 | dimensions.length);
    Arrays.stream(dimensions).forEach(bytes::putInt);
    Arrays.stream(values).forEach(v -> bytes.put((byte) v));
    return bytes.array();
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(dir.resolve(name), bytes);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private void writeAll() throws IOException {
    write("train-images-idx3-ubyte.gz", gzip(idx(new int[] {2, 1, 3}, 0, 51, 255, 102, 204, 128)));
    write("train-labels-idx1-ubyte", idx(new int[] {2}, 9, 0));
    write("t10k-images.idx3-ubyte", idx(new int[] {1, 1, 3}, 1, 2, 3));
    write("t10k-labels-idx1-ubyte.gz", gzip(idx(new int[] {1}, 4)));
  }

  private String refused() {
    return assertThrows(RanvierException.class, () -> ImageFiles.read(dir)).getMessage();
  }

  @Test
  void readsFilesThatAreCompressedAndFilesThatAreNot() throws IOException {
    writeAll();
    ImageFiles read = ImageFiles.read(dir);
    assertEquals(2, read.train().count());
    assertEquals(1, read.train().rows());
    assertEquals(3, read.train().columns());
    assertEquals(9, read.train().label(0));
    assertEquals(0.2f, read.train().pixel(0, 1)); // 51 / 255
    assertEquals(0.4f, read.train().pixel(1, 0)); // 102 / 255
    assertEquals(4, read.test().label(0));
  }

  @Test
  void namesThePackageWhereThereAreNoImages() throws IOException {
    String missing = assertThrows(RanvierException.class, () -> ImageFiles.read(dir.resolve("none"))).getMessage();
    assertTrue(missing.contains("dataset-fashion-mnist") && missing.contains("none") && missing.contains("--data"), missing);
    writeAll();
    Files.delete(dir.resolve("t10k-labels-idx1-ubyte.gz"));
    String one = refused();
    assertTrue(one.contains("t10k-labels-idx1-ubyte") && one.contains("dataset-fashion-mnist"), one);
  }

  @Test
  void refusesDamagedFilesByName() throws IOException {
    byte[] good = idx(new int[] {2, 1, 3}, 0, 51, 255, 102, 204, 128);
    byte[] packed = gzip(good);
    byte[][] bad = {
      {}, {0, 0, 8}, Arrays.copyOf(good, 10), Arrays.copyOf(good, good.length - 1), Arrays.copyOf(good, good.length + 1), idx(new int[] {2}, 1, 2),
      idx(new int[] {0, 1, 3}), idx(new int[] {-1, 1, 3}), "<html>not found</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8),
      Arrays.copyOf(packed, packed.length - 9), Arrays.copyOf(packed, 12)
    };
    for (byte[] b : bad) {
      writeAll();
      write("train-images-idx3-ubyte.gz", b);
      String says = refused();
      assertTrue(says.contains("train-images-idx3-ubyte.gz") && says.contains("damaged"), says);
    }
  }

  @Test
  void refusesLabelsOutOfRangeAndFilesThatDoNotBelongTogether() throws IOException {
    writeAll();
    write("train-labels-idx1-ubyte", idx(new int[] {2}, 3, 10));
    assertTrue(refused().contains("train-labels-idx1-ubyte: label 10 of image 1 is out of range; labels must lie within 0 … 9"), refused());
    write("train-labels-idx1-ubyte", idx(new int[] {3}, 3, 1, 1));
    assertTrue(refused().contains("has 2 images") && refused().contains("3 labels"), refused());
    write("train-labels-idx1-ubyte", idx(new int[] {2}, 3, 1));
    write("t10k-images.idx3-ubyte", idx(new int[] {1, 3, 1}, 1, 2, 3));
    assertTrue(refused().contains("1 × 3") && refused().contains("3 × 1"), refused());
  }

  @Test
  void fashionMnistIsWhatItsPublicationSays() {
    assumeTrue(ImageFiles.isInstalled());
    ImageFiles fashion = ImageFiles.of(ImageFiles.FASHION.toString(), 1);
    assertEquals(60_000, fashion.train().count());
    assertEquals(10_000, fashion.test().count());
    assertEquals(784, fashion.train().size());
    int[] perClass = new int[10];
    for (int k = 0; k < 60_000; k++) {
      perClass[fashion.train().label(k)]++;
    }
    assertArrayEquals(new int[] {6000, 6000, 6000, 6000, 6000, 6000, 6000, 6000, 6000, 6000}, perClass);
    double mean = 0;
    for (byte p : fashion.train().pixels()) {
      mean += (p & 0xFF) / 255.0;
    }
    assertEquals(0.2860, mean / fashion.train().pixels().length, 5e-5); // the mean by which others normalise it
  }

  @Test
  void imagesAreTurnedPooledAndPermuted() {
    var one = new Images(3, 3, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, new byte[] {0});
    assertArrayEquals(new byte[] {3, 6, 9, 2, 5, 8, 1, 4, 7}, one.rotated(Math.PI / 2).pixels()); // as numpy.rot90
    assertArrayEquals(one.pixels(), one.rotated(0).pixels());
    assertArrayEquals(new byte[] {3}, one.pooled(2).pixels()); // (1 + 2 + 4 + 5) / 4
    assertTrue(assertThrows(RanvierException.class, () -> one.pooled(4)).getMessage().startsWith("images of 3 × 3 pixels have no squares of 4 a side"));
    assertArrayEquals(new byte[] {9, 8, 7, 6, 5, 4, 3, 2, 1}, one.permuted(new int[] {8, 7, 6, 5, 4, 3, 2, 1, 0}).pixels());
  }

  @Test
  void glyphsOfAClassAreMoreAlikeThanThoseOfOthers() {
    Images glyphs = Glyphs.draw(400, 7, "test", 0);
    assertEquals(glyphs, Glyphs.draw(400, 7, "test", 0));
    int right = 0;
    for (int k = 200; k < 400; k++) { // the nearest of 200 neighbours
      int nearest = 0;
      double least = Double.MAX_VALUE;
      for (int other = 0; other < 200; other++) {
        double d = 0;
        for (int q = 0; q < glyphs.size(); q++) {
          d += Math.pow(glyphs.pixel(k, q) - glyphs.pixel(other, q), 2);
        }
        if (d < least) {
          least = d;
          nearest = other;
        }
      }
      right += glyphs.label(k) == glyphs.label(nearest) ? 1 : 0;
    }
    assertTrue(right > 180, right + " of 200");
  }
}
