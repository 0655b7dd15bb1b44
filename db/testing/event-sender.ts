import { createHmac } from "node:crypto";
import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { POST } from "@/app/api/hooks/inbound/[sourceId]/route";
import type { Database } from "@/db/client";
import { buildChecks, builds } from "@/db/schema";
import type { SourceKind } from "@/lib/domain/inbound/source-words";
import { gitlabHeaders, gitlabPayloads } from "@/lib/domain/testing/gitlab-payloads";
import type { MappingInput } from "@/lib/inbound/input";
import { inboundProcedures } from "@/lib/inbound/procedures";
import { systemNow } from "@/lib/time/clock";
import { signMessage } from "@/lib/webhooks/signature";
import { contextAs } from "./call-as";
import type { Organisation } from "./organisation";
import { actorOf, type TestPerson } from "./person";

type Source = { sourceId: string; secret: string };

/** Sources of inbound events, what code hosts send to them through the very door that they use, and what became of it. */
export function eventSender(db: Database, org: () => Organisation, now: Date) {
  let sent = 0;
  const as = (person: TestPerson = org().people.admin) => contextAs(actorOf(person), now);
  const mapping = (more: Partial<MappingInput> = {}): MappingInput => ({
    place: "payments/ledger",
    serviceId: org().services.ledger.id,
    buildFrom: "run",
    tagPattern: "v*",
    branchPattern: "release/*",
    ...more,
  });
  async function aSource(kind: SourceKind, mappings: MappingInput[] = [mapping()]) {
    const name = `Source ${sent++}`;
    return await call(inboundProcedures.createSource, { name, kind, mappings }, as());
  }

  /** Sends a request through the very door that code hosts use. */
  async function post(source: { sourceId: string }, body: string, headers: Record<string, string>) {
    const request = new Request(`http://localhost/api/hooks/inbound/${source.sourceId}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    });
    const response = await POST(request, { params: Promise.resolve({ sourceId: source.sourceId }) });
    return { status: response.status, json: await response.json() };
  }
  const hubSignature = (secret: string, body: string) =>
    `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  function github(source: Source, event: string, payload: unknown, more: Record<string, string> = {}) {
    const body = JSON.stringify(payload);
    return post(source, body, {
      "x-github-event": event,
      "x-github-delivery": `delivery-${sent++}`,
      "x-hub-signature-256": hubSignature(source.secret, body),
      ...more,
    });
  }
  function gitlab(source: Source, name: keyof typeof gitlabPayloads, more: object = {}) {
    return post(source, JSON.stringify({ ...gitlabPayloads[name], ...more }), {
      "x-gitlab-event": gitlabHeaders[name],
      "x-gitlab-token": source.secret,
      "idempotency-key": `delivery-${sent++}`,
    });
  }
  function cdevent(source: Source, payload: unknown) {
    const body = JSON.stringify(payload);
    return post(source, body, signMessage([source.secret], `msg_${sent++}`, systemNow(), body));
  }

  const buildsOf = (commit: string) => db.select().from(builds).where(eq(builds.commitSha, commit));
  const checksOf = async (commit: string) =>
    (
      await db
        .select({ check: buildChecks })
        .from(buildChecks)
        .innerJoin(builds, eq(builds.id, buildChecks.buildId))
        .where(eq(builds.commitSha, commit))
    ).map(({ check }) => check);
  const events = async (source: Source) =>
    (await call(inboundProcedures.events, { sourceId: source.sourceId, limit: 200 }, as())).events;
  return { as, mapping, aSource, post, hubSignature, github, gitlab, cdevent, buildsOf, checksOf, events };
}
