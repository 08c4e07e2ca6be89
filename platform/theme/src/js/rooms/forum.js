// A thread that lives: a reply goes out without a reload, others' replies slip in without moving what is being read.
import "../parts/attach.js";
import "./forum/acts.js";
import "./forum/answering.js";
import "./forum/keys.js";
import "./forum/line.js";
import "./forum/sent.js";
