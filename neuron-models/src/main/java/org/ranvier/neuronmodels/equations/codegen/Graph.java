package org.ranvier.neuronmodels.equations.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ranvier.neuronmodels.equations.analysis.Op;
import org.ranvier.neuronmodels.equations.analysis.Term;
import org.ranvier.neuronmodels.equations.analysis.Term.Kind;

/**
 * Turns terms into a graph without repetitions. Parts that are made of parameters become coefficients, so that a loop over
 * neurons computes nothing that is known beforehand; divisions by them become products.
 */
final class Graph {
  private static final int DEEP = 100; // operations nested in one another, beyond which parts are made one after the other

  private record Key(@Nullable Op op, @Nullable Term leaf, List<Node> arguments) {}

  /** A term made of parameters, by what it is and not by which object. */
  private record Shape(@Nullable Op op, @Nullable Term leaf, List<Integer> arguments) {}

  private final boolean vector;
  private final Map<Key, Node> nodes = new HashMap<>();
  private final Map<String, Node> locals = new HashMap<>();
  private final Map<String, Term> definitions = new HashMap<>(); // of locals
  private final Map<Node, String> names = new HashMap<>();
  private final Map<Term, Node> made = new IdentityHashMap<>();
  private final Flattening flattening = new Flattening(term -> term instanceof Term.Const || isHoistable(term));
  private final Map<Term, Integer> shapes = new IdentityHashMap<>();
  private final Map<Shape, Integer> numbers = new HashMap<>(); // of shapes
  private final Map<Integer, String> fixed = new LinkedHashMap<>(); // by the number of the shape
  private final Map<String, Coefficient> coefficients = new LinkedHashMap<>();
  private final Map<String, Integer> positions = new HashMap<>();

  /**
   * @param vector whether exponentials are computed for whole tiles by a vector function
   */
  Graph(boolean vector) {
    this.vector = vector;
  }

  void add(Coefficient coefficient) {
    coefficients.put(coefficient.name(), coefficient);
    positions.putIfAbsent(coefficient.name(), positions.size());
  }

  /** Where among the coefficients one stands. */
  int position(String coefficient) {
    return Objects.requireNonNull(positions.get(coefficient));
  }

  List<Coefficient> coefficients() {
    return List.copyOf(coefficients.values());
  }

  /** Gives a name to a computation; leaves of kind LOCAL refer to it. */
  void define(String name, Term value) {
    Node node = node(value);
    locals.put(name, node);
    definitions.put(name, value);
    flattening.define(name, value);
    names.putIfAbsent(node, name);
  }

  @Nullable String nameOf(Node node) {
    return names.get(node);
  }

  Node node(Term term) {
    if (!(term instanceof Term.Apply a)) {
      return make(term);
    }
    if (a.depth() > DEEP && !made.containsKey(a)) {
      makeParts(a);
    }
    Node known = made.get(a);
    if (known == null) {
      known = make(a);
      made.put(a, known);
    }
    return known;
  }

  /** Makes all parts that stay nodes of their own, arguments first, so that none is deep in recursion. */
  private void makeParts(Term.Apply term) {
    term.<Boolean>fold((t, arguments) -> {
      if (t instanceof Term.Apply a && t != term && !isHoistable(a) && !flattening.mayVanish(a) && !made.containsKey(a)) {
        made.put(a, make(a));
      }
      return true;
    });
  }

  private Node make(Term term) {
    if (term instanceof Term.Leaf l && l.kind() == Kind.LOCAL) {
      Node local = locals.get(l.name());
      if (local == null) {
        throw new IllegalStateException("local " + l.name() + " is used before it is computed");
      }
      return local;
    }
    if (!(term instanceof Term.Const) && isHoistable(term)) {
      Node known = intern(null, coefficient(term), List.of());
      boolean test = term instanceof Term.Apply a && a.op().isTest();
      return test ? intern(Op.NE, null, List.of(known, intern(null, Term.ZERO, List.of()))) : known;
    }
    return switch (term) {
      case Term.Const c -> intern(null, c, List.of());
      case Term.Leaf l -> intern(null, l, List.of());
      case Term.Apply a when a.op() == Op.MUL || a.op() == Op.DIV -> product(a);
      case Term.Apply a when a.op() == Op.ADD -> sum(a);
      case Term.Apply a -> intern(a.op(), null, a.arguments().stream().map(this::node).toList());
    };
  }

  private static boolean isHoistable(Term term) {
    return term.isFixed() && !(term.has(Kind.COEFFICIENT) && !(term instanceof Term.Leaf));
  }

  private Term coefficient(Term term) {
    if (term instanceof Term.Leaf l && l.kind() == Kind.COEFFICIENT) {
      return l;
    }
    int shape =
        term.fold(shapes,
            (t, arguments) -> {
              var key = t instanceof Term.Apply a ? new Shape(a.op(), null, arguments) : new Shape(null, t, arguments);
              return numbers.computeIfAbsent(key, k -> numbers.size());
            });
    String name = fixed.get(shape);
    if (name == null) {
      name = term instanceof Term.Leaf l ? l.name() : "k" + (fixed.size() + 1);
      while (coefficients.containsKey(name)) {
        name = name + "_";
      }
      fixed.put(shape, name);
      add(new Coefficient.Value(name, term));
    }
    return Term.leaf(Kind.COEFFICIENT, name);
  }

