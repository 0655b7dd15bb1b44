import { formatRange } from "@/lib/time/format";
import { overlaps } from "@/lib/time/range";
import { type Conflict, type ConflictCause, nameOfSlot } from "./conflict";
import { intentsOfWish } from "./free-room";
import { freezesThatHit } from "./freeze";
import { closingSentence } from "./freeze-words";
import type { PlanFacts, PlannedSlot } from "./planned-slot";
import { isWorkingTime } from "./working-hours";

type Told = { cause: ConflictCause; about?: string; sentence: string };

function freezesOver(slot: PlannedSlot, { freezes }: PlanFacts): Told[] {
  const { environment, during } = slot;
  const hits = freezesThatHit(freezes, intentsOfWish({ ...slot, teamId: slot.team.id }, environment.id));
  return hits
    .filter((freeze) => overlaps(freeze.during, during))
    .map((freeze) => ({
      cause: "freeze",
      about: freeze.freezeId,
      sentence: `${nameOfSlot(slot)} cannot leave: ${closingSentence(freeze, environment.name)}`,
    }));
}

function noWayBack(slot: PlannedSlot): Told[] {
  return slot.releases
    .filter(({ databaseChange, rollbackPlan }) => databaseChange === "breaking" && rollbackPlan === "")
    .map(({ releaseId, serviceName, version }) => ({
      cause: "no_way_back",
      about: releaseId,
      sentence: `${serviceName} ${version} breaks the database’s old form and says no way back.`,
    }));
}

function marksOver(slot: PlannedSlot, { marks }: PlanFacts): Told[] {
  return marks
    .filter(({ during }) => overlaps(during, slot.during))
    .map(({ id, title, calendarName }) => ({
      cause: "holiday",
      about: id,
      sentence: `${nameOfSlot(slot)} leaves on ${title} (${calendarName}).`,
    }));
}

function outsideHours(slot: PlannedSlot): Told[] {
  const { team, during } = slot;
  if (team.zone === null || isWorkingTime(team, during)) return [];
  const sentence = `${nameOfSlot(slot)} leaves when ${team.name} does not work: there it is ${formatRange(during, team.zone)}.`;
  return [{ cause: "outside_hours", sentence }];
}

/** The conflicts that a slot has by itself, whatever else is planned: freezes, marks, working hours, a change without a way back. */
export function conflictsAlone(slot: PlannedSlot, facts: PlanFacts): Conflict[] {
  const told = [...freezesOver(slot, facts), ...noWayBack(slot), ...marksOver(slot, facts), ...outsideHours(slot)];
  return told.map(({ cause, about, sentence }) => ({
    key: [cause, slot.id, about].filter(Boolean).join(" "),
    cause,
    slotId: slot.id,
    sentence,
  }));
}
