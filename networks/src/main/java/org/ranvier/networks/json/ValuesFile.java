package org.ranvier.networks.json;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.exceptions.HdfException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The HDF5 file beside a document, with a dataset for each long list of numbers, named by its digest. */
final class ValuesFile {
  private static final String PREFIX = "sha256-";

  private final @Nullable Path path;

  /**
   * A file to be read.
   *
   * @param path null: the document has none
   */
  ValuesFile(@Nullable Path path) {
    this.path = path;
  }

  static String dataset(String digest) {
    return PREFIX + digest;
  }

  double[] doubles(String digest, int count, Place place) {
    if (read(digest, place) instanceof double[] values && values.length == count && Beside.digest(values).equals(digest)) {
      return values;
    }
    throw damaged(digest, place);
  }

  int[] ints(String digest, int count, Place place) {
    if (read(digest, place) instanceof int[] values && values.length == count && Beside.digest(values).equals(digest)) {
      return values;
    }
    throw damaged(digest, place);
  }

  private RuntimeException damaged(String digest, Place place) {
    return place.refusal("the values " + digest + " in " + path + " are others than were written; take the file that belongs to this document");
  }

  private Object read(String digest, Place place) {
    Path file = path;
    if (file == null) {
      throw place.refusal("the values stand beside the text, and it was read without its file; read it by its path");
    }
    if (!Files.isRegularFile(file)) {
      throw place.refusal("the values stand in " + file + ", which is not there; put it beside the document");
    }
    try (var hdf = new HdfFile(file)) {
      if (!(hdf.getChild(dataset(digest)) instanceof Dataset dataset)) {
        throw place.refusal(file + " has no values " + digest + "; take the file that belongs to this document");
      }
      return dataset.getData();
    } catch (HdfException e) {
      throw place.refusal(file + " cannot be read as HDF5: " + e.getMessage(), e);
    }
  }
}
