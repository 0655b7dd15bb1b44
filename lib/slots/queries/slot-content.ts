import { createHash } from "node:crypto";
import { approvalContent } from "@/lib/domain/approval-content";
import { approvalSubjectOf, type SlotFacts } from "@/lib/domain/slot-facts";

/** The canonical text that an approval of this slot signs, or null where the environment asks for none (rule 5). */
export function approvalContentOf(facts: SlotFacts): string | null {
  const subject = approvalSubjectOf(facts);
  return subject === null ? null : approvalContent(subject);
}

/** SHA-256 of a content, in lowercase hexadecimal. The database checks the same sum. */
export function digestOf(content: string): string {
  return createHash("sha256").update(content, "utf8").digest("hex");
}
