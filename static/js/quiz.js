// Makes answering quicker: an answer that stands alone takes the other ticks away at once, and the result prints.

for (const form of document.querySelectorAll("form.quiz")) {
  form.addEventListener("change", ({ target }) => {
    if (target.type !== "checkbox" || !target.checked) return;
    const isAlone = Boolean(target.closest("[data-alone]"));
    for (const box of form.querySelectorAll("input[type=checkbox]:checked")) {
      if (box !== target && (isAlone || box.closest("[data-alone]"))) box.checked = false;
    }
  });
}

for (const holder of document.querySelectorAll("print-button")) {
  holder.hidden = false;
  holder.addEventListener("click", () => print());
}
