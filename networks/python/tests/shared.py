"""Where things are, and the digest of a run."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parents[1]
# For processes that run a moment: they end sooner without the compiler that optimises.
BRIEF = {"RANVIER_JAVA_OPTS": "-XX:TieredStopAtLevel=1"}


def digest_of(net, duration=100, **options):
    with net.simulate(**options) as sim:
        sim.run(duration)
        return sim.spikes().digest
