package org.ranvier.networks.systems.continual;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ranvier.networks.batched.Outputs;
import org.ranvier.networks.images.ImageFiles;
import org.ranvier.networks.images.Images;
import org.ranvier.networks.study.Plan;
import org.ranvier.simulator.RanvierException;

/** What the tasks are that come one after the other. */
enum Protocol {
  /** Two classes each; ten outputs, of which any may be chosen: class-incremental. */
  CLASSES,
  /** Two classes each, between whose outputs is chosen: task-incremental. */
  TASKS,
  /** Two classes each, told by the same two outputs: domain-incremental. */
  DOMAINS,
  /** All classes, turned by 30° more in each task. */
  ROTATED,
  /** All classes, with pixels in another order in each task. */
  PERMUTED,
  /** All classes at once: one task. */
  TOGETHER;

  static final int MOST = 5;
  private static final double TURN = Math.PI / 6;

  /**
   * A task.
   *
   * @param outputs among which is chosen
   */
  record Task(Images train, Images test, Outputs outputs) {}

  static Protocol of(Plan plan) {
    return values()[plan.whole("protocol")];
  }

  int outputs() {
    return this == DOMAINS ? 2 : Images.CLASSES;
  }

  /** The tasks of a trial. */
  List<Task> tasks(Plan plan) {
    ImageFiles all = ImageFiles.of(plan.text("data"), plan.seed());
    int train = plan.whole("train");
    int test = plan.whole("test");
    int pool = plan.whole("pool");
    Images from = all.train().shuffled(plan.random("images to learn from"));
    Images testFrom = all.test().shuffled(plan.random("images of the test"));
    var tasks = new ArrayList<Task>();
    for (int t = 0; t < (this == TOGETHER ? 1 : MOST); t++) {
      Images a;
      Images b;
      if (this == ROTATED || this == PERMUTED || this == TOGETHER) {
        int first = t * train % from.count();
        int number = t;
        a = turned(pooled(from.at(IntStream.range(first, first + Math.min(train, from.count())).map(k -> k % from.count()).toArray()), pool), number, plan);
        b = turned(pooled(testFrom.first(test), pool), number, plan);
      } else {
        a = pooled(from.ofClasses(2 * t, 2 * t + 1).first(train), pool);
        b = pooled(testFrom.ofClasses(2 * t, 2 * t + 1).first(test), pool);
      }
      if (a.count() == 0 || b.count() == 0) {
        throw new RanvierException(
            "continual: there are " + a.count() + " images to learn task " + t + " from, and " + b.count() + " to test it; take a data set of ten classes,"
                + " or protocol=3");
      }
      if (this == DOMAINS) {
        int[] to = IntStream.range(0, Images.CLASSES).map(c -> c % 2).toArray();
        a = a.relabelled(to);
        b = b.relabelled(to);
      }
      tasks.add(new Task(a, b, this == TASKS ? new Outputs(2 * t, 2 * t + 1) : new Outputs(0, outputs() - 1)));
    }
    return tasks;
  }

  private static Images pooled(Images images, int side) {
    return side > 1 ? images.pooled(side) : images;
  }

  private Images turned(Images images, int task, Plan plan) {
    if (task == 0) {
      return images;
    }
    return this == ROTATED
        ? images.rotated(task * TURN)
        : images.permuted(Images.permutation(images.size(), plan.random("pixels", Integer.toString(task))));
  }
}
