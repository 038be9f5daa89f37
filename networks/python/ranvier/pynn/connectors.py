"""The one connector that PyNN declares and leaves to simulators."""

import numpy as np
from pyNN import connectors
from pyNN.connectors import *  # noqa: F401,F403
from pyNN.parameters import LazyArray


class SmallWorldConnector(connectors.SmallWorldConnector):
    """Connects cells nearer than ``degree``, and puts another source, drawn uniformly, in the place of each with probability ``rewiring``.

    With ``n_connections`` each source makes so many connections, drawn among its nearer targets before they are rewired. There is at most one
    connection between two cells. After Watts & Strogatz 1998, doi:10.1038/30918.
    """

    def connect(self, projection):
        """Connects a projection."""
        distances = np.asarray(self._generate_distance_map(projection).evaluate(), dtype=float)
        degree = float(self.d_expression.split("<")[1])
        near = np.broadcast_to(distances, projection.shape) < degree
        allowed = np.ones(projection.shape, dtype=bool)
        if self.allow_self_connections is not True:
            allowed = np.asarray(projection.pre.all_cells[:, None] != projection.post.all_cells[None, :], dtype=bool)
        near = near & allowed
        if self.n_connections is not None:
            for row in near:
                possible = np.flatnonzero(row)
                if len(possible) < self.n_connections:
                    raise ValueError(
                        f"SmallWorldConnector: a source has {len(possible)} targets nearer than {degree:g}, fewer than n_connections = "
                        f"{self.n_connections}; raise the degree")
                row[:] = False
                row[self._permuted(possible)[:self.n_connections]] = True
        for column, may in zip(near.T, allowed.T):
            edges = np.flatnonzero(column)
            for edge in edges[self._uniform(len(edges)) < self.rewiring]:
                free = np.flatnonzero(may & ~column)
                if len(free):
                    column[edge] = False
                    column[free[int(self._uniform(1)[0] * len(free))]] = True
        self._connect_with(projection, near)

    def _uniform(self, n):
        return np.atleast_1d(self.rng.next(n, "uniform", {"low": 0.0, "high": 1.0})) if n else np.empty(0)

    def _permuted(self, values):
        return values[np.argsort(self._uniform(len(values)), kind="stable")]

    def _connect_with(self, projection, table):
        """Lets PyNN's own code connect the pairs of a table."""
        helper = connectors.ArrayConnector(table, safe=self.safe, callback=self.callback)
        helper._connect_with_map(projection, LazyArray(table, shape=projection.shape))
