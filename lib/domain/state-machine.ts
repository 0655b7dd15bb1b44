/**
 * State machines are data: `from × event → to`, no wildcards, no hooks. The same table feeds the CHECK constraint, the zod
 * enum, the docs and the test of every pair.
 */
export type Transitions<State extends string, Event extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Event, State>>>>
>;

/** The state that `event` leads to, or `undefined` when the table has no such arrow (the event is then refused). */
export function nextState<State extends string, Event extends string>(
  table: Transitions<State, Event>,
  from: State,
  event: Event,
): State | undefined {
  return table[from][event];
}

/** The states from which no arrow leaves. */
export function finalStates<State extends string, Event extends string>(table: Transitions<State, Event>): State[] {
  return (Object.keys(table) as State[]).filter((state) => Object.keys(table[state]).length === 0);
}
