import { call } from "@orpc/server";
import { beforeEach, describe, expect, it } from "vitest";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { aRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { windowsProcedures } from "@/lib/windows/procedures";
import { freezesProcedures as procedures } from "./procedures";

const { db } = testDatabase();
let org: Organisation;
let asManager: ReturnType<typeof contextAs>;
const tuesday = { zone: "Europe/Berlin", localStart: "2026-11-24T00:00", durationMinutes: 1_440 };

beforeEach(async () => {
  org = await buildOrganisation(db);
  asManager = contextAs(actorOf(org.people.releaseManager), org.now);
});

const status = async (service: string) => {
  const at = "2026-11-24T05:30:00Z";
  const question = { environment: org.environments.production.id, service, at };
  return (await call(windowsProcedures.status, question, asManager)).decision;
};

describe("a freeze with excludes", () => {
  it("closes for all but them, and goes on doing so when something else is changed", async () => {
    const { production } = org.environments;
    const everybodyBut = { environmentIds: [production.id], except: { teamIds: [org.teams.shop.id] } };
    const { freezeId } = await call(
      procedures.create,
      { name: "All but the shop", grade: "closed", ...tuesday, ...everybodyBut },
      asManager,
    );
    expect(await status(org.services.ledger.id)).toBe("closed");
    expect(await status(org.services.search.id)).toBe("open");
    await call(procedures.change, { freezeId, name: "Nearly all" }, asManager);
    expect(await status(org.services.search.id)).toBe("open");
    expect(await call(procedures.get, { freezeId }, asManager)).toMatchObject({
      name: "Nearly all",
      scope: [{ kind: "environment", name: production.name }],
      except: [{ kind: "team", name: org.teams.shop.name }],
    });
    await call(procedures.change, { freezeId, except: { serviceIds: [org.services.ledger.id] } }, asManager);
    expect(await status(org.services.search.id)).toBe("closed");
    expect(await status(org.services.ledger.id)).toBe("open");
    await call(procedures.lift, { freezeId }, asManager);
  });

  it("shows before it is set whom it hits, whose that is, and what would still pass and why", async () => {
    const { services, teams, environments, people } = org;
    const feature = await aRelease(db, org, { service: services.ledger });
    const hotfix = await aRelease(db, org, { service: services.checkout, kind: "hotfix" });
    const ofShop = await aRelease(db, org, { service: services.search });
    await aSlot(db, org, { releases: [feature] });
    await aSlot(db, org, { releases: [hotfix], lane: 2 });
    await aSlot(db, org, { releases: [ofShop], lane: 3, teamId: teams.shop.id });
    const seen = async (more: object) => {
      const input = {
        grade: "hotfix_only" as const,
        ...tuesday,
        environmentIds: [environments.production.id],
        ...more,
      };
      const { hits, passing } = await call(procedures.preview, input, asManager);
      const name = (slot: { releases: { serviceName: string }[] }) =>
        slot.releases.map(({ serviceName }) => serviceName).join();
      return { hits: hits.map(name), passing: passing.map((slot) => `${name(slot)}: ${slot.because}`), first: hits[0] };
    };
    const [ledger, checkout, search] = [services.ledger, services.checkout, services.search].map(({ name }) => name);
    expect(await seen({ except: { teamIds: [teams.shop.id] } })).toMatchObject({
      hits: [ledger],
      passing: [`${checkout}: grade`, `${search}: excluded`],
      first: { teamName: teams.payments.name, bookedBy: people.developer.name },
    });
    expect(await seen({ serviceIds: [services.search.id] })).toMatchObject({
      hits: [search],
      passing: [`${ledger}: elsewhere`, `${checkout}: elsewhere`],
    });
    expect(await seen({ environmentIds: [environments.staging.id] })).toMatchObject({ hits: [], passing: [] });
  });

  it.each([
    ["except.environmentIds", "invalid_input", () => ({ environmentIds: [org.environments.production.id] })],
    ["except.teamIds", "not_found", () => ({ teamIds: ["0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000"] })],
    ["except.serviceIds.0", "invalid_input", () => ({ serviceIds: ["checkout"] })],
  ])("is refused at %s with %s when that is wrong", async (field, code, except) => {
    const environmentIds = [org.environments.production.id];
    const input = { name: "Wrong", grade: "closed" as const, ...tuesday, environmentIds, except: except() };
    expect(await refusalFrom(call(procedures.create, input, asManager))).toMatchObject({ field, code });
  });
});
