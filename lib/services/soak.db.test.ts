import { call } from "@orpc/server";
import { beforeEach, describe, expect, it } from "vitest";
import { deployments } from "@/db/schema";
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
async function deployedToStaging({ release, build }: Pick<Made, "release" | "build">, finishedAt: Date) {
  const { staging } = organisation.environments;
  const during = { start: new Date(finishedAt.getTime() - hour), end: finishedAt };
  const slot = await aSlot(db, organisation, {
    environmentId: staging.id,
    occurrenceId: null,
    origin: "emergency",
    during,
    status: "open",
    openedAt: during.start,
    fencingNumber: Math.floor(Math.random() * 1e9),
    releases: [release],
  });
  await db.insert(deployments).values({
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
    status: "succeeded",
    finishedAt,
  });
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
