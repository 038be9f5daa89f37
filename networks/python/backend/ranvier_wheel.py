"""Builds the wheel of the Python package, by Python's own means (PEP 517 and 660): a wheel is an archive with a list of what is in it.

The built jars, the JVM's flags and the launcher, which knows how to find a JDK, are packed beside the modules. Where Ranvier is not
built yet the wheel notes where the checkout is, and the package looks there.

    python3 backend/ranvier_wheel.py DIRECTORY     writes the wheel into a directory
"""

import base64
import hashlib
import re
import sys
import zipfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
CHECKOUT = PROJECT.parents[1]
LIB = CHECKOUT / "validation" / "target" / "ranvier" / "lib"
KINDS = {".py", ".pyi", ".typed"}


def _version():
    pom = (CHECKOUT / "pom.xml").read_text(encoding="utf-8")
    return re.search(r"<version>([^<]+)</version>", pom).group(1).replace("-SNAPSHOT", ".dev0")


def _dependencies():
    text = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    return re.findall(r'"([^"]+)"', re.search(r"^dependencies = \[(.*?)\]", text, re.M | re.S).group(1))


def _metadata():
    lines = [
        "Metadata-Version: 2.1", "Name: ranvier", f"Version: {_version()}", "Requires-Python: >=3.9", "License: Apache-2.0",
        "Summary: An event-driven simulator of spiking neural networks",
    ]
    return "\n".join(lines + [f"Requires-Dist: {d}" for d in _dependencies()]) + "\n"


class _Wheel:
    """A wheel that is being written."""

    def __init__(self, directory):
        self.info = f"ranvier-{_version()}.dist-info"
        self.name = f"ranvier-{_version()}-py3-none-any.whl"
        self.archive = zipfile.ZipFile(Path(directory) / self.name, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self.record = []

    def add(self, name, data):
        self.archive.writestr(name, data)
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        self.record.append(f"{name},sha256={digest},{len(data)}")

    def finish(self):
        self.add(f"{self.info}/METADATA", _metadata().encode())
        self.add(f"{self.info}/WHEEL", b"Wheel-Version: 1.0\nGenerator: ranvier\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        self.add(f"{self.info}/top_level.txt", b"ranvier\n")
        self.archive.writestr(f"{self.info}/RECORD", "\n".join(self.record + [f"{self.info}/RECORD,,"]) + "\n")
        self.archive.close()
        return self.name


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    """Packs the modules and what they need of the built Ranvier."""
    wheel = _Wheel(wheel_directory)
    for file in sorted((PROJECT / "ranvier").rglob("*")):
        if file.suffix in KINDS and file.is_file():
            wheel.add(file.relative_to(PROJECT).as_posix(), file.read_bytes())
    wheel.add("ranvier/_packed/ranvier", (CHECKOUT / "ranvier").read_bytes())
    wheel.add("ranvier/_packed/ranvier-jvm.flags", (CHECKOUT / ".mvn" / "ranvier-jvm.flags").read_bytes())
    jars = sorted(LIB.glob("*.jar"))
    if not jars:
        print(f"Ranvier is not built: the package will look for its jars in {LIB}", file=sys.stderr)
        wheel.add("ranvier/_packed/checkout", str(CHECKOUT).encode())
    for jar in jars:
        wheel.add(f"ranvier/_packed/lib/{jar.name}", jar.read_bytes())
    return wheel.finish()


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    """A wheel that only points here: ``pip install -e``."""
    wheel = _Wheel(wheel_directory)
    wheel.add("ranvier.pth", f"{PROJECT}\n".encode())
    return wheel.finish()


def build_sdist(sdist_directory, config_settings=None):
    raise SystemExit("ranvier has no source distribution of its own: build the wheel from a checkout, pip wheel ./networks/python")


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    target.mkdir(parents=True, exist_ok=True)
    print(target / build_wheel(target))
