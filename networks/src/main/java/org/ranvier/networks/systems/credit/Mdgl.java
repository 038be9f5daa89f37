package org.ranvier.networks.systems.credit;

import java.util.List;
import org.ranvier.networks.circuits.Setting;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.Proof.Claim;

/** Credit over one hop by ligands of types, with spiking units of which half adapt (Liu, Smith, Mihalas, Shea-Brown & Sümbül 2021, doi:10.1073/pnas.2111821118). */
public final class Mdgl extends ModulatedCredit {
  private static final double STEP_MS = 10;

  @Override
  public String name() {
    return "mdgl";
  }

  @Override
  public String summary() {
    return "Credit assignment by what types of cells secrete, over one hop: spiking units at a delayed match";
  }

  @Override
  public String source() {
    return "Liu, Smith, Mihalas, Shea-Brown & Sümbül 2021, doi:10.1073/pnas.2111821118";
  }

  @Override
  CreditCells cells(Plan plan) {
    return new CreditCells(true, plan.whole("units"), Math.exp(-STEP_MS / 100), Math.exp(-STEP_MS / 1000), 0.3, Math.exp(-STEP_MS / 50));
  }

  @Override
  RecurrentNet net(Plan plan) {
    return new RecurrentNet(cells(plan), MatchTask.INPUTS, CreditTask.CLASSES, 0.3, 0.7, plan.random("weights"));
  }

  @Override
  public List<Setting> settings() {
    return settings(100, 0.02, 120);
  }

  @Override
  List<Claim> gaps() {
    return List.of(between("exchanged", "mdgl-type", 0.03));
  }
}
