"""What is wrong with an edition, in a sentence for staff, and where it is mended."""

from dataclasses import dataclass

from quiz.bench.words import shortened
from quiz.script import Asked, Choice


@dataclass(frozen=True)
class Fault:
    """`question` and `answer` are the keys of what has to be changed; empty where it is no single one."""

    sentence: str
    question: str = ""
    answer: str = ""

    def __str__(self):
        return self.sentence


def fault_of(asked: Asked, sentence: str, choice: Choice | None = None, **more: str) -> Fault:
    """The sentence with the words of the question and the answer in it, and more of its own."""
    told = {"question": shortened(asked.text), "answer": shortened(choice.text) if choice else "", **more}
    return Fault(sentence % told, asked.key, choice.key if choice else "")
