import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inboundEvents, releases } from "@/db/schema";
import { eventSender } from "@/db/testing/event-sender";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { testDatabase } from "@/db/testing/test-database";
import { gitlabCommit } from "@/lib/domain/testing/gitlab-payloads";
import { closeDatabase } from "@/lib/rpc/database";
import { systemNow } from "@/lib/time/clock";

const { db } = testDatabase();
let org: Organisation;
const now = systemNow();
const { mapping, aSource, github, gitlab, cdevent, checksOf } = eventSender(db, () => org, now);

beforeAll(async () => {
  org = await buildOrganisation(db, { now });
});
afterAll(() => closeDatabase());

describe("events of GitLab", () => {
  it("build, check and publish; where a tag makes the build its commit stands for the artifact", async () => {
    const source = await aSource("gitlab", [mapping({ buildFrom: "tag" })]);
    expect((await gitlab(source, "push")).json).toMatchObject({
      outcome: "ignored",
      reason: expect.stringContaining("not when a branch is pushed"),
    });
    expect((await gitlab(source, "job")).json).toMatchObject({ outcome: "ignored" });
    expect((await gitlab(source, "tagPush")).json).toMatchObject({ outcome: "applied" });
    expect((await gitlab(source, "pipeline")).json).toMatchObject({ outcome: "applied" });
    expect((await gitlab(source, "release")).json).toMatchObject({
      outcome: "duplicate",
      reason: expect.stringContaining("4.12.0 is known already"),
    });
    expect((await gitlab(source, "mergeRequest")).json).toMatchObject({ outcome: "ignored" });
    const names = (await checksOf(gitlabCommit)).map(({ name, conclusion }) => `${name}: ${conclusion}`);
    expect(names.sort()).toEqual(["Pipeline for release/4.12.0: passed", "test: unit: failed"]);
  });
});

/** Payloads that their makers publish; they lie beside the repository and are skipped with a line where they are absent. */
const folder = fileURLToPath(new URL("../../../shared/data/webhooks/", import.meta.url));
const there = existsSync(folder);
if (!there) process.stderr.write(`skipped: published events, ${folder} is absent\n`);
const files = (kind: string) =>
  readdirSync(`${folder}${kind}`).filter((name) => name.endsWith(".json") && !name.startsWith("_"));

describe.runIf(there)("published events, sent as their makers send them", () => {
  it("are all answered 200 and kept with an outcome: 106 of GitHub", async () => {
    const source = await aSource("github", [
      mapping({ place: "Codertocat/Hello-World", tagPattern: "*", branchPattern: "*" }),
    ]);
    for (const name of files("github")) {
      const answer = await github(
        source,
        name.split(".")[0] ?? "",
        JSON.parse(readFileSync(`${folder}github/${name}`, "utf8")),
      );
      expect(answer.status, name).toBe(200);
      if (answer.json.outcome !== "applied") expect(answer.json.reason, name).not.toBe("");
      expect(answer.json.outcome, `${name}: ${answer.json.reason}`).not.toBe("refused");
    }
    const kept = await db.select().from(inboundEvents).where(eq(inboundEvents.sourceId, source.sourceId));
    expect(kept).toHaveLength(106);
    expect(await db.select().from(releases).where(eq(releases.version, "0.0.1"))).toHaveLength(1);
  });

  it("are all answered 200 and kept with an outcome: 48 of CDEvents", async () => {
    const source = await aSource("cdevents", [mapping({ place: "pkg:oci/myapp", buildFrom: "artifact" })]);
    for (const name of files("cdevents")) {
      const answer = await cdevent(source, JSON.parse(readFileSync(`${folder}cdevents/${name}`, "utf8")));
      expect(answer.status, name).toBe(200);
      if (answer.json.outcome !== "applied") expect(answer.json.reason, name).not.toBe("");
    }
    expect((await db.select().from(inboundEvents).where(eq(inboundEvents.sourceId, source.sourceId))).length).toBe(48);
  });
});
