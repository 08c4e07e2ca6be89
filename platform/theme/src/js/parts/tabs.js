// On a narrow screen the row of tabs scrolls; the present one is brought into sight.
export function tabs() {
  document.querySelectorAll(".tabs ul").forEach((row) => {
    const present = row.querySelector("[aria-current]");
    if (!present || row.scrollWidth <= row.clientWidth) return;
    const [outer, inner] = [row.getBoundingClientRect(), present.getBoundingClientRect()];
    row.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
  });
}
