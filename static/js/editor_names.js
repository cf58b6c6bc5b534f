// Gives each rich-text editor of the admin the name of its field: the label belongs to the textarea it replaces.

function nameEditors() {
  for (const textarea of document.querySelectorAll("textarea[data-django-prose-editor-configurable]")) {
    const editor = textarea.parentElement.querySelector("[contenteditable]:not([aria-label])");
    const label = document.querySelector(`label[for="${textarea.id}"]`);
    if (editor && label) editor.setAttribute("aria-label", label.textContent.trim().replace(/:$/, ""));
  }
}

new MutationObserver(nameEditors).observe(document.body, { childList: true, subtree: true });
nameEditors();
