// Copies the secret address of a feed; without scripts the address can be marked and copied by hand.

for (const button of document.querySelectorAll("[data-copy-from]")) {
  const field = document.getElementById(button.dataset.copyFrom);
  if (!field || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    await navigator.clipboard.writeText(field.value);
    button.querySelector("[data-copy-word]").textContent = field.dataset.copied;
  });
}
