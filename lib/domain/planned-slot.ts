import type { Range } from "@/lib/time/range";
import type { BookedRelease } from "./booking-facts";
import type { FreezeRule } from "./freeze";
import type { DatabaseChange } from "./release-state";
import type { SlotOrigin } from "./slot-state";
import type { WorkingHours } from "./working-hours";

export type PlannedRelease = BookedRelease & {
  databaseChange: DatabaseChange;
  downtimeMinutes: number;
  rollbackPlan: string;
};

/** A live slot as the plan sees it: what it ships, whose it is and when that team works. */
export type PlannedSlot = {
  id: string;
  environment: { id: string; name: string; zone: string };
  occurrenceId: string | null;
  lane: number;
  during: Range;
  origin: SlotOrigin;
  team: WorkingHours & { id: string; name: string; hue: number };
  /** Open already, only offered to somebody, or of a train: it cannot be moved. */
  isFixed?: boolean;
  /** Empty: still to be chosen. */
  releases: readonly PlannedRelease[];
};

/** A service that needs another one, its base, to be there first. */
export type Dependency = { serviceId: string; dependsOnId: string };

/** What people should think of on those days: a holiday, a company event. It closes nothing. */
export type PlanMark = { id: string; title: string; calendarName: string; during: Range; zone: string };

/** What besides the slots themselves says whether they get in each other's way. */
export type PlanFacts = {
  dependencies: readonly Dependency[];
  freezes: readonly FreezeRule[];
  marks: readonly PlanMark[];
  /** "A before B": the later one waits by itself. */
  orders: readonly { beforeSlotId: string; afterSlotId: string }[];
};
