import { sql } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { approvals, people, roleGrants } from "@/db/schema";
import { previewPolicy } from "@/lib/approvals/queries/preview-policy";
import { loadSlotAuthors } from "@/lib/approvals/queries/slot-authors";
import type { ApprovalVerdict } from "@/lib/domain/approval-tally";
import { rolesFor } from "@/lib/domain/approver";
import type { Grant } from "@/lib/domain/permission";
import { accept, type Result } from "@/lib/domain/refusal";
import { type RehearsedSlot, rehearsalRanges, rehearse, type Verdicts } from "@/lib/domain/rehearsal";
import { policyVerdicts, type Signatures } from "@/lib/domain/rehearsal-policy";
import { knownSinceInWords } from "@/lib/domain/rehearsal-words";
import type { RehearsePolicyInput } from "@/lib/plans/input";
import { loadPolicies } from "@/lib/slots/queries/approval-facts";
import type { RehearsalAnswer } from "./rehearsal-answer";
import { loadComingSlots, loadPastSlots } from "./rehearsed-slots";

/**
 * Which slots of the past year would have lacked signatures under a changed policy, beside the one that stands, and which booked ones
 * must be signed again. Refuses an unknown environment (`not_found`).
 */
export async function rehearsePolicy(
  reader: Reader,
  input: RehearsePolicyInput,
  now: Date,
): Promise<Result<RehearsalAnswer>> {
  const preview = await previewPolicy(reader, input, now);
  if (!preview.ok) return preview;
  const { environmentId } = input;
  const { past, coming } = rehearsalRanges(now);
  const slots = {
    past: await loadPastSlots(reader, past, [environmentId]),
    coming: await loadComingSlots(reader, coming, [environmentId]),
  };
  const standing = (await loadPolicies(reader, [environmentId])).get(environmentId) ?? null;
  const isAboutAuthors = (standing?.authorExcluded ?? true) !== input.authorExcluded;
  const signatures = await loadSignatures(reader, slots.past, { withAuthors: isAboutAuthors });
  const before = policyVerdicts(standing, slots.past, signatures);
  const after = policyVerdicts(input, slots.past, signatures);
  const stale: Verdicts = new Map(
    preview.value.stale.map(({ slotId, signedBy }) => [
      slotId,
      `Signed by ${signedBy.join(", ")} under the old version.`,
    ]),
  );
  const verdicts = { before, after: new Map([...after, ...stale]) };
  const rehearsal = rehearse(slots, verdicts, now);
  return accept({ ...rehearsal, hours: [], notes: [...notesOf(standing, input), ...knownSinceInWords(rehearsal)] });
}

type SignatureRow = {
  slotId: string;
  personId: string;
  personName: string;
  verdict: ApprovalVerdict;
  content: string;
  atMs: number;
};

function notesOf(standing: { coversTime: string } | null, { coversTime }: RehearsePolicyInput): string[] {
  const today = "Roles are counted as the signers hold them today.";
  if (standing === null || standing.coversTime === coversTime) return [today];
  return [today, "How far a signature covers a move cannot be replayed: nobody knows who would have signed again."];
}

/** Every verdict on these slots, with the roles of its giver for the slot's teams. Two statements, four when authors count. */
async function loadSignatures(
  reader: Reader,
  slots: readonly RehearsedSlot[],
  { withAuthors }: { withAuthors: boolean },
): Promise<Map<string, Signatures>> {
  if (slots.length === 0) return new Map();
  const ids = slots.map(({ id }) => id);
  // The sum stands for the text: it is compared, not read. For the way it is read see ./rehearsed-slots.
  const { rows } = await reader.execute<SignatureRow>(sql`
    select ${approvals.slotId} as "slotId", ${approvals.personId} as "personId", ${people.name} as "personName",
      ${approvals.verdict} as verdict, ${approvals.digest} as content,
      (extract(epoch from ${approvals.givenAt}) * 1000)::float8 as "atMs"
    from ${approvals}
    join ${people} on ${people.id} = ${approvals.personId} and ${people.disabledAt} is null
    where ${anyOf(approvals.slotId, ids)}
    order by ${approvals.givenAt}`);
  const granted = await reader
    .select({ personId: roleGrants.personId, role: roleGrants.role, teamId: roleGrants.teamId })
    .from(roleGrants);
  const grantsOf = groupRows(granted, ({ personId }) => personId) as Map<string, (Grant & { personId: string })[]>;
  const rowsOf = groupRows(rows, ({ slotId }) => slotId);
  const authors = withAuthors ? await loadSlotAuthors(reader, ids) : new Map<string, { personId: string }[]>();
  return new Map(
    slots.map((slot) => [
      slot.id,
      {
        approvals: (rowsOf.get(slot.id) ?? []).map(({ personId, personName, verdict, content, atMs }) => ({
          personId,
          personName,
          verdict,
          content,
          comment: "",
          at: new Date(atMs),
          roles: rolesFor(grantsOf.get(personId) ?? [], teamsOf(slot)),
        })),
        authorIds: (authors.get(slot.id) ?? []).map(({ personId }) => personId),
      },
    ]),
  );
}

function teamsOf({ teamId, releases }: RehearsedSlot): string[] {
  const teams = new Set(releases.map((release) => release.teamId));
  if (teamId !== null) teams.add(teamId);
  return [...teams];
}