  /** What is known beforehand comes first, as one coefficient, then what is no product; products are added to that by {@code fma}. */
  private Node sum(Term.Apply term) {
    var parts = new ArrayList<Term>();
    parts(term, parts);
    Term known = Term.ZERO;
    var products = new ArrayList<Node>();
    var others = new ArrayList<Node>();
    for (Term part : parts) {
      if (part instanceof Term.Const || isHoistable(part) && !part.has(Kind.COEFFICIENT)) {
        known = Term.add(known, part);
      } else {
        Node node = node(part);
        (part instanceof Term.Apply && node.op() == Op.MUL ? products : others).add(node);
      }
    }
    if (!known.isConst(0)) {
      others.addFirst(node(known));
    }
    Node sum = others.isEmpty() ? products.removeFirst() : others.removeFirst();
    for (Node other : others) {
      sum = intern(Op.ADD, null, List.of(sum, other));
    }
    for (Node product : products) {
      sum = intern(Op.FMA, null, List.of(product.arguments().get(0), product.arguments().get(1), sum));
    }
    return sum;
  }

  private void parts(Term.Apply sum, List<Term> into) {
    for (Term x : sum.arguments()) {
      if (x instanceof Term.Apply a && a.op() == Op.ADD && !isHoistable(x) && flattening.sum(x)) {
        parts(a, into);
      } else {
        into.add(x);
      }
    }
  }

  /** Collects the factors of a product, those that are known beforehand into one coefficient. */
  private Node product(Term.Apply term) {
    var above = new ArrayList<Term>();
    var below = new ArrayList<Term>();
    Term[] known = {Term.UNIT, Term.UNIT};
    factorsOfArguments(term, above, below, known);
    Term constant = Term.div(known[0], known[1]);
    Node product = above.isEmpty() || !constant.isConst(1) ? node(constant) : null;
    for (Term factor : above) {
      Node f = node(factor);
      product = product == null ? f : intern(Op.MUL, null, List.of(product, f));
    }
    Node divisor = null;
    for (Term factor : below) {
      Node f = node(factor);
      divisor = divisor == null ? f : intern(Op.MUL, null, List.of(divisor, f));
    }
    if (product == null) {
      throw new IllegalStateException("a product without factors");
    }
    return divisor == null ? product : intern(Op.DIV, null, List.of(product, divisor));
  }

  private void factors(Term term, List<Term> above, List<Term> below, Term[] known) {
    if (term instanceof Term.Const || isHoistable(term) && !term.has(Kind.COEFFICIENT)) {
      known[0] = Term.mul(known[0], term);
    } else if (term instanceof Term.Apply a && Flattening.isProduct(a) && flattening.product(a)) {
      factorsOfArguments(a, above, below, known);
    } else if (!factorsOfLocal(term, above, below, known)) {
      above.add(term);
    }
  }

  private void factorsOfArguments(Term.Apply product, List<Term> above, List<Term> below, Term[] known) {
    if (product.op() == Op.NEG) {
      known[0] = Term.negate(known[0]);
    }
    factors(product.arguments().getFirst(), above, below, known);
    if (product.op() == Op.MUL) {
      factors(product.arguments().get(1), above, below, known);
    } else if (product.op() == Op.DIV) {
      Term[] inverse = {known[1], known[0]};
      factors(product.arguments().get(1), below, above, inverse);
      known[0] = inverse[1];
      known[1] = inverse[0];
    }
  }

  /** A local that is a product with a known factor is taken apart, so that this factor joins the others. */
  private boolean factorsOfLocal(Term term, List<Term> above, List<Term> below, Term[] known) {
    Term definition = term instanceof Term.Leaf l && l.kind() == Kind.LOCAL && flattening.local(l.name()) ? definitions.get(l.name()) : null;
    if (!(definition instanceof Term.Apply a) || a.op() != Op.MUL && a.op() != Op.DIV && a.op() != Op.NEG) {
      return false;
    }
    var ownAbove = new ArrayList<Term>();
    var ownBelow = new ArrayList<Term>();
    Term[] ownKnown = {Term.UNIT, Term.UNIT};
    factorsOfArguments(a, ownAbove, ownBelow, ownKnown);
    if (ownKnown[0].isConst(1) && ownKnown[1].isConst(1)) {
      return false;
    }
    above.addAll(ownAbove);
    below.addAll(ownBelow);
    known[0] = Term.mul(known[0], ownKnown[0]);
    known[1] = Term.mul(known[1], ownKnown[1]);
    return true;
  }

  private Node intern(@Nullable Op op, @Nullable Term leaf, List<Node> arguments) {
    var key = new Key(op, leaf, arguments);
    Node known = nodes.get(key);
    if (known != null) {
      return known;
    }
    int level = arguments.stream().mapToInt(Node::level).max().orElse(0);
    boolean call = vector && (op == Op.EXP || op == Op.EXPREL);
    var node = new Node(nodes.size(), op, leaf, arguments, call ? level + 1 : level);
    nodes.put(key, node);
    return node;
  }
}
