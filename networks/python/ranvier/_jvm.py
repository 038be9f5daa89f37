"""Finds Ranvier's jars and a JDK 25, and starts the JVM inside this process.

    RANVIER_LIB         a directory of jars, or a class path, in place of those that are found
    RANVIER_JAVA_HOME   the JDK 25 to use, before any other
    RANVIER_JAVA_OPTS   further flags for the JVM, for example -Xmx8g
"""

import os
import shlex
import subprocess
import sys
import threading
from pathlib import Path

from ._errors import RanvierError
from ._python import RanvierImportError, missing

_PACKAGE = Path(__file__).resolve().parent
_JPYPE_JAR = "/usr/share/java/org.jpype.jar"  # where Debian puts it, beside the package
_PROBE = "org.ranvier.networks.Network"

_lock = threading.Lock()
_started = False
_classes = {}


def _checkout():
    """The root of the checkout that this package stands in, or None where it was installed."""
    root = _PACKAGE.parents[2]
    return root if (root / "ranvier").is_file() and (root / ".mvn" / "ranvier-jvm.flags").is_file() else None


def _resources():
    """Where the launcher and the JVM's flags are: in the checkout, or packed beside this file."""
    root = _checkout()
    if root is not None:
        return root / "ranvier", root / ".mvn" / "ranvier-jvm.flags"
    packed = _PACKAGE / "_packed"
    if not (packed / "ranvier").is_file():
        raise RanvierError(
            f"the Python package in {_PACKAGE} is not whole: {packed / 'ranvier'} is missing; install it again: "
            f"{sys.executable} -m pip install --force-reinstall PATH-TO-RANVIER/networks/python")
    return packed / "ranvier", packed / "ranvier-jvm.flags"


def _jars_in(directory):
    return sorted(str(jar) for jar in Path(directory).glob("*.jar"))


def class_path():
    """Ranvier's class path as a list: of ``RANVIER_LIB``, of the checkout's build, or as packed into the installed package."""
    given = os.environ.get("RANVIER_LIB")
    if given:
        return _given_class_path(given)
    root = _checkout()
    packed = _PACKAGE / "_packed"
    if root is None and (packed / "checkout").is_file():
        # The package was installed before Ranvier was built.
        root = Path((packed / "checkout").read_text(encoding="utf-8").strip())
    if root is None or _jars_in(packed / "lib"):
        lib = packed / "lib"
        mend = "install the package again, after Ranvier has been built"
    else:
        lib = root / "validation" / "target" / "ranvier" / "lib"
        mend = f"build it: cd {root} && ./ranvier list"
    jars = _jars_in(lib)
    if not any("networks" in Path(jar).name for jar in jars):
        raise RanvierError(f"Ranvier is not built: there are no jars of it in {lib}; {mend}; or set RANVIER_LIB to a directory of jars")
    return jars


def _given_class_path(given):
    path = []
    for part in given.split(os.pathsep):
        if not part:
            continue
        if part.endswith("*"):
            part = part[:-1]
        if not os.path.exists(part):
            raise RanvierError(
                f"RANVIER_LIB names {part}, which is not there; set it to a directory of Ranvier's jars or a class path, or unset it")
        path += _jars_in(part) or [part]
    return path


def find_jdk():
    """The home of a JDK 25, found as the launcher finds it.

    Raises RanvierError, with what to install, where there is none.
    """
    launcher, _ = _resources()
    found = subprocess.run(["bash", str(launcher), "--find-jdk"], capture_output=True, text=True, check=False)
    if found.returncode != 0:
        raise RanvierError(found.stderr.strip() or f"{launcher} --find-jdk failed")
    return found.stdout.strip()


def _flags():
    _, file = _resources()
    lines = file.read_text(encoding="utf-8").splitlines()
    flags = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    user = shlex.split(os.environ.get("RANVIER_JAVA_OPTS", ""))
    # As the launcher has it: what the JVM has to say goes nowhere but for errors; the collector is the quicker one for large arrays.
    flags += ["-Xlog:disable", "-Xlog:all=error,aot*=off,cds*=off:stderr", "-Xms64m"]
    if not any(flag.startswith("-Xmx") for flag in user):
        from ._ranks import on_this_machine
        flags.append(f"-XX:MaxRAMPercentage={85 / on_this_machine():.2f}")
    if not any(flag.startswith("-XX:+Use") and flag.endswith("GC") for flag in user):
        flags.append("-XX:+UseParallelGC")
    try:
        huge = Path("/sys/kernel/mm/transparent_hugepage/enabled").read_text(encoding="ascii")
        if "[always]" in huge or "[madvise]" in huge:
            flags.append("-XX:+UseTransparentHugePages")
    except OSError:
        pass
    return flags + user


