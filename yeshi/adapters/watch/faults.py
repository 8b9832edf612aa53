"""The way of a fault through the code, without its words: they may hold what somebody sent."""

from __future__ import annotations

from traceback import walk_tb

from yeshi.base.faults import kind_of

FRAMES_MAX = 60


def frames_of(fault: BaseException) -> list[str]:
    """The places that the fault came through, the outermost first, as `module:line function`.

    Its kind ends them; before them stand those of what it came of. At most the last 60 lines.
    """
    chain: list[BaseException] = [fault]
    while (before := _came_of(chain[0])) is not None and before not in chain:
        chain.insert(0, before)
    told = []
    for one in chain:
        told += [
            f"{frame.f_globals.get('__name__', '')}:{line} {frame.f_code.co_name}"
            for frame, line in walk_tb(one.__traceback__)
        ]
        told.append(kind_of(one))
    return told[-FRAMES_MAX:]


def _came_of(fault: BaseException) -> BaseException | None:
    if fault.__cause__ is not None:
        return fault.__cause__
    return None if fault.__suppress_context__ else fault.__context__
