import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { historyImports } from "@/db/schema";
import { type HistoryImportEvent, historyImportTransitions } from "@/lib/domain/history-import-state";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { nextState } from "@/lib/domain/state-machine";

export type LockedImport = typeof historyImports.$inferSelect;

const words: Record<HistoryImportEvent, string> = {
  uploaded: "read",
  read: "looked at",
  read_again: "read again",
  confirmed: "imported",
  imported: "imported",
  failed: "given up",
  cancelled: "cancelled",
  removed: "removed",
};

/** The import, locked (whoever only refers to it does not wait), with the state that the event leads it to; `not_found`, or `wrong_state` with what it is now. */
export async function lockImport(
  tx: Tx,
  importId: string,
  event: HistoryImportEvent,
): Promise<Result<{ found: LockedImport; status: LockedImport["status"] }>> {
  const [found] = await tx.select().from(historyImports).where(eq(historyImports.id, importId)).for("no key update");
  if (found === undefined) return refuse("not_found", "There is no such import.");
  const status = nextState(historyImportTransitions, found.status, event);
  return status === undefined
    ? refuse("wrong_state", `${found.fileName} is ${found.status} and cannot be ${words[event]} now.`)
    : accept({ found, status });
}

export const importSubject = ({ id, fileName }: Pick<LockedImport, "id" | "fileName">) => ({
  kind: "history import",
  id,
  name: fileName,
});
