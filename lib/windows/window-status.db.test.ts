import { call } from "@orpc/server";
import { beforeAll, describe, expect, it } from "vitest";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, tokenActorOf } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { aFreeze, aWindow } from "@/db/testing/window";
import { slotGates } from "@/lib/domain/slot-gates";
import { freezesProcedures } from "@/lib/freezes/procedures";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";
import { windowsProcedures } from "./procedures";

const { db } = testDatabase();
let organisation: Organisation;
let asPipeline: ReturnType<typeof contextAs>;
let asManager: ReturnType<typeof contextAs>;

beforeAll(async () => {
  organisation = await buildOrganisation(db);
  asPipeline = contextAs(tokenActorOf(organisation.people.developer, "plan.read"), organisation.now);
  asManager = contextAs(actorOf(organisation.people.releaseManager), organisation.now);
});

const may = (at: string, more: { environment?: string; service?: string; kind?: "hotfix" | "feature" } = {}) =>
  call(windowsProcedures.status, { environment: "Production", at, ...more }, asPipeline);

describe("may I deploy?", () => {
  it("case 12: says which rule closes and when it opens", async () => {
    const status = await may("2026-11-23T09:00:00Z");
    expect(status).toMatchObject({
      decision: "closed",
      zone: "Europe/Berlin",
      nextOpen: new Date("2026-11-24T05:00:00Z"),
      environment: { name: "Production" },
      service: null,
    });
    expect(status.reasons.map((rule) => rule.reason)).toEqual([
      "Production accepts deployments only in a window, and none is open.",
    ]);
  });

  it("counts the start of an opening as open and its end as closed", async () => {
    expect((await may("2026-11-24T05:00:00Z")).decision).toBe("open");
    expect((await may("2026-11-24T10:59:59.999Z")).nextChangeAt).toEqual(new Date("2026-11-24T11:00:00Z"));
    expect((await may("2026-11-24T11:00:00Z")).decision).toBe("closed");
  });

  it("case 3: is open when one of two windows is", async () => {
    const { environments, now } = organisation;
    await aWindow(db, environments.production, {
      name: "Evenings",
      localStart: "2026-11-02T18:00",
      durationMinutes: 120,
      rrule: "FREQ=DAILY",
      now,
    });
    expect((await may("2026-11-24T17:30:00Z")).decision).toBe("open");
    expect((await may("2026-11-24T05:30:00Z")).decision).toBe("open");
  });

  it("case 1: is not closed today by a freeze of next month", async () => {
    const before = await may("2026-11-24T05:30:00Z");
    await aFreeze(db, {
      name: "Year end",
      start: new Date("2026-12-21T00:00:00Z"),
      end: new Date("2027-01-04T00:00:00Z"),
    });
    expect((await may("2026-11-24T05:30:00Z")).decision).toBe("open");
    expect(before.decision).toBe("open");
    const frozen = await may("2026-12-22T05:30:00Z");
    expect(frozen).toMatchObject({ decision: "closed", nextOpen: new Date("2027-01-04T17:00:00Z") });
    expect(frozen.reasons.map((rule) => rule.name)).toEqual(["Year end"]);
  });

  it("case 2: answers for the instant asked about, also while a recurring freeze is in force", async () => {
    await call(
      freezesProcedures.create,
      {
        name: "Monday calm",
        grade: "closed",
        zone: "UTC",
        localStart: "2026-11-23T08:00",
        durationMinutes: 240,
        rrule: "FREQ=WEEKLY;BYDAY=MO",
        environmentIds: [organisation.environments.dev.id],
      },
      asManager,
    );
    // Now, on Monday 09:00 UTC, the freeze is in force; on Tuesday and in the other environments it is not.
    expect((await may("2026-11-23T09:00:00Z", { environment: "Dev" })).decision).toBe("closed");
    expect((await may("2026-11-24T09:00:00Z", { environment: "Dev" })).decision).toBe("open");
    expect((await may("2026-11-23T09:00:00Z", { environment: "QA" })).decision).toBe("open");
    expect((await may("2027-11-22T11:59:00Z", { environment: "Dev" })).decision).toBe("closed");
  });

  it("lets a hotfix through a freeze that is for all but hotfixes, and a service that is not meant", async () => {
    const at = "2026-11-26T06:00:00Z";
    await aFreeze(db, {
      name: "Ledger audit",
      grade: "hotfix_only",
      start: new Date("2026-11-26T00:00:00Z"),
      end: new Date("2026-11-27T00:00:00Z"),
      serviceIds: [organisation.services.ledger.id],
    });
    expect((await may(at, { service: "ledger" })).decision).toBe("closed");
    expect((await may(at, { service: "LEDGER", kind: "hotfix" })).decision).toBe("open");
    expect((await may(at, { service: organisation.services.search.id })).decision).toBe("open");
    expect((await may(at)).decision).toBe("open");
  });

  it("case 7: is what the gates of a slot at that instant say", async () => {
    const { release } = await anAcceptedRelease(db, organisation);
    const slot = await aSlot(db, organisation, { releases: [release] });
    const facts = (await loadSlotFacts(db, [slot.id], organisation.now)).get(slot.id);
    if (!facts) throw new Error("the slot has no facts");
    for (const at of ["2026-11-24T05:00:00Z", "2026-11-24T12:00:00Z", "2026-11-26T06:00:00Z", "2026-12-22T05:30:00Z"]) {
      const gates = slotGates(facts, new Date(at)).filter(({ gate }) => gate === "window" || gate === "freeze");
      const open = (await may(at, { service: "ledger", kind: "feature" })).decision === "open";
      expect([at, gates.every((gate) => gate.passed)]).toEqual([at, open]);
    }
  });

  it("names the field for what is not there, and hides what the asker may not read", async () => {
    expect(await refusalFrom(may("2026-11-24T05:00:00Z", { environment: "Moon" }))).toMatchObject({
      code: "not_found",
      field: "environment",
    });
    const { shop } = organisation.teams;
    const guest = await aPerson(db, { name: "Shop Guest", roles: [{ role: "stakeholder", teamId: shop.id }] });
    const asGuest = contextAs(actorOf(guest), organisation.now);
    const question = { environment: "Production", service: "ledger" };
    expect(await refusalFrom(call(windowsProcedures.status, question, asGuest))).toMatchObject({
      code: "not_found",
      field: "service",
    });
  });

  it.each(["2026-11-24T05:00:00", "2026-11-24", "tomorrow", "9999-12-31T23:59:59Z", "0000-01-01T00:00:00Z"])(
    "takes no time like %s",
    async (at) => {
      expect(await refusalFrom(may(at))).toMatchObject({ code: "invalid_input", field: "at" });
    },
  );
});
