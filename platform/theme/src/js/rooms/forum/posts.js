// The posts on the page: which stand there, where a new one belongs, and how one is put in without moving what is read.
export const thread = document.querySelector("[data-thread]");
export const posts = thread?.querySelector("[data-posts]");
export const staging = document.getElementById("nowe-wpisy");

export function say(words) {
  const said = thread.querySelector("[data-said]");
  said.textContent = "";
  requestAnimationFrame(() => { said.textContent = words; });
}

export const reading = thread?.dataset.reading;
export const WAYS = { tree: "drzewo", time: "czas", new: "nowe" };
export const known = (number) => document.getElementById(`wpis-${number}`);
export const all = () => [...posts.querySelectorAll("[data-place]")];
// What posts are sorted by: the number in the reading by time, else the place in the tree.
export const key = (post) => (reading === "time" ? Number(post.dataset.post) : post.dataset.place);

// Whether a post belongs on the page that is open.
export function belongs(post) {
  const { root } = thread.dataset;
  if (root && (!post.dataset.place.startsWith(root) || post.dataset.place === root)) return false;
  if (reading === "tree" && (post.dataset.place.length - (root || "").length) / 6 > (root ? 3 : 4)) return false;
  const here = all();
  if (!here.length) return true;
  if (thread.dataset.less === "1" && key(post) < key(here[0])) return false;
  return !(thread.dataset.more === "1" && key(post) > key(here[here.length - 1]));
}

// Keeps what the reader looks at where it is, whatever is put in above it.
export function still(change) {
  const box = document.getElementById("odpowiedz");
  const anchor = box?.contains(document.activeElement) ? box : all().find((post) => post.getBoundingClientRect().bottom > 0);
  const before = anchor?.getBoundingClientRect().top;
  change();
  if (!anchor?.isConnected) return;
  const moved = anchor.getBoundingClientRect().top - before;
  if (Math.abs(moved) > 1) window.scrollBy({ top: moved, behavior: "instant" });
}

// The list of answers to the post that stands at `place`, made when it is the first answer.
function answersOf(place) {
  const root = thread.dataset.root || "";
  if (place.length <= root.length) return posts;
  const parent = known(Number(place.slice(-6)));
  if (!parent || !posts.contains(parent)) return null;
  const next = parent.nextElementSibling;
  if (next?.matches("details.branch")) return next;
  const branch = document.createElement("details");
  branch.className = "branch";
  branch.dataset.branch = parent.dataset.post;
  branch.open = true;
  const head = document.createElement("summary");
  head.className = `branch-head ${[...parent.classList].find((name) => /^post--\d$/.test(name)) || ""}`;
  head.textContent = thread.dataset.saidReplies;
  branch.append(head);
  parent.after(branch);
  return branch;
}

// Levels are counted from the post under which the page reads.
export function indent(post) {
  const level = reading === "tree" ? (post.dataset.place.length - (thread.dataset.root || "").length) / 6 - (thread.dataset.root ? 0 : 1) : 0;
  post.className = post.className.replace(/\bpost--\d\b/, `post--${level}`);
}

export function insert(post) {
  indent(post);
  const list = reading === "tree" ? answersOf(post.dataset.place.slice(0, -6)) || posts : posts;
  const next = [...list.querySelectorAll(":scope > [data-place]")].find((other) => key(other) > key(post));
  list.insertBefore(post, next || null);
  window.htmx?.process(post);
}
