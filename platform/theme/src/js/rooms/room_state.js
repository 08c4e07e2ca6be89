// The state of a room as a pure function of its numbered events: the same function as meetings/room_state.py.
export const LINES = 200;
export const POLLS = 20;
export const CAPTIONS = 3;
export const HANDED = 40;

export const empty = () => ({
  number: 0,
  people: {},
  host: null,
  cohosts: [],
  lobby: [],
  out: [],
  doors: false,
  locked: false,
  floor: [],
  switches: { speak: true, show: true, write: true, note: true, whisper: false },
  hands: [],
  agenda: [],
  item: null,
  item_at: null,
  polls: [],
  lines: [],
  captioner: null,
  captions: [],
  slides: null,
  handed: [],
  stage: [],
  recording: null,
  open: true,
});

const withoutKey = (people, person) => Object.fromEntries(Object.entries(people).filter(([key]) => key !== person));
const without = (rows, person) => rows.filter((row) => (row.person ?? row) !== person);
const off = { mic: false, cam: false, screen: false };
const STEERING = ["coordinator", "deputy"];

export function leads(state, person) {
  const here = state.people[person];
  return Boolean(here) && (STEERING.includes(here.role) || state.cohosts.includes(person));
}

function led(state) {
  if (state.host !== null && leads(state, state.host)) return state;
  const here = Object.keys(state.people).sort((a, b) => state.people[a].since - state.people[b].since);
  const helping = here.filter((person) => state.cohosts.includes(person));
  const steering = here.filter((person) => STEERING.includes(state.people[person].role));
  return { ...state, host: [...helping, ...steering][0] ?? null };
}

function left(state, { values }) {
  const person = String(values.person);
  return led({
    ...state,
    people: withoutKey(state.people, person),
    hands: without(state.hands, person),
    floor: without(state.floor, person),
    stage: without(state.stage, person),
  });
}

function turnedOut(state, event) {
  const person = String(event.values.person);
  const after = left({ ...state, cohosts: without(state.cohosts, person) }, event);
  const captioner = state.captioner?.person === person ? null : state.captioner;
  const slides = state.slides?.person === person ? null : state.slides;
  const out = [...without(state.out, person), { person, name: event.values.name }];
  return { ...after, lobby: without(state.lobby, person), out, captioner, slides };
}

const changes = {
  joined: (state, { number, values }) => {
    const person = String(values.person);
    const here = { name: values.name, role: values.role, since: number };
    // Back soon after the line broke: the place in the queue is kept.
    const kept = "hand" in values && !state.hands.includes(person);
    const hands = kept ? [...state.hands.slice(0, values.hand), person, ...state.hands.slice(values.hand)] : state.hands;
    return led({ ...state, lobby: without(state.lobby, person), hands, people: { ...state.people, [person]: here } });
  },
  left,
  knocked: (state, { values }) => {
    const person = String(values.person);
    return { lobby: [...without(state.lobby, person), { person, name: values.name, role: values.role }] };
  },
  withdrew: (state, { values }) => ({ lobby: without(state.lobby, String(values.person)) }),
  admitted: (state, { values }) => {
    const people = values.people.map(String);
    const rest = (rows) => rows.filter((row) => !people.includes(row.person));
    return { lobby: rest(state.lobby), out: rest(state.out) };
  },
  refused: turnedOut,
  removed: turnedOut,
  doors: (state, { values }) => ({ doors: values.on }),
  locked: (state, { values }) => ({ locked: values.on }),
  cohost: (state, { values }) => {
    const person = String(values.person);
    const cohosts = without(state.cohosts, person);
    return led({ ...state, cohosts: values.on ? [...cohosts, person] : cohosts });
  },
  switches: (state, { values: { speak, show, write, note = write, whisper } }) => ({
    switches: { speak, show, write, note, whisper },
  }),
  hands_down: () => ({ hands: [] }),
  floor: (state, { values }) => {
    const person = String(values.person);
    const floor = without(state.floor, person);
    if (!values.on || !(person in state.people)) return { floor };
    return { floor: [...floor, person], hands: without(state.hands, person) };
  },
  said: (state, { number, at, values }) => ({
    lines: [...state.lines, { number, person: String(values.person), name: values.name, text: values.text, at }].slice(-LINES),
  }),
  captioner: (state, { values: { person, name, keep } }) =>
    person === null ? { captioner: null, captions: [] } : { captioner: { person: String(person), name, keep } },
  caption: (state, { number, values: { person, name, text } }) => ({
    captions: [...state.captions, { number, person: String(person), name, text }].slice(-CAPTIONS),
  }),
  slides: (state, { values: { deck, title, pages, page, reached, person, note } }) => ({
    slides: deck === null ? null : { deck, title, pages, page, reached, note, person: String(person) },
  }),
  handed: (state, { values: { id, title, address, person, name } }) => ({
    handed: [...state.handed, { id, title, address, name, person: String(person) }].slice(-HANDED),
  }),
  taken_back: (state, { values: { id } }) => ({ handed: state.handed.filter((row) => row.id !== id) }),
  poll: (state, { values: { id, question, kind, options, anonymous, person } }) => ({
    polls: [
      ...state.polls,
      { id, question, kind, options, anonymous, person: String(person), open: true, voted: 0, results: [] },
    ].slice(-POLLS),
  }),
  voted: (state, { values }) => ({
    polls: state.polls.map((one) => (one.id === values.poll ? { ...one, voted: values.voted } : one)),
  }),
  poll_closed: (state, { values: { poll, voted, results } }) => ({
    polls: state.polls.map((one) => (one.id === poll ? { ...one, open: false, voted, results } : one)),
  }),
  hand_up: (state, { values }) => {
    const person = String(values.person);
    return state.hands.includes(person) || !(person in state.people) ? {} : { hands: [...state.hands, person] };
  },
  hand_down: (state, { values }) => ({ hands: without(state.hands, String(values.person)) }),
  item: (state, { at, values }) => ({ item: values.item, item_at: values.item === null ? null : at }),
  agenda: (state, { values }) => {
    const kept = values.items.some((item) => item.id === state.item) ? state.item : null;
    return { agenda: values.items, item: kept, item_at: kept === null ? null : state.item_at };
  },
  stage_on: (state, { values }) => {
    const person = String(values.person);
    if (!(person in state.people)) return {};
    const place = { person, tab: values.tab, ...off };
    if (state.stage.some((one) => one.person === person))
      return { stage: state.stage.map((one) => (one.person === person ? place : one)) };
    return { stage: [...state.stage, place], hands: without(state.hands, person) };
  },
  stage_off: (state, { values }) => ({
    stage: without(state.stage, String(values.person)),
    floor: without(state.floor, String(values.person)),
  }),
  media: (state, { values: { person, mic, cam, screen } }) => ({
    stage: state.stage.map((one) => (one.person === String(person) ? { ...one, mic, cam, screen } : one)),
  }),
  muted: (state, { values: { person } }) => ({
    stage: state.stage.map((one) => (person === null || one.person === String(person) ? { ...one, mic: false } : one)),
  }),
  recording: ({ recording }, { at, values: { state, name } }) => ({
    recording: state === null ? null : { state, name, at: recording?.at ?? at },
  }),
  closed: () => ({
    open: false,
    hands: [],
    stage: [],
    lobby: [],
    floor: [],
    captioner: null,
    slides: null,
    recording: null,
  }),
};

export function apply(state, event) {
  if (event.number <= state.number) return state;
  const change = changes[event.kind];
  const after = { ...state, number: event.number };
  return change ? { ...after, ...change(after, event) } : after;
}

export const fold = (events, state = empty()) => events.reduce(apply, state);
