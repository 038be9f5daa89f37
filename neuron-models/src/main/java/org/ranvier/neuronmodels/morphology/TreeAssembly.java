package org.ranvier.neuronmodels.morphology;

import java.util.ArrayList;
import java.util.List;

/** Divides a morphology: sections into compartments, points where three or more meet into joints. */
final class TreeAssembly {
  /** From Ω·cm times 1/um to MΩ. */
  private static final double MOHM_PER_OHM_CM_PER_UM = 1e-2;

  private final List<Section> sections;
  private final SectionShape[] shapes;
  private final double[] ra;
  private final double[] cm;
  private final int[] host;
  private final double[] hostFraction;
  private final int[] counts;
  private final int[] atEnd;
  private int atRootStart;

  private final int[] first;
  private final int[] endJoint;
  private int startJoint = -1;
  private final double[] startDistance;
  private final int[] order;

  private final int[] parent;
  private final double[] area;
  private final double[] capacitance;
  private final double[] resistance;
  private final double[] length;
  private final double[] diameter;
  private final double[] distance;
  private final int[] section;
  private final double[] ends;
  private int next;

  TreeAssembly(List<Section> sections, Division division, CableProperties properties) {
    this.sections = sections;
    int n = sections.size();
    shapes = sections.stream().map(s -> new SectionShape(s.points())).toArray(SectionShape[]::new);
    ra = sections.stream().mapToDouble(properties::raOf).toArray();
    cm = sections.stream().mapToDouble(properties::cmOf).toArray();
    host = new int[n];
    hostFraction = new double[n];
    atEnd = new int[n];
    boolean[] attachedInside = new boolean[n];
    for (int s = 0; s < n; s++) {
      findHost(s);
      if (host[s] >= 0 && hostFraction[s] == 1) {
        atEnd[host[s]]++;
      } else if (host[s] >= 0 && hostFraction[s] == 0) {
        atRootStart++;
      } else if (host[s] >= 0) {
        attachedInside[host[s]] = true;
      }
    }
    counts = new int[n];
    long compartments = atRootStart > 1 ? 1 : 0;
    for (int s = 0; s < n; s++) {
      counts[s] = division.count(sections.get(s), shapes[s], properties, attachedInside[s]);
      compartments += counts[s] + (atEnd[s] > 1 ? 1 : 0);
    }
    int total = Division.checked(compartments);
    first = new int[n];
    endJoint = new int[n];
    startDistance = new double[n];
    order = new int[n];
    parent = new int[total];
    area = new double[total];
    capacitance = new double[total];
    resistance = new double[total];
    length = new double[total];
    diameter = new double[total];
    distance = new double[total];
    section = new int[total];
    ends = new double[6 * total];
  }

  /** What is attached to the start of a section is attached where that section is. */
  private void findHost(int s) {
    int on = sections.get(s).parent();
    double fraction = sections.get(s).parentFraction();
    while (on > 0 && fraction == 0) {
      fraction = hostFraction[on];
      on = host[on];
    }
    host[s] = on;
    hostFraction[s] = fraction;
  }

  CompartmentTree tree() {
    var divided = new ArrayList<TreeSection>();
    for (int s = 0; s < counts.length; s++) {
      startDistance[s] = host[s] < 0 ? 0 : distanceAt(host[s], hostFraction[s]);
      order[s] = orderOf(s);
      first[s] = next;
      int[] own = new int[counts[s]];
      for (int k = 0; k < counts[s]; k++) {
        own[k] = addCompartment(s, k);
      }
      endJoint[s] = atEnd[s] > 1 ? addJoint(s, 1, own[counts[s] - 1]) : -1;
      if (s == 0 && atRootStart > 1) {
        startJoint = addJoint(0, 0, 0);
      }
      var described = sections.get(s);
      divided.add(new TreeSection(described.name(), described.labels(), described.parent(), order[s], shapes[s].lengthUm(), own));
    }
    return new CompartmentTree(parent, area, capacitance, resistance, length, diameter, distance, section, ends, divided);
  }

  private int addCompartment(int s, int k) {
    var shape = shapes[s];
    double from = cut(s, k);
    double to = cut(s, k + 1);
    int i = next++;
    area[i] = shape.area(from, to);
    capacitance[i] = cm[s];
    length[i] = to - from;
    diameter[i] = area[i] / (Math.PI * length[i]);
    distance[i] = distanceAt(s, (k + 0.5) / counts[s]);
    section[i] = s;
    putEnds(i, shape.at(from), shape.at(to));
    if (k > 0) {
      parent[i] = i - 1;
      resistance[i] = resistance(s, middle(s, k - 1), middle(s, k));
    } else {
      attach(s, i);
    }
    return i;
  }

  /** The first compartment of a section to what it grows from. */
  private void attach(int s, int i) {
    int on = host[s];
    if (on < 0) {
      parent[i] = -1;
      return;
    }
    double own = resistance(s, 0, middle(s, 0));
    if (hostFraction[s] == 1) {
      int last = counts[on] - 1;
      parent[i] = endJoint[on] >= 0 ? endJoint[on] : first[on] + last;
      resistance[i] = endJoint[on] >= 0 ? own : own + resistance(on, middle(on, last), shapes[on].lengthUm());
    } else if (hostFraction[s] == 0) {
      parent[i] = startJoint >= 0 ? startJoint : 0;
      resistance[i] = startJoint >= 0 ? own : own + resistance(on, 0, middle(on, 0));
    } else {
      parent[i] = first[on] + Math.min(counts[on] - 1, (int) (hostFraction[s] * counts[on]));
      resistance[i] = own;
    }
  }

  private int addJoint(int s, double fraction, int neighbour) {
    int i = next++;
    var point = shapes[s].at(fraction * shapes[s].lengthUm());
    parent[i] = neighbour;
    resistance[i] = fraction == 0
        ? resistance(s, 0, middle(s, 0))
        : resistance(s, middle(s, counts[s] - 1), shapes[s].lengthUm());
    diameter[i] = 2 * point.radiusUm();
    distance[i] = distanceAt(s, fraction);
    section[i] = s;
    putEnds(i, point, point);
    return i;
  }

  private double resistance(int s, double fromUm, double toUm) {
    return ra[s] * MOHM_PER_OHM_CM_PER_UM * shapes[s].axial(fromUm, toUm);
  }

  private double cut(int s, int k) {
    return k == counts[s] ? shapes[s].lengthUm() : shapes[s].lengthUm() * k / counts[s];
  }

  private double middle(int s, int k) {
    return shapes[s].lengthUm() * (k + 0.5) / counts[s];
  }

  private double distanceAt(int s, double fraction) {
    double fromStart = fraction * shapes[s].lengthUm();
    return s == 0 && sections.getFirst().isSoma() ? Math.abs(fromStart - shapes[0].lengthUm() / 2) : startDistance[s] + fromStart;
  }

  private int orderOf(int s) {
    int on = host[s];
    if (on <= 0) {
      return on < 0 ? 0 : 1;
    }
    boolean continues = hostFraction[s] == 1 && atEnd[on] == 1;
    return continues ? order[on] : order[on] + 1;
  }

  private void putEnds(int i, PathPoint from, PathPoint to) {
    int k = 6 * i;
    ends[k] = from.xUm();
    ends[k + 1] = from.yUm();
    ends[k + 2] = from.zUm();
    ends[k + 3] = to.xUm();
    ends[k + 4] = to.yUm();
    ends[k + 5] = to.zUm();
  }
}
