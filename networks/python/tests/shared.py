"""Where things are, and the digest of a run."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parents[1]


def digest_of(net, duration=100, **options):
    with net.simulate(**options) as sim:
        sim.run(duration)
        return sim.spikes().digest
