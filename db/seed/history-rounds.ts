import { newId } from "@/db/id";
import type { PersonKey } from "./example-plan";
import type { Writing } from "./history-rows";
import type { Round } from "./history-story";

/** What the departure needs to know of the accepted build. */
export type AcceptedBuild = {
  buildId: string;
  handoffId: string;
  artifactDigest: string;
  number: number;
  decidedAt: Date;
};

/** One build and its turn with QA: rejected, or, in the last round, accepted. */
export function writeRound(
  round: Round,
  number: number,
  isLast: boolean,
  summary: string,
  writing: Writing,
): AcceptedBuild {
  const { releaseId, name, author, audit, ids, chance, rows } = writing;
  const buildId = newId();
  const handoffId = newId();
  const { run } = round;
  const artifactDigest = run?.artifactDigest ?? `sha256:${chance.hex(64)}`;
  const tester = chance.pick<PersonKey>(["qa", "qa2"]);
  const total = Math.floor(chance.between(120, 480));
  rows.builds.push({
    id: buildId,
    releaseId,
    number,
    commitSha: chance.hex(40),
    artifactDigest,
    changes: [{ title: summary }],
    changedFiles: Math.floor(chance.between(1, number === 1 ? 40 : 6)),
    changedLines: Math.floor(chance.between(4, number === 1 ? 900 : 60)),
    checks: { passed: total, total },
    source: "pipeline",
    createdBy: ids.person(author),
    createdAt: round.handedOverAt,
  });
  rows.handoffs.push({
    id: handoffId,
    releaseId,
    buildId,
    round: number,
    status: isLast ? "accepted" : "rejected",
    handedOverBy: ids.person(author),
    handedOverAt: round.handedOverAt,
    ...(run === undefined
      ? { testerId: ids.person(tester), claimedAt: round.claimedAt }
      : { regressionRunUrl: run.url }),
    verdict: isLast ? "accepted" : "rejected",
    decidedAt: round.decidedAt,
    category: round.rejection?.category,
    severity: round.rejection?.severity,
    reason: round.rejection?.reason ?? "",
    endedAt: round.decidedAt,
    createdAt: round.handedOverAt,
    updatedAt: round.decidedAt,
  });
  const subject = { kind: "handoff", id: handoffId, name: `${name} rc ${number}` };
  audit(round.handedOverAt, author, "build.handed_over", { kind: "build", id: buildId, name: `${name} rc ${number}` });
  if (run !== undefined) {
    audit(round.decidedAt, author, "handoff.accepted", subject, { number, by: "regression run", runUrl: run.url });
    return { buildId, handoffId, artifactDigest, number, decidedAt: round.decidedAt };
  }
  audit(round.claimedAt, tester, "handoff.claimed", subject);
  const facts = round.rejection ? { category: round.rejection.category, reason: round.rejection.reason } : {};
  audit(round.decidedAt, tester, isLast ? "handoff.accepted" : "handoff.rejected", subject, facts);
  return { buildId, handoffId, artifactDigest, number, decidedAt: round.decidedAt };
}
