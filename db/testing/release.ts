import { randomBytes } from "node:crypto";
import type { Database } from "@/db/client";
import { builds, handoffs, releases } from "@/db/schema";
import { type Organisation, returned } from "./organisation";
import type { TestPerson } from "./person";

type Service = { id: string };

const hex = (bytes: number) => randomBytes(bytes).toString("hex");

/** A draft release of `ledger` by the developer, unless told. */
export async function aRelease(
  db: Database,
  { services, people, now }: Organisation,
  more: Partial<Omit<typeof releases.$inferInsert, "serviceId" | "createdBy">> & {
    service?: Service;
    createdBy?: TestPerson;
  } = {},
) {
  const { service, createdBy, ...columns } = more;
  const [release] = await returned(
    db
      .insert(releases)
      .values({
        version: `1.0.${hex(4)}`,
        statusSince: now,
        createdAt: now,
        ...columns,
        serviceId: (service ?? services.ledger).id,
        createdBy: (createdBy ?? people.developer).id,
      })
      .returning(),
  );
  return release;
}

/** The release's next build, by the developer unless told. Its status is left alone. */
export async function aBuild(
  db: Database,
  { people, now }: Organisation,
  release: { id: string },
  more: Partial<Omit<typeof builds.$inferInsert, "releaseId" | "createdBy">> & { createdBy?: TestPerson } = {},
) {
  const { createdBy, ...columns } = more;
  const earlier = await db.query.builds.findMany({ where: (build, { eq }) => eq(build.releaseId, release.id) });
  const [build] = await returned(
    db
      .insert(builds)
      .values({
        number: earlier.length + 1,
        commitSha: hex(20),
        artifactDigest: `sha256:${hex(32)}`,
        source: "person",
        createdAt: now,
        ...columns,
        releaseId: release.id,
        createdBy: (createdBy ?? people.developer).id,
      })
      .returning(),
  );
  return build;
}

/** A release whose first build waits in QA's queue. */
export async function aQueuedRelease(
  db: Database,
  organisation: Organisation,
  more: Parameters<typeof aRelease>[2] = {},
) {
  const release = await aRelease(db, organisation, { ...more, status: "with_qa" });
  const build = await aBuild(db, organisation, release, { createdBy: more.createdBy });
  const handoff = await aHandoff(db, organisation, release, build);
  return { release, build, handoff };
}

/** A release whose newest build QA accepted: it passes the QA gate. */
export async function anAcceptedRelease(
  db: Database,
  organisation: Organisation,
  more: Parameters<typeof aRelease>[2] = {},
) {
  const release = await aRelease(db, organisation, { ...more, status: "accepted" });
  const build = await aBuild(db, organisation, release, { createdBy: more.createdBy });
  const { now, people } = organisation;
  const handoff = await aHandoff(db, organisation, release, build, {
    status: "accepted",
    verdict: "accepted",
    testerId: people.qa.id,
    claimedAt: now,
    decidedAt: now,
  });
  return { release, build, handoff };
}

/** A handoff of a build, waiting in the queue unless told. */
export async function aHandoff(
  db: Database,
  { now }: Organisation,
  release: { id: string },
  build: { id: string; number: number; createdBy: string },
  more: Partial<typeof handoffs.$inferInsert> = {},
) {
  const [handoff] = await returned(
    db
      .insert(handoffs)
      .values({
        releaseId: release.id,
        buildId: build.id,
        round: build.number,
        handedOverBy: build.createdBy,
        handedOverAt: now,
        ...more,
      })
      .returning(),
  );
  return handoff;
}
