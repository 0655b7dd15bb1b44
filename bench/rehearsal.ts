import { call } from "@orpc/server";
import { type Connection, connect } from "@/db/client";
import { type BookingGround, prepareBookers } from "@/db/testing/bookers";
import { permissions } from "@/lib/domain/permission";
import { plansProcedures } from "@/lib/plans/procedures";
import type { BenchPart, Figure } from "./part";
import { median, percentile } from "./percentiles";
import { fillYear } from "./rehearsal/fill-year";

const deploymentsInYear = 20_000;
const lanes = 50;
const calls = 20;
const warmUps = 3;
const weekMillis = 7 * 86_400_000;
/** Well under a second: somebody waits for it while they write the rule. */
const aimMillis = 700;

/** What a change of a rule would have blocked, worked out from a year of twenty thousand deployments while somebody writes it. */
export const rehearsalPart: BenchPart = {
  name: "rehearsal",
  async run({ databaseUrl, say }) {
    const connection = connect(databaseUrl, { name: "signalbox-bench" });
    try {
      const now = new Date();
      say(`preparing ${deploymentsInYear} deployments`);
      const ground = await prepareBookers(connection.db, now, lanes + 1);
      await fillYear(connection.db, ground, now, deploymentsInYear);
      await connection.pool.query("analyze");
      say(`each rehearsal ${calls} times`);
      return await measure(connection, ground, now);
    } finally {
      await connection.end();
    }
  },
};

async function measure(connection: Connection, ground: BookingGround, now: Date): Promise<Figure[]> {
  const [reader] = ground.bookers;
  if (!reader) throw new Error("nobody asks");
  const actor = { ...reader.actor, permissions: new Map(permissions.map((each) => [each, "all" as const])) };
  const context = { actor, now, db: connection.db, request: { ip: "192.0.2.1", userAgent: "bench" } };
  const { environmentId } = ground;
  const { rows } = await connection.pool.query("select id from release_windows");
  const windowId: string = rows[0].id;
  const rule = { zone: "Europe/Berlin", localStart: "2026-01-05T06:00", durationMinutes: 720 };
  const friday = { ...rule, grade: "hotfix_only" as const, rrule: "FREQ=WEEKLY;BYDAY=FR" };
  const days = { ...rule, rrule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH", lanes: lanes };
  const policy = { environmentId, stages: [{ role: "developer" as const, required: 2 }], authorExcluded: true };
  const asked = {
    freeze: () => call(plansProcedures.rehearseFreeze, { after: friday }, { context }),
    window: () => call(plansProcedures.rehearseWindow, { windowId, environmentId, after: days }, { context }),
    policy: () => call(plansProcedures.rehearsePolicy, { ...policy, coversTime: "occurrence" as const }, { context }),
  };
  for (const [name, ask] of Object.entries(asked)) {
    const { past } = await ask();
    if (past.deployments !== deploymentsInYear) throw new Error(`${name} looked at ${past.deployments} deployments`);
    if (past.blocked.total === 0) throw new Error(`${name} blocked nothing`);
  }
  const bare = await times(() => bareLoop(connection, now));
  return Object.entries(asked).reduce<Promise<Figure[]>>(async (before, [name, ask]) => {
    const figures = await before;
    const millis = await times(ask);
    const figure = (share: number): Figure => ({
      name: `rehearsing a ${name} over ${deploymentsInYear} deployments, p${share * 100}`,
      unit: "ms",
      value: percentile(millis, share),
      yardstick: { name: "the same rows by bare SQL and one loop over them", value: median(bare) },
      boundBy: "reading the rows of the year and making objects of them; the verdicts take a fifth of it",
      aim: aimMillis,
    });
    return [...figures, figure(0.5), figure(0.95)];
  }, Promise.resolve([]));
}

/** What somebody would write who only wants to know how many were deployed on a Friday and were no hotfix. */
async function bareLoop({ pool }: Connection, now: Date): Promise<number> {
  const { rows } = await pool.query<{ at: Date; kind: string }>(
    `select d.created_at as at, d.id, s.id as slot_id, lower(s.during) as starts, upper(s.during) as ends, s.booked_at, s.team_id,
            r.id as release_id, r.version, r.kind, v.name as service, t.name as team, o.window_id
     from deployments d
     join slots s on s.id = d.slot_id
     join releases r on r.id = d.release_id
     join services v on v.id = d.service_id
     join teams t on t.id = v.team_id
     left join occurrences o on o.id = s.occurrence_id
     where d.created_at >= $1 and d.created_at < $2`,
    [new Date(now.getTime() - 52 * weekMillis), now],
  );
  return rows.filter(({ at, kind }) => at.getUTCDay() === 5 && kind !== "hotfix").length;
}

/** How long each of the runs takes, after some that do not count. */
async function times(run: () => Promise<unknown>): Promise<number[]> {
  const millis: number[] = [];
  for (let n = -warmUps; n < calls; n++) {
    const begin = performance.now();
    await run();
    if (n >= 0) millis.push(performance.now() - begin);
  }
  return millis;
}
