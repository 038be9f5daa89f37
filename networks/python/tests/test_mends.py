"""What the simulator's messages tell a person to do is told in the words of Python."""

import inspect
import re

import pytest
from shared import CHECKOUT

import ranvier
from ranvier import *
from ranvier import _mends, cells, modulators, populations, results, synapses, upkeep

SAID = [
    ("projection E→I has no rule; add .rule(fixedInDegree(100))", "projection E→I has no rule; add rule=fixed_in_degree(100)"),
    ("write the matrix out with net.connect(…).plastic(…), or sim.setFactors(…)", "write the matrix out with net.connect(…, plastic=…), or sim.set_factors(…)"),
    ("add .delay(ms(1.5))", "add delay=1.5*ms"),
    ("as in quantity(1, \"mV/ms\")", "as in 1*mV/ms"),
    ("fixedInDegree(10).withoutAutapses().withoutMultapses() has", "fixed_in_degree(10, autapses=False, multapses=False) has"),
    ("allToAll().withoutAutapses()", "all_to_all(autapses=False)"),
    ("has no extent; add .extent(mm(1), mm(1)) or .spacing(um(25))", "has no extent; add extent=(1*mm, 1*mm) or spacing=25*um"),
    ("bound it, as in .redraw(ms(0.1), ms(10))", "bound it, as in low=0.1*ms, high=10*ms"),
    ("scale the kernel with .times(…), or bound it with .clip(0, 1)", "scale the kernel with .times(…), or bound it with .clip(0, 1)"),
    ("keeps the sign; say it with .negativeWeights() or name the receptor with .receptor(…)",
     "keeps the sign; say it with sign='negative' or name the receptor with receptor=…"),
    ("name one with .receptor(\"excitatory\")", "name one with receptor=\"excitatory\""),
    ("reads neuron 3.5 (of 10)", "reads neuron 3.5 (of 10)"),
    ("expected dV_m/dt = (E_L - V_m)/tau_m, sum(w*x) and ms, exp(x)", "expected dV_m/dt = (E_L - V_m)/tau_m, sum(w*x) and ms, exp(x)"),
]


@pytest.mark.parametrize("java, python", SAID)
def test_a_mend_is_pythons(java, python):
    assert _mends.of_message(java) == python


# Of Java's sources: what is not a message, or a message that cannot come about here, since the argument is asked for or its twin is Python's own.
NOT_HERE = re.compile(r"/(cli|script|sonata|codegen|study|tasks|experiment|export|plot)/|closedloop/|JsonText|Descriptions|json/Quantities")
NEVER = {"factors", "initial", "ornstein_uhlenbeck", "noise"}
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')


def literals():
    for module in ("simulator", "neuron-models", "plasticity", "networks"):
        for file in (CHECKOUT / module / "src" / "main" / "java").rglob("*.java"):
            if not NOT_HERE.search(file.as_posix()):
                for line in file.read_text(encoding="utf-8").splitlines():
                    if not line.strip().startswith(("*", "/", "@", "import")):
                        for text in LITERAL.findall(line):
                            yield file.name, text.replace('\\"', '"')


def words():
    """Names of arguments, and of what can be called."""
    arguments, calls = set(), set()
    kinds = [getattr(m, n) for m in (ranvier, cells, modulators, populations, results, synapses, upkeep) for n in m.__all__]
    for thing in kinds:
        of = [thing] if not inspect.isclass(thing) else [thing.__init__, *(f for n, f in vars(thing).items() if inspect.isfunction(f) and n[0] != "_")]
        for f in of:
            if inspect.isfunction(f):
                calls.add(f.__name__)
                arguments |= set(inspect.signature(f).parameters)
        calls.add(getattr(thing, "__name__", ""))
    return arguments, calls


def test_every_mend_of_the_simulator_has_a_twin_here():
    arguments, calls = words()
    mends, wrong = 0, []
    for file, text in literals():
        # A verb after a blank, or a call of two words, is one that a message tells of.
        if not re.search(r"(?:^|[\s(])\.[a-z]\w*\([^()]*(?:\([^()]*\)[^()]*)*\)|(?<![\w.])[a-z]+[A-Z]\w*\([^()]*\)", text):
            continue
        said = _mends.of_message(text)
        used = re.findall(r"(?<![\w.])([a-z_]\w*)=(?!=)", said)
        called = re.findall(r"(?<![\w])\.?([a-z]\w*)\(", said)
        mends += 1
        wrong += [f"{file}: {said}: {n}=" for n in used if n not in arguments | NEVER]
        wrong += [f"{file}: {said}: {n}()" for n in called if n not in calls | NEVER]
        wrong += [f"{file}: {said}: {n}" for n in re.findall(r"\b[a-z]+[A-Z]\w*(?=\()", said)]
    assert not wrong, "\n".join(wrong)
    assert mends > 60, mends
