package org.ranvier.networks.plot;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.recording.PopulationRange;

/**
 * The colours of populations, and the groups whose rates are drawn over time: excitatory, inhibitory and others, or each population
 * by itself where none is said to be either. Sources of spikes are in no group.
 *
 * @param colors one colour for each population
 * @param groups the groups that have members
 */
record Groups(List<Color> colors, List<Group> groups) {
  /**
   * Populations drawn as one line.
   *
   * @param name what the legend calls them
   * @param color colour of the line
   * @param members indices of the populations
   * @param uniform whether all members have the group's colour
   */
  record Group(String name, Color color, List<Integer> members, boolean uniform) {}

  /** Models that only make spikes are named so; what they fire at is no activity of the network. */
  static boolean isSource(PopulationRange population) {
    return population.model().endsWith("_generator");
  }

  static Groups of(List<PopulationRange> populations, RasterOptions options) {
    var colors = new ArrayList<Color>();
    var excitatory = new ArrayList<Integer>();
    var inhibitory = new ArrayList<Integer>();
    var others = new ArrayList<Integer>();
    boolean onlySources = populations.stream().allMatch(Groups::isSource);
    for (int p = 0; p < populations.size(); p++) {
      var name = populations.get(p).name();
      @Nullable Boolean kind = options.excitatory().get(name);
      if (kind == null && !onlySources && isSource(populations.get(p))) {
        colors.add(options.colors().getOrDefault(name, Ink.SOURCE));
        continue;
      }
      var members = kind == null ? others : kind ? excitatory : inhibitory;
      var usual = kind == null ? Ink.PALETTE.get(others.size() % Ink.PALETTE.size()) : kind ? Ink.EXCITATORY : Ink.INHIBITORY;
      colors.add(options.colors().getOrDefault(name, usual));
      members.add(p);
    }
    var groups = new ArrayList<Group>();
    addGroup(groups, "excitatory", Ink.EXCITATORY, excitatory, colors);
    addGroup(groups, "inhibitory", Ink.INHIBITORY, inhibitory, colors);
    if (groups.isEmpty() && others.size() <= Ink.PALETTE.size()) {
      others.forEach(p -> addGroup(groups, populations.get(p).name(), colors.get(p), List.of(p), colors));
    } else {
      addGroup(groups, groups.isEmpty() ? "all neurons" : "others", Ink.AXIS, others, colors);
    }
    return new Groups(List.copyOf(colors), List.copyOf(groups));
  }

  private static void addGroup(List<Group> groups, String name, Color usual, List<Integer> members, List<Color> colors) {
    if (!members.isEmpty()) {
      var first = colors.get(members.getFirst());
      boolean uniform = members.stream().allMatch(p -> colors.get(p).equals(first));
      groups.add(new Group(name, uniform ? first : usual, List.copyOf(members), uniform));
    }
  }
}
