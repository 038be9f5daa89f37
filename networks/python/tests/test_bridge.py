"""How the JVM is found and started, and what is said where it cannot be."""

import ast
import os
import shutil
import subprocess
import sys
import zipfile

import pytest
from shared import CHECKOUT, PACKAGE

import ranvier
from ranvier import _jvm, _python

SAY = """
import ranvier
try:
    ranvier.start({})
    print("started")
except ranvier.RanvierError as e:
    print("refused:", e)
"""


def test_no_jdk_says_what_there_is_and_what_to_do(python, tmp_path):
    said = python(SAY.format(""), RANVIER_JAVA_HOME=str(tmp_path))
    assert said.startswith("refused:") and str(tmp_path) in said and "JDK 25" in said and "Traceback" not in said


def test_not_built_says_how_to_build(monkeypatch, tmp_path):
    monkeypatch.delenv("RANVIER_LIB", raising=False)
    monkeypatch.setattr(_jvm, "_checkout", lambda: tmp_path)
    with pytest.raises(ranvier.RanvierError, match="not built.*build it: cd .*ranvier list"):
        _jvm.class_path()


def test_a_class_path_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setenv("RANVIER_LIB", "/nowhere/lib")
    with pytest.raises(ranvier.RanvierError, match="RANVIER_LIB names /nowhere/lib"):
        _jvm.class_path()


def test_a_jvm_that_runs_without_ranvier_is_refused(python):
    said = python("import jpype\njpype.startJVM(ranvier_jdk, classpath=['/usr/share/java/org.jpype.jar'])\n".replace(
        "ranvier_jdk", f"'{_jvm.find_jdk()}/lib/server/libjvm.so'") + SAY.format(""))
    assert "without Ranvier's jars" in said and "ranvier.start()" in said


def test_flags_that_come_too_late_are_named(python):
    said = python("import ranvier; ranvier.start()\n" + SAY.format("'-Xmx123m'"))
    assert "refused:" in said and "-Xmx123m" in said and "RANVIER_JAVA_OPTS" in said


def test_the_launchers_cache_is_used_for_its_own_jars_and_no_others(tmp_path):
    """The JVM would say nothing of a cache of other jars, and go on without."""
    (tmp_path / "release").write_text('JAVA_VERSION="25"\nJAVA_RUNTIME_VERSION="25.0.9+1"\n', encoding="utf-8")
    lib = tmp_path / "ranvier" / "lib"
    lib.mkdir(parents=True)
    for name in ("networks.jar", "validation.jar"):
        (lib / name).touch()
    jars = _jvm._jars_in(lib)
    assert _jvm._cache(tmp_path, jars) == []
    cache = tmp_path / "ranvier" / "ranvier-jdk-25.0.9+1.aot"
    cache.touch()
    assert _jvm._cache(tmp_path, jars) == []  # an empty one says that the JVM could not make any
    cache.write_text("classes", encoding="utf-8")
    assert _jvm._cache(tmp_path, jars) == [f"-XX:AOTCache={cache}"]
    assert _jvm._cache(tmp_path, jars[:1]) == [] and _jvm._cache(tmp_path, jars + ["/elsewhere/other.jar"]) == []
    assert _jvm._cache(tmp_path, jars, ["-Xmx1g", "-Xshare:off"]) == []
    os.utime(cache, (1, 1))
    assert _jvm._cache(tmp_path, jars) == []  # of an older build


@pytest.mark.parametrize("package, wants, use", [
    ("numpy", "Ranvier", "import ranvier"), ("jpype", "Ranvier", "import ranvier; ranvier.start()"), ("pyNN", "ranvier.pynn", "import ranvier.pynn"),
    ("neo", "ranvier.pynn", "import ranvier.pynn"), ("quantities", "ranvier.pynn", "import ranvier.pynn")])
def test_a_python_without_a_package_names_it_and_says_how_to_get_it(python, package, wants, use):
    said = python(f"import sys\nsys.modules['{package}'] = None\n{use}").splitlines()[-1]
    pip = {"jpype": "jpype1"}.get(package, package)
    assert f"RanvierImportError: {wants} needs the Python package {package}, which {sys.executable} does not have; " in said
    assert f"{sys.executable} -m pip install {pip}" in said
    assert "apt install python3-" + package.lower() in said or "/usr/bin/python3 has it" in said


def test_a_python_that_is_too_old_says_so(python):
    said = python("import sys\nsys.version_info = (3, 8, 18, 'final', 0)\nimport ranvier").splitlines()[-1]
    assert said == f"ranvier.RanvierImportError: Ranvier needs Python 3.9 or later; {sys.executable} is 3.8.18: start your script with a later one"
    for name in ("__init__", "_python"):  # what an old one reads before it can be told
        ast.parse((PACKAGE / "ranvier" / f"{name}.py").read_text(encoding="utf-8"), feature_version=(3, 4))


def test_what_is_asked_of_python_is_what_the_package_declares():
    project = (PACKAGE / "pyproject.toml").read_text(encoding="utf-8")
    assert f'requires-python = ">={_python.LEAST[0]}.{_python.LEAST[1]}"' in project


def test_a_class_that_is_not_there_is_named():
    with pytest.raises(ranvier.RanvierError, match="no Java class org.ranvier.networks.Netwrk.* older .*than this package"):
        ranvier.java("networks.Netwrk")


def test_the_wheel_holds_what_it_needs_and_is_built_without_a_download(tmp_path):
    """Installed beside nothing of the checkout it runs, as far as there are built jars."""
    made = subprocess.run([sys.executable, str(PACKAGE / "backend" / "ranvier_wheel.py"), str(tmp_path)], capture_output=True, text=True, check=True)
    wheel = made.stdout.strip().splitlines()[-1]
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
        names = archive.namelist()
    assert {"ranvier/__init__.py", "ranvier/py.typed", "ranvier/__init__.pyi", "ranvier/network.pyi", "ranvier/_packed/ranvier", "ranvier/_packed/ranvier-jvm.flags"} <= set(names)
    lib = str(site / "ranvier" / "_packed" / "lib")
    env = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    if os.path.isdir(lib):
        env.pop("RANVIER_LIB", None)
    text = "import ranvier; print(ranvier.__file__); print(ranvier.Network('x').name)"
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, env={**env, "PYTHONPATH": str(site)}, cwd=tmp_path)
    assert done.stdout.split() == [str(site / "ranvier" / "__init__.py"), "x"], done.stderr
    shutil.rmtree(site)
    assert CHECKOUT.is_dir()
