package org.ranvier.networks.study;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/** The trials of a study, their medians and comparisons as JSON. */
final class StatisticsJson {
  static final String UNFINISHED = "unfinished";

  private StatisticsJson() {}

  static String of(StudyResult result, String status) {
    StudyFacts study = result.study();
    var root = new JsonObject();
    root.addProperty("study", study.name());
    root.addProperty("source", study.source());
    root.addProperty("criterion", study.criterion());
    root.addProperty("duration_ms", result.durationMs());
    root.addProperty("status", status);
    if (!status.equals(UNFINISHED)) {
      summarise(result, root);
    }
    var trials = new JsonArray();
    result.trials().forEach(t -> trials.add(trial(study, t)));
    root.add("trials", trials);
    return new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create().toJson(root) + "\n";
  }

  /** Medians, intervals and tests, which take too long to be made anew after each trial. */
  private static void summarise(StudyResult result, JsonObject root) {
    var conditions = new JsonArray();
    result.conditions().stream().filter(c -> !result.trials(c).isEmpty()).forEach(c -> conditions.add(condition(result, c)));
    root.add("conditions", conditions);
    var comparisons = new JsonArray();
    Compared.all(result).forEach(c -> comparisons.add(comparison(c)));
    root.add("comparisons", comparisons);
  }

  private static JsonObject condition(StudyResult result, String condition) {
    var json = new JsonObject();
    json.addProperty("condition", condition);
    json.addProperty("trials", result.trials(condition).size());
    json.addProperty("learnt", result.learnt(condition));
    for (Measure m : result.study().measures()) {
      MedianInterval spread = MedianInterval.of(result.values(m.name(), condition));
      var of = new JsonObject();
      of.addProperty("count", spread.count());
      of.add("median", number(spread.median()));
      of.add("low_95", number(spread.low()));
      of.add("high_95", number(spread.high()));
      of.add("mean", number(spread.mean()));
      json.add(m.name(), of);
    }
    return json;
  }

  private static JsonObject comparison(Compared c) {
    var json = new JsonObject();
    json.addProperty("measure", c.of().measure());
    json.addProperty("condition", c.of().condition());
    json.addProperty("against", c.of().against());
    json.addProperty("pairs", c.pairs());
    json.add("median_difference", number(c.medianDifference()));
    json.add("p_signed_rank", number(c.p()));
    json.addProperty("learnt_only_condition", c.learntOnlyFirst());
    json.addProperty("learnt_only_against", c.learntOnlySecond());
    json.add("p_learnt", number(c.pLearnt()));
    return json;
  }

  private static JsonObject trial(StudyFacts study, Trial t) {
    var json = new JsonObject();
    json.addProperty("condition", t.condition());
    json.addProperty("seed", t.seed());
    json.addProperty("learnt", t.learnt());
    for (int k = 0; k < study.measures().size(); k++) {
      json.add(study.measures().get(k).name(), number(t.measures().get(k)));
    }
    json.addProperty("real_time_factor", t.realTimeFactor());
    return json;
  }

  private static JsonElement number(double x) {
    return Double.isFinite(x) ? new JsonPrimitive(x) : JsonNull.INSTANCE;
  }
}
