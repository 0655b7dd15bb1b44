import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { call } from "@orpc/server";
import { eq, inArray } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { departures, ticketMoves, tickets } from "@/db/schema";
import { contextAs } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { aRelease } from "@/db/testing/release";
import { testDatabase } from "@/db/testing/test-database";
import { inTransaction } from "@/db/transaction";
import { csvRows } from "@/lib/domain/csv-rows";
import { parseInstant } from "@/lib/time/instant";
import { advanceDeparture } from "./commands/advance-departure";
import { boardRelease } from "./commands/board";
import { moveDeparture } from "./commands/run-departure";
import { importProcedures } from "./procedures/import";

/*
 * How Python's release dates were planned and how they moved, as its PEPs tell. The history lies beside the repository, is not shipped
 * with it, and the test is skipped with a line where it is absent.
 */
const file = fileURLToPath(new URL("../../../shared/data/calendars/python/pep-schedule-slips.csv", import.meta.url));
const there = existsSync(file);
if (!there) process.stderr.write(`skipped: the replay of Python's timetable, ${file} is absent\n`);

type Stage = { train: string; label: string; seenOn: string; planned: string; stated: string; moved: boolean };
const stages: Stage[] = (there ? csvRows(readFileSync(file, "utf8")).slice(1) : []).map(({ cells }) => {
  const [python = "", label = "", seenOn = "", planned = "", stated = "", , times = "0"] = cells;
  return { train: `Python ${python}`, label, seenOn, planned, stated, moved: Number(times) > 0 };
});

const at = (day: string, time = "10:00") => parseInstant(`${day}T${time}:00Z`);
const dayBefore = (...days: string[]) => {
  const [first = ""] = days.toSorted();
  return new Date(Date.parse(`${first}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
};
/** A plan that does not exist in the calendar can only be taken once its date was mended. */
const plannedOf = ({ planned, stated }: Stage) => (at(planned) ? planned : stated);
const boardsOn = (stage: Stage) => dayBefore(stage.seenOn, plannedOf(stage), stage.stated);
/** Everything boards, is cut off and judged on the morning of its day, so that the tickets of a plan stand aboard while it moves. */
const milestones = {
  boarding: { workingDays: 0, at: "08:00" },
  cutoff: { workingDays: 0, at: "09:10" },
  qa_exit: { workingDays: 0, at: "09:20" },
  go_no_go: { workingDays: 0, at: "09:30" },
};
const everyDay = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
const worker = { kind: "worker" } as const;

describe.runIf(there)("Python's timetable, with every date as it was first planned", () => {
  let org: Organisation;
  const db = () => testDatabase().db;
  const begin = new Date("2015-01-01T00:00:00Z");
  /** By train and label: the departure, and the ticket aboard it. */
  const aboard = new Map<string, { departureId: string; ticketId: string }>();
  const keyOf = ({ train, label }: Stage) => `${train}, ${label}`;

  beforeAll(async () => {
    org = await buildOrganisation(db());
    const manager = actorOf(org.people.releaseManager);
    const rows = stages.flatMap((stage) => [
      `${stage.train},${stage.label},boarding,${boardsOn(stage)}`,
      `${stage.train},${stage.label},departure,${plannedOf(stage)}`,
    ]);
    const text = `train,departure,milestone,at\n${rows.join("\n")}\n`;
    const environmentIds = [org.environments.production.id];
    const reading = { text, zone: "UTC", environmentIds, milestones, weekdays: [...everyDay] };
    const made = await call(importProcedures.importTimetable, reading, contextAs(manager, begin));
    expect(made).toMatchObject({ departures: stages.length, leftOut: 0 });
    const known = await db().query.departures.findMany({ with: {} });
    const trainsById = new Map((await db().query.trains.findMany()).map(({ id, name }) => [id, name]));
    const byKey = new Map(known.map(({ id, trainId, label }) => [`${trainsById.get(trainId)}, ${label}`, id]));
    for (const stage of stages) {
      const departureId = byKey.get(keyOf(stage)) ?? "";
      const release = await aRelease(db(), org);
      const now = at(boardsOn(stage), "08:30") ?? begin;
      await inTransaction(db(), async (tx) => {
        await advanceDeparture(tx, worker, departureId, now);
        return { ok: true, value: undefined };
      });
      const input = { releaseId: release.id, departureId, note: "", hotfix: false };
      const boarded = await inTransaction(db(), (tx) => boardRelease(tx, manager, input, now));
      if (!boarded.ok) throw new Error(`${keyOf(stage)}: ${boarded.refusal.message}`);
      aboard.set(keyOf(stage), { departureId, ticketId: boarded.value.ticketId });
    }
  }, 120_000);

  it("moves as its history tells, 217 times, and every ticket stays aboard its departure", async () => {
    const manager = actorOf(org.people.releaseManager);
    const moved = stages.filter((stage) => stage.moved);
    expect(moved).toHaveLength(217);
    for (const stage of moved) {
      const departsAt = at(stage.stated);
      const departureId = aboard.get(keyOf(stage))?.departureId ?? "";
      if (departsAt === undefined) throw new Error(`${keyOf(stage)} was last stated for no day`);
      const now = at(boardsOn(stage), "09:00") ?? begin;
      const input = { departureId, departsAt, reason: "As its PEP tells." };
      const done = await inTransaction(db(), (tx) => moveDeparture(tx, manager, input, now));
      expect(done, keyOf(stage)).toMatchObject({ ok: true });
    }
    const standing = await db()
      .select({
        ticketId: tickets.id,
        status: tickets.status,
        departureId: tickets.departureId,
        at: departures.departsAt,
      })
      .from(tickets)
      .innerJoin(departures, eq(departures.id, tickets.departureId));
    const byTicket = new Map(standing.map((row) => [row.ticketId, row]));
    expect(standing).toHaveLength(stages.length);
    for (const stage of stages) {
      const { departureId, ticketId } = aboard.get(keyOf(stage)) ?? { departureId: "", ticketId: "" };
      expect(byTicket.get(ticketId), keyOf(stage)).toMatchObject({ status: "aboard", departureId });
      expect(byTicket.get(ticketId)?.at.toISOString().slice(0, 10), keyOf(stage)).toBe(
        stage.moved ? stage.stated : plannedOf(stage),
      );
    }
  }, 120_000);

  it("then runs its course with nothing accepted: each ticket goes on, and none is lost", async () => {
    const inOrder = await db().select().from(departures).orderBy(departures.departsAt);
    for (const { id, qaExitAt } of inOrder) {
      await inTransaction(db(), async (tx) => {
        await advanceDeparture(tx, worker, id, new Date(qaExitAt.getTime() + 60_000));
        return { ok: true, value: undefined };
      });
    }
    const all = await db().select().from(tickets);
    expect(all).toHaveLength(stages.length);
    // Nothing was tested, so nothing left: whoever has no departure ahead waits for somebody to say where.
    expect(all.every(({ status }) => status === "aboard" || status === "waiting")).toBe(true);
    const steps = await db()
      .select()
      .from(ticketMoves)
      .where(
        inArray(
          ticketMoves.ticketId,
          all.map(({ id }) => id),
        ),
      );
    const moved = new Set(steps.filter(({ kind }) => kind !== "boarded").map(({ ticketId }) => ticketId));
    expect(moved.size).toBe(stages.length);
  }, 240_000);
});
