import { type Place as BoardingPlace, nextPlace } from "@/lib/domain/boarding";
import type { FreezeRule, Intent } from "@/lib/domain/freeze";
import { leavesAfter, trainOfMissed } from "@/lib/domain/missed-ticket";
import type { ReleaseKind } from "@/lib/domain/release-state";
import type { HoldOutcome, MissedPolicy } from "@/lib/domain/train-policy";
import { nextOpenAt } from "@/lib/domain/window-status";
import { horizonDays } from "./forecast";
import type { Place } from "./places";

/** A release with a ticket, as seats and freezes look at it. */
export type Aboard = { releaseId: string; serviceId: string; teamId: string; kind: ReleaseKind; hotfix: boolean };

/** A departure that has not arrived. */
export type ComingDeparture = Omit<BoardingPlace, "aboard"> & {
  qaExitAt: Date;
  /** What was not accepted has been moved on already. */
  qaExitDone: boolean;
  arrivesAt: Date;
  /** When the hold policy decides, while it is held. */
  holdUntil: Date | null;
  aboard: readonly Aboard[];
};

/** A train, as far as it says where its tickets go. */
export type TrainTerms = {
  id: string;
  name: string;
  isArchived: boolean;
  missed: MissedPolicy;
  missedTrainId: string | null;
  holdMinutes: number;
  holdThen: HoldOutcome;
  /** Whether an environment on its way asks for QA's acceptance: without, QA exit moves nobody. */
  asksAcceptance: boolean;
  environmentIds: readonly string[];
  departures: readonly ComingDeparture[];
};

type Timetables = { trains: ReadonlyMap<string, TrainTerms>; freezes: readonly FreezeRule[] };
type Stop = { train: TrainTerms; departure: ComingDeparture };

/**
 * Where a release that is aboard can leave: its departure, and every other that the train's policy may move it to, by the rule that moves
 * tickets, as seats and cut-offs are today. A departure that a freeze closes for anything aboard leaves when the freeze is over; one
 * that its hold policy cancels before then takes nobody. Empty where the departure is not among those that are coming.
 */
export function departuresAsPlaces(
  ticket: Aboard & { trainId: string; departureId: string },
  { trains, freezes }: Timetables,
  now: Date,
): Place[] {
  const train = trains.get(ticket.trainId);
  const own = train?.departures.find(({ id }) => id === ticket.departureId);
  if (train === undefined || own === undefined) return [];
  const stops: Stop[] = [{ train, departure: own }];
  const met = new Set([own.id]);
  const movedTo = (from: Stop, at: Date): string | null => {
    const to = nextStop(ticket, from, trains, at);
    if (to === undefined) return null;
    if (!met.has(to.departure.id)) stops.push(to);
    met.add(to.departure.id);
    return to.departure.id;
  };
  const places: Place[] = [];
  // It grows while it is walked: each departure adds those that it may move the ticket to. Their cut-offs come later and later.
  for (const stop of stops) {
    const { departure } = stop;
    const times = timesOf(stop, ticket, freezes, now);
    const waitsForQa = stop.train.asksAcceptance && !departure.qaExitDone;
    const ifNotReady = movedTo(stop, later(times.readyBy, now));
    const qaExit = { acceptedBy: departure.qaExitAt, ifNotAccepted: movedTo(stop, later(departure.qaExitAt, now)) };
    const byTheEnd = { acceptedBy: times.readyBy, ifNotAccepted: ifNotReady };
    places.push({
      key: departure.id,
      label: stop.train.name,
      ...times,
      isBooked: departure === own,
      departure: { ...(waitsForQa ? qaExit : byTheEnd), ifNotReady },
    });
  }
  return places;
}

const later = (a: Date, b: Date) => (a > b ? a : b);

/** The departure that takes the ticket when it is moved at an instant. */
function nextStop(ticket: Aboard, { train, departure }: Stop, trains: Timetables["trains"], at: Date) {
  const onto = trains.get(trainOfMissed(train) ?? "");
  if (onto === undefined || onto.isArchived) return undefined;
  const found = nextPlace(ticket, onto.departures, leavesAfter(train, departure.departsAt, at), at);
  const next = onto.departures.find(({ id }) => id === found?.id);
  return next && { train: onto, departure: next };
}

/** When a departure leaves, as far as one knows today, and by when all of it must be ready. */
function timesOf({ train, departure }: Stop, ticket: Aboard, freezes: readonly FreezeRule[], now: Date) {
  const { departsAt, arrivesAt, status, holdUntil } = departure;
  const due = later(departsAt, now);
  const at = unfrozenFrom(due, freezes, intentsOf(train, departure, ticket)) ?? endOfForecast(now);
  if (status === "departed") return { at, readyBy: arrivesAt };
  // What is held longer than its policy lets it does not leave, but in a freeze that ends before.
  const heldUntil = holdUntil ?? new Date(due.getTime() + train.holdMinutes * 60_000);
  if (at > due && train.holdThen === "cancel" && at >= heldUntil) return { at, readyBy: heldUntil };
  // Held, it floats, and its slots with it.
  return { at, readyBy: new Date(arrivesAt.getTime() + at.getTime() - departsAt.getTime()) };
}

const endOfForecast = (now: Date) => new Date(now.getTime() + horizonDays * 86_400_000);

/** A train needs no window. */
const withoutWindows = { environment: { id: "", name: "", defaultOpen: true, zone: "UTC" }, occurrences: [] };

/** Undefined: nobody can say when the line that was stopped goes on. */
function unfrozenFrom(from: Date, freezes: readonly FreezeRule[], intents: readonly Intent[]): Date | undefined {
  return nextOpenAt({ ...withoutWindows, freezes }, intents, from);
}

/** A departure waits for everything that is aboard, everywhere on its way. */
function intentsOf({ environmentIds }: TrainTerms, { aboard }: ComingDeparture, ticket: Aboard): Intent[] {
  const all = aboard.some(({ releaseId }) => releaseId === ticket.releaseId) ? aboard : [...aboard, ticket];
  return environmentIds.flatMap((environmentId) =>
    all.map(({ releaseId, serviceId, teamId, kind }): Intent => {
      return { environmentId, origin: "train", releaseId, serviceId, teamId, releaseKind: kind };
    }),
  );
}
