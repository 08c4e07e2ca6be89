// `/` goes to the search, `?` lists the shortcuts. They can be turned off (WCAG 2.1.4), and never act while writing.
const OFF = "splot-shortcuts-off";

const writing = (element) =>
  element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) || element.closest("dialog[open]");

export function shortcuts() {
  const dialog = document.getElementById("shortcuts");
  const box = dialog?.querySelector("[data-shortcuts-on]");
  if (box) {
    box.checked = localStorage.getItem(OFF) !== "1";
    box.addEventListener("change", () => localStorage.setItem(OFF, box.checked ? "0" : "1"));
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || writing(event.target)) return;
    if (localStorage.getItem(OFF) === "1") return;
    if (event.key === "/") {
      const search = [...document.querySelectorAll("[data-search]")].find((field) => field.offsetParent);
      const link = document.querySelector("[data-search-link]");
      if (search || link) event.preventDefault();
      if (search) search.focus();
      else if (link) link.click();
    } else if (event.key === "?" && dialog && !dialog.open) {
      event.preventDefault();
      dialog.showModal();
    }
  });
}
