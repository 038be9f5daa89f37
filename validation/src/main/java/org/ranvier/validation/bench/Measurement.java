package org.ranvier.validation.bench;

import com.google.gson.GsonBuilder;

/** What a benchmark has measured: a record whose components are those of its JSON line. */
interface Measurement {
  /** For people. */
  String text();

  /** One line. */
  default String json() {
    return new GsonBuilder().serializeNulls().serializeSpecialFloatingPointValues().disableHtmlEscaping().create().toJson(this);
  }
}
