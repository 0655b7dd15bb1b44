/** Where a release can leave: a booked slot, a free opening of a window, a departure of a train. */
export type Place = {
  /** The slot, the opening or the departure. */
  key: string;
  label: string;
  at: Date;
  /** It must be ready by then: the end of a slot or an opening, QA exit of a train's departure. */
  readyBy: Date;
  /** The slot or departure that it is booked for. */
  isBooked: boolean;
};

const minuteMs = 60_000;

/** For each tick at which a release may be ready: the tick at which it leaves, and from which of the places; -1 beyond the last. */
export type Landing = { leaves: Int32Array; place: Int16Array };

/**
 * What is caught by whoever is ready at a tick: the earliest place whose deadline has not passed. Without any place it leaves when it
 * is ready.
 */
export function landingOf(places: readonly Place[], now: Date, ticks: number, tickMinutes: number): Landing {
  const tickOf = (at: Date) => Math.ceil((at.getTime() - now.getTime()) / (tickMinutes * minuteMs));
  const leaves = new Int32Array(ticks + 1);
  const place = new Int16Array(ticks + 1).fill(-1);
  if (places.length === 0) {
    for (let tick = 0; tick <= ticks; tick++) leaves[tick] = tick;
    return { leaves, place };
  }
  leaves.fill(ticks);
  // Booked places first: a free opening that comes before one's own slot is nothing that anybody has planned.
  const booked = places.filter((each) => each.isBooked);
  const firstBooked = booked[0];
  const order = places
    .map((each, index) => ({ index, at: tickOf(each.at), readyBy: tickOf(each.readyBy), isBooked: each.isBooked }))
    .filter(({ at, isBooked }) => isBooked || firstBooked === undefined || at >= tickOf(firstBooked.at))
    .sort((a, b) => a.at - b.at);
  let first = 0;
  for (let tick = 0; tick <= ticks; tick++) {
    while (first < order.length && (order[first]?.readyBy ?? 0) < tick) first++;
    // One that comes later can be over earlier: a short slot inside a long opening.
    let caught = first;
    while (caught < order.length && (order[caught]?.readyBy ?? 0) < tick) caught++;
    const each = order[caught];
    if (each === undefined) break;
    leaves[tick] = Math.min(ticks, Math.max(tick, each.at));
    place[tick] = each.index;
  }
  return { leaves, place };
}
