package org.ranvier.networks.tasks;

import java.util.List;
import org.ranvier.networks.plot.LearningPicture.Line;

/**
 * What one network did under one condition.
 *
 * @param learnt whether it meets the task's criterion
 * @param figures values of the task's figures
 * @param lines of the picture
 * @param realTimeFactor wall time over biological time; the only thing here that depends on the machine
 */
public record Trial(String condition, long seed, boolean learnt, List<Double> figures, List<Line> lines, double realTimeFactor) {
  public Trial {
    figures = List.copyOf(figures);
    lines = List.copyOf(lines);
  }
}