def _cache(jdk, jars, user=()):
    """The flag for what the launcher let the JVM note of an earlier start, classes and how often they are used, where that is there for these jars."""
    if any("-Xshare" in flag or "SharedArchiveFile" in flag or "AOT" in flag for flag in user):
        return []  # the JVM takes one or the other
    last = next((Path(jar) for jar in jars if Path(jar).name == "validation.jar"), None)
    if last is None or jars != _jars_in(last.parent):
        return []
    release = Path(jdk, "release").read_text(encoding="utf-8")
    version = next((line.split("=", 1)[1].strip('"') for line in release.splitlines() if line.startswith("JAVA_RUNTIME_VERSION=")), "")
    cache = last.parent.parent / f"ranvier-jdk-{version}.aot"
    try:
        noted = cache.stat()
        return [f"-XX:AOTCache={cache}"] if noted.st_size > 0 and noted.st_mtime >= last.stat().st_mtime else []
    except OSError:
        return []


def _jpype():
    try:
        import jpype
    except ImportError as e:
        raise RanvierImportError(missing(e.name or "jpype")) from None
    return jpype


def start(*options):
    """Starts the JVM, unless it runs already. All of Ranvier calls this when it is needed first.

    Parameters
    ----------
    *options : str
        Further flags for the JVM, e.g. ``"-Xmx8g"``; they must be given before anything else is done with Ranvier.

    Raises
    ------
    RanvierError
        If there is no JDK 25, Ranvier is not built, or the JVM runs already without what Ranvier needs.
    """
    global _started
    if _started and not options:
        return
    with _lock:
        jpype = _jpype()
        if not jpype.isJVMStarted():
            _start(jpype, options)
        elif not _started:
            _check_foreign(jpype)
        elif options:
            running = _running_flags(jpype)
            without = [option for option in options if option not in running]
            if without:
                raise RanvierError(
                    f"the JVM has been started already, without {' '.join(without)}; a process has one JVM: call ranvier.start(…) "
                    "before anything else, or set RANVIER_JAVA_OPTS")
        _started = True


def _start(jpype, options):
    jars = class_path()
    jdk = find_jdk()
    # Behind Ranvier's jars: the JVM takes its cache for a class path that begins with the one that it was made with.
    path = jars + ([_JPYPE_JAR] if os.path.exists(_JPYPE_JAR) else [])
    library = next((p for p in (f"{jdk}/lib/server/libjvm.so", f"{jdk}/lib/server/libjvm.dylib") if os.path.exists(p)), None)
    if library is None:
        raise RanvierError(f"the JDK in {jdk} has no lib/server/libjvm.so; install it anew")
    try:
        # Ctrl-C belongs to Python, so that a run can be stopped and its data kept.
        flags = [*_flags(), *options]
        jpype.startJVM(library, *flags, *_cache(jdk, jars, flags), classpath=path, convertStrings=False, interrupt=False)
        jpype.JClass(_PROBE)
    except Exception as e:  # whatever JPype throws, and the JVM through it
        raise RanvierError(f"the JVM of {jdk} could not be started with Ranvier's class path: {e}") from None


def _running_flags(jpype):
    factory = jpype.JClass("java.lang.management.ManagementFactory")
    return [str(flag) for flag in factory.getRuntimeMXBean().getInputArguments()]


def _check_foreign(jpype):
    """The JVM was started by someone else: it must know Ranvier, be of version 25, and have its flags."""
    mend = "let Ranvier start it: call ranvier.start() before other packages that use JPype, with their class path in RANVIER_LIB"
    version = str(jpype.JClass("java.lang.System").getProperty("java.specification.version"))
    if version != "25":
        raise RanvierError(f"the JVM has been started already, and is Java {version}, Ranvier needs 25; {mend}")
    try:
        jpype.JClass(_PROBE)
    except TypeError:
        raise RanvierError(f"the JVM has been started already, without Ranvier's jars on its class path; {mend}") from None
    running = _running_flags(jpype)
    _, file = _resources()
    needed = [line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("--add-")]
    without = [flag for flag in needed if flag not in running]
    if without:
        raise RanvierError(f"the JVM has been started already with other flags, without {' '.join(without)}; {mend}")


def _rebuild():
    if os.environ.get("RANVIER_LIB"):
        return f"if it should be there, RANVIER_LIB={os.environ['RANVIER_LIB']} holds an older build than this package"
    root = _checkout()
    build = "./ranvier list" if root is None else f"cd {root} && ./ranvier list"
    return f"if it should be there, the build is older than this package: {build}" + (", and install the package again" if root is None else "")


def java(name):
    """A class of Ranvier or the JDK by its full name; ``org.ranvier.`` may be left out: ``java("networks.Network")``.

    A nested class is written with a dollar sign or a dot: ``java("networks.Simulation$Options")``.
    """
    found = _classes.get(name)
    if found is None:
        start()
        import jpype
        full = name if name.startswith(("org.", "java.", "javax.", "tech.")) else "org.ranvier." + name
        try:
            found = jpype.JClass(full)
        except TypeError as e:
            raise RanvierError(f"there is no Java class {full} in this build of Ranvier ({' '.join(str(e).split())}); {_rebuild()}") from None
        _classes[name] = found
    return found
