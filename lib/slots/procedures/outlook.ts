import { z } from "zod";
import { isMember, readScope } from "@/lib/auth/actor";
import { freezeGrades } from "@/lib/domain/freeze-grade";
import { accept } from "@/lib/domain/refusal";
import { slotStates } from "@/lib/domain/slot-state";
import { slotSummaryStates } from "@/lib/domain/slot-summary";
import { uuid } from "@/lib/fields";
import { procedure } from "@/lib/rpc/procedure";
import { daysInput, searchSlotsInput, timelineInput } from "@/lib/slots/input";
import { loadDays } from "@/lib/slots/queries/days";
import { searchSlots } from "@/lib/slots/queries/search";
import { loadTimeline } from "@/lib/slots/queries/timeline";
import { environment, mark, range, slotInView, team } from "./outputs";

const tags = ["Slots"];
const opening = z.object({
  id: uuid,
  environmentId: uuid,
  windowName: z.string(),
  during: range,
  lanes: z.number(),
});
const states = z.array(z.object({ state: z.enum(slotSummaryStates), count: z.number() }));
const freeze = z.object({
  freezeId: uuid,
  name: z.string(),
  grade: z.enum(freezeGrades),
  during: range,
  zone: z.string(),
  environmentIds: z.array(uuid),
  only: z.array(z.string()),
});
const mostWords = 8;

/** The plan from further away: a month, a quarter, and where something stands. */
export const outlookProcedures = {
  days: procedure({
    access: "plan.read",
    method: "GET",
    path: "/schedule/days",
    summary: "What each day of a month holds: openings, the first slots, how many there are and how they stand",
    tags,
    input: daysInput,
    output: z.object({
      environments: z.array(environment),
      days: z.array(
        z.object({
          day: z.string(),
          openings: z.array(opening),
          openingCount: z.number(),
          slots: z.array(slotInView.extend({ environmentId: uuid })),
          states,
        }),
      ),
      freezes: z.array(freeze),
      marks: z.array(mark),
      /** There is more than the answer counts. */
      isCut: z.boolean(),
    }),
    handler: async ({ input, actor, now, db }) => {
      const { environmentIds, from, to, zone, perDay, ...filter } = input;
      const personId = isMember(actor) ? actor.personId : null;
      const wish = { environmentIds, from, to, zone, perDay, filter };
      return accept(await loadDays(db, wish, { scope: readScope(actor), personId }, now));
    },
  }),
  timeline: procedure({
    access: "plan.read",
    method: "GET",
    path: "/schedule/timeline",
    summary: "A quarter as rows of days, by team or by environment, with windows, freezes and what people plan around",
    tags,
    input: timelineInput,
    output: z.object({
      environments: z.array(
        environment.extend({
          open: z.array(z.object({ day: z.number(), minutes: z.number(), windows: z.array(z.string()) })),
        }),
      ),
      days: z.array(z.string()),
      rows: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          hue: z.number().nullable(),
          cells: z.array(z.object({ day: z.number(), count: z.number(), states })),
        }),
      ),
      freezes: z.array(freeze),
      marks: z.array(mark),
      milestones: z.array(
        z.object({
          id: uuid,
          kind: z.enum(["downtime", "breaking_change"]),
          title: z.string(),
          during: range,
          environmentId: uuid,
          team: team.nullable(),
          slotId: uuid.nullable(),
        }),
      ),
      isCut: z.boolean(),
      /** Whether the slots were judged; if not, no cell has states. */
      isJudged: z.boolean(),
    }),
    handler: async ({ input, actor, now, db }) => {
      const { environmentIds, from, to, zone, by, judgeAtMost, ...filter } = input;
      const personId = isMember(actor) ? actor.personId : null;
      const wish = { environmentIds, from, to, zone, by, judgeAtMost, filter };
      return accept(await loadTimeline(db, wish, { scope: readScope(actor), personId }, now));
    },
  }),
  search: procedure({
    access: "plan.read",
    method: "GET",
    path: "/schedule/search",
    summary: "Slots whose release, team, note, window or recurring booking hold the words; what is to come first",
    tags,
    input: searchSlotsInput,
    output: z.object({
      slots: z.array(
        z.object({
          slotId: uuid,
          environment: environment.omit({ defaultOpen: true }),
          windowName: z.string().nullable(),
          status: z.enum(slotStates),
          during: range,
          team,
          /** Null, with the version, while it is not chosen what the slot ships. */
          serviceName: z.string().nullable(),
          version: z.string().nullable(),
          /** The recurring booking that it is a date of. */
          seriesName: z.string().nullable(),
          note: z.string(),
        }),
      ),
    }),
    handler: async ({ input, actor, now, db }) => {
      const words = input.query.split(/\s+/).filter(Boolean).slice(0, mostWords);
      return accept({ slots: await searchSlots(db, { words, limit: input.limit }, readScope(actor), now) });
    },
  }),
};
