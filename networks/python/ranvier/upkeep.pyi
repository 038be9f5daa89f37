from ._describe import Member

__all__ = [
    "Recorder", "Upkeep",
]


class Recorder(Member): ...


class Upkeep(Member): ...
