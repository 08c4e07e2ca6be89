// Minutes written together: a Yjs text over the room's socket. The server keeps every change; after each return both
// sides tell what they have and send what the other lacks.
const GATHER = 300; // ms of typing that travel together
const LONGEST = 9_500; // bytes of one change
const LONGEST_PASTE = 6_000; // characters
const MARKS = ["decision", "task", "question", "material"];

const packed = (bytes) => {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return btoa(text);
};
const unpacked = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

export class Note {
  constructor(room) {
    Object.assign(this, { room, by: room.by, words: room.words });
    this.queue = [];
    for (const mark of MARKS) this.by(`mark-${mark}`).addEventListener("click", () => this.mark(mark));
    setInterval(() => this.doc && this.sync(), 20000);
  }

  // The editor is fetched when somebody is first let in.
  async prepared() {
    if (this.doc) return;
    const [yjs, { Editor }, { default: StarterKit }, { default: Collaboration }] = await Promise.all([
      import("yjs"),
      import("@tiptap/core"),
      import("@tiptap/starter-kit"),
      import("@tiptap/extension-collaboration"),
    ]);
    if (this.doc) return;
    this.yjs = yjs;
    this.doc = new yjs.Doc();
    this.doc.on("update", (update, origin) => origin !== "room" && this.changed(update));
    const plain = Object.fromEntries(
      "blockquote bold bulletList code codeBlock dropcursor gapcursor heading horizontalRule italic link listItem listKeymap orderedList strike underline undoRedo hardBreak trailingNode"
        .split(" ")
        .map((name) => [name, false]),
    );
    const Marked = StarterKit.extend({
      addGlobalAttributes: () => [
        {
          types: ["paragraph"],
          attributes: {
            mark: {
              default: null,
              keepOnSplit: false,
              parseHTML: (element) => element.dataset.mark ?? null,
              renderHTML: ({ mark }) => (MARKS.includes(mark) ? { "data-mark": mark, "data-label": this.words[`sayMark${mark}`] } : {}),
            },
          },
        },
      ],
    }).configure(plain);
    this.editor = new Editor({
      element: this.by("note-editor"),
      injectCSS: false, // the page takes no styles but its own
      extensions: [Marked, Collaboration.configure({ document: this.doc, field: "note" })],
      editable: this.able_ && this.may,
      editorProps: {
        attributes: { role: "textbox", "aria-multiline": "true", "aria-labelledby": "minutes-title", "aria-describedby": "note-help" },
        handlePaste: (_view, event) => {
          if ((event.clipboardData?.getData("text/plain").length ?? 0) <= LONGEST_PASTE) return false;
          this.complain(this.words.sayTooLong);
          return true;
        },
        handleKeyDown: (_view, event) => {
          if (event.key === "Escape") this.by("mark-decision").focus(); // Tab and Escape lead out of the editor
          return false;
        },
      },
      onSelectionUpdate: () => this.marks(),
      onUpdate: () => this.marks(),
    });
  }

  get may() {
    const { state } = this.room;
    return state.switches.note || this.room.leads || state.people[this.room.me]?.role === "expert";
  }

  able(on) {
    this.able_ = on;
    this.editor?.setEditable(on && this.may, false);
    for (const mark of MARKS) this.by(`mark-${mark}`).disabled = !on || !this.may;
  }

  draw(before, state) {
    if (before.switches !== state.switches || before.people !== state.people) this.able(this.able_);
  }

  complain(text) {
    this.by("note-error").textContent = text;
    this.by("note-error").hidden = !text;
  }

  said(text) {
    if (this.by("note-said").textContent !== text) this.by("note-said").textContent = text;
  }

  // --- changes

  changed(update) {
    this.queue.push(update);
    this.said(this.words.saySaving);
    this.timer ??= setTimeout(() => this.flush(), GATHER);
  }

  flush() {
    this.timer = null;
    if (!this.queue.length) return;
    const pieces = this.queue.splice(0);
    const whole = this.yjs.mergeUpdates(pieces);
    for (const update of whole.length <= LONGEST ? [whole] : pieces) this.room.act({ type: "note", update: packed(update) });
  }

  confirmed() {
    if (this.queue.length || this.room.busy("note")) return;
    this.said(this.words.saySaved);
  }

  refused(frame, act) {
    if (act?.type !== "note") return false;
    this.complain(frame.reason);
    this.begin(); // what was not taken does not stand here either
    return true;
  }

  begin() {
    this.editor?.destroy();
    this.doc?.destroy();
    this.editor = this.doc = null;
    this.queue = [];
    this.open();
  }

  async open() {
    await this.prepared();
    this.able(this.able_);
    this.sync();
  }

  sync() {
    this.room.send({ type: "note_sync", vector: packed(this.yjs.encodeStateVector(this.doc)) });
  }

  take(frame) {
    if (frame.type === "ready") this.open();
    if (!this.doc || !["note", "note_state"].includes(frame.type)) return;
    this.yjs.applyUpdate(this.doc, unpacked(frame.update), "room");
    if (frame.type === "note") {
      if (!this.editor.isFocused) this.room.away("minutes", 1);
      return;
    }
    if (this.room.busy("note") || this.queue.length) return; // it is on its way already
    const lacks = this.yjs.encodeStateAsUpdate(this.doc, unpacked(frame.vector));
    if (lacks.length > 2) this.changed(lacks);
    else this.said(this.doc.getXmlFragment("note").length ? this.words.saySaved : "");
  }

  // --- marks

  mark(mark) {
    const now = this.editor?.getAttributes("paragraph").mark;
    this.editor?.chain().focus().updateAttributes("paragraph", { mark: now === mark ? null : mark }).run();
    this.marks();
  }

  marks() {
    const now = this.editor.getAttributes("paragraph").mark;
    for (const mark of MARKS) this.by(`mark-${mark}`).setAttribute("aria-pressed", String(now === mark));
  }

  end() {
    this.able(false);
  }
}
