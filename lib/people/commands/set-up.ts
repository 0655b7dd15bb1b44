import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { installation, people, roleGrants } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { hashPassword } from "@/lib/auth/password";
import { isSame, tokenHash } from "@/lib/auth/secret";
import { passwordProblem } from "@/lib/domain/password";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { SetUpInput } from "@/lib/people/input";

/**
 * Sets the installation up: its name and its first admin, once. Needs the one-time token that the start printed. Refuses with
 * `already_set_up` (also the second of two at once), `setup_token_wrong` and `invalid_input` for a weak password.
 */
export async function setUp(tx: Tx, input: SetUpInput, now: Date): Promise<Result<{ personId: string }>> {
  const [place] = await tx.select().from(installation).for("update");
  if (!place || place.setUpAt) return refuse("already_set_up", "This installation is set up already. Sign in.");
  if (!place.setupTokenHash || !isSame(place.setupTokenHash, tokenHash(input.token)))
    return refuse("setup_token_wrong", "This is not the token that the last start printed in the terminal.", {
      field: "token",
    });
  const problem = passwordProblem(input.password, [input.email, input.name, input.organisationName]);
  if (problem) return refuse("invalid_input", problem, { field: "password" });

  const person = { id: newId(), name: input.name };
  await tx
    .insert(people)
    .values({ ...person, email: input.email, zone: input.zone, passwordHash: await hashPassword(input.password) });
  await tx.insert(roleGrants).values({ personId: person.id, role: "admin" });
  await tx
    .update(installation)
    .set({ organisationName: input.organisationName, zone: input.zone, setUpAt: now, setupTokenHash: null })
    .where(eq(installation.id, place.id));
  const subject = { kind: "person", id: person.id, name: person.name };
  await recordAudit(
    tx,
    { kind: "visitor" },
    now,
    { action: "installation.set_up", subject: { kind: "installation", name: input.organisationName } },
    { action: "person.joined", subject, data: { by: "set-up" } },
    { action: "role.granted", subject, data: { role: "admin", teamId: null } },
  );
  return accept({ personId: person.id });
}
