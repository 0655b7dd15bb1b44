import type { Reader } from "@/db/client";
import { signedContent } from "@/lib/approvals/input";
import type { InboxEntry, ReleaseToSign, ShownVerdict } from "@/lib/approvals/input/inbox-output";
import { type Member, readScope } from "@/lib/auth/actor";
import { decideApproval } from "@/lib/domain/approval";
import { approvalChanges } from "@/lib/domain/approval-content";
import { type ApprovalFact, tallyApprovals } from "@/lib/domain/approval-tally";
import { approvalTurn } from "@/lib/domain/approval-turn";
import type { Author } from "@/lib/domain/approver";
import type { Role } from "@/lib/domain/permission";
import type { SlotFacts } from "@/lib/domain/slot-facts";
import { slotGates } from "@/lib/domain/slot-gates";
import { instantToJudge } from "@/lib/slots/queries/judged-at";
import { approvalContentOf, digestOf } from "@/lib/slots/queries/slot-content";
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
  const content = approvalContentOf(facts);
  if (content === null || facts.policy === null) return "others";
  const decided = decideApproval(facts, { id: member.personId, grants: member.grants }, authors, now);
  const roles: Role[] = decided.ok ? decided.value.roles : [];
  const tally = tallyApprovals(facts.policy, facts.approvals, content);
  return approvalTurn(tally, roles, newestOf(facts.approvals, member.personId), content);
}

function entryOf(
  row: SlotRow,
  facts: SlotFacts,
  authors: Author[],
  known: ReadonlyMap<string, KnownRelease>,
  member: Member,
  now: Date,
): InboxEntry | undefined {
  const content = approvalContentOf(facts);
  const { policy, environment, approvals } = facts;
  if (content === null || policy === null) return undefined;
  const decided = decideApproval(facts, { id: member.personId, grants: member.grants }, authors, now);
  const tally = tallyApprovals(policy, approvals, content);
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
      signedBy: signed.map((approval) => approval.personName),
    })),
    verdicts: newest.map(shown).sort((a, b) => b.at.getTime() - a.at.getTime()),
    own: own === undefined ? null : shown(own),
    gates: slotGates(facts, instantToJudge(facts.slot.during, now)),
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
