import type { BookableRoom } from "@/lib/domain/free-room";
import type { api } from "@/lib/rpc/client";
import type { Range } from "@/lib/time/range";

/** What the schedule's procedures answer with, as the screens call it. */
type Answer<Procedure extends { call: (...input: never[]) => Promise<unknown> }> = Awaited<
  ReturnType<Procedure["call"]>
>;

export type Week = Answer<typeof api.slots.week>;
export type Opening = Week["occurrences"][number];
export type Freeze = Week["freezes"][number];
export type Mark = Week["marks"][number];
export type Slot = Week["slots"][number];
export type AnytimeService = Week["anytime"]["services"][number];
export type FreeRoom = BookableRoom;
export type ScheduleChoices = Answer<typeof api.slots.choices>;
export type Days = Answer<typeof api.slots.days>;
export type DayInOutlook = Days["days"][number];
export type Timeline = Answer<typeof api.slots.timeline>;

/** A place of which only is known that it is taken: what stands there follows a moment later. */
export type TakenPlace = { id: string; occurrenceId: string | null; lane: number; during: Range };

/** A week as the calendar draws it: what was read of it, and the room that this leaves at the moment. */
export type WeekPlan = Pick<Week, "environment" | "occurrences" | "freezes" | "marks" | "slots" | "anytime"> & {
  taken: TakenPlace[];
  free: FreeRoom[];
};
