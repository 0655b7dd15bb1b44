/** One step of one item on a board: which state it came into, and when. */
export type Transition = { itemId: string; state: string; at: Date };

export type FlowItem = {
  id: string;
  /** Days since 1970, ascending. */
  times: Float64Array;
  /** Numbers of states, as `FlowHistory.states` counts them. */
  states: Int32Array;
};

/** Everything that is known of a board, ready to be looked at as it stood at any moment. */
export type FlowHistory = {
  items: FlowItem[];
  byId: ReadonlyMap<string, FlowItem>;
  states: string[];
  done: ReadonlySet<number>;
};

const dayMs = 86_400_000;
export const toDays = (at: Date) => at.getTime() / dayMs;

/** Sorts transitions into items. Rows may come in any order; those of one instant keep theirs. */
export function flowHistory(transitions: readonly Transition[], doneStates: readonly string[]): FlowHistory {
  const rows = new Map<string, { at: number; state: number }[]>();
  const numbers = new Map<string, number>();
  for (const { itemId, state, at } of transitions) {
    const number = numbers.get(state) ?? numbers.size;
    numbers.set(state, number);
    const list = rows.get(itemId);
    const row = { at: toDays(at), state: number };
    if (list) list.push(row);
    else rows.set(itemId, [row]);
  }
  const items = [...rows].map(([id, list]): FlowItem => {
    list.sort((a, b) => a.at - b.at);
    return {
      id,
      times: Float64Array.from(list, (row) => row.at),
      states: Int32Array.from(list, (row) => row.state),
    };
  });
  const done = new Set(doneStates.map((state) => numbers.get(state) ?? -1));
  return { items, byId: new Map(items.map((item) => [item.id, item])), states: [...numbers.keys()], done };
}

/** Which of its steps an item had taken last at `now`; -1 before the first. */
export function stepAt({ times }: FlowItem, now: number): number {
  let step = -1;
  while (step + 1 < times.length && (times[step + 1] ?? 0) <= now) step++;
  return step;
}

/** When an item was finished, as far as anybody could know at `now`: reopened ones are not; NaN when it was not. */
export function finishedBy(item: FlowItem, done: ReadonlySet<number>, now: number): number {
  const step = stepAt(item, now);
  return step >= 0 && done.has(item.states[step] ?? -1) ? (item.times[step] ?? Number.NaN) : Number.NaN;
}
