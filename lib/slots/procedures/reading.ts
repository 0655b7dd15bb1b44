import { type Actor, isMember, may, readScope } from "@/lib/auth/actor";
import { accept, refuse } from "@/lib/domain/refusal";
import { procedure } from "@/lib/rpc/procedure";
import { bookerOf } from "@/lib/slots/commands/booker";
import {
  bookableReleasesInput,
  checkMoveInput,
  freeRangesInput,
  noInput,
  slotInput,
  someSlotsInput,
  weekInput,
} from "@/lib/slots/input";
import { loadBookableReleases } from "@/lib/slots/queries/bookable-releases";
import { checkMove } from "@/lib/slots/queries/check-move";
import { findFreePlaces } from "@/lib/slots/queries/free-places";
import { findEnvironmentOfPlace } from "@/lib/slots/queries/place";
import { findReleasesToPlan } from "@/lib/slots/queries/planned-releases";
import { loadScheduleChoices } from "@/lib/slots/queries/schedule-choices";
import { loadSlotDetail } from "@/lib/slots/queries/slot-detail";
import type { Reading } from "@/lib/slots/queries/slot-in-view";
import { loadSomeSlots } from "@/lib/slots/queries/some-slots";
import { loadWeek } from "@/lib/slots/queries/week";
import {
  bookableReleasesOutput,
  moveCheckOutput,
  scheduleChoicesOutput,
  slotDetailOutput,
  someSlotsOutput,
  weekOutput,
} from "./outputs";
import { freePlacesOutput } from "./planning-outputs";

const tags = ["Slots"];

const readingOf = (actor: Actor): Reading => ({
  scope: readScope(actor),
  personId: isMember(actor) ? actor.personId : null,
});

/** What the schedule and its dialogs read. */
export const readingProcedures = {
  week: procedure({
    access: "plan.read",
    method: "GET",
    path: "/schedule",
    summary: "The schedule of an environment between two instants: openings, freezes, slots and free room",
    tags,
    input: weekInput,
    output: weekOutput,
    handler: async ({ input, actor, now, db }) => {
      const week = await loadWeek(db, input, readingOf(actor), now);
      return week === undefined ? refuse("not_found", "There is no such environment.") : accept(week);
    },
  }),
  some: procedure({
    access: "plan.read",
    method: "GET",
    path: "/schedule/slots",
    summary: "Some slots as the schedule of an environment shows them; those that left it are not in the answer",
    tags,
    input: someSlotsInput,
    output: someSlotsOutput,
    handler: async ({ input, actor, now, db }) =>
      accept({ slots: await loadSomeSlots(db, input, readingOf(actor), now) }),
  }),
  detail: procedure({
    access: "plan.read",
    method: "GET",
    path: "/slots/{slotId}",
    summary: "One slot with its releases, its gates and what became of it",
    tags,
    input: slotInput,
    output: slotDetailOutput,
    handler: async ({ input, actor, now, db }) => {
      const slot = await loadSlotDetail(db, input.slotId, readScope(actor), now);
      if (slot === undefined) return refuse("not_found", "There is no such slot.");
      const teamId = slot.team?.id ?? null;
      const allowed = {
        change: may(actor, "slot.book", teamId),
        open: may(actor, "slot.open", teamId),
        approve: may(actor, "approval.give", teamId),
      };
      return accept({ ...slot, may: allowed });
    },
  }),
  choices: procedure({
    access: "plan.read",
    method: "GET",
    path: "/schedule/choices",
    summary: "What the schedule can be narrowed to: environments along the path, teams",
    tags,
    input: noInput,
    output: scheduleChoicesOutput,
    handler: async ({ actor, db }) => {
      const choices = await loadScheduleChoices(db, readScope(actor));
      const member = isMember(actor) ? actor : undefined;
      const booker = bookerOf(actor);
      return accept({
        ...choices,
        teams: choices.teams.map((team) => ({ ...team, mayBookFor: may(actor, "slot.book", team.id) })),
        zone: member?.zone ?? null,
        mayBook: member?.permissions.has("slot.book") ?? false,
        booker: booker.ok ? { personId: booker.value.personId, reach: booker.value.reach } : null,
        mayManageWindows: member?.permissions.has("window.manage") ?? false,
      });
    },
  }),
  freeRanges: procedure({
    access: "plan.read",
    method: "GET",
    path: "/environments/{environmentId}/free-places",
    summary: "The free places that suit best, each with what speaks for it, or the rules that leave no room",
    tags,
    input: freeRangesInput,
    output: freePlacesOutput,
    handler: async ({ input, actor, now, db }) => {
      const environment = await findEnvironmentOfPlace(db, { environmentId: input.environmentId });
      if (environment === undefined) return refuse("not_found", "There is no such environment.");
      const scope = readScope(actor);
      const releases = await findReleasesToPlan(db, input.releaseIds, scope);
      if (releases === undefined) return refuse("not_found", "There is no such release.");
      const request = { ...input, environment, releases, notBefore: input.notBefore ?? now };
      return accept(await findFreePlaces(db, request, scope, now));
    },
  }),
  checkMove: procedure({
    access: "slot.book",
    method: "GET",
    path: "/slots/{slotId}/move-check",
    summary: "What would become of a move, before it is made",
    tags,
    input: checkMoveInput,
    output: moveCheckOutput,
    handler: async ({ input, actor, now, db }) => {
      const booker = bookerOf(actor);
      if (!booker.ok) return booker;
      const { slotId, lane, start, end } = input;
      const to = { slotId, lane, occurrenceId: input.occurrenceId ?? null, during: { start, end } };
      const check = await checkMove(db, booker.value, to, readScope(actor), now);
      return check === undefined ? refuse("not_found", "There is no such slot.") : accept(check);
    },
  }),
  bookableReleases: procedure({
    access: "slot.book",
    method: "GET",
    path: "/environments/{environmentId}/bookable-releases",
    summary: "The releases that may be booked into a slot of the environment",
    tags,
    input: bookableReleasesInput,
    output: bookableReleasesOutput,
    handler: async ({ input, actor, db }) => {
      const booker = bookerOf(actor);
      if (!booker.ok) return booker;
      return accept({ releases: await loadBookableReleases(db, input.environmentId, booker.value.reach) });
    },
  }),
};
