// A picture in a text: only one of our own files, whatever was pasted.
import { Node } from "@tiptap/core";

export const Picture = Node.create({
  name: "picture",
  group: "inline",
  inline: true,
  draggable: true,
  addAttributes() {
    return { src: { default: null }, alt: { default: "" } };
  },
  parseHTML() {
    return [{ tag: 'img[src^="/pliki/"]' }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["img", HTMLAttributes];
  },
});

// Every picture of this file in the text.
export function each(editor, src, act) {
  const { tr, doc } = editor.state;
  const found = [];
  doc.descendants((node, at) => {
    if (node.type.name === "picture" && node.attrs.src === src) found.push([node, at]);
  });
  found.reverse().forEach(([node, at]) => act(tr, node, at));
  if (tr.docChanged) editor.view.dispatch(tr);
  return found.length;
}
