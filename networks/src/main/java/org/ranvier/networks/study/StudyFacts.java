package org.ranvier.networks.study;

import java.util.List;

/**
 * What tables and pictures say of a study.
 *
 * @param criterion when a trial counts as learnt, in words
 */
public record StudyFacts(String name, String source, String criterion, List<Measure> measures, List<Comparison> comparisons) {
  public StudyFacts {
    measures = List.copyOf(measures);
    comparisons = List.copyOf(comparisons);
  }
}
