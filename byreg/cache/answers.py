"""What a command said, kept under all that it said it of."""

from __future__ import annotations

import os
import zlib

from byreg.cache.index import is_unchanged, read_index

TYPE_CHECKING = False  # the module `typing`, and what it brings, would cost as much as all the rest
if TYPE_CHECKING:
    from byreg.cache.store import Store


class Answer:
    """What was printed, and the exit code.

    `state` is that of the plan files it was said of; `journal` is where a write that was broken off would wait, which
    the next command completes. `days` are the first and the last on which the same would be said, as 2026-06-30.
    """

    __slots__ = ("code", "days", "journal", "out", "state")

    def __init__(self, state: str, days: tuple[str, str], journal: str, out: bytes, code: int) -> None:
        self.state = state
        self.days = days
        self.journal = journal
        self.out = out
        self.code = code


class Question:
    """A command line, and all beside the plan files that its answer depends on, as one text; and the day it is asked.

    There is no day where the text has it already.
    """

    __slots__ = ("day", "text")

    def __init__(self, text: str, day: str = "") -> None:
        self.text = text
        self.day = day

    @property
    def name(self) -> str:
        return f"answers/{zlib.crc32(os.fsencode(self.text)):08x}"


def known_answer(store: Store, question: Question, now: int) -> Answer | None:
    """Return the answer to a question where the plan files are as they were when it was given, and it holds that day."""
    kept = store.read(question.name)
    answer = read_answer(kept, question) if kept else None
    data = store.read("index") if answer else None
    index = read_index(data) if data else None
    if answer is None or index is None or index.state != answer.state:
        return None
    if question.day and not answer.days[0] <= question.day <= answer.days[1]:
        return None
    return answer if is_unchanged(index, store.root, now) and not os.path.lexists(answer.journal) else None


def keep_answer(store: Store, question: Question, answer: Answer) -> None:
    """Keep what was said to a question."""
    asked, journal = os.fsencode(question.text), os.fsencode(answer.journal)
    head = f"{answer.state} {' '.join(answer.days)} {answer.code} {len(asked)} {len(journal)}\n"
    store.write(question.name, b"".join((head.encode(), asked, journal, answer.out)))


def read_answer(data: bytes, question: Question) -> Answer | None:
    """Return the answer that some bytes hold, if it is one to this question."""
    head, _, body = data.partition(b"\n")
    try:
        state, first, last, *numbers = head.decode().split(" ")
        code, asked, journal = (int(one) for one in numbers)
    except ValueError:
        return None
    if body[:asked] != os.fsencode(question.text):
        return None
    return Answer(state, (first, last), os.fsdecode(body[asked : asked + journal]), body[asked + journal :], code)
