import { formatInstant } from "@/lib/time/format";
import type { DepartureState } from "./departure-state";
import { accept, type Result, type Rule, refuse } from "./refusal";
import { type ReleaseKind, type ReleaseState, unbookableReleaseStates } from "./release-state";
import type { BumpingRule } from "./train-policy";

/** Somebody who stands aboard. */
export type Passenger = {
  ticketId: string;
  serviceId: string;
  /** "ledger 2.4.0" */
  name: string;
  kind: ReleaseKind;
  accepted: boolean;
  hotfix: boolean;
  boardedAt: Date;
};

/** A departure as somebody who wants to board it sees it. */
export type BoardingDeparture = {
  id: string;
  name: string;
  zone: string;
  status: DepartureState;
  boardingAt: Date;
  cutOffAt: Date;
  capacity: number | null;
  bumping: BumpingRule;
  aboard: readonly Passenger[];
};

export type Boarder = {
  releaseId: string;
  serviceId: string;
  name: string;
  kind: ReleaseKind;
  status: ReleaseState;
};

export type BoardingWish = {
  /** After the cut-off and beyond the capacity. */
  hotfix: boolean;
  /** Whether whoever asks may open slots: hotfixes need it after the cut-off. */
  mayBoardLate: boolean;
  /** The next departure that boards after this one, to name in a refusal. */
  next: { name: string; boardingAt: Date; cutOffAt: Date } | null;
};

/** A seat, and who makes room for it. */
export type Seat = { bumped: Passenger | null; reason: string };

const lateStates: readonly DepartureState[] = ["locked", "go", "held"];

/** How many of the seats are taken: hotfixes stand on the platform of the last car. */
export function seatsTaken(aboard: readonly Passenger[]): number {
  return aboard.filter(({ hotfix }) => !hotfix).length;
}

function ruleOf({ id, name }: BoardingDeparture, reason: string): Rule {
  return { kind: "train", id, name, reason };
}

/** When the next chance is, for whoever missed this one. */
function nextChance({ next }: BoardingWish, zone: string, now: Date): { sentence: string; nextOpen?: Date } {
  if (next === null) return { sentence: "" };
  const opens = next.boardingAt > now ? next.boardingAt : now;
  const when = next.boardingAt > now ? `boards from ${formatInstant(next.boardingAt, zone)}` : "boards now";
  return { sentence: ` The next one is ${next.name}, it ${when}.`, nextOpen: opens };
}

/**
 * Whether a release may board a departure at `now`, and who makes room for it when all seats are taken. It boards from the opening of
 * the boarding until the cut-off; a hotfix after that too, for those who may open slots, and beyond the capacity.
 *
 * Refuses a release that is leaving or over (`wrong_state`), a departure whose boarding has not opened or is closed (`not_boarding`,
 * with the next departure and when it boards) or that is over (`wrong_state`), a second release of the same service
 * (`service_taken`), a hotfix ticket for what is no hotfix (`wrong_state`) or by somebody who may not (`forbidden`), and a full
 * departure on which nobody makes room (`departure_full`, naming who is aboard).
 */
