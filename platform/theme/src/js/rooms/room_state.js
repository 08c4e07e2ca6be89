// The state of a room as a pure function of its numbered events: the same function as meetings/room_state.py.
export const LINES = 200;

export const empty = () => ({ number: 0, people: {}, hands: [], agenda: [], item: null, item_at: null, lines: [], open: true });

const without = (people, person) => Object.fromEntries(Object.entries(people).filter(([key]) => key !== person));

const changes = {
  joined: (state, { values }) => ({
    people: { ...state.people, [String(values.person)]: { name: values.name, role: values.role } },
  }),
  left: (state, { values }) => ({
    people: without(state.people, String(values.person)),
    hands: state.hands.filter((key) => key !== String(values.person)),
  }),
  said: (state, { number, at, values }) => ({
    lines: [...state.lines, { number, person: String(values.person), name: values.name, text: values.text, at }].slice(-LINES),
  }),
  hand_up: (state, { values }) => {
    const person = String(values.person);
    return state.hands.includes(person) || !(person in state.people) ? {} : { hands: [...state.hands, person] };
  },
  hand_down: (state, { values }) => ({ hands: state.hands.filter((key) => key !== String(values.person)) }),
  item: (state, { at, values }) => ({ item: values.item, item_at: values.item === null ? null : at }),
  agenda: (state, { values }) => {
    const kept = values.items.some((item) => item.id === state.item) ? state.item : null;
    return { agenda: values.items, item: kept, item_at: kept === null ? null : state.item_at };
  },
  closed: () => ({ open: false, hands: [] }),
};

export function apply(state, event) {
  if (event.number <= state.number) return state;
  const change = changes[event.kind];
  return { ...state, number: event.number, ...(change ? change(state, event) : {}) };
}

export const fold = (events, state = empty()) => events.reduce(apply, state);
