import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { licenceProofs, releaseWindows, standingApprovals } from "@/db/schema";
import type { ProofKind } from "@/lib/domain/licence-proof";
import { developerOf, exampleServices } from "./example-plan";
import type { Story } from "./history-story";
import type { ExampleIds } from "./insert-plan";

const day = 86_400_000;

type ExampleProof = { kind: ProofKind; summary: string; daysAgo: number; days: number };

/**
 * What the two continuous services have proven. `flags` holds all four (its regression runs are those of its builds), one of them not for
 * long; `mailer` lost its licence when nobody repeated the drill, and ships through its window since.
 */
const proven: Readonly<Record<string, readonly ExampleProof[]>> = {
  flags: [
    {
      kind: "automated_deployment",
      summary: "Commit to production in 6 min 40 s, no hand on it",
      daysAgo: 130,
      days: 90,
    },
    {
      kind: "automated_deployment",
      summary: "Commit to production in 5 min 12 s, no hand on it",
      daysAgo: 41,
      days: 90,
    },
    {
      kind: "feature_toggles",
      summary: "31 toggles reviewed, 4 removed; one switched off live",
      daysAgo: 174,
      days: 90,
    },
    {
      kind: "feature_toggles",
      summary: "28 toggles reviewed, 6 removed; one switched off live",
      daysAgo: 85,
      days: 90,
    },
    { kind: "self_recovery", summary: "Killed two of three instances: back in 19 s", daysAgo: 120, days: 90 },
    { kind: "self_recovery", summary: "Killed two of three instances: back in 11 s", daysAgo: 33, days: 90 },
  ],
  mailer: [
    { kind: "automated_deployment", summary: "Commit to production in 9 min, no hand on it", daysAgo: 37, days: 90 },
    { kind: "feature_toggles", summary: "Every template behind a toggle", daysAgo: 52, days: 90 },
    { kind: "regression_tests", summary: "188 regression tests, all green", daysAgo: 2, days: 14 },
    { kind: "self_recovery", summary: "Mail queue cut off for 10 min: nothing lost", daysAgo: 93, days: 90 },
  ],
};

/** The evidence, and what the release manager has signed beforehand for the quick lane. Before the builds that a run accepted. */
export async function insertLicences(tx: Tx, now: Date, ids: ExampleIds, stories: readonly Story[]): Promise<void> {
  const ago = (days: number) => new Date(now.getTime() - days * day);
  const recorderOf = (service: string) => {
    const team = exampleServices.find(({ name }) => name === service)?.team;
    if (team === undefined) throw new Error(`the example plan has no ${service}`);
    return ids.person(developerOf[team]);
  };
  const told = Object.entries(proven).flatMap(([service, proofs]) =>
    proofs.map(({ kind, summary, daysAgo, days }) => ({
      serviceId: ids.service(service),
      kind,
      summary,
      outcome: "passed" as const,
      provenAt: ago(daysAgo),
      expiresAt: new Date(ago(daysAgo).getTime() + days * day),
      recordedBy: recorderOf(service),
      createdAt: ago(daysAgo),
    })),
  );
  const runs = stories.flatMap(({ service, rounds }) =>
    rounds.flatMap(({ run, decidedAt }) => {
      if (run === undefined) return [];
      return [
        {
          serviceId: ids.service(service.name),
          kind: "regression_tests" as const,
          summary: "412 regression tests, all green",
          evidenceUrl: run.url,
          artifactDigest: run.artifactDigest,
          outcome: "passed" as const,
          provenAt: decidedAt,
          expiresAt: new Date(decidedAt.getTime() + 14 * day),
          recordedBy: recorderOf(service.name),
          createdAt: decidedAt,
        },
      ];
    }),
  );
  await tx.insert(licenceProofs).values([...told, ...runs]);
}

/** What is routine in the quick lane needs the release manager's hand no more; QA signs each slot all the same. */
export async function insertStandingApproval(tx: Tx, now: Date, ids: ExampleIds): Promise<void> {
  const [window] = await tx
    .select({ id: releaseWindows.id })
    .from(releaseWindows)
    .where(eq(releaseWindows.name, "Quick lane"));
  if (window === undefined) throw new Error("the example plan has no quick lane");
  const givenAt = new Date(now.getTime() - 20 * day);
  await tx.insert(standingApprovals).values({
    windowId: window.id,
    personId: ids.person("manager"),
    mostDatabaseChange: "compatible",
    mostDowntimeMinutes: 0,
    reason: "Small changes of quick services; looked at each quarter.",
    givenAt,
    expiresAt: new Date(givenAt.getTime() + 80 * day),
    createdAt: givenAt,
  });
}
