import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { builds, deployments } from "@/db/schema";
import { aDeployment } from "@/db/testing/deployment";
import { eventSender } from "@/db/testing/event-sender";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { testDatabase } from "@/db/testing/test-database";
import { githubRepository, sha } from "@/lib/domain/testing/github-payloads";
import { closeDatabase } from "@/lib/rpc/database";
import { systemNow } from "@/lib/time/clock";

const { db } = testDatabase();
let org: Organisation;
let sent = 0;
const now = systemNow();
const { mapping, aSource, github, cdevent, checksOf } = eventSender(db, () => org, now);

beforeAll(async () => {
  org = await buildOrganisation(db, { now });
});
afterAll(() => closeDatabase());

const moment = (secondsLater: number) => new Date(systemNow().getTime() + secondsLater * 1000).toISOString();

describe("the status of a deployment", () => {
  beforeEach(async () => {
    org = await buildOrganisation(db, { now });
  });

  it("is the report of one that Signalbox started, once; of an earlier one, another artifact of its commit, or one that nobody started here it means nothing", async () => {
    const deployment = await aDeployment(db, org, { status: "pending" });
    const [build] = await db.select().from(builds).where(eq(builds.id, deployment.buildId));
    await db.update(deployments).set({ status: "calling" }).where(eq(deployments.id, deployment.id));
    const source = await aSource("github", [mapping()]);
    const status = (state: string, secondsLater: number, commit = build?.commitSha) => ({
      action: "created",
      deployment: { id: 7, sha: commit, environment: org.environments.production.name.toUpperCase() },
      deployment_status: { state, environment: org.environments.production.name, updated_at: moment(secondsLater) },
      repository: githubRepository,
    });
    const earlier = await github(source, "deployment_status", status("success", -600));
    expect(earlier.json).toMatchObject({ outcome: "late", reason: expect.stringContaining("it is of an earlier one") });
    const another = { payload: { artifactDigest: `sha256:${"d".repeat(64)}` } };
    const rebuilt = status("success", -20);
    expect(
      (await github(source, "deployment_status", { ...rebuilt, deployment: { ...rebuilt.deployment, ...another } }))
        .json,
    ).toMatchObject({ outcome: "ignored", reason: expect.stringContaining("no deployment of this build") });
    const running = await github(source, "deployment_status", status("in_progress", -20));
    expect(running.json).toMatchObject({ outcome: "applied" });
    expect((await github(source, "deployment_status", status("success", -10))).json).toMatchObject({
      outcome: "applied",
    });
    const [done] = await db.select().from(deployments).where(eq(deployments.id, deployment.id));
    expect(done?.status).toBe("succeeded");
    const after = await github(source, "deployment_status", status("failure", -15));
    expect(after.json).toMatchObject({ outcome: "late" });
    const strange = await github(source, "deployment_status", status("success", -10, sha("9")));
    expect(strange.json).toMatchObject({
      outcome: "ignored",
      reason: expect.stringContaining("Signalbox has started no deployment"),
    });
    expect((await db.select().from(deployments).where(eq(deployments.id, deployment.id)))[0]?.status).toBe("succeeded");
  });

  it("of an artifact finds its version, its commit by another event of the chain, and its build by the digest", async () => {
    const source = await aSource("cdevents", [
      mapping({ place: "pkg:oci/ledger", buildFrom: "artifact", tagPattern: "*" }),
    ]);
    const digest = "c".repeat(64);
    const context = (type: string) => ({
      type: `dev.cdevents.${type}`,
      id: `e${sent++}`,
      chainId: "chain-1",
      source: "/ci",
      timestamp: "2026-11-20T09:00:00Z",
    });
    const change = {
      context: context("artifact.packaged.0.3.0"),
      subject: { id: "pkg:generic/ledger@1", content: { change: { id: sha("a"), source: "git" } } },
    };
    expect((await cdevent(source, change)).json).toMatchObject({ outcome: "ignored" });
    const url = `pkg:oci/ledger@sha256%3A${digest}?tag=6.1.0`;
    expect(
      (
        await cdevent(source, {
          context: context("build.finished.0.3.0"),
          subject: { id: "b", content: { artifactId: url } },
        })
      ).json,
    ).toMatchObject({ outcome: "applied" });
    const [build] = await db
      .select()
      .from(builds)
      .where(eq(builds.artifactDigest, `sha256:${digest}`));
    expect(build?.commitSha).toBe(sha("a"));
    const suite = {
      context: context("testsuiterun.finished.0.3.0"),
      subject: {
        id: "s",
        source: "pkg:oci/ledger",
        content: { outcome: "failure", reason: "Host not found", testSuite: { name: "Smoke" } },
      },
    };
    expect((await cdevent(source, suite)).json).toMatchObject({ outcome: "applied" });
    expect(await checksOf(sha("a"))).toMatchObject([
      { name: "Smoke", conclusion: "failed", summary: "Host not found" },
    ]);
  });
});
