import type { Reader } from "@/db/client";
import { type Reach, reaches } from "@/lib/domain/permission";
import type { SlotFacts } from "@/lib/domain/slot-facts";
import { slotGates } from "@/lib/domain/slot-gates";
import type { SlotOrigin, SlotState } from "@/lib/domain/slot-state";
import { type SlotSummary, slotSummary } from "@/lib/domain/slot-summary";
import type { Range } from "@/lib/time/range";
import { instantToJudge } from "./judged-at";
import { loadSlotFacts } from "./slot-facts";
import { loadDeploymentStates, loadReleasesInView, type ReleaseInView, type SlotRow } from "./slots-in-view";

export type SlotInView = {
  id: string;
  occurrenceId: string | null;
  lane: number;
  during: Range;
  origin: SlotOrigin;
  status: SlotState;
  /** Somebody else's: the reader learns that the place is taken, and nothing more. */
  opaque: boolean;
  /** Booked or held by the reader, or shipping a release that they made. */
  mine: boolean;
  team: { id: string; name: string; hue: number } | null;
  releases: ReleaseInView[];
  summary: SlotSummary;
  movedFrom: Range | null;
  /** A hold: whose, and until when. */
  hold: { name: string; mine: boolean; until: Date } | null;
};

/** Whose slots are called by their names, and who reads. */
export type Reading = { scope: Reach; personId: string | null };

/** A slot before it is known who looks at it: whose it is tells what is theirs. */
export type JudgedSlot = Omit<SlotInView, "mine"> & { owners: readonly (string | null)[] };

/** `facts`: of the booked ones, everything their gates look at. */
export type SlotsJudged = { slots: JudgedSlot[]; facts: ReadonlyMap<string, SlotFacts> };

/**
 * Slots as the schedule shows them: what they ship, and a few words on how they stand, which come from `slotGates` as at their
 * opening (case 7). The number of statements does not depend on the number of slots.
 */
export async function judgeSlots(
  reader: Reader,
  rows: readonly SlotRow[],
  scope: Reach,
  now: Date,
): Promise<SlotsJudged> {
  const visible = rows.filter((row) => row.teamId !== null && reaches(scope, row.teamId));
  const idsOf = (...states: SlotState[]) => visible.filter((row) => states.includes(row.status)).map((row) => row.id);
  const aboard = await loadReleasesInView(
    reader,
    visible.map((row) => row.id),
  );
  const shipped = await loadDeploymentStates(reader, idsOf("open", "closed"));
  const facts = await loadSlotFacts(reader, idsOf("booked"), now);
  return { slots: rows.map((row) => judged(row, { scope, aboard, shipped, facts, now })), facts };
}

/** Slots as far as their rows tell: where they stand and whose they are. What they ship and how they stand is left open. */
export function standingOnly(rows: readonly SlotRow[], scope: Reach, now: Date): JudgedSlot[] {
  const nothing = { aboard: new Map(), shipped: new Map(), facts: new Map() };
  return rows.map((row) => judged(row, { scope, ...nothing, now }));
}

/** The slot for one reader. */
export function seenBy({ owners, ...slot }: JudgedSlot, personId: string | null): SlotInView {
  const mine = personId !== null && owners.includes(personId);
  return { ...slot, mine, hold: slot.hold && { ...slot.hold, mine } };
}

type Beside = {
  scope: Reach;
  aboard: Awaited<ReturnType<typeof loadReleasesInView>>;
  shipped: Awaited<ReturnType<typeof loadDeploymentStates>>;
  facts: ReadonlyMap<string, SlotFacts>;
  now: Date;
};

function judged(row: SlotRow, { scope, aboard, shipped, facts, now }: Beside): JudgedSlot {
  const { id, occurrenceId, lane, during, origin, status, movedFrom } = row;
  const place = { id, occurrenceId, lane, during, origin, status };
  if (status === "held") {
    const hold = { name: row.holderName ?? "Somebody", mine: false, until: row.heldUntil ?? now };
    const summary = slotSummary(status, [], []);
    return { ...place, opaque: false, owners: [row.heldBy], team: null, releases: [], summary, movedFrom, hold };
  }
  if (row.teamId === null || !reaches(scope, row.teamId)) {
    const summary: SlotSummary = { state: "over", words: "taken" };
    return { ...place, opaque: true, owners: [], team: null, releases: [], summary, movedFrom: null, hold: null };
  }
  const own = facts.get(id);
  const gates = own === undefined ? [] : slotGates(own, instantToJudge(during, now));
  const ships = aboard.get(id) ?? [];
  return {
    ...place,
    opaque: false,
    owners: [row.bookedBy, ...ships.map(({ createdBy }) => createdBy)],
    team: { id: row.teamId, name: row.teamName ?? "", hue: row.teamHue ?? 0 },
    releases: ships.map(({ createdBy: _, ...release }) => release),
    summary: slotSummary(status, gates, shipped.get(id) ?? []),
    movedFrom,
    hold: null,
  };
}
