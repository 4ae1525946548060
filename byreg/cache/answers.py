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
    the next command completes.
    """

    __slots__ = ("code", "journal", "out", "state")

    def __init__(self, state: str, journal: str, out: bytes, code: int) -> None:
        self.state = state
        self.journal = journal
        self.out = out
        self.code = code


class Question:
    """A command line, and all beside the plan files that its answer depends on, as one text."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    @property
    def name(self) -> str:
        return f"answers/{zlib.crc32(os.fsencode(self.text)):08x}"


def known_answer(store: Store, question: Question, now: int) -> Answer | None:
    """Return the answer to a question where the plan files are as they were when it was given."""
    kept = store.read(question.name)
    answer = read_answer(kept, question) if kept else None
    data = store.read("index") if answer else None
    index = read_index(data) if data else None
    if answer is None or index is None or index.state != answer.state:
        return None
    return answer if is_unchanged(index, store.root, now) and not os.path.lexists(answer.journal) else None


def keep_answer(store: Store, question: Question, answer: Answer) -> None:
    """Keep what was said to a question."""
    asked, journal = os.fsencode(question.text), os.fsencode(answer.journal)
    head = f"{answer.state} {answer.code} {len(asked)} {len(journal)}\n"
    store.write(question.name, b"".join((head.encode(), asked, journal, answer.out)))


def read_answer(data: bytes, question: Question) -> Answer | None:
    """Return the answer that some bytes hold, if it is one to this question."""
    head, _, body = data.partition(b"\n")
    try:
        state, *numbers = head.decode().split(" ")
        code, asked, journal = (int(one) for one in numbers)
    except ValueError:
        return None
    if body[:asked] != os.fsencode(question.text):
        return None
    return Answer(state, os.fsdecode(body[asked : asked + journal]), body[asked + journal :], code)
