package org.ranvier.neuronmodels.equations.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ranvier.neuronmodels.equations.analysis.Op;

/**
 * Writes a part of the graph as loops over the neurons of a tile.
 *
 * <p>A loop that calls {@code exp} does not vectorise. So arguments of exponentials are written to scratch arrays, the vector
 * function is applied to these, and what depends on the results stands in a later loop; each level of the graph is one loop.
 */
final class LoopWriter {
  /** An element of {@code array}, at the loop's neuron, takes the value of a node. */
  record Store(String array, Node value) {}

  private static final int LONGEST = 200; // operations in a loop
  private static final int LONGEST_WATCHING = 12; // one that computes more does not wait for memory: there a watch has its price

  private static final int MANY = 20; // loops

  private final Graph graph;
  private final Leaves leaves;
  private final StringBuilder methods;
  private final StringBuilder calls;
  private final Map<Node, String> scratch = new HashMap<>(); // where values that outlive their loop are kept
  private final Map<Node, String> pending = new HashMap<>(); // the same, of the loop being written
  private final Set<String> scratchFields = new LinkedHashSet<>();
  private int loops; // written so far
  private @Nullable Store watched;

  /**
   * @param methods the loops, each a static method
   * @param calls the calls of these
   */
  LoopWriter(Graph graph, Leaves leaves, StringBuilder methods, StringBuilder calls) {
    this.graph = graph;
    this.leaves = leaves;
    this.methods = methods;
    this.calls = calls;
  }

  Set<String> scratchFields() {
    return scratchFields;
  }

  /** Has the loop that stores an array watch it too, see {@link Watch}, if it is short; {@code limit} is a leaf. */
  void watch(String array, Node limit) {
    watched = new Store(array, limit);
  }

  /** Writes loops that compute the stores. An array is written when no later loop reads it. */
  void write(String name, List<Store> stores) {
    scratch.clear();
    Set<Node> needed = reachable(stores.stream().map(Store::value).toList());
    Map<Node, Integer> place = places(needed);
    postpone(needed, place);
    Map<String, Integer> lastReads = lastReads(needed, place);
    var storeIn = new HashMap<Store, Integer>();
    for (Store s : stores) {
      storeIn.put(s, Math.max(at(place, s.value()), lastReads.getOrDefault(s.array() + "[i]", 0)));
    }
    int last = storeIn.values().stream().mapToInt(k -> k).max().orElse(0);
    for (int k = 0; k <= last; k++) {
      int here = k;
      List<Store> due = stores.stream().filter(s -> at(storeIn, s) == here).toList();
      List<Store> later = stores.stream().filter(s -> at(storeIn, s) > here).toList();
      var own = new ArrayList<>(keep(needed, place, here, later));
      own.addAll(due);
      if (!own.isEmpty()) {
        loop(leaves.method(name + (last == 0 ? "" : "_" + (k + 1))), own);
      }
      needed.stream().filter(v -> v.isVectorCall() && at(place, v) == here + 1).forEach(this::vectorCall);
    }
  }

  /** In which loop each node is computed: as early as may be, but none grows so long that the JIT would not unroll it. */
  private static Map<Node, Integer> places(Set<Node> needed) {
    var place = new HashMap<Node, Integer>();
    var length = new HashMap<Integer, Integer>();
    for (Node node : needed) {
      int k = node.arguments().stream().mapToInt(a -> at(place, a)).max().orElse(0);
      if (node.isVectorCall()) {
        k++;
      } else if (!node.isLeaf()) {
        while (length.getOrDefault(k, 0) >= LONGEST) {
          k++;
        }
        length.merge(k, 1, Integer::sum);
      }
      place.put(node, k);
    }
    return place;
  }

  /** Moves what follows from arrays alone into the first loop that reads it: a scratch array less. */
  private static void postpone(Set<Node> needed, Map<Node, Integer> place) {
    var users = new HashMap<Node, Integer>(); // the first loop that reads a node
    var length = new HashMap<Integer, Integer>();
    needed.stream().filter(node -> !node.isLeaf()).forEach(node -> length.merge(at(place, node), 1, Integer::sum));
    for (Node node : List.copyOf(needed).reversed()) {
      int now = at(place, node);
      int first = users.getOrDefault(node, now);
      boolean moves = !node.isLeaf() && !node.isVectorCall() && first > now && length.getOrDefault(first, 0) < LONGEST
          && node.arguments().stream().filter(a -> !a.isLeaf() && !a.isVectorCall()).count() <= 1;
      if (moves) {
        place.put(node, first);
        length.merge(first, 1, Integer::sum);
      }
      node.arguments().forEach(a -> users.merge(a, readIn(node, place), Math::min));
    }
  }

  private static <K> int at(Map<K, Integer> loops, K key) {
    return Objects.requireNonNull(loops.get(key));
  }

  private static int readIn(Node user, Map<Node, Integer> place) {
    return at(place, user) - (user.isVectorCall() ? 1 : 0);
  }

