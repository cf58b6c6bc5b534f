// The finder's field: places suggested while typing, and “Use my location”. Without it the field works just the same.

const PAUSE = 200;
const PATIENCE = 10000;

let position = null; // while a list near the visitor is shown, and never longer than this page lives

class PlaceFinder extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.field = this.form.elements.q;
    this.suggest();
    if ("geolocation" in navigator) this.offerPosition();
  }

  suggest() {
    const list = document.createElement("datalist");
    list.id = `${this.field.id}_places`;
    this.append(list);
    this.field.setAttribute("list", list.id);
    this.field.autocomplete = "off";
    this.field.addEventListener("input", () => {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.fill(list, this.field.value.trim()), PAUSE);
    });
  }

  async fill(list, typed) {
    this.asking?.abort();
    if (typed.length < 2) return list.replaceChildren();
    this.asking = new AbortController();
    try {
      const address = `${this.dataset.suggestions}?${new URLSearchParams({ q: typed })}`;
      const answer = await fetch(address, { signal: this.asking.signal, credentials: "omit" });
      if (!answer.ok) return;
      const options = new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll("option");
      list.replaceChildren(...options);
    } catch {
      // Typed on, or the network is gone: the field goes on as if nothing had been asked.
    }
  }

  offerPosition() {
    const template = this.querySelector("template[data-near-me]");
    template.after(template.content.cloneNode(true));
    this.status = this.querySelector("[role=status]");
    this.form.addEventListener("submit", (event) => {
      if (!position || this.field.value.trim()) return;
      event.preventDefault(); // the filters of a list near the visitor
      this.send(template.dataset.nearMe, position);
    });
    this.querySelector("button[type=button]").addEventListener("click", () => {
      this.say("asking");
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => this.send(template.dataset.nearMe, coords),
        (problem) => this.say({ 1: "denied", 3: "late" }[problem.code] ?? "unavailable"),
        { timeout: PATIENCE, maximumAge: 600000 },
      );
    });
  }

  say(what) {
    this.status.textContent = this.status.dataset[what] ?? "";
  }

  // Posted, so that the position stands in no address and no log; rounded to about a mile before it leaves the device.
  // The answer takes this page's place without a new entry in the history, which could not be gone back to.
  async send(address, { latitude, longitude }) {
    const values = new FormData(this.form);
    values.delete("q");
    values.set("latitude", latitude.toFixed(2));
    values.set("longitude", longitude.toFixed(2));
    try {
      const answer = await fetch(address, { method: "POST", body: new URLSearchParams(values), credentials: "omit" });
      if (!answer.ok) throw new Error();
      position = { latitude, longitude };
      show(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      this.say("unavailable");
    }
  }
}

function show(page) {
  for (const sheet of page.head.querySelectorAll("link[rel=stylesheet]")) {
    if (!document.head.querySelector(`link[href="${sheet.getAttribute("href")}"]`)) document.head.append(sheet);
  }
  document.title = page.title;
  document.body.replaceWith(page.body);
  document.querySelector("main").focus();
  scrollTo(0, 0);
}

customElements.define("place-finder", PlaceFinder);
