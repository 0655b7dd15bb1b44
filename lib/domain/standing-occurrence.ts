import type { Range } from "@/lib/time/range";
import type { Opening } from "@/lib/time/recurrence";
import type { WallTime } from "@/lib/time/wall-time";
import type { OccurrenceState } from "./occurrence-state";
import type { OrphanAnswer, SlotAnswer } from "./slot-answer";
import type { FateFacts, SlotInOpening } from "./slot-fate";

/** An opening as it stands in the database, with what hangs on it. */
export type StandingOccurrence = {
  id: string;
  originalLocalStart: WallTime;
  during: Range;
  lanes: number;
  status: OccurrenceState;
  /** Somebody changed or cancelled it alone: it is no longer the rule's (case 11). */
  isEdited: boolean;
  /** The slots that somebody holds, has booked or is using in it. */
  slots: readonly SlotInOpening[];
  /** A slot that is over stands in it, so that it is part of the record. */
  hasPast: boolean;
};

/** What is to be done about slots in openings that change. */
export type PlanAnswer = { slots: SlotAnswer; orphans: OrphanAnswer };

/** What a changed rule gives, and what is to be done about the slots in its way. */
export type AskedOpenings = {
  openings: readonly Opening[];
  lanes: number;
  answer: PlanAnswer;
  facts: FateFacts;
};
