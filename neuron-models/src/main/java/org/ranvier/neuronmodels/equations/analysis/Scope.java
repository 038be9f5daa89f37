package org.ranvier.neuronmodels.equations.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.ranvier.neuronmodels.equations.units.Unit;

/** Which names may stand in an expression, and what they are. A scope may be made from another by adding names. */
final class Scope {
  /** A parameter or constant. */
  record Declared(String name, Unit unit) {}

  private final Map<String, Supplier<Typed>> meanings;
  private final Map<String, Typed> before;
  private final List<Declared> quantities;
  private final Set<String> used;

  Scope() {
    this(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>(), new LinkedHashSet<>());
  }

  private Scope(Map<String, Supplier<Typed>> meanings, Map<String, Typed> before, List<Declared> quantities, Set<String> used) {
    this.meanings = meanings;
    this.before = before;
    this.quantities = quantities;
    this.used = used;
  }

  /** A scope with the same names, to which others can be added; what is used in one is used in both. */
  Scope inner() {
    return new Scope(new LinkedHashMap<>(meanings), new LinkedHashMap<>(before), quantities, used);
  }

  void declare(String name, Supplier<Typed> meaning) {
    meanings.put(name, meaning);
  }

  /** Takes a name out of this scope. */
  void hide(String name) {
    meanings.remove(name);
  }

  void declareQuantity(String name, Unit unit, Term value) {
    quantities.add(new Declared(name, unit));
    declare(name, () -> Typed.number(Term.mul(Term.of(unit.factor()), value), unit.dimension()));
  }

  void declarePrevious(String name, Typed meaning) {
    before.put(name, meaning);
  }

  Optional<Typed> find(String name) {
    Supplier<Typed> meaning = meanings.get(name);
    if (meaning == null) {
      return Optional.empty();
    }
    used.add(name);
    return Optional.of(meaning.get());
  }

  Optional<Typed> previous(String name) {
    return Optional.ofNullable(before.get(name));
  }

  boolean isUsed(String name) {
    return used.contains(name);
  }

  Collection<String> names() {
    return meanings.keySet();
  }

  List<Declared> quantities() {
    return quantities;
  }
}
