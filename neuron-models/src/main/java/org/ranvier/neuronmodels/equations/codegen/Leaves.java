package org.ranvier.neuronmodels.equations.codegen;

import java.util.Map;
import org.ranvier.neuronmodels.equations.analysis.Term;

/** How leaves are read, and names given. */
interface Leaves {
  JavaExpression.Text read(Term leaf, Map<String, String> used);

  String method(String name);

  String scratch(int number);

  String local(String name);
}
