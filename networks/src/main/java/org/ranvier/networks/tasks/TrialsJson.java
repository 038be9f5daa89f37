package org.ranvier.networks.tasks;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/** The trials of a task as JSON. */
final class TrialsJson {
  private TrialsJson() {}

  static String of(Task task, double durationMs, List<Trial> trials, String status) {
    var root = new JsonObject();
    root.addProperty("task", task.name());
    root.addProperty("source", task.source());
    root.addProperty("criterion", task.criterion());
    root.addProperty("duration_ms", durationMs);
    root.addProperty("status", status);
    var learnt = new JsonObject();
    for (String condition : task.conditions()) {
      if (trials.stream().anyMatch(t -> t.condition().equals(condition))) {
        learnt.addProperty(condition, trials.stream().filter(t -> t.condition().equals(condition) && t.learnt()).count());
      }
    }
    root.add("learnt", learnt);
    var array = new JsonArray();
    for (Trial t : trials) {
      var json = new JsonObject();
      json.addProperty("condition", t.condition());
      json.addProperty("seed", t.seed());
      json.addProperty("learnt", t.learnt());
      for (int k = 0; k < task.figures().size(); k++) {
        json.addProperty(task.figures().get(k).name(), t.figures().get(k));
      }
      json.addProperty("real_time_factor", t.realTimeFactor());
      array.add(json);
    }
    root.add("trials", array);
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(root) + "\n";
  }
}
