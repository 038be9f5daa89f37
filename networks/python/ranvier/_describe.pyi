"""What members of a network and values have in common, as editors and type checkers see it: no attribute but those that there are."""
from typing import Any


class Value:
    def __repr__(self) -> str: ...


class Member:
    def __repr__(self) -> str: ...


def java_only(name: str) -> Any: ...
