"""Inhibition that learns (after Vogels, Sprekeler et al. 2011, doi:10.1126/science.1211095): the twin of InhibitoryBalance.java.

    python3 inhibitory_balance.py [picture.png]

Excited beyond measure at first, the neurons come to fire irregularly at the rate that the rule sets for each of them.
"""

import sys

from ranvier import *

target, tau, eta = 8, 20, 12  # spikes/s; time constant of the rule in ms; change at a pair of spikes in pA

net = Network("inhibitory balance")
exc = net.population("E", 3200, "iaf_psc_exp", V_m=uniform(-70*mV, -55*mV))
inh = net.population("I", 800, "iaf_psc_exp", V_m=uniform(-70*mV, -55*mV))
for to in (exc, inh):
    net.connect(exc, to, fixed_in_degree(80), weight=40*pA, delay=1.5*ms)
    net.poisson("background", to, rate=8*kHz, weight=40*pA)
net.connect(inh, inh, fixed_in_degree(40), weight=-200*pA, delay=0.8*ms)
net.connect(inh, exc, fixed_in_degree(40), weight=-10*pA, delay=0.8*ms,
            plastic=homeostatic_stdp(eta, 2 * target * tau / 1000, tau_plus=tau, tau_minus=tau, bounds=2000))

with net.simulate(seed=1) as sim:
    sim.run(1000*ms)
    spikes = sim.spikes()
    print(spikes)
    spikes.plot(most=400).figure.savefig(sys.argv[1] if len(sys.argv) > 1 else "inhibitory_balance.png", dpi=110)
