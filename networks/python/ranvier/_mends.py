"""The mends that the simulator's messages name, as Python has them.

The simulator says ``add .delay(ms(1.5))``, the verb of Java; here it is ``add delay=1.5*ms``. What has the same name in both but for its capitals
is turned into it, and what has another form stands in a table.
"""

import re

_UNITS = "ms s us mV V uV pA nA uA nS uS mS pF nF uF Hz kHz um mm cm mM uM nM"
_NUMBER = r"-?[\d.]+(?:E-?\d+)?"
_QUANTITY = re.compile(rf"\b({'|'.join(_UNITS.split())})\(({_NUMBER})\)")
_NAMED = re.compile(rf'\b(?:Units\.)?quantity\(({_NUMBER}), "([^"]+)"\)')
_INNER = r"\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)"  # brackets within brackets within brackets
_VERB = re.compile(r"(?<![\w)\]'\"])\.([a-z]\w*)" + _INNER)
_ON_VALUE = re.compile(r"\b(\w+)\(([^()]*)\)\.(without(?:Autapses|Multapses))\(\)")
_OF_CALL = re.compile(r"\bnet\.(\w+)\(…\)\.(\w+)\(…\)")
_CALL = re.compile(r"\b([a-z]+(?:[A-Z][a-z0-9]*)+)(?=\()")

_SPAN = re.compile(rf"\bbetween\(({_NUMBER} ms), ({_NUMBER} ms)\)")
_STATE = re.compile(r'use \.initial\("(\w+)", …\)(.*) and simulation\.state\(…, "\w+"\) and simulation\.set\(…, "\w+", …\)')

# What has another form here: as it is in the message, and as it is in Python.
_FORMS = {
    ".from(ms(0), pA(100)), .of(sinusoid(…))": "amplitude=100, amplitude=sinusoid(…)",
    ".pulses(PulseTrain.of(pA(300), ms(0.3)).at(Hz(130)))": "pulses=Pulses(300, 0.3, 130)",
    "set(current, PulseTrain.of(…))": "sim.set(current, Pulses(…))",
    ".positions(grid(40, 40).extent(mm(1), mm(1)))": "positions=grid(40, 40, extent=(1*mm, 1*mm))",
    ".plastic(LearningRule.none())": "plastic=no_rule()",
    "as in extent(mm(1), mm(1))": "as in extent=(1*mm, 1*mm)",
    "add net.rewire(…).elements(…)": "give elements=… to net.rewire(…)",
    "is measured in 1, as in number(1)": "is a plain number",
    "Options.keepSpikes(true)": "keep_spikes=True",
    "before Simulation.of": "before net.simulate()",
    "Stdp.pair()": "stdp()",
    "Stdp.triplet()": "triplet_stdp()",
    "Contact.passiveRecovery()": "recovers=True",
    "simulation.synapses(…).forEach(…)": "sim.synapses_of(…).read()",
    "use forEach(…)": "use read()",
    "say --synapses stored": "say synapses='stored'",
    ".roundTimes() or --round-times": "round_times=True",
    "make it with poissonSource(name, size, rate)": "make it with net.poisson_source(name, size, rate)",
    "with endLog()": "with sim.end_log()",
    "use reset()": "use sim.reset()",
    "add .bounds(Bounds.NONE)": "add bounds=bounds(-inf, inf)",
    "add .dependence(WeightDependence.additive(…, …))": "add dependence=additive(…, …)",
    "give .pairing(Pairing.ALL_TO_ALL)": "give pairing='all_to_all'",
    "add .plastic(Stdp.pair().bounds(Bounds.NONE)) before it": "add plastic=stdp(bounds=bounds(-inf, inf))",
    ".keepingNorms()": "keep_norms",
    "ThreeFactor.rewardStdp(…)": "reward_stdp(…)",
    "or use Bounds.NONE": "or use bounds=bounds(-inf, inf)",
    "spikes can be set of a spikeSource": "spikes can be set of a spike_source",
    "{{0, 0}, {10, 0}}": "[[0, 0], [10, 0]]",
}
_VERBS = {
    "toRate": "rate", "of": "amplitude", "from": "amplitude", "withAutapses": "autapses", "withMultapses": "multapses", "partially": "part",
    "withoutAutapses": "autapses=False", "withoutMultapses": "multapses=False", "negativeWeights": "sign='negative'", "positiveWeights": "sign='positive'",
}
# Methods here, too.
_METHODS = ("times", "follows")


def snake(name):
    """A name of Java as it is here: ``fixedInDegree`` is ``fixed_in_degree``, ``tauPlusMs`` is ``tau_plus``."""
    return re.sub("([A-Z])", lambda m: "_" + m[1].lower(), re.sub("Ms$", "", name))


def of_message(text):
    """A message of the simulator with the mends of Python."""
    for java, python in _FORMS.items():
        text = text.replace(java, python)
    text = _STATE.sub(r'use population(…, \1=…)\2 and sim.state(…, "\1") and sim.set(…, \1=…)', _SPAN.sub(r"start=\1, stop=\2", text))
    text = _NAMED.sub(r"\1*\2", _QUANTITY.sub(r"\2*\1", text))
    text = _OF_CALL.sub(lambda m: f"net.{m[1]}(…, {_VERBS.get(m[2]) or snake(m[2])}=…)", text)
    while True:
        folded = _ON_VALUE.sub(lambda m: f"{m[1]}({m[2]}{', ' if m[2] else ''}{_VERBS[m[3]]})", text)
        if folded == text:
            break
        text = folded
    return _CALL.sub(lambda m: snake(m[1]), _VERB.sub(_argument, text))


def _argument(found):
    verb, given = found[1], found[2]
    if verb in _METHODS or verb == "clip" and "*" not in given and given != "…":
        return found[0]
    if verb in ("redraw", "clip"):
        low, _, high = (given if ", " in given else "…, …").partition(", ")
        return f"low={low}, high={high}"
    name = _VERBS.get(verb) or snake(verb)
    if "=" in name:
        return name
    if not given:
        return f"{name}=True"
    return f"{name}=({given})" if ", " in given and given.count("(") == given.count(")") and "(" not in given else f"{name}={given}"
