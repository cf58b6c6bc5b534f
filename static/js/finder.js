// The finder's field: places suggested while typing, and “Use my location”. Without it the field works just the same.

const PAUSE = 200;
const PATIENCE = 10000;

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
  send(address, { latitude, longitude }) {
    const values = new FormData(this.form);
    values.delete("q");
    values.set("latitude", latitude.toFixed(2));
    values.set("longitude", longitude.toFixed(2));
    const form = Object.assign(document.createElement("form"), { method: "post", action: address, hidden: true });
    for (const [name, value] of values) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    this.append(form);
    form.submit();
    form.remove();
    this.say("");
  }
}

customElements.define("place-finder", PlaceFinder);
