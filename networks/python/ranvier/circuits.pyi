from typing import List

from ._types import Path
from .network import Network

__all__ = [
    "circuit", "circuit_names", "read_network",
]


def circuit(name: str, **settings: object) -> Network: ...
def circuit_names() -> List[str]: ...
def read_network(document: Path) -> Network: ...