export function decideBoarding(
  boarder: Boarder,
  departure: BoardingDeparture,
  wish: BoardingWish,
  now: Date,
): Result<Seat> {
  const { name, zone, status } = departure;
  if (unbookableReleaseStates.includes(boarder.status)) {
    return refuse("wrong_state", `${boarder.name} is ${boarder.status.replace("_", " ")} and boards no train.`);
  }
  const twin = departure.aboard.find(({ serviceId }) => serviceId === boarder.serviceId);
  if (twin !== undefined) {
    const reason = `${twin.name} is aboard already, and a departure takes one release of a service.`;
    return refuse("service_taken", reason, { rules: [ruleOf(departure, reason)] });
  }
  if (wish.hotfix && boarder.kind !== "hotfix") {
    return refuse("wrong_state", `${boarder.name} is no hotfix: it boards until the cut-off like everybody else.`);
  }
  const chance = nextChance(wish, zone, now);
  const more = chance.nextOpen === undefined ? {} : { nextOpen: chance.nextOpen };
  if (lateStates.includes(status) || (status === "boarding" && now >= departure.cutOffAt)) {
    const closed = `The boarding of ${name} closed ${formatInstant(departure.cutOffAt, zone)}.`;
    if (!wish.hotfix) {
      const reason = `${closed}${chance.sentence}`;
      return refuse("not_boarding", reason, { rules: [ruleOf(departure, reason)], ...more });
    }
    if (!wish.mayBoardLate) {
      const reason = `${closed} Only who may open slots puts a hotfix aboard after that.`;
      return refuse("forbidden", reason, { rules: [{ kind: "person", name: "Hotfix", reason }] });
    }
    return accept({ bumped: null, reason: "It boards after the cut-off, as a hotfix." });
  }
  if (status === "scheduled") {
    const reason = `The boarding of ${name} opens ${formatInstant(departure.boardingAt, zone)}.`;
    return refuse("not_boarding", reason, { rules: [ruleOf(departure, reason)], nextOpen: departure.boardingAt });
  }
  if (status !== "boarding") {
    const word = { skipped: "is skipped", cancelled: "is cancelled" }[status as string] ?? "has left";
    return refuse("wrong_state", `${name} ${word}.${chance.sentence}`, more);
  }
  if (wish.hotfix) return accept({ bumped: null, reason: "It boards as a hotfix, beyond the capacity." });
  const { capacity } = departure;
  if (capacity === null || seatsTaken(departure.aboard) < capacity) {
    return accept({ bumped: null, reason: `It boards ${name}.` });
  }
  const bumped = whoMakesRoom(boarder, departure);
  if (bumped !== undefined) return accept({ bumped, reason: bumpReason(boarder, bumped, departure) });
  const seats = `All ${capacity} ${capacity === 1 ? "place" : "places"} of ${name} are taken`;
  const seated = departure.aboard.map((passenger): Rule => {
    const state = passenger.accepted ? "accepted by QA" : "not accepted yet";
    const since = formatInstant(passenger.boardedAt, zone);
    return { kind: "train", name: passenger.name, reason: `${passenger.name} boarded ${since}, ${state}.` };
  });
  const reason = `${seats}, and ${noRoomReason(departure.bumping)}.${chance.sentence}`;
  return refuse("departure_full", reason, { rules: [ruleOf(departure, reason), ...seated], ...more });
}

function noRoomReason(bumping: BumpingRule): string {
  switch (bumping) {
    case "never":
      return "nobody makes room";
    case "hotfix":
      return "room is made for hotfixes alone";
    case "readiest":
      return "room is made only for what QA has accepted, by what it has not";
  }
}

/** The last to have boarded among those whom the rule makes give way: features before fixes; never a hotfix. */
function whoMakesRoom(boarder: Boarder, { bumping, aboard }: BoardingDeparture): Passenger | undefined {
  const seated = aboard.filter(({ hotfix, kind }) => !hotfix && kind !== "hotfix");
  const last = (list: readonly Passenger[]) =>
    list.toSorted(
      (a, b) =>
        Number(b.kind === "feature") - Number(a.kind === "feature") || b.boardedAt.getTime() - a.boardedAt.getTime(),
    )[0];
  switch (bumping) {
    case "never":
      return undefined;
    case "hotfix":
      return boarder.kind === "hotfix" ? last(seated) : undefined;
    case "readiest":
      return boarder.status === "accepted" ? last(seated.filter(({ accepted }) => !accepted)) : undefined;
  }
}

function bumpReason(boarder: Boarder, bumped: Passenger, { name, bumping }: BoardingDeparture): string {
  const why =
    bumping === "hotfix" ? `${boarder.name} is a hotfix` : `QA has accepted ${boarder.name} and not yet ${bumped.name}`;
  return `${name} is full. ${why}, so ${bumped.name}, the last to board, makes room.`;
}

/** A departure that a ticket may be moved to. */
export type Place = Pick<BoardingDeparture, "id" | "status" | "cutOffAt" | "capacity"> & {
  departsAt: Date;
  aboard: readonly Pick<Passenger, "serviceId" | "hotfix">[];
};

/**
 * Where a ticket goes that cannot leave on its departure: the first one after `after` that still takes somebody: its cut-off is to
 * come, it has a seat, and none of the same service aboard. The boarding need not have opened: whoever missed a train is first in
 * line for the next. Undefined when the timetable has none: then the ticket waits.
 */
export function nextPlace(
  ticket: Pick<Passenger, "serviceId" | "hotfix">,
  departures: readonly Place[],
  after: Date,
  now: Date,
): Place | undefined {
  return departures
    .filter(({ status, departsAt }) => (status === "scheduled" || status === "boarding") && departsAt > after)
    .toSorted((a, b) => a.departsAt.getTime() - b.departsAt.getTime())
    .find(
      ({ cutOffAt, capacity, aboard }) =>
        cutOffAt > now &&
        (ticket.hotfix || capacity === null || aboard.filter(({ hotfix }) => !hotfix).length < capacity) &&
        !aboard.some(({ serviceId }) => serviceId === ticket.serviceId),
    );
}
