// Tables: the first row is a head, and its cells say that they head their columns.
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";

const Head = TableHeader.extend({
  addAttributes() {
    return { ...this.parent?.(), scope: { default: "col" } };
  },
});

export const tables = [Table.configure({ resizable: false }), TableRow, Head, TableCell];
