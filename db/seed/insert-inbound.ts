import { desc, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { builds, releases, services } from "@/db/schema";
import { receiveEvent } from "@/lib/inbound/commands/receive-event";
import { createSource } from "@/lib/inbound/commands/source";
import { createSourceInput } from "@/lib/inbound/input";
import { type Cast, perform } from "./cast";
import { exampleServices } from "./example-plan";
import type { ExampleIds } from "./insert-plan";

const organisation = "northwind-shop";
const minute = 60_000;
type Sent = { event: string; action?: string; service: string; minutesAgo: number; body: object; again?: boolean };

/** A source of events that is set up and used: checks of builds that wait for QA, and what means nothing here or comes too late. */
export async function insertInbound(db: Database, now: Date, ids: ExampleIds, cast: Cast): Promise<void> {
  const mapped = exampleServices.slice(0, 6);
  const input = createSourceInput.parse({
    name: "GitHub",
    kind: "github",
    mappings: mapped.map(({ name }) => ({
      place: `${organisation}/${name}`,
      serviceId: ids.service(name),
      buildFrom: "run",
      branchPattern: "release/*",
    })),
  });
  const setUpAt = new Date(now.getTime() - 30 * 24 * 60 * minute);
  const { sourceId } = await perform(db, (tx) => createSource(tx, cast("admin"), input, setUpAt));
  for (const [index, sent] of (
    await story(
      db,
      mapped.map(({ name }) => name),
      now,
    )
  ).entries()) {
    const at = new Date(now.getTime() - sent.minutesAgo * minute);
    const payload = JSON.stringify({
      ...(sent.action ? { action: sent.action } : {}),
      ...sent.body,
      repository: { full_name: `${organisation}/${sent.service}` },
      sender: { login: "mara-klein" },
    });
    const delivery = {
      deliveryId: `72d3162e-cc78-11e3-81ab-4c9367dc${String(1_000 + index)}`,
      headerEvent: sent.event,
      payload,
      bytes: Buffer.byteLength(payload),
    };
    await perform(db, (tx) => receiveEvent(tx, sourceId, delivery, at));
    if (sent.again) await perform(db, (tx) => receiveEvent(tx, sourceId, delivery, new Date(at.getTime() + minute)));
  }
}

/** In the order in which it came. */
async function story(db: Database, names: readonly string[], now: Date): Promise<Sent[]> {
  const waiting = await db
    .select({ commitSha: builds.commitSha, service: services.name })
    .from(builds)
    .innerJoin(releases, eq(releases.id, builds.releaseId))
    .innerJoin(services, eq(services.id, releases.serviceId))
    .where(inArray(services.name, [...names]))
    .orderBy(desc(builds.createdAt), desc(builds.id))
    .limit(4);
  const at = (minutesAgo: number) => new Date(now.getTime() - minutesAgo * minute).toISOString();
  const check = (commitSha: string, name: string, conclusion: string | null, minutesAgo: number, title = "") => ({
    check_run: {
      name,
      head_sha: commitSha,
      status: conclusion === null ? "in_progress" : "completed",
      conclusion,
      started_at: at(minutesAgo),
      completed_at: conclusion === null ? null : at(minutesAgo),
      html_url: `https://github.com/${organisation}`,
      output: { title },
    },
  });
  const checks = waiting.flatMap(({ commitSha, service }, index): Sent[] => [
    {
      event: "check_run",
      action: "completed",
      service,
      minutesAgo: 170 - index * 20,
      body: check(commitSha, "unit tests", "success", 171 - index * 20),
    },
    {
      event: "check_run",
      action: "completed",
      service,
      minutesAgo: 165 - index * 20,
      body: check(
        commitSha,
        "browser tests",
        index === 1 ? "failure" : "success",
        166 - index * 20,
        index === 1 ? "2 of 148 failed" : "148 passed",
      ),
      again: index === 0,
    },
  ]);
  const [first] = waiting;
  const service = first?.service ?? "ledger";
  const late: Sent[] = first
    ? [
        {
          event: "check_run",
          action: "created",
          service,
          minutesAgo: 80,
          body: check(first.commitSha, "unit tests", null, 240),
        },
      ]
    : [];
  return [
    { event: "ping", service, minutesAgo: 30 * 24 * 60 - 5, body: { zen: "Keep it logically awesome.", hook_id: 411 } },
    ...checks,
    ...late,
    {
      event: "push",
      service: "handbook",
      minutesAgo: 64,
      body: { ref: "refs/heads/main", after: "b".repeat(40), commits: [] },
    },
    {
      event: "issues",
      action: "opened",
      service,
      minutesAgo: 41,
      body: { issue: { number: 1411, title: "Totals differ by a cent" } },
    },
    {
      event: "deployment_status",
      action: "created",
      service,
      minutesAgo: 22,
      body: {
        deployment: { id: 5, sha: "c".repeat(40), environment: "preview-1411", ref: "main" },
        deployment_status: { state: "success", environment: "preview-1411", updated_at: at(22) },
      },
    },
  ];
}
