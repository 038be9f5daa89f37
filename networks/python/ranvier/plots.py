"""Pictures by matplotlib, where it is installed. Each function draws into ``ax``, or a new figure, and returns the axes."""

import numpy as np

from ._describe import checked
from .results import _install

__all__ = ["raster", "rates", "traces", "weights"]


def _axes(ax, size=(8, 4)):
    try:
        import matplotlib.pyplot as plt
    except ImportError:
        raise _install("matplotlib", "python3-matplotlib") from None
    return plt.subplots(figsize=size, layout="constrained")[1] if ax is None else ax


@checked
def raster(spikes, *, populations=None, start=None, stop=None, most: int = 200, ax=None, markersize: float = 1.5):
    """A dot for each spike of up to ``most`` neurons of each population, evenly chosen; times in ms."""
    ax = _axes(ax)
    start = spikes.t_start if start is None else start
    stop = spikes.t_stop if stop is None else stop
    base, ticks = 0, []
    shown_populations = list(spikes.populations if populations is None else populations)
    for k, name in reversed(list(enumerate(shown_populations))):
        times, neurons = spikes.of(name)
        begin, end = spikes._range(name)
        size = end - begin
        shown = min(size, most)
        row = np.full(size, -1)
        row[np.linspace(0, size - 1, shown).astype(int)] = np.arange(shown)
        chosen = (row[neurons] >= 0) & (times >= start) & (times <= stop)
        ax.plot(times[chosen], base + row[neurons[chosen]], ".", color=f"C{k % 10}", markersize=markersize, rasterized=True)
        ticks.append((base + shown / 2, getattr(name, "name", name)))
        base += shown
    ax.set(xlabel="time (ms)", xlim=(start, stop), ylim=(-0.5, base - 0.5), yticks=[t for t, _ in ticks], yticklabels=[n for _, n in ticks])
    return ax


@checked
def rates(spikes, *, populations=None, bin: float = 5.0, ax=None):
    """The rate of each population in bins of ``bin`` ms, in spikes/s."""
    ax = _axes(ax)
    edges = np.arange(spikes.t_start, spikes.t_stop + bin / 2, bin)
    for name in spikes.populations if populations is None else populations:
        begin, end = spikes._range(name)
        counts, _ = np.histogram(spikes.of(name)[0], edges)
        ax.step(edges[:-1], counts / (end - begin) / bin * 1000, where="post", label=getattr(name, "name", name))
    ax.set(xlabel="time (ms)", ylabel="rate (spikes/s)", xlim=(spikes.t_start, spikes.t_stop))
    ax.legend(frameon=False)
    return ax


@checked
def traces(recording, *, neurons=None, ax=None):
    """A variable in time, a line for each neuron (up to 10 unless ``neurons`` names columns)."""
    ax = _axes(ax)
    columns = range(min(10, recording.values.shape[1])) if neurons is None else neurons
    ax.plot(recording.times, recording.values[:, list(columns)], linewidth=0.8)
    unit = f" ({recording.unit})" if recording.unit not in ("", "1") else ""
    ax.set(xlabel="time (ms)", ylabel=f"{recording.variable}{unit}", title=recording.population)
    return ax


@checked
def weights(weights, *, bins: int = 50, ax=None):
    """How weights are distributed."""
    ax = _axes(ax)
    ax.hist(weights.values, bins=bins)
    ax.set(xlabel="weight", ylabel="synapses")
    return ax
