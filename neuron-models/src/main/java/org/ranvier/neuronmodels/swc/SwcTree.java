package org.ranvier.neuronmodels.swc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The points of a file as a tree, whose root is a point of the soma where there is one. */
final class SwcTree {
  private final List<SwcPoint> points;
  private final SwcProblems problems;
  private final Map<Integer, Integer> indexOfId = new HashMap<>();
  private final int[] parent;
  private final List<List<Integer>> children = new ArrayList<>();
  private final int root;

  SwcTree(List<SwcPoint> points, SwcProblems problems) {
    this.points = points;
    this.problems = problems;
    parent = new int[points.size()];
    findParents();
    checkRings();
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
        for (int m = parent[k]; m != k; m = parent[m]) {
          ring.append(" → ").append(points.get(m).id());
        }
        problems.add(
            points.get(k).line(), "point " + points.get(k).id() + " is its own ancestor: " + ring + " → " + points.get(k).id());
      }
    }
    problems.throwIfAny();
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
                    + "; a cell is one tree: attach it, or put it into a file of its own");
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
