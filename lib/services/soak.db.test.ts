import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/db/id";
import { deployments, rollbacks } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { aBuild, aHandoff, anAcceptedRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { slotGates } from "@/lib/domain/slot-gates";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";
import { servicesProcedures } from "./procedures";

const { db } = testDatabase();
const hour = 3_600_000;
let organisation: Organisation;
/** Rises from one deployment to the next, as the sequence of the product does. */
let fencing = Math.floor(Math.random() * 1e9);

beforeEach(async () => {
  organisation = await buildOrganisation(db);
});

const as = (name: keyof Organisation["people"]) => contextAs(actorOf(organisation.people[name]), organisation.now);
const hoursLater = (hours: number) => new Date(organisation.now.getTime() + hours * hour);
const setSoak = (more: object) =>
  call(
    servicesProcedures.setSoak,
    { environmentId: organisation.environments.production.id, minutes: 1_440, ...more },
    as("releaseManager"),
  );

async function soakGateOf(slotId: string, at: Date) {
  const facts = (await loadSlotFacts(db, [slotId], organisation.now)).get(slotId);
  return facts && slotGates(facts, at).find(({ gate }) => gate === "soak");
}

type Made = Awaited<ReturnType<typeof anAcceptedRelease>>;

/** The build runs in Staging since this moment. */
async function deployedToStaging(
  { release, build }: Pick<Made, "release" | "build">,
  finishedAt: Date,
  status: "succeeded" | "failed" | "timed_out" = "succeeded",
) {
  const { staging } = organisation.environments;
  const during = { start: new Date(finishedAt.getTime() - hour), end: finishedAt };
  const slot = await aSlot(db, organisation, {
    environmentId: staging.id,
    occurrenceId: null,
    origin: "emergency",
    during,
    status: "open",
    openedAt: during.start,
    fencingNumber: ++fencing,
    releases: [release],
  });
  const id = newId();
  await db.insert(deployments).values({
    id,
    slotId: slot.id,
    releaseId: release.id,
    serviceId: release.serviceId,
    environmentId: staging.id,
    buildId: build.id,
    artifactDigest: build.artifactDigest,
    targetId: organisation.targets.ledgerInStaging.id,
    fencingNumber: slot.fencingNumber ?? 0,
    webhookId: `msg_${crypto.randomUUID()}`,
    callUntil: during.end,
    status,
    finishedAt,
  });
  return id;
}

/** Taken back in Staging, to what ran there before; `undefined`: it is still on its way. */
async function rolledBack(deploymentId: string, previousDeploymentId: string, finishedAt: Date | undefined) {
  const ended = { status: "rolled_back", finishedAt } as const;
  await db.insert(rollbacks).values({
    deploymentId,
    previousDeploymentId,
    serviceId: organisation.services.ledger.id,
    environmentId: organisation.environments.staging.id,
    deploymentWas: "succeeded",
    reason: "It shows last week's prices.",
    requestedBy: organisation.people.releaseManager.id,
    requestedAt: hoursLater(-100),
    fencingNumber: ++fencing,
    webhookId: `msg_${crypto.randomUUID()}`,
    callUntil: hoursLater(100),
    ...(finishedAt === undefined ? {} : ended),
  });
  for (const status of finishedAt === undefined
    ? (["rolling_back"] as const)
    : (["rolling_back", "rolled_back"] as const))
    await db.update(deployments).set({ status }).where(eq(deployments.id, deploymentId));
}

async function bookedRelease() {
  const made = await anAcceptedRelease(db, organisation);
  return { ...made, slot: await aSlot(db, organisation, { releases: [made.release] }) };
}

describe("soak: a minimum time at the stop before", () => {
  it("is no gate where nobody asks for it", async () => {
    const { slot } = await bookedRelease();
    expect(await soakGateOf(slot.id, organisation.now)).toBeUndefined();
  });

  it("holds a build that does not run there yet, then until it ran there long enough, and says when it passes", async () => {
    await setSoak({});
    const made = await bookedRelease();
    expect(await soakGateOf(made.slot.id, organisation.now)).toMatchObject({
      state: "waiting",
      title: expect.stringContaining("Not in Staging"),
    });
    await deployedToStaging(made, organisation.now);
    expect(await soakGateOf(made.slot.id, hoursLater(23))).toMatchObject({
      passed: false,
      state: "waiting",
      nextOpen: hoursLater(24),
    });
    expect(await soakGateOf(made.slot.id, hoursLater(24))).toMatchObject({ passed: true });
  });

  it("begins again with a newer build, and ends when another build takes its place too early", async () => {
    await setSoak({});
    const made = await bookedRelease();
    await deployedToStaging(made, hoursLater(-48));
    const other = await anAcceptedRelease(db, organisation);
    await deployedToStaging(other, hoursLater(-1));
    // It ran its 24 hours before the other one came.
    expect(await soakGateOf(made.slot.id, organisation.now)).toMatchObject({ passed: true });
    const newer = await aBuild(db, organisation, made.release);
    await aHandoff(db, organisation, made.release, newer, { status: "superseded" });
    expect(await soakGateOf(made.slot.id, organisation.now)).toMatchObject({ passed: false, state: "waiting" });
    await deployedToStaging({ release: made.release, build: newer }, hoursLater(-30));
    expect(await soakGateOf(made.slot.id, organisation.now)).toMatchObject({ passed: true });
  });

  it("is broken off where another build took its place before the time was over", async () => {
    await setSoak({});
    const made = await bookedRelease();
    await deployedToStaging(made, hoursLater(-23));
    await deployedToStaging(await anAcceptedRelease(db, organisation), hoursLater(-1));
    expect(await soakGateOf(made.slot.id, hoursLater(48))).toMatchObject({
      title: expect.stringContaining("Not in Staging"),
    });
  });

  it("does not count from a deployment that failed, and is not broken off by one", async () => {
    await setSoak({});
    const made = await bookedRelease();
    await deployedToStaging(made, hoursLater(-40), "failed");
    await deployedToStaging(made, hoursLater(-30), "timed_out");
    expect(await soakGateOf(made.slot.id, organisation.now)).toMatchObject({
      title: expect.stringContaining("Not in Staging"),
    });
    await deployedToStaging(made, hoursLater(-20));
    await deployedToStaging(await anAcceptedRelease(db, organisation), hoursLater(-10), "failed");
    expect(await soakGateOf(made.slot.id, organisation.now)).toMatchObject({
      state: "waiting",
      nextOpen: hoursLater(4),
    });
  });

  it("begins again when a rollback brings the build back, and not before that has ended", async () => {
    await setSoak({});
    const made = await bookedRelease();
    const first = await deployedToStaging(made, hoursLater(-23));
    const other = await deployedToStaging(await anAcceptedRelease(db, organisation), hoursLater(-12));
    await rolledBack(other, first, hoursLater(-2));
    // 21 of its 24 hours were never run in one piece.
    expect(await soakGateOf(made.slot.id, hoursLater(1))).toMatchObject({ passed: false, nextOpen: hoursLater(22) });
    expect(await soakGateOf(made.slot.id, hoursLater(22))).toMatchObject({ passed: true });
    const third = await deployedToStaging(await anAcceptedRelease(db, organisation), hoursLater(-1));
    await rolledBack(third, first, undefined);
    expect(await soakGateOf(made.slot.id, hoursLater(22))).toMatchObject({
      title: expect.stringContaining("Not in Staging"),
    });
  });

  it("ends where the build itself was taken back", async () => {
    await setSoak({});
    const made = await bookedRelease();
    const before = await deployedToStaging(await anAcceptedRelease(db, organisation), hoursLater(-60));
    const own = await deployedToStaging(made, hoursLater(-48));
    expect(await soakGateOf(made.slot.id, organisation.now)).toMatchObject({ passed: true });
    await rolledBack(own, before, hoursLater(-1));
    expect(await soakGateOf(made.slot.id, organisation.now)).toMatchObject({
      title: expect.stringContaining("Not in Staging"),
    });
  });

  it("a service's own time goes before the general one, hotfixes may be let off, and only policies' keepers set it", async () => {
    await setSoak({ hotfixesExempt: true });
    const hotfix = await anAcceptedRelease(db, organisation, { kind: "hotfix" });
    const slot = await aSlot(db, organisation, { releases: [hotfix.release] });
    expect(await soakGateOf(slot.id, organisation.now)).toMatchObject({ passed: true });
    await setSoak({ serviceId: organisation.services.ledger.id, minutes: 0 });
    expect(await soakGateOf(slot.id, organisation.now)).toBeUndefined();
    const { rules } = await call(servicesProcedures.listSoak, {}, as("stakeholder"));
    expect(rules.filter(({ environment }) => environment.id === organisation.environments.production.id)).toHaveLength(
      2,
    );
    const environmentId = organisation.environments.production.id;
    const byDeveloper = call(servicesProcedures.removeSoak, { environmentId }, as("developer"));
    expect(await refusalFrom(byDeveloper)).toMatchObject({ code: "forbidden" });
    await call(servicesProcedures.removeSoak, { environmentId }, as("releaseManager"));
  });
});
