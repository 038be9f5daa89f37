package org.ranvier.neuronmodels.swc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The points of a file as a tree, whose root is a point of the soma where there is one. */
final class SwcTree {
  private static final int MOST_SHOWN = 20; // points of a ring

  private List<SwcPoint> points;
  private final SwcProblems problems;
  private final SwcOptions.Roots roots;
  private int[] parent;
  private final List<List<Integer>> children = new ArrayList<>();
  private final int root;

  SwcTree(List<SwcPoint> all, SwcProblems problems, SwcOptions.Roots roots) {
    points = all;
    this.problems = problems;
    this.roots = roots;
    parent = new int[points.size()];
    findParents();
    checkRings();
    if (roots != SwcOptions.Roots.ONE) {
      keepOneTree();
    }
    root = start(theRoot());
    points.forEach(p -> children.add(new ArrayList<>()));
    for (int i = 0; i < parent.length; i++) {
      if (parent[i] >= 0) {
        children.get(parent[i]).add(i);
      }
    }
    checkOneSoma();
  }

  int root() {
    return root;
  }

  SwcPoint point(int index) {
    return points.get(index);
  }

  /** Of a point, in the order of the file. */
  List<Integer> children(int index) {
    return children.get(index);
  }

  private void findParents() {
    Map<Long, Integer> indexOfId = new HashMap<>();
    for (int i = 0; i < points.size(); i++) {
      var earlier = indexOfId.putIfAbsent(points.get(i).id(), i);
      if (earlier != null) {
        problems.add(
            points.get(i).line(), "point " + points.get(i).id() + " is there already, in line " + points.get(earlier).line());
      }
    }
    for (int i = 0; i < points.size(); i++) {
      var point = points.get(i);
      parent[i] = point.parentId() == -1 ? -1 : indexOfId.getOrDefault(point.parentId(), -2);
      if (parent[i] == -2) {
        problems.add(point.line(), "point " + point.id() + " hangs on point " + point.parentId() + ", which is not in the file");
      }
    }
    problems.throwIfAny();
  }

  /** Follows each point to a root; a way that meets itself is a ring. */
  private void checkRings() {
    int[] seenFrom = new int[points.size()];
    for (int i = 0; i < points.size(); i++) {
      int k = i;
      while (k >= 0 && seenFrom[k] == 0) {
        seenFrom[k] = i + 1;
        k = parent[k];
      }
      if (k >= 0 && seenFrom[k] == i + 1) {
        var ring = new StringBuilder().append(points.get(k).id());
        int shown = 1;
        for (int m = parent[k]; m != k; m = parent[m]) {
          if (++shown <= MOST_SHOWN) {
            ring.append(" → ").append(points.get(m).id());
          }
        }
        if (shown > MOST_SHOWN) {
          ring.append(" → … ").append(shown - MOST_SHOWN).append(" more …");
        }
        problems.add(
            points.get(k).line(), "point " + points.get(k).id() + " is its own ancestor: " + ring + " → " + points.get(k).id());
      }
    }
    problems.throwIfAny();
  }

  /** Leaves out all trees but that of the soma, or the largest. */
  private void keepOneTree() {
    int n = points.size();
    int[] treeOf = new int[n]; // the index of its root
    Arrays.fill(treeOf, -1);
    for (int i = 0; i < n; i++) {
      int k = i;
      while (parent[k] >= 0 && treeOf[k] < 0) {
        k = parent[k];
      }
      int found = treeOf[k] < 0 ? k : treeOf[k];
      for (k = i; k >= 0 && treeOf[k] < 0; k = parent[k]) {
        treeOf[k] = found;
      }
    }
    int trees = (int) IntStream.range(0, n).filter(i -> parent[i] < 0).count();
    if (trees == 1) {
      return;
    }
    int kept = roots == SwcOptions.Roots.SOMA ? treeOfSoma(treeOf) : largest(treeOf);
    int[] index = new int[n]; // among those that are kept
    var left = new ArrayList<SwcPoint>();
    for (int i = 0; i < n; i++) {
      index[i] = left.size();
      if (treeOf[i] == kept) {
        left.add(points.get(i));
      }
    }
    parent = IntStream.range(0, n).filter(i -> treeOf[i] == kept).map(i -> parent[i] < 0 ? -1 : index[parent[i]]).toArray();
    problems.warn(
        "of " + trees + " trees only the one " + (roots == SwcOptions.Roots.SOMA ? "of the soma" : "with most points") + " was kept, that of point "
            + points.get(kept).id() + ": " + left.size() + " of " + n + " points");
    points = left;
  }

  private int treeOfSoma(int[] treeOf) {
    int found = -1;
    for (int i = 0; i < treeOf.length; i++) {
      if (points.get(i).isSoma() && treeOf[i] != found) {
        if (found >= 0) {
          throw problems.single(
              points.get(i).line(),
              "point " + points.get(i).id() + " of the soma belongs to another tree than that of point " + points.get(found).id()
                  + ", so that there are two somata; keep the tree with most points (--roots largest), or one of the two");
        }
        found = treeOf[i];
      }
    }
    if (found < 0) {
      throw problems.whole("no point is of type 1, soma, so that no tree is that of the soma; keep the one with most points (--roots largest)");
    }
    return found;
  }

  private static int largest(int[] treeOf) {
    int[] size = new int[treeOf.length];
    int largest = treeOf[0];
    for (int tree : treeOf) {
      size[tree]++;
    }
    for (int tree : treeOf) {
      largest = size[tree] > size[largest] ? tree : largest;
    }
    return largest;
  }

  private int theRoot() {
    int found = -1;
    for (int i = 0; i < points.size(); i++) {
      if (parent[i] >= 0) {
        continue;
      }
      if (found < 0) {
        found = i;
      } else {
        problems.add(
            points.get(i).line(),
            "point " + points.get(i).id() + " has no parent and so starts a part that is not connected to point "
                + points.get(found).id() + " of line " + points.get(found).line()
                    + "; a cell is one tree: attach it, put it into a file of its own, or keep the tree of the soma (--roots soma)");
      }
    }
    problems.throwIfAny();
    return found;
  }

  /** Makes the soma's point nearest to the root the root: the links on the way between turn round. */
  private int start(int fileRoot) {
    int start = fileRoot;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i).isSoma()) {
        int depth = 0;
        for (int k = i; parent[k] >= 0 && depth < least; k = parent[k]) {
          depth++;
        }
        if (depth < least) {
          least = depth;
          start = i;
        }
      }
    }
    int towards = -1;
    for (int k = start; k >= 0; ) {
      int above = parent[k];
      parent[k] = towards;
      towards = k;
      k = above;
    }
    return start;
  }

  private void checkOneSoma() {
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i).isSoma() && i != root && !points.get(parent[i]).isSoma()) {
        problems.add(
            points.get(i).line(),
            "point " + points.get(i).id() + " of the soma hangs on point " + points.get(parent[i]).id() + " of type "
                + points.get(parent[i]).type() + ", so that there are two somata; a cell has one");
      }
    }
    problems.throwIfAny();
  }
}
