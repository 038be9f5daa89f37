package org.ranvier.networks.connect;

/** Finds the n-th smallest of some numbers in linear time (Hoare 1961, doi:10.1145/366622.366647). */
final class Selection {
  private Selection() {}

  /**
   * @param values the first {@code count} are brought into another order
   * @param n from 1 to {@code count}
   */
  static double smallest(double[] values, int count, int n) {
    int low = 0;
    int high = count - 1;
    int wanted = n - 1;
    while (low < high) {
      double pivot = values[(low + high) >>> 1];
      int i = low;
      int j = high;
      while (i <= j) {
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          double swap = values[i];
          values[i++] = values[j];
          values[j--] = swap;
        }
      }
      if (wanted <= j) {
        high = j;
      } else if (wanted >= i) {
        low = i;
      } else {
        return values[wanted];
      }
    }
    return values[wanted];
  }
}
