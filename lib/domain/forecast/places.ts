/** Where a release can leave: a booked slot, a free opening of a window, a departure of a train. */
export type Place = {
  /** The slot, the opening or the departure. */
  key: string;
  label: string;
  at: Date;
  /** It must be ready by then, signatures and all: the end of a slot, of an opening, of a departure's slots. */
  readyBy: Date;
  /** The slot or departure that it is booked for. */
  isBooked: boolean;
  /** Of a departure alone: nobody comes from one to the next but by the rules of its train. */
  departure?: DepartureTerms;
};

export type DepartureTerms = {
  /** QA exit: QA must have accepted it by then. Signatures may come later. */
  acceptedBy: Date;
  /** Where its train moves what QA has not accepted by then: the key of a place; null: nowhere that is known today. */
  ifNotAccepted: string | null;
  /** Where its train moves what was accepted and could not leave all the same. */
  ifNotReady: string | null;
};

const minuteMs = 60_000;

/**
 * For each tick at which a release may be ready: the tick at which it leaves, and from which of the places; -1 beyond the last. Aboard a
 * train that holds for what QA accepts by the QA exit; `line` says where all others go.
 */
export type Landing = { leaves: Int32Array; place: Int16Array; line: Line | null };

/** The departures that a ticket can come to, by position among the places: ticks, and positions of the next; -1 where there is none. */
export type Line = {
  first: number;
  at: Int32Array;
  acceptedBy: Int32Array;
  readyBy: Int32Array;
  ifNotAccepted: Int16Array;
  ifNotReady: Int16Array;
};

/**
 * What is caught by whoever is ready at a tick: the earliest place whose deadline has not passed; aboard a train, the departure or what
 * its train moves it to. Without any place it leaves when it is ready.
 */
export function landingOf(places: readonly Place[], now: Date, ticks: number, tickMinutes: number): Landing {
  const tickOf = (at: Date) => Math.ceil((at.getTime() - now.getTime()) / (tickMinutes * minuteMs));
  const leaves = new Int32Array(ticks + 1);
  const place = new Int16Array(ticks + 1).fill(-1);
  if (places.length === 0) {
    for (let tick = 0; tick <= ticks; tick++) leaves[tick] = tick;
    return { leaves, place, line: null };
  }
  leaves.fill(ticks);
  // Booked places first: a free opening that comes before one's own slot is nothing that anybody has planned.
  const booked = places.filter((each) => each.isBooked);
  const firstBooked = booked[0];
  if (firstBooked?.departure !== undefined) {
    const line = lineOf(places, places.indexOf(firstBooked), tickOf);
    for (let tick = 0; tick <= ticks; tick++) {
      const caught = caughtOnLine(line, 0, tick);
      if (caught < 0) break;
      leaves[tick] = Math.min(ticks, Math.max(tick, line.at[caught] as number));
      place[tick] = caught;
    }
    return { leaves, place, line };
  }
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
  return { leaves, place, line: null };
}

function lineOf(places: readonly Place[], first: number, tickOf: (at: Date) => number): Line {
  const positions = new Map(places.map(({ key }, index) => [key, index]));
  const positionOf = (key: string | null | undefined) => (key == null ? -1 : (positions.get(key) ?? -1));
  return {
    first,
    at: Int32Array.from(places, ({ at }) => tickOf(at)),
    // A QA exit that has passed is no deadline for what is still aboard and accepted.
    acceptedBy: Int32Array.from(places, ({ departure, readyBy }) =>
      Math.max(0, tickOf(departure?.acceptedBy ?? readyBy)),
    ),
    // Nobody leaves with what is over before it leaves: a departure that is cancelled when its hold ends.
    readyBy: Int32Array.from(places, ({ at, readyBy }) => (at > readyBy ? -1 : tickOf(readyBy))),
    ifNotAccepted: Int16Array.from(places, ({ departure }) => positionOf(departure?.ifNotAccepted)),
    ifNotReady: Int16Array.from(places, ({ departure }) => positionOf(departure?.ifNotReady)),
  };
}

/** The position of the departure that takes what QA accepts at one tick and what is ready at another; -1: none. */
export function caughtOnLine(line: Line, accepted: number, ready: number): number {
  let position = line.first;
  while (position >= 0) {
    if (accepted > (line.acceptedBy[position] as number)) position = line.ifNotAccepted[position] as number;
    else if (ready > (line.readyBy[position] as number)) position = line.ifNotReady[position] as number;
    else return position;
  }
  return -1;
}
