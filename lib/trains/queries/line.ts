import type { Reader } from "@/db/client";
import { type PlannedStop, planDeparture, stopsThatStay } from "@/lib/domain/departure-plan";
import type { DepartureState } from "@/lib/domain/departure-state";
import type { FailurePolicy } from "@/lib/domain/train-policy";
import { type AboardTicket, loadBases } from "./passengers";
import { type DepartureSlot, progressOf, progressOfAll } from "./slots-of-departure";
import type { Stop } from "./train-path";

type Run = { status: DepartureState; onFailure: FailurePolicy; path: readonly Stop[] };
export type StopState = "planned" | "waiting" | "running" | "arrived" | "failed" | "stays";

/** The line of a departure: its stations in order, what is at each, and where it is now. */
export async function readLine(
  reader: Reader,
  { status, onFailure, path }: Run,
  aboard: readonly AboardTicket[],
  slots: readonly DepartureSlot[],
) {
  const bases = await loadBases(reader);
  const plan = planDeparture(
    aboard,
    path.map(({ id }) => id),
    bases,
  );
  const slotOf = new Map(slots.map((slot) => [keyOf(slot), slot]));
  const isOnItsWay = status === "departed" || status === "arrived";
  const staying = new Set(isOnItsWay ? stopsThatStay(plan, progressOfAll(slots), onFailure).map(keyOf) : []);
  const stops = plan.map((stop) => describe(stop, slotOf.get(keyOf(stop)), staying.has(keyOf(stop)), isOnItsWay));
  const stations = path.flatMap((environment) => {
    const here = plan.filter(({ environmentId }) => environmentId === environment.id);
    return [...new Set(here.map(({ wave }) => wave))].map((wave) => {
      const own = plan.flatMap((stop, index) =>
        stop.environmentId === environment.id && stop.wave === wave ? [stops[index] as (typeof stops)[number]] : [],
      );
      return { environment: { id: environment.id, name: environment.name }, wave, stops: withNames(own, aboard) };
    });
  });
  const ended = stations.map(({ stops: each }) =>
    each.every(({ state }) => ["arrived", "failed", "stays"].includes(state)),
  );
  const here = status === "departed" ? ended.indexOf(false) : -1;
  return {
    stations: stations.map((station, index) => ({
      ...station,
      state: stationState(station.stops, index, here, isOnItsWay),
    })),
    hereIndex: here === -1 ? null : here,
  };
}

function stationState(stops: readonly { state: StopState }[], index: number, here: number, isOnItsWay: boolean) {
  if (stops.some(({ state }) => state === "failed")) return "failed" as const;
  if (index === here) return "here" as const;
  const isPassed = isOnItsWay && stops.every(({ state }) => state === "arrived" || state === "stays");
  return isPassed ? ("passed" as const) : ("ahead" as const);
}

const keyOf = ({ releaseId, environmentId }: { releaseId: string; environmentId: string }) =>
  `${environmentId} ${releaseId}`;

function describe(stop: PlannedStop, slot: DepartureSlot | undefined, stays: boolean, isOnItsWay: boolean) {
  const base = {
    releaseId: stop.releaseId,
    slotId: slot?.slotId ?? null,
    slotStatus: slot?.status ?? null,
    deployment: slot?.deployment ?? null,
  };
  const is = (state: StopState, reason: string) => ({ ...base, state, reason });
  if (slot === undefined) return is("planned", "It gets its slot at the cut-off.");
  switch (progressOf(slot)) {
    case "failed":
      return is("failed", "Its deployment failed.");
    case "arrived":
      return is("arrived", "It has arrived.");
    case "running":
      return is("running", "It is being deployed.");
    case "lost":
      return is("stays", slot.missed || "Its slot did not open.");
    case "waiting":
      if (stays) return is("stays", "Something before it failed.");
      if (!isOnItsWay) return is("planned", "It leaves with the departure.");
      return is(
        "waiting",
        stop.after.length > 0 ? "It waits for what goes first, and for its gates." : "It waits for its gates.",
      );
  }
}

function withNames<Described extends { releaseId: string }>(
  stops: readonly Described[],
  aboard: readonly AboardTicket[],
) {
  return stops.flatMap((stop) => {
    const ticket = aboard.find(({ releaseId }) => releaseId === stop.releaseId);
    if (ticket === undefined) return [];
    const { ticketId, serviceName, version } = ticket;
    return [{ ...stop, ticketId, serviceName, version }];
  });
}
