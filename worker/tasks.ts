import type { TaskList } from "graphile-worker";
import { z } from "zod";
import type { Database } from "@/db/client";
import { inTransaction } from "@/db/transaction";
import { refreshCalendar } from "@/lib/calendars/commands/refresh";
import { expireRollback } from "@/lib/deployments/commands/end-overdue-rollback";
import { expireDeployment } from "@/lib/deployments/commands/expire-deployment";
import { calibrate, forgetOldForecasts } from "@/lib/forecasts/commands/calibrate";
import { computeForecasts } from "@/lib/forecasts/commands/compute-forecasts";
import { extendFreezeHorizon } from "@/lib/freezes/commands/horizon";
import { returnBuildsOf } from "@/lib/handoffs/commands/return-builds-of";
import { importHistory } from "@/lib/history/commands/import-history";
import { readHistory } from "@/lib/history/commands/read-history";
import { tidyEvents } from "@/lib/inbound/commands/tidy-events";
import type { Jobs } from "@/lib/jobs/enqueue";
import { lapseLicence } from "@/lib/licences/commands/lapse-licence";
import { loggedError } from "@/lib/log";
import { askForSignatures } from "@/lib/slots/commands/ask-for-signatures";
import { freeSlotsOfReleased } from "@/lib/slots/commands/free-slots-of-released";
import type { Clock } from "@/lib/time/clock";
import { extendHorizon } from "@/lib/windows/commands/horizon";
import type { Caller } from "./caller";
import { offerRoomIn } from "./offer-room-in";
import type { RollbackCaller } from "./rollback-caller";

const worker = { kind: "worker" } as const;
const environmentPayload = z.strictObject({ environmentId: z.uuid() });
const deploymentPayload = z.strictObject({ deploymentId: z.uuid() });
const rollbackPayload = z.strictObject({ rollbackId: z.uuid() });
const calendarPayload = z.strictObject({ calendarId: z.uuid() });
const personPayload = z.strictObject({ personId: z.uuid() });
const importPayload = z.strictObject({ importId: z.uuid() });
const releasePayload = z.strictObject({ releaseId: z.uuid() });
const slotPayload = z.strictObject({ slotId: z.uuid() });
const servicePayload = z.strictObject({ serviceId: z.uuid() });

/** What each job does. A job of an unknown name stays in the queue for a newer version of this worker. */
export function makeTasks({
  db,
  now,
  call,
  callRollback,
}: {
  db: Database;
  now: Clock;
  call: Caller;
  callRollback: RollbackCaller;
}): TaskList {
  const tasks: { [Name in keyof Jobs]: (payload: unknown) => Promise<void> } = {
    call_deployment: (payload) => call(deploymentPayload.parse(payload).deploymentId),
    expire_deployment: async (payload) => {
      const { deploymentId } = deploymentPayload.parse(payload);
      await db.transaction((tx) => expireDeployment(tx, worker, deploymentId, now()));
    },
    ask_signatures: async (payload) => {
      const { slotId } = slotPayload.parse(payload);
      await db.transaction((tx) => askForSignatures(tx, worker, slotId, now()));
    },
    free_slots: async (payload) => {
      const { releaseId } = releasePayload.parse(payload);
      await db.transaction((tx) => freeSlotsOfReleased(tx, worker, releaseId, now()));
    },
    return_builds: async (payload) => {
      const { personId } = personPayload.parse(payload);
      const result = await inTransaction(db, (tx) => returnBuildsOf(tx, worker, personId, now()));
      if (!result.ok) throw new Error(result.refusal.message);
    },
    offer_room: async (payload) => {
      const { environmentId } = environmentPayload.parse(payload);
      await offerRoomIn(db, environmentId, now());
    },
    call_rollback: (payload) => callRollback(rollbackPayload.parse(payload).rollbackId),
    expire_rollback: async (payload) => {
      const { rollbackId } = rollbackPayload.parse(payload);
      await db.transaction((tx) => expireRollback(tx, worker, rollbackId, now()));
    },
    lapse_licence: async (payload) => {
      const { serviceId } = servicePayload.parse(payload);
      await db.transaction((tx) => lapseLicence(tx, worker, serviceId, now()));
    },
    refresh_forecasts: async () => {
      await computeForecasts(db, now());
    },
    calibrate_forecasts: async () => {
      await db.transaction(async (tx) => {
        await calibrate(tx, now());
        await forgetOldForecasts(tx, now());
      });
    },
    refresh_calendar: async (payload) => {
      // A fetch that fails is no error here: the calendar says so, and its turn comes again.
      await refreshCalendar(db, worker, calendarPayload.parse(payload), now());
    },
    read_history: (payload) => readHistory(db, importPayload.parse(payload).importId, now),
    import_history: (payload) => importHistory(db, importPayload.parse(payload).importId, now()),
    tidy_inbound: async () => {
      await db.transaction((tx) => tidyEvents(tx, now()));
    },
    extend_horizon: async () => {
      for (const extend of [extendHorizon, extendFreezeHorizon]) {
        const result = await inTransaction<unknown>(db, (tx) => extend(tx, worker, now()));
        if (!result.ok) throw new Error(result.refusal.message);
      }
    },
  };
  return Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, plainly(task)]));
}

/** The queue logs and stores the message of what a task throws, which of a failed statement would be all of its values. */
function plainly(task: (payload: unknown) => Promise<void>): (payload: unknown) => Promise<void> {
  return async (payload) => {
    try {
      await task(payload);
    } catch (error) {
      throw new Error(loggedError(error).message);
    }
  };
}
