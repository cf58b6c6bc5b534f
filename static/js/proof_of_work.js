// Searches for a number that shows that a browser spent a moment on this form. Without it a form is sent just the same.

const AT_ONCE = 200;
const MOST = 2 ** 20;

class ProofOfWork extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input");
    if (globalThis.crypto?.subtle && !this.field.value) this.search(this.dataset.key, Number(this.dataset.bits));
  }

  async search(key, bits) {
    for (let first = 0; first < MOST && this.isConnected; first += AT_ONCE) {
      const numbers = Array.from({ length: AT_ONCE }, (_, place) => first + place);
      const zeros = await Promise.all(numbers.map((number) => zerosOf(`${key}:${number}`)));
      const place = zeros.findIndex((count) => count >= bits);
      if (place >= 0) {
        this.field.value = first + place;
        return;
      }
      await new Promise((resume) => setTimeout(resume));
    }
  }
}

async function zerosOf(text) {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Math.clz32(new DataView(hash).getUint32(0));
}

customElements.define("proof-of-work", ProofOfWork);
