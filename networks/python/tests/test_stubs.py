"""The stubs say what is there: every public name, its parameters with their kinds and defaults, and nothing else."""

import ast
import builtins
import importlib
import inspect

import pytest
from shared import PACKAGE

import ranvier

STUBS = sorted(p.stem for p in (PACKAGE / "ranvier").glob("*.pyi") if not p.stem.startswith("_"))
# What the language has of every class, or users never write.
LANGUAGE = {"__init__", "__reduce__", "__repr__", "__str__", "__hash__", "__getattr__", "__new__", "__getnewargs__", "__module__", "__doc__"}
KINDS = {
    inspect.Parameter.POSITIONAL_OR_KEYWORD: "plain", inspect.Parameter.KEYWORD_ONLY: "keyword", inspect.Parameter.VAR_POSITIONAL: "rest",
    inspect.Parameter.VAR_KEYWORD: "keywords"}


def tree_of(name):
    return ast.parse((PACKAGE / "ranvier" / f"{name}.pyi").read_text(encoding="utf-8"))


def listed(tree):
    return next(ast.literal_eval(n.value) for n in tree.body if isinstance(n, ast.Assign) and n.targets[0].id == "__all__")


def parameters_of_stub(function):
    a = function.args
    assert not a.posonlyargs
    plain = [None] * (len(a.args) - len(a.defaults)) + a.defaults
    found = [(x.arg, "plain", d and ast.literal_eval(d)) for x, d in zip(a.args, plain)]
    required = [True] * (len(a.args) - len(a.defaults)) + [False] * len(a.defaults)
    if a.vararg:
        found.append((a.vararg.arg, "rest", None))
        required.append(True)
    found += [(x.arg, "keyword", d and ast.literal_eval(d)) for x, d in zip(a.kwonlyargs, a.kw_defaults)]
    required += [d is None for d in a.kw_defaults]
    if a.kwarg:
        found.append((a.kwarg.arg, "keywords", None))
        required.append(True)
    for x in (*a.args, *a.kwonlyargs, *filter(None, (a.vararg, a.kwarg))):
        assert x.annotation is not None or x.arg == "self", f"{function.name}: {x.arg} has no type"
    assert function.returns is not None, f"{function.name} has no type of what it returns"
    return [(*f, r) for f, r in zip(found, required)]


def parameters_of(function):
    ps = inspect.signature(function).parameters.values()
    return [(p.name, KINDS[p.kind], None if p.default is p.empty else p.default, p.default is p.empty) for p in ps]


def public_of(kind):
    """The members that a class has of its own, by name."""
    if hasattr(kind, "_fields"):  # a named tuple
        return {n: m for n, m in vars(kind).items() if isinstance(m, property)}
    return {
        n: m for n, m in vars(kind).items()
        if (inspect.isfunction(m) or isinstance(m, property)) and (not n.startswith("_") or n.startswith("__") and n not in LANGUAGE)}


@pytest.mark.parametrize("name", [s for s in STUBS if s != "__init__"])
def test_a_stub_says_what_its_module_has(name):
    module, tree = importlib.import_module(f"ranvier.{name}"), tree_of(name)
    assert listed(tree) == module.__all__
    defined = {n.name: n for n in tree.body if isinstance(n, (ast.ClassDef, ast.FunctionDef))}
    variables = {n.target.id for n in tree.body if isinstance(n, ast.AnnAssign)}
    assert set(defined) | variables == set(module.__all__)
    for key, stub in defined.items():
        thing = getattr(module, key)
        if isinstance(stub, ast.FunctionDef):
            assert parameters_of_stub(stub) == parameters_of(thing), key
            continue
        methods = {n.name: n for n in stub.body if isinstance(n, ast.FunctionDef) and n.name != "__init__"}
        real = public_of(thing)
        assert set(methods) == set(real), key
        for member, node in methods.items():
            is_property = any(getattr(d, "id", "") == "property" for d in node.decorator_list)
            assert is_property == isinstance(real[member], property), f"{key}.{member}"
            assert parameters_of_stub(node) == parameters_of(real[member].fget if is_property else real[member]), f"{key}.{member}"
        for node in stub.body:
            if isinstance(node, ast.FunctionDef) and node.name == "__init__":
                assert parameters_of_stub(node) == parameters_of(thing.__init__), key


@pytest.mark.parametrize("name", STUBS)
def test_every_name_in_a_stub_is_known(name):
    tree = tree_of(name)
    known = set(dir(builtins)) | {n.name for n in tree.body if isinstance(n, (ast.ClassDef, ast.FunctionDef))}
    types = {n.targets[0].id for n in tree_of("_types").body if isinstance(n, ast.Assign)}
    for node in tree.body:
        if isinstance(node, ast.Import):
            known |= {a.asname or a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom):
            known |= {a.asname or a.name for a in node.names}
            where = node.module or ""
            if where == "_types":
                assert {a.name for a in node.names} <= types
            else:
                module = importlib.import_module("." * node.level + where, "ranvier") if node.level else importlib.import_module(where)
                for a in node.names:
                    assert hasattr(module, a.name), (where, a.name)
    used = {n.id for top in tree.body for n in ast.walk(top) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    assert used <= known
    if name != "__init__":
        imported = {a.asname or a.name for n in tree.body if isinstance(n, (ast.Import, ast.ImportFrom)) for a in n.names}
        assert imported <= used


def test_the_package_exports_what_its_stub_says():
    tree = tree_of("__init__")
    exported = {a.asname for n in tree.body if isinstance(n, ast.ImportFrom) for a in n.names}
    assert set(listed(tree)) == set(ranvier.__all__) and exported >= set(ranvier.__all__)


def test_what_a_run_leaves_has_the_attributes_of_the_stub(net):
    ee = net.connect(net["E"], net["E"], "all_to_all", 1, 1, plastic=ranvier.stdp())
    net.record(net["E"][:2], "V_m")
    net.record(net["E"][:2], "V_m", on_spikes=True)
    net.record_weights(ee, every=10)
    net.record_weights(ee, on_spikes=True)
    with net.simulate() as sim:
        sim.run(20)
        left = [sim.spikes(), sim.recordings()[0], sim.spike_samples()[0], sim.weights(ee), sim.weight_traces()[0], sim.weight_events()[0]]
    stub = {n.name: {a.target.id for a in n.body if isinstance(a, ast.AnnAssign)} for n in tree_of("results").body if isinstance(n, ast.ClassDef)}
    assert {type(thing).__name__ for thing in left} == set(stub)
    for thing in left:
        assert {n for n in vars(thing) if not n.startswith("_")} == stub[type(thing).__name__]


def test_an_editor_completes_what_methods_return():
    jedi = pytest.importorskip("jedi")
    text = "import ranvier\nnet = ranvier.Network('n')\ne = net.population('E', 5)\nsim = net.simulate()\nrule = ranvier.stdp()\n"
    project = jedi.Project(str(PACKAGE))

    def completed(end):
        return {c.name for c in jedi.Script(text + end, project=project).complete()}

    assert {"range", "neurons", "within", "set", "positions"} <= completed("e.")
    assert {"run", "spikes", "recording", "weights"} <= completed("sim.")
    assert {"times", "ids", "trains", "statistics"} <= completed("sim.spikes().")
    assert {"rule=", "weight=", "delay=", "plastic="} <= completed("net.connect(e, e, ")
    assert {"pairwise_bernoulli", "power_law", "profile"} <= completed("ranvier.p")
    assert "equations" in completed("rule.") and not completed("rule.tau")
