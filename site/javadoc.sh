#!/usr/bin/env bash
# The javadoc of all modules as one set of pages, target/javadoc, whose names of classes link to each other and to the JDK's.
#
#     site/javadoc.sh [CLASS-PATH]    the jars that Ranvier needs; those of the built Ranvier by default
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
class_path=${1-$(./ranvier --class-path)}
modules=(simulator neuron-models plasticity networks validation)
printf -v sources '%s/src/main/java:' "${modules[@]}"
rm -rf target/javadoc
mkdir -p target
# doclint finds fault with the form of comments only; that the sources compile, the build says.
"$(./ranvier --find-jdk)/bin/javadoc" -quiet -Xdoclint:none -protected -notimestamp -encoding UTF-8 --add-modules jdk.incubator.vector \
  -windowtitle Ranvier -doctitle "Ranvier: all classes" -d target/javadoc -cp "$class_path" --source-path "${sources%:}" -subpackages org.ranvier \
  >target/javadoc.log 2>&1 || { tail -n 20 target/javadoc.log >&2; exit 1; }
