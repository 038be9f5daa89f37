"""Runs PyNN scripts with Ranvier, or lets PyNN find it.

    python -m ranvier.pynn script.py ranvier    runs a script that starts with get_simulator()
    python -m ranvier.pynn --link               puts a module pyNN/ranvier.py into the installed PyNN, so that
                                                python script.py ranvier works by itself
    python -m ranvier.pynn --unlink             takes it away
"""

import runpy
import sys
from pathlib import Path

LINK = '"""Ranvier as a back end of PyNN; made by python -m ranvier.pynn --link."""\n\nfrom ranvier.pynn import *  # noqa: F401,F403\n'


def main(arguments):
    """Runs the command line; returns the exit code."""
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__)
        return 0 if arguments else 2
    if arguments[0] in ("--link", "--unlink"):
        return link(arguments[0] == "--link")
    import ranvier.pynn  # noqa: F401  registers pyNN.ranvier
    script = arguments[0]
    if not Path(script).is_file():
        print(f"there is no script {script}", file=sys.stderr)
        return 2
    sys.argv = list(arguments)
    sys.path.insert(0, str(Path(script).resolve().parent))
    runpy.run_path(script, run_name="__main__")
    return 0


def link(wanted):
    """Puts the module into PyNN, or takes it away."""
    import pyNN
    file = Path(pyNN.__file__).parent / "ranvier.py"
    try:
        if wanted:
            file.write_text(LINK, encoding="utf-8")
        elif file.is_file():
            file.unlink()
    except OSError as e:
        print(
            f"{file} cannot be {'written' if wanted else 'taken away'}: {e.strerror}; do it as the one who installed PyNN (sudo), use "
            "PyNN in a virtual environment, or run scripts with python -m ranvier.pynn script.py ranvier", file=sys.stderr)
        return 1
    print(f"{file} {'is there' if wanted else 'is gone'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
