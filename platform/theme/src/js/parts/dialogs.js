// A button with data-dialog="id" opens that dialog; a click beside it closes it.
export function dialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.dialog);
      if (dialog?.showModal) {
        event.preventDefault();
        dialog.showModal();
      }
    } else if (event.target.tagName === "DIALOG" && event.target.open) {
      event.target.close();
    }
  });
}
