// A question that depends on an answer shows itself when that answer is chosen; without scripts its words say so.
// Whatever is hidden is not counted: the server leaves out answers to questions that were not asked.

for (const form of document.querySelectorAll("[data-survey]")) {
  const hanging = [...form.querySelectorAll("[data-needs]")];
  const look = () => {
    for (const question of hanging) {
      const [name, value] = question.dataset.needs.split(":");
      const above = form.querySelector(`#${CSS.escape(name)}`);
      const chosen = form.querySelector(`input[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]:checked`);
      question.hidden = !chosen || Boolean(above?.hidden);
    }
  };
  form.addEventListener("change", look);
  look();
}
