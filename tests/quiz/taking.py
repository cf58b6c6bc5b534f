"""A patient at the quiz, page by page, as a browser without JavaScript would send its forms."""

from tests.pages.reading import Part, forget_kept_pages, parse

ADDRESS = "/pain-quiz/"


class Sitting:
    """Somebody who takes the quiz; `page` is what they see."""

    def __init__(self, client, address: str = ADDRESS):
        self.client, self.address = client, address
        self.addresses, self.cookies = set(), set()
        forget_kept_pages()
        self._see(client.get(address))

    def send(self, **values):
        """Sends these values and shows the page that comes back."""
        self._see(self.client.post(self.address, values))
        return self

    def _see(self, response):
        self.response = response
        self.page: Part = parse(response.content.decode())
        self.addresses.add(response.request["PATH_INFO"] + response.request["QUERY_STRING"])
        self.cookies.update(response.cookies)

    def begin(self, *flags: str):
        """Past the list of emergencies, by default with none of them."""
        return self.send(red_flags=list(flags) or ["none"], go="next")

    def answer(self, *keys: str, go: str = "next"):
        return self.send(state=self.state, answer=list(keys), go=go)

    def go(self, go: str, **values):
        """Presses a button of the page without choosing anything."""
        return self.send(state=self.state, go=go, **values)

    def finish(self, **said: tuple[str, ...]):
        """Answers to the end: what is given here by question, else “I’m not sure”. Returns itself at the result."""
        while not self.is_result and not self.is_emergency:
            self.answer(*said.get(self.key, ("not-sure",)))
        return self

    @property
    def state(self) -> str:
        return self.page.main.all("input", name="state")[0].attributes["value"]

    @property
    def heading(self) -> str:
        return self.page.main.one("h1").text

    @property
    def choices(self) -> list[str]:
        """What can be chosen, by key."""
        return [part.attributes["value"] for part in self.page.main.all("input", name="answer")]

    @property
    def chosen(self) -> list[str]:
        return [part.attributes["value"] for part in self.page.main.all("input", name="answer", checked=True)]

    @property
    def takes_several(self) -> bool:
        return self.page.main.all("input", name="answer")[0].attributes["type"] == "checkbox"

    @property
    def key(self) -> str:
        """The key of the question, read from its answers; tests know the demo quiz."""
        return KEYS[self.heading]

    @property
    def is_result(self) -> bool:
        return bool(self.page.main.all(id="quiz-result"))

    @property
    def is_emergency(self) -> bool:
        return bool(self.page.main.all(data_urgency="emergency")) and self.heading == "Please get help now"

    @property
    def options(self) -> list[str]:
        """The treatments suggested."""
        return [part.one("h2").text for part in self.page.main.all("article")]


KEYS = {
    "Where does it hurt the most?": "where",
    "Does the pain travel from there?": "travels",
    "How does it feel?": "feel",
    "What makes it worse, and what makes it better?": "moves",
    "What has a doctor told you, or a scan shown?": "told",
    "What have you tried so far?": "tried",
    "How did this pain begin?": "began",
    "What do you know about this joint?": "joint",
    "What have you tried for the joint, and what matters to you?": "joint-care",
    "How long have you had this pain?": "how-long",
    "Is any of this true for you?": "health",
    "Which of these fit your health and your daily life?": "body",
}
