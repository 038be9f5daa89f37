package org.ranvier.validation.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ranvier.validation.Printed;

final class ValidateCommandTest {
  @TempDir Path temp;

  @Test
  void aSuitePrintsItsTable() {
    Printed printed = Printed.by("validate exact --json");
    assertEquals(0, printed.code(), printed.err());
    JsonArray checks = JsonParser.parseString(printed.out()).getAsJsonArray();
    assertTrue(checks.size() >= 19);
    checks.forEach(c -> assertTrue(c.getAsJsonObject().get("pass").getAsBoolean(), c.toString()));
  }

  @Test
  void aFileThatIsNoCaseIsNamedWithTheReason() throws Exception {
    Path file = Files.writeString(temp.resolve("case.json"), "{\"model\": {}}");
    Printed printed = Printed.by("validate exact --reference " + file);
    assertNotEquals(0, printed.code());
    assertTrue(printed.err().contains(file + " is not a reference case of this suite: Expected a string"), printed.err());
    assertEquals(1, printed.err().lines().count());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "neurones | no suite 'neurones'; did you mean 'neurons'?",
    "cables --reference /nowhere | there is no reference case /nowhere; check the path",
    "basal-ganglia --reference /nowhere | suite 'basal-ganglia' has no reference cases; leave --reference out",
    "neurons --weights 6 | --weights 6 must be 4 or 8, the bytes of a weight",
    "exact --weights 4 | suite 'exact' has no choice of weights; leave --weights out, which is for neurons",
    "learning --reference /nowhere | suite 'learning' has no reference cases; leave --reference out",
  })
  void whatCannotBeCheckedIsRefusedByName(String arguments, String message) {
    Printed printed = Printed.by("validate " + arguments);
    assertNotEquals(0, printed.code());
    assertTrue(printed.err().contains(message), printed.err());
  }
}
