package org.ranvier.networks.systems.credit;

import java.util.List;
import org.ranvier.networks.circuits.Setting;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.Proof.Claim;

/** Credit over all hops by filter taps, with rate units of 100 ms (Liu, Smith, Mihalas, Shea-Brown & Sümbül 2022, arXiv:2206.01338). */
public final class ModProp extends ModulatedCredit {
  private static final double ALPHA = 0.9; // 100 ms in steps of 10 ms

  @Override
  public String name() {
    return "modprop";
  }

  @Override
  public String summary() {
    return "Credit assignment by what types of cells secrete, over all hops: rate units at a delayed match";
  }

  @Override
  public String source() {
    return "Liu, Smith, Mihalas, Shea-Brown & Sümbül 2022, NeurIPS, arXiv:2206.01338";
  }

  @Override
  CreditCells cells(Plan plan) {
    return new CreditCells(false, plan.whole("units"), ALPHA, 0, 0, 0);
  }

  @Override
  RecurrentNet net(Plan plan) {
    return new RecurrentNet(cells(plan), MatchTask.INPUTS, CreditTask.CLASSES, 0.3, 1, plan.random("weights"));
  }

  @Override
  public List<Setting> settings() {
    return settings(80, 0.2, 180);
  }

  @Override
  List<Claim> gaps() {
    return List.of(between("exchanged", "modprop-type", 0.03), between("e-prop", "mdgl-type", 0.01), between("e-prop", "modprop", 0.03));
  }
}
