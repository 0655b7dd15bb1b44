import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { auditEvents, buildChecks } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, tokenActorOf } from "@/db/testing/person";
import { aQueuedRelease } from "@/db/testing/release";
import { testDatabase } from "@/db/testing/test-database";
import type { recordCheckInput } from "./input/check-input";
import { releasesProcedures } from "./procedures";

const { db } = testDatabase();
let organisation: Organisation;
let buildId: string;

beforeEach(async () => {
  organisation = await buildOrganisation(db);
  buildId = (await aQueuedRelease(db, organisation)).build.id;
});

const pipeline = () =>
  contextAs(tokenActorOf(organisation.people.developer, "release.write", "plan.read"), organisation.now);
const at = (minute: number) => `2026-11-24T06:${String(minute).padStart(2, "0")}:00Z`;
type Said = Partial<z.input<typeof recordCheckInput>>;
const report = (said: Said) =>
  call(
    releasesProcedures.recordCheck,
    { buildId, name: "e2e", source: "github", status: "running", reportedAt: at(0), ...said },
    pipeline(),
  );

describe("a pipeline's checks of a build", () => {
  it("keep the last word of each check by its source's clock: doubled and late reports change nothing", async () => {
    const first = await report({});
    const passed = { status: "completed", conclusion: "passed", passed: 412, total: 412, reportedAt: at(5) } as const;
    expect(await report(passed)).toEqual({ checkId: first.checkId, changed: true });
    expect(await report(passed)).toEqual({ checkId: first.checkId, changed: false });
    expect(await report({ reportedAt: at(3) })).toEqual({ checkId: first.checkId, changed: false });
    const rows = await db.select().from(buildChecks).where(eq(buildChecks.buildId, buildId));
    expect(rows).toMatchObject([{ status: "completed", conclusion: "passed", passed: 412 }]);
    const audit = await db.select().from(auditEvents).where(eq(auditEvents.action, "build.checked"));
    expect(audit).toHaveLength(2);
  });

  it("of two reports at the same second the one that is further on counts, whichever comes first", async () => {
    await report({ status: "completed", conclusion: "failed" });
    expect(await report({ status: "queued" })).toMatchObject({ changed: false });
    await report({ name: "lint", status: "queued" });
    expect(await report({ name: "lint", status: "completed", conclusion: "passed" })).toMatchObject({ changed: true });
  });

  it("refuse a completed check without its end, an unknown build, and another team's pipeline", async () => {
    expect(await refusalFrom(report({ status: "completed" }))).toMatchObject({ code: "invalid_input" });
    expect(await refusalFrom(report({ buildId: "01a1fd72-6c61-7de7-ac71-086e4ac76d00" }))).toMatchObject({
      code: "not_found",
    });
    const stranger = await aPerson(db, {
      name: "Developer Elsewhere",
      roles: [{ role: "developer", teamId: organisation.teams.shop.id }],
    });
    const elsewhere = call(
      releasesProcedures.recordCheck,
      { buildId, name: "e2e", status: "running" },
      contextAs(actorOf(stranger), organisation.now),
    );
    expect(await refusalFrom(elsewhere)).toMatchObject({ code: "forbidden" });
  });
});
