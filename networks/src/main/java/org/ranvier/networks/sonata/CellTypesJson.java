package org.ranvier.networks.sonata;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.ranvier.simulator.RanvierException;

/** Reads the parameters of a cell in the form of the Allen Cell Types Database: {@code passive}, {@code conditions}, {@code genome}. */
final class CellTypesJson {
  private static final List<String> SECTIONS = List.of("soma", "axon", "dend", "apic");
  private static final String PASSIVE = "pas";

  private final Path file;

  private CellTypesJson(Path file) {
    this.file = file;
  }

  static CellDescription read(Path file) {
    return new CellTypesJson(file).read(ConfigSection.object(file));
  }

  private CellDescription read(JsonObject json) {
    var cell = new CellDescription();
    JsonObject passive = first(json, "passive");
    if (passive.has("ra")) {
      cell.ra(number(passive, "ra"));
    }
    for (var section : SECTIONS) {
      cell.set(section, PASSIVE, "g", 0.001); // NEURON's, where no other is given
      if (passive.has("e_pas")) {
        cell.set(section, PASSIVE, "e", number(passive, "e_pas"));
      }
    }
    if (passive.has("cm")) {
      list(passive, "cm").forEach(c -> cell.cm(text(c, "section"), number(c, "cm")));
    }
    for (var gene : list(json, "genome")) {
      addGene(cell, gene);
    }
    JsonObject conditions = first(json, "conditions");
    if (conditions.has("erev")) {
      for (var erev : list(conditions, "erev")) {
        if (erev.has("ena")) {
          cell.reversal(text(erev, "section"), "na", number(erev, "ena"));
        }
        if (erev.has("ek")) {
          cell.reversal(text(erev, "section"), "k", number(erev, "ek"));
        }
      }
    }
    return cell;
  }

  /** A parameter is named {@code parameter_mechanism}; those of the section itself have no mechanism. */
  private void addGene(CellDescription cell, JsonObject gene) {
    String name = text(gene, "name");
    String section = text(gene, "section");
    double value = number(gene, "value");
    String mechanism = gene.has("mechanism") ? text(gene, "mechanism") : "";
    switch (name) {
      case "cm" -> cell.cm(section, value);
      case "Ra", "ra" -> cell.ra(value);
      default -> {
        String of = mechanism.isEmpty() ? name.substring(name.indexOf('_') + 1) : mechanism;
        if (name.equals(of) || !name.endsWith("_" + of)) {
          throw new RanvierException(
              file + ": genome has the parameter '" + Shown.of(name) + "' of mechanism '" + Shown.of(of)
                  + "'; names are those of a parameter and its mechanism, such as gbar_Ih");
        }
        cell.set(section, of, name.substring(0, name.length() - of.length() - 1), value);
      }
    }
  }

  private JsonObject first(JsonObject json, String key) {
    var list = json.has(key) ? list(json, key) : List.<JsonObject>of();
    return list.isEmpty() ? new JsonObject() : list.getFirst();
  }

  private List<JsonObject> list(JsonObject json, String key) {
    JsonElement list = json.get(key);
    if (list == null || !list.isJsonArray() || list.getAsJsonArray().asList().stream().anyMatch(e -> !e.isJsonObject())) {
      throw new RanvierException(file + ": " + key + " must be a list of objects, as in files of the Allen Cell Types Database");
    }
    return list.getAsJsonArray().asList().stream().map(JsonElement::getAsJsonObject).toList();
  }

  private double number(JsonObject json, String key) {
    JsonElement value = json.get(key);
    try {
      double number = value == null || !value.isJsonPrimitive() ? Double.NaN : Double.parseDouble(value.getAsString());
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new RanvierException(file + ": " + key + " = " + Shown.of(String.valueOf(value)) + " is no number");
  }

  private String text(JsonObject json, String key) {
    JsonElement value = json.get(key);
    if (value == null || !value.isJsonPrimitive()) {
      throw new RanvierException(file + ": " + key + " = " + Shown.of(String.valueOf(value)) + " must be a text");
    }
    return value.getAsString();
  }
}
