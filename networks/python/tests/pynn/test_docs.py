"""The scripts in docs/pynn.md run."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[4] / "docs" / "pynn.md"
SCRIPTS = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.S) if DOCS.is_file() else []


def test_scripts_of_the_page(capsys):
    if not SCRIPTS:
        pytest.skip("there is no docs/pynn.md beside this package")
    names = {}
    for script in SCRIPTS:
        exec(compile(script, "docs/pynn.md", "exec"), names)
    first, second = capsys.readouterr().out.splitlines()[-2:]
    assert float(first) > 0
    assert names["block"].segments[0].filter(name="v")[0].shape == (1001, 5)
    concentration, weight = map(float, second.split())
    # 0.5 released at 100 ms and 0.1 at 51 ms, seen at 200 ms
    assert concentration == pytest.approx(0.5 * 0.6065 + 0.1 * 0.4748, rel=0.01)
    assert weight != 0.1
