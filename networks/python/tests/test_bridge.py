"""How the JVM is found and started, and what is said where it cannot be."""

import os
import shutil
import subprocess
import sys
import zipfile

import pytest
from shared import CHECKOUT, PACKAGE

import ranvier
from ranvier import _jvm

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


def test_a_python_without_the_packages_says_how_to_get_them(python):
    said = python("import sys\nsys.modules['jpype'] = None\n" + SAY.format(""))
    assert "needs the Python package jpype" in said and "pip install" in said


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
    assert {"ranvier/__init__.py", "ranvier/py.typed", "ranvier/_packed/ranvier", "ranvier/_packed/ranvier-jvm.flags"} <= set(names)
    lib = str(site / "ranvier" / "_packed" / "lib")
    env = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    if os.path.isdir(lib):
        env.pop("RANVIER_LIB", None)
    text = "import ranvier; print(ranvier.__file__); print(ranvier.Network('x').name)"
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, env={**env, "PYTHONPATH": str(site)}, cwd=tmp_path)
    assert done.stdout.split() == [str(site / "ranvier" / "__init__.py"), "x"], done.stderr
    shutil.rmtree(site)
    assert CHECKOUT.is_dir()