  /** By the text of an element, the last loop that reads its array. */
  private Map<String, Integer> lastReads(Set<Node> needed, Map<Node, Integer> place) {
    Map<String, Integer> last = new HashMap<>();
    for (Node user : needed) {
      for (Node leaf : user.arguments()) {
        if (leaf.leaf() != null) {
          last.merge(leaves.read(leaf.leaf(), new HashMap<>()).java(), readIn(user, place), Math::max);
        }
      }
    }
    return last;
  }

  private static Set<Node> reachable(List<Node> roots) {
    var found = new TreeSet<Node>((a, b) -> Integer.compare(a.id(), b.id()));
    var open = new ArrayList<>(roots);
    while (!open.isEmpty()) {
      Node node = open.removeLast();
      if (found.add(node)) {
        open.addAll(node.arguments());
      }
    }
    return found;
  }

  /** What a loop must leave for later ones: arguments of vector functions, and values used there. */
  private List<Store> keep(Set<Node> needed, Map<Node, Integer> place, int here, List<Store> later) {
    var kept = new LinkedHashMap<String, Node>();
    for (Node user : needed) {
      int readIn = readIn(user, place);
      if (user.isVectorCall() && readIn == here) {
        String array = scratchArray();
        scratch.put(user, array);
        kept.put(array, user.arguments().getFirst());
      }
      if (readIn > here) {
        user.arguments().forEach(v -> keep(v, place, here, kept));
      }
    }
    later.forEach(s -> keep(s.value(), place, here, kept));
    return kept.entrySet().stream().map(e -> new Store(e.getKey(), e.getValue())).toList();
  }

  private void keep(Node v, Map<Node, Integer> place, int here, Map<String, Node> kept) {
    if (at(place, v) == here && !v.isLeaf() && !v.isVectorCall() && !pending.containsKey(v)) {
      String array = scratchArray();
      kept.put(array, v);
      pending.put(v, array);
    }
  }

  private String scratchArray() {
    String name = leaves.scratch(scratch.size() + pending.size());
    scratchFields.add(name);
    return name;
  }

  private void vectorCall(Node call) {
    String array = scratch.get(call);
    scratchFields.add("spare");
    if (call.op() == Op.EXP) {
      calls.append("    VectorMath.exp(").append(array).append(", spare, from, to);\n");
    } else {
      scratchFields.add("spare2");
      calls.append("    VectorMath.exprel(").append(array).append(", spare, spare2, from, to);\n");
    }
  }

  private void loop(String method, List<Store> stores) {
    var body = new Body();
    stores.forEach(s -> body.count(s.value()));
    stores.forEach(s -> body.store(s, stores.size() == 1));
    boolean watches = body.watches;
    Signature signature = Signature.of(body.used(), ++loops > MANY);
    methods.append("\n  ").append(signature.modifier()).append(watches ? "int " : "void ").append(method).append("(int from, int to").append(signature.parameters());
    methods.append(") {\n").append(signature.prologue()).append(watches ? "    int " + Watch.OUTCOME + " = -1;\n" : "");
    methods.append("    for (int i = from; i < to; i++) {\n").append(body.text()).append(body.writes).append("    }\n");
    methods.append(watches ? "    return " + Watch.OUTCOME + ";\n" : "").append("  }\n");
    calls.append("    ").append(watches ? "int " + Watch.OUTCOME + " = " : "").append(method).append("(from, to").append(signature.arguments()).append(");\n");
    scratch.putAll(pending);
    pending.clear();
  }

  /** The statements of a loop. */
  private final class Body extends ScalarWriter {
    private final StringBuilder writes = new StringBuilder();
    private boolean watches;

    Body() {
      super(graph, leaves, "      ");
    }

    @Override
    boolean isKept(Node node) {
      return scratch.containsKey(node);
    }

    @Override
    JavaExpression.Text kept(Node node) {
      String array = Objects.requireNonNull(scratch.get(node));
      used().put(array, "double[]");
      boolean test = node.op() != null && node.op().isTest();
      return test ? new JavaExpression.Text(array + "[i] != 0", JavaExpression.EQUALITY) : JavaExpression.atom(array + "[i]");
    }

    void store(Store store, boolean only) {
      boolean isScratch = scratchFields.contains(store.array());
      used().put(store.array(), "double[]");
      String value = expression(store.value()).java();
      if (store.value().op() != null && store.value().op().isTest()) {
        value = "(" + value + ") ? 1 : 0";
      }
      boolean isShort = operations() <= LONGEST_WATCHING;
      Store seen = isShort && watched != null && watched.array().equals(store.array()) ? watched : null;
      if ((!only || seen != null) && !isScratch) {
        // All are computed before one is written, for another may read what it overwrites.
        String local = leaves.local("new_" + store.array());
        text().append("      double ").append(local).append(" = ").append(value).append(";\n");
        value = local;
        if (seen != null) {
          text().append("      ").append(Watch.statement(JavaExpression.atom(local), expression(seen.value())));
          watches = true;
        }
      }
      writes.append("      ").append(store.array()).append("[i]").append(" = ").append(value).append(";\n");
    }
  }
}
