import { call } from "@orpc/server";
import { beforeAll, expect, it } from "vitest";
import { contextAs } from "@/db/testing/call-as";
import { aDeployment } from "@/db/testing/deployment";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { rollbackActs } from "@/db/testing/rollback";
import { testDatabase } from "@/db/testing/test-database";
import { beginRollbackAttempt } from "@/lib/deployments/commands/begin-rollback-attempt";
import { insightsProcedures } from "./procedures";

const { db } = testDatabase();
const minuteMs = 60_000;
let org: Organisation;
let deployed: Awaited<ReturnType<typeof aDeployment>>;
let now: Date;
const { goBack, report } = rollbackActs(db, () => ({ org, deployed, now }));

beforeAll(async () => {
  org = await buildOrganisation(db);
  deployed = await aDeployment(db, org);
  now = new Date(deployed.at.getTime() + 60 * minuteMs);
});

it("the time to restore runs from the first wish to roll back until the try that succeeded", async () => {
  const first = await goBack();
  await beginRollbackAttempt(db, first.rollbackId, now);
  await report(first.rollbackId, "failed");
  now = new Date(now.getTime() + 30 * minuteMs);
  const second = await goBack();
  await beginRollbackAttempt(db, second.rollbackId, now);
  await report(second.rollbackId, "rolled_back");
  const reader = contextAs(actorOf(org.people.qa), new Date(now.getTime() + 60 * minuteMs));
  const { measures } = await call(insightsProcedures.deliveries, { days: 30 }, reader);
  expect(measures).toMatchObject({ deployments: 1, failures: 1, restoreHours: 0.5 });
});
