package org.ranvier.networks.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.plan.NetworkPlan;
import org.ranvier.networks.values.Units;

/** The page about documents. */
final class PlanPageTest {
  private static final Path PAGE = Path.of("..", "docs", "plan.md");

  @Test
  void itsDocumentRuns() throws IOException {
    var block = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
    assertTrue(block.find());
    try (var simulation = Simulation.of(Network.fromJson(block.group(1)))) {
      simulation.run(Units.ms(50));
      assertTrue(simulation.spikes().size() > 0);
    }
  }

  /** A key that the page does not name is a change of the format, which the page is to tell. */
  @Test
  void itNamesEveryKeyAndType() throws IOException {
    String page = Files.readString(PAGE);
    var missing = new HashSet<String>();
    visit(NetworkPlan.class, new HashSet<>(), page, missing);
    assertEquals(Set.of(), missing);
  }

  private static void visit(Class<?> type, Set<Class<?>> seen, String page, Set<String> missing) {
    if (!seen.add(type) || type.isPrimitive() || type.isEnum() || !type.getName().startsWith("org.ranvier")) {
      return;
    }
    if (type.isInterface()) {
      Kinds.of(type).forEach((name, of) -> {
        if (!page.contains("`" + name + "`") && !name.equals("Distribution") && !name.equals("Profile")) {
          missing.add(name);
        }
        visit(of, seen, page, missing);
      });
    } else if (type.isRecord() && type.getPackage() == NetworkPlan.class.getPackage()) {
      for (JsonShape.Part part : JsonShape.of(type).parts()) {
        if (!Set.of("chosen", "population").contains(part.name()) && !page.contains("`" + part.name() + "`")) {
          missing.add(type.getSimpleName() + "." + part.name());
        }
        visit(Encoder.raw(part.type()), seen, page, missing);
        if (part.type() instanceof java.lang.reflect.ParameterizedType p) {
          for (var argument : p.getActualTypeArguments()) {
            visit(Encoder.raw(argument), seen, page, missing);
          }
        }
      }
    }
  }
}
