import { accept, type Result } from "@/lib/domain/refusal";
import type { Reader, Tx } from "./client";
import { refusalOf } from "./constraints";

/** Carries a refusal out of Drizzle's callback so that the transaction rolls back. */
class RolledBack extends Error {
  constructor(readonly result: Extract<Result<never>, { ok: false }>) {
    super("refused");
  }
}

/** How often a transaction that lost a deadlock is tried before its caller is told. */
const attempts = 3;

/**
 * Runs a command in one transaction. A refusal rolls everything back, audit row and jobs included (rule 8). A race that a
 * constraint refuses comes back as the refusal of the rule; a deadlock's loser is run again. Anything else is a bug and is
 * thrown. Inside of another transaction it is a part of that one: a refusal undoes the part.
 */
export async function inTransaction<T>(db: Reader, command: (tx: Tx) => Promise<Result<T>>): Promise<Result<T>> {
  for (let attempt = 1; ; attempt++) {
    try {
      const value = await db.transaction(async (tx) => {
        const result = await command(tx);
        if (!result.ok) throw new RolledBack(result);
        return result.value;
      });
      return accept(value);
    } catch (error) {
      if (error instanceof RolledBack) return error.result;
      const refusal = refusalOf(error);
      if (!refusal) throw error;
      if (refusal.code === "conflict" && attempt < attempts) continue;
      return { ok: false, refusal };
    }
  }
}
