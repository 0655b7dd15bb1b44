import type { api } from "@/lib/rpc/client";

/** What the schedule's procedures answer with, as the screens call it. */
type Answer<Procedure extends { call: (...input: never[]) => Promise<unknown> }> = Awaited<
  ReturnType<Procedure["call"]>
>;

export type Week = Answer<typeof api.slots.week>;
export type Opening = Week["occurrences"][number];
export type Freeze = Week["freezes"][number];
export type Slot = Week["slots"][number];
export type FreeRoom = Week["free"][number];
export type ScheduleChoices = Answer<typeof api.slots.choices>;
