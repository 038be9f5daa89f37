package org.ranvier.networks.script;

import java.util.Map;

/**
 * What a compiler made of a script.
 *
 * @param mainClass name of the first class in the file
 * @param classes class files by class name
 */
record CompiledScript(String mainClass, Map<String, byte[]> classes) {}
