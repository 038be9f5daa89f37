package org.ranvier.networks.handbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.neuronmodels.library.Library;

class ModelPageTest {
  private static final Path DOCS = Path.of("..", "docs");

  @Test
  void thePageInTheDocumentationIsWhatTheModelsSay() throws IOException {
    assertEquals(ModelPage.text(), Files.readString(DOCS.resolve("models.md")), "run ./ranvier models docs");
  }

  @Test
  void eachModelHasItsPicture() {
    for (String name : Library.names()) {
      assertTrue(Files.exists(DOCS.resolve("models").resolve(name + ".png")), name + ": run ./ranvier models docs");
    }
  }

  @Test
  void aResponseIsDrawn(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("v.png");
    ModelResponse.of(Library.model("iaf_psc_exp")).draw(file);
    assertEquals(900, ImageIO.read(file.toFile()).getWidth());
  }
}
