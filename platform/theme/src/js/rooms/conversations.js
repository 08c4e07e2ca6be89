// New messages slip in while a conversation is open. The socket of the inbox says that something changed; what it was
// is fetched here under the reader's own rights, so a lost signal loses nothing.

const list = document.querySelector("[data-fresh]");
let asking = 0;

async function refresh() {
  const last = list.lastElementChild?.dataset.number ?? "0";
  let answer;
  try {
    answer = await fetch(`${list.dataset.fresh}?po=${last}`, { headers: { "X-Requested-With": "fetch" }, redirect: "error" });
  } catch {
    return;
  }
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const item of fresh.querySelectorAll("li[data-number]")) {
    if (!document.getElementById(item.id)) list.append(item);
  }
}

if (list) {
  document.addEventListener("splot:inbox", () => {
    clearTimeout(asking);
    asking = setTimeout(refresh, 200);
  });
}
