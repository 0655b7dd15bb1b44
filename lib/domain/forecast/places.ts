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
  let tick = 0;
  // Whoever catches a place catches it until it is over: filled at a stretch, for there are many thousand ticks and few places.
  const fillUntilOver = (index: number, at: number, readyBy: number) => {
    const end = Math.min(ticks, readyBy);
    place.fill(index, tick, end + 1);
    if (at > tick) leaves.fill(Math.min(ticks, at), tick, Math.min(at, end + 1));
    for (let each = Math.max(tick, at); each <= end; each++) leaves[each] = each;
    tick = end + 1;
  };
  // Booked places first: a free opening that comes before one's own slot is nothing that anybody has planned.
  const firstBooked = places.find(({ isBooked }) => isBooked);
  if (firstBooked?.departure !== undefined) {
    const line = lineOf(places, places.indexOf(firstBooked), tickOf);
    while (tick <= ticks) {
      const caught = caughtOnLine(line, 0, tick);
      if (caught < 0) break;
      fillUntilOver(caught, line.at[caught] as number, line.readyBy[caught] as number);
    }
    return { leaves, place, line };
  }
  const inOrder = places
    .map((each, index) => ({ index, at: tickOf(each.at), readyBy: tickOf(each.readyBy), isBooked: each.isBooked }))
    .filter(({ at, isBooked }) => isBooked || firstBooked === undefined || at >= tickOf(firstBooked.at))
    .sort((a, b) => a.at - b.at);
  for (const { index, at, readyBy } of inOrder) {
    if (tick > ticks) break;
    // One that comes later can be over earlier, a short slot inside a long opening: nobody catches it.
    if (readyBy >= tick) fillUntilOver(index, at, readyBy);
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
