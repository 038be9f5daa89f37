package org.ranvier.networks.sonata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.ranvier.simulator.RanvierException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Reads the biophysical properties of a NeuroML cell as the SONATA guide has them: names are those of NEURON's mechanisms. */
final class NeuroMlCell {
  private static final String CALCIUM = "CaDynamics";

  private final Path file;

  private NeuroMlCell(Path file) {
    this.file = file;
  }

  static CellDescription read(Path file) {
    return new NeuroMlCell(file).read();
  }

  private CellDescription read() {
    var document = document();
    var cell = new CellDescription();
    for (var e : elements(document, "resistivity")) {
      cell.ra(number(e, "value"));
    }
    for (var e : elements(document, "specificCapacitance")) {
      cell.cm(section(e), number(e, "value"));
    }
    for (var e : elements(document, "channelDensity")) {
      String channel = e.getAttribute("ionChannel");
      cell.set(section(e), channel, channel.equals("pas") ? "g" : "gbar", number(e, "condDensity"));
      switch (e.getAttribute("ion")) {
        case "na", "k" -> cell.reversal(section(e), e.getAttribute("ion"), number(e, "erev"));
        default -> cell.set(section(e), channel, "e", number(e, "erev"));
      }
    }
    for (var e : elements(document, "channelDensityNernst")) {
      cell.set(section(e), e.getAttribute("ionChannel"), "gbar", number(e, "condDensity"));
    }
    for (var species : elements(document, "species")) {
      for (var model : elements(document, "concentrationModel")) {
        if (model.getAttribute("id").equals(species.getAttribute("concentrationModel"))) {
          for (var parameter : List.of("gamma", "decay", "depth", "minCai")) {
            if (model.hasAttribute(parameter)) {
              cell.set(section(species), CALCIUM, parameter, number(model, parameter));
            }
          }
        }
      }
    }
    return cell;
  }

  private Document document() {
    var factory = DocumentBuilderFactory.newInstance();
    try (var in = Files.newInputStream(file)) {
      // Nothing outside the file is fetched, and nothing in it expands.
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(in);
    } catch (SAXException e) {
      throw new RanvierException(file + " is not NeuroML: " + Shown.of(String.valueOf(e.getMessage())), e);
    } catch (IOException e) {
      throw new RanvierException(file + " cannot be read: " + Shown.of(e.toString()), e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Element> elements(Document document, String name) {
    var nodes = document.getElementsByTagName(name);
    var elements = new ArrayList<Element>();
    for (int k = 0; k < nodes.getLength(); k++) {
      if (nodes.item(k) instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }

  private static String section(Element element) {
    return element.getAttribute("segmentGroup");
  }

  /** The number before the unit, which is that of the mechanism, as the guide says. */
  private double number(Element element, String attribute) {
    String text = element.getAttribute(attribute).strip();
    int space = text.indexOf(' ');
    try {
      double number = Double.parseDouble(space < 0 ? text : text.substring(0, space));
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new RanvierException(
        file + ": " + attribute + " '" + Shown.of(text) + "' of " + element.getTagName() + " '" + Shown.of(element.getAttribute("id"))
            + "' is no number");
  }
}
