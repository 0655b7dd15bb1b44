import type { Reader } from "@/db/client";
import { signedContent } from "@/lib/approvals/input";
import type { InboxEntry, ReleaseToSign, ShownVerdict } from "@/lib/approvals/input/inbox-output";
import { type Member, readScope } from "@/lib/auth/actor";
import { decideApproval } from "@/lib/domain/approval";
import { approvalChanges } from "@/lib/domain/approval-content";
import type { ApprovalFact } from "@/lib/domain/approval-tally";
import { approvalTurn } from "@/lib/domain/approval-turn";
import type { Author } from "@/lib/domain/approver";
import type { Role } from "@/lib/domain/permission";
import type { SlotFacts } from "@/lib/domain/slot-facts";
import { slotGates } from "@/lib/domain/slot-gates";
import { type SlotSignatures, slotSignatures } from "@/lib/domain/slot-signatures";
import { instantToJudge } from "@/lib/slots/queries/judged-at";
import { digestOf } from "@/lib/slots/queries/slot-content";
import { loadSlotFacts } from "@/lib/slots/queries/slot-facts";
import { changedSince, type KnownRelease, loadReleasesToSign } from "./releases-to-sign";
import { loadSlotAuthors } from "./slot-authors";
import { loadSlotsToSign } from "./slots-to-sign";

type SlotRow = Awaited<ReturnType<typeof loadSlotsToSign>>[number];

/**
 * Every booked slot that needs signatures, as this member sees it: whose turn it is, exactly what would be signed, what changed since
 * their last word, the gates. Earliest first. The number of statements does not grow with the number of slots.
 */
export async function loadInbox(reader: Reader, member: Member, now: Date): Promise<InboxEntry[]> {
  const rows = await loadSlotsToSign(reader, readScope(member), now);
  const slotIds = rows.map((row) => row.slotId);
  const facts = await loadSlotFacts(reader, slotIds, now);
  const authors = await loadSlotAuthors(reader, slotIds);
  const releaseIds = [...facts.values()].flatMap((slot) => slot.releases.map((release) => release.releaseId));
  const known = await loadReleasesToSign(reader, [...new Set(releaseIds)]);
  return rows.flatMap((row) => {
    const slot = facts.get(row.slotId);
    return slot === undefined ? [] : (entryOf(row, slot, authors.get(row.slotId) ?? [], known, member, now) ?? []);
  });
}

/** How many of them wait for this member: the number beside "Approvals" in the navigation. */
export async function countWaiting(reader: Reader, member: Member, now: Date): Promise<number> {
  if (!member.permissions.has("approval.give")) return 0;
  const roles = [...new Set(member.grants.map((grant) => grant.role))];
  const rows = await loadSlotsToSign(reader, readScope(member), now, roles);
  const slotIds = rows.map((row) => row.slotId);
  const facts = await loadSlotFacts(reader, slotIds, now);
  const authors = await loadSlotAuthors(reader, slotIds);
  return [...facts.values()].filter((slot) => turnOf(slot, authors.get(slot.slot.id) ?? [], member, now) === "waiting")
    .length;
}

function turnOf(facts: SlotFacts, authors: Author[], member: Member, now: Date) {
  const signatures = slotSignatures(facts, instantToJudge(facts.slot.during, now));
  if (signatures === null) return "others";
  if (isCoveredBy(signatures, member.personId)) return "signed";
  const decided = decideApproval(facts, { id: member.personId, grants: member.grants }, authors, now);
  const roles: Role[] = decided.ok ? decided.value.roles : [];
  return approvalTurn(signatures.tally, roles, newestOf(facts.approvals, member.personId), signatures.content);
}

/** Whoever signed beforehand for what this slot does is not asked again. */
function isCoveredBy({ standing, tally }: SlotSignatures, personId: string): boolean {
  if (tally.declined?.personId === personId) return false;
  return standing.some((each) => each.standing.personId === personId && each.verdict.counts);
}

function entryOf(
  row: SlotRow,
  facts: SlotFacts,
  authors: Author[],
  known: ReadonlyMap<string, KnownRelease>,
  member: Member,
  now: Date,
): InboxEntry | undefined {
  const judgedAt = instantToJudge(facts.slot.during, now);
  const signatures = slotSignatures(facts, judgedAt);
  const { policy, environment, approvals } = facts;
  if (signatures === null || policy === null) return undefined;
  const { content, tally } = signatures;
  const decided = decideApproval(facts, { id: member.personId, grants: member.grants }, authors, now);
  const shown = (approval: ApprovalFact): ShownVerdict => {
    const stale = approval.content !== content;
    const { personId, personName, verdict, comment, at } = approval;
    const changes = stale ? approvalChanges(approval.content, content, environment.zone) : [];
    return { personId, personName, verdict, comment, at, stale, changes };
  };
  const own = newestOf(approvals, member.personId);
  const people = [...new Set(approvals.map((approval) => approval.personId))];
  const newest = people.flatMap((personId) => newestOf(approvals, personId) ?? []);
  return {
    ...row,
    state: turnOf(facts, authors, member, now),
    releases: facts.releases.flatMap((release) => {
      const full = known.get(release.releaseId);
      return full === undefined ? [] : [releaseToSign(full, release.target, own)];
    }),
    digest: digestOf(content),
    content,
    policy,
    stages: tally.stages.map(({ role, required, signed }) => ({
      role,
      required,
      signedBy: signed.map(({ personName, standingId }) => (standingId ? `${personName}, beforehand` : personName)),
    })),
    standing: signatures.standing.map(({ standing: { id, personName, reason, expiresAt }, verdict }) => ({
      id,
      personName,
      reason,
      expiresAt,
      because: verdict.counts ? null : verdict.because,
    })),
    verdicts: newest.map(shown).sort((a, b) => b.at.getTime() - a.at.getTime()),
    own: own === undefined ? null : shown(own),
    gates: slotGates(facts, judgedAt),
    refused: decided.ok ? null : { code: decided.refusal.code, message: decided.refusal.message },
  };
}

function newestOf(approvals: readonly ApprovalFact[], personId: string): ApprovalFact | undefined {
  return approvals
    .filter((approval) => approval.personId === personId)
    .reduce<ApprovalFact | undefined>((newest, each) => (newest && newest.at > each.at ? newest : each), undefined);
}

function releaseToSign(
  { builds, ...release }: KnownRelease,
  target: ReleaseToSign["target"],
  own: ApprovalFact | undefined,
): ReleaseToSign {
  const newest = builds.at(-1);
  const signed = own === undefined ? undefined : signedContent.safeParse(JSON.parse(own.content)).data;
  const before = signed?.releases.find(({ id }) => id === release.id)?.build?.number;
  return {
    ...release,
    build: newest ?? null,
    target,
    since: before === undefined ? null : changedSince({ ...release, builds }, before),
  };
}
