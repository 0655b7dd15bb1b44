import { type TeamEntry, weekdayWords } from "@/lib/domain/plan";
import { accept } from "@/lib/domain/refusal";
import { changeTeam, createTeam, removeTeam } from "@/lib/services/commands/team";
import type { CarryOut } from "./step";

export const teamSteps: CarryOut<"teams"> = {
  async add({ tx, actor, now }, wanted) {
    const made = await createTeam(tx, actor, { ...usualHours, ...columnsOf(wanted) }, now);
    return made.ok ? accept({ id: made.value.teamId }) : made;
  },
  async change({ tx, actor, now }, { id }, wanted) {
    const changed = await changeTeam(tx, actor, { teamId: id, ...columnsOf(wanted) }, now);
    return changed.ok ? accept({}) : changed;
  },
  async remove({ tx, actor, now }, { id }) {
    const removed = await removeTeam(tx, actor, { teamId: id }, now);
    return removed.ok ? accept({}) : removed;
  },
};

/** What stands in the row of a team that works around the clock; it means nothing without a zone. */
const usualHours = { workStartMinute: 480, workEndMinute: 1_080, workDays: [1, 2, 3, 4, 5] };

function columnsOf({ name, hue, workingHours }: TeamEntry) {
  if (workingHours === null) return { name, hue, zone: null };
  const { zone, from, to, days } = workingHours;
  const workDays = days.map((day) => weekdayWords.indexOf(day) + 1);
  return { name, hue, zone, workStartMinute: minuteOf(from), workEndMinute: minuteOf(to), workDays };
}

function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}
