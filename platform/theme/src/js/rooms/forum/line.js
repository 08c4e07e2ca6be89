// The line to the server: who is writing, and whether it stands.
import { arrived, catchUp, changed, compare, shown } from "./news.js";
import { thread } from "./posts.js";

const line = (name) => thread.querySelector(`[data-${name}]`);
let writingEnds;

function writing(name) {
  const words = line("writing");
  words.textContent = `${name} ${words.dataset.saidWriting}`;
  clearTimeout(writingEnds);
  writingEnds = setTimeout(() => { words.textContent = ""; }, 6000);
}

function stands(is) {
  const words = line("away");
  if (words.hidden === is) return;
  words.hidden = is;
}

// After a break the socket comes back at a random moment, so that a restarted server is not run over by all at once.
let pause = 1000;
let socket;
let away;
function listen() {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  socket = new WebSocket(`${scheme}://${location.host}/ws/watek/${thread.dataset.thread}/`);
  socket.addEventListener("open", () => {
    pause = 1000;
    clearTimeout(away);
    stands(true);
  });
  socket.addEventListener("message", (event) => {
    const news = JSON.parse(event.data);
    if (news.type === "here") {
      const numbers = shown();
      if (numbers.length) socket.send(JSON.stringify({ type: "shown", numbers }));
      catchUp(news.last);
    }
    if (news.type === "states") compare(news.states);
    if (news.type === "posted") arrived(news.number);
    if (news.type === "changed") changed(news.number);
    if (news.type === "writing") writing(news.name);
  });
  socket.addEventListener("close", (event) => {
    clearTimeout(away);
    if ([4400, 4403, 4404].includes(event.code)) { stands(false); return; }
    away = setTimeout(stands, 4000, false);
    pause = Math.min(pause * 2, 30000);
    setTimeout(listen, Math.random() * pause);
  });
}

let toldWriting = 0;
document.addEventListener("input", (event) => {
  if (!event.target.closest?.("#odpowiedz") || socket?.readyState !== 1 || Date.now() - toldWriting < 4000) return;
  toldWriting = Date.now();
  socket.send(JSON.stringify({ type: "writing" }));
});

if (thread?.dataset.thread) listen();
