"""What the documentation shows runs."""

import re
import subprocess
import sys

import pytest
from shared import BRIEF, CHECKOUT, PACKAGE


def snippets(page):
    return re.findall(r"```python\n(.*?)```", (CHECKOUT / page).read_text(encoding="utf-8"), re.S)


def test_every_snippet_of_the_page_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    space = {}
    blocks = snippets("docs/python.md")
    assert len(blocks) >= 8
    fresh = blocks[0].split("\nwith net")[0]  # the network of the first script, described anew where the one before has been simulated
    for block in blocks:
        if "import *" not in block and getattr(space.get("net"), "_simulated", False) and not re.search(r"^net = Network\(", block, re.M) and "env = " not in block:
            exec(compile(fresh, "docs/python.md", "exec"), space)
        exec(compile(block, "docs/python.md", "exec"), space)


def test_the_notebook_runs(tmp_path):
    pytest.importorskip("nbconvert")
    pytest.importorskip("ipykernel")
    notebook = PACKAGE / "notebooks" / "first_steps.ipynb"
    import os
    env = {**os.environ, **BRIEF, "PYTHONPATH": str(PACKAGE), "JUPYTER_CONFIG_DIR": str(tmp_path), "IPYTHONDIR": str(tmp_path / "ipython")}
    command = [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--output-dir", str(tmp_path), "--output", "done", str(notebook)]
    done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]
    text = (tmp_path / "done.ipynb").read_text(encoding="utf-8")
    assert "image/png" in text and "spikes of E, I" in text and "did you mean tau_m" in text


def test_help_and_completion_show_what_there_is():
    import ranvier
    assert {"connect", "population", "poisson", "simulate"} <= set(dir(ranvier.Network))
    for name in ranvier.__all__:
        thing = getattr(ranvier, name)
        if callable(thing) or isinstance(thing, type):
            assert thing.__doc__, name
    public = [m for kind in (ranvier.Network, ranvier.Simulation, ranvier.Spikes) for n, m in vars(kind).items() if not n.startswith("_") and callable(m)]
    assert public and all(m.__doc__ for m in public)
    import inspect
    assert "weight" in inspect.signature(ranvier.Network.connect).parameters
