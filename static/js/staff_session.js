// Keeps a session alive while somebody works in a page, and keeps what was typed when it ended all the same.
const BETWEEN_QUESTIONS = 60_000;
const TOO_LONG_TO_TRUST = 5 * 60_000;

class StaffSession extends HTMLElement {
  connectedCallback() {
    this.asked = Date.now();
    for (const kind of ["input", "keydown", "pointerdown"]) document.addEventListener(kind, () => this.somebodyIsHere(), { passive: true });
    document.addEventListener("visibilitychange", () => document.hidden || this.somebodyIsHere());
    document.addEventListener("submit", (event) => this.beforeSending(event), { capture: true });
    this.querySelector("a")?.addEventListener("click", () => { this.asked = 0; });
  }

  somebodyIsHere() {
    if (!this.hidden || Date.now() - this.asked > BETWEEN_QUESTIONS) this.ask();
  }

  async beforeSending(event) {
    if (this.hidden && Date.now() - this.asked < TOO_LONG_TO_TRUST) return;
    const { target: form, submitter } = event;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (await this.ask()) form.requestSubmit(submitter);
    else this.scrollIntoView({ block: "start" });
  }

  // Whether the session goes on. After signing in again, the forms of this page get the token that is good now.
  async ask() {
    this.asked = Date.now();
    let answer = { signed_in: true, token: "" };
    try {
      answer = await (await fetch(this.dataset.question, { headers: { Accept: "application/json" } })).json();
    } catch {
      return true;
    }
    this.hidden = answer.signed_in;
    if (answer.token) for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = answer.token;
    return answer.signed_in;
  }
}

customElements.define("staff-session", StaffSession);
