import { eq } from "drizzle-orm";
import { departures, ticketMoves, tickets } from "@/db/schema";
import { raiseBlocker } from "@/lib/trains/commands/blockers";
import { boardRelease } from "@/lib/trains/commands/board";
import { answerRollCall } from "@/lib/trains/commands/decide";
import { perform } from "./cast";
import { developerOf, exampleServices, organisationZone } from "./example-plan";
import { openBlocker, passengers, rollCall } from "./example-trains";
import { hoursFrom, insertRelease, type Present } from "./insert-present";
import type { ExampleTrainRun } from "./insert-trains";
import { workingMinutesBefore } from "./working-time";

/** Who is aboard the app train that boards today, what holds it, and what the teams have said: through the product's own commands. */
export async function insertPassengers(present: Present, runs: readonly ExampleTrainRun[]): Promise<void> {
  const { db, now, ids, cast } = present;
  const run = runs.find(({ train }) => train.name === "App train");
  if (run === undefined) throw new Error("the example has no app train");
  const departureId = run.next.id;
  for (const [index, passenger] of passengers.entries()) {
    const { service, kind, note = "", begunHoursAgo, builds, missed } = passenger;
    const at = hoursFrom(now, begunHoursAgo, builds.length);
    const releaseId = await insertRelease(present, passenger, at);
    const team = exampleServices.find(({ name }) => name === service)?.team;
    if (!team) throw new Error(`the example plan has no ${service}`);
    const developer = cast(developerOf[team]);
    const boardsAt = workingMinutesBefore(now, 300 - 40 * index, organisationZone);
    if (missed) {
      await insertMissed(present, run, { releaseId, service, boardedBy: developer.personId });
      continue;
    }
    const input = { releaseId, departureId, note, hotfix: kind === "hotfix" };
    await perform(db, (tx) => boardRelease(tx, developer, input, boardsAt));
  }
  const saidAt = workingMinutesBefore(now, 50, organisationZone);
  for (const { team, person, ready, note } of rollCall) {
    const input = { departureId, teamId: ids.team(team), ready, note };
    await perform(db, (tx) => answerRollCall(tx, cast(person), input, saidAt));
  }
  await perform(db, (tx) => raiseBlocker(tx, cast("manager"), { departureId, reason: openBlocker }, saidAt));
}

type Missed = { releaseId: string; service: string; boardedBy: string };

/** A ticket of the departure before: QA had not accepted its build by the QA exit, so it was moved to this one. */
async function insertMissed({ db, ids }: Present, run: ExampleTrainRun, { releaseId, service, boardedBy }: Missed) {
  const before = run.past.at(-1);
  const [next] = await db.select().from(departures).where(eq(departures.id, run.next.id));
  if (before === undefined || next === undefined) throw new Error("the app train has no departure before this one");
  const boardedAt = new Date(before.boardingAt.getTime() + 86_400_000);
  const [ticket] = await db
    .insert(tickets)
    .values({
      releaseId,
      serviceId: ids.service(service),
      trainId: next.trainId,
      departureId: next.id,
      boardedBy,
      boardedAt,
    })
    .returning({ id: tickets.id });
  if (ticket === undefined) throw new Error("the ticket was not inserted");
  await db.insert(ticketMoves).values([
    {
      ticketId: ticket.id,
      kind: "boarded",
      toDepartureId: before.id,
      reason: "It boards in time.",
      movedBy: boardedBy,
      movedAt: boardedAt,
    },
    {
      ticketId: ticket.id,
      kind: "not_accepted",
      fromDepartureId: before.id,
      toDepartureId: next.id,
      reason: "QA had not accepted its newest build by the QA exit.",
      movedAt: before.qaExitAt,
    },
  ]);
}
