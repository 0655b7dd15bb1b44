import type { Database } from "@/db/client";
import { loadExampleOrganisation } from "@/db/seed/example-organisation";
import { recordAudit } from "@/lib/audit/record";
import { loadMember } from "@/lib/auth/load-member";
import { newWebhookSecret, sealSecret } from "@/lib/webhooks/secret";

/** A name that never resolves (RFC 2606): the example's calls go nowhere until somebody enters a receiver of their own. */
const nowhere = "https://receiver.northwind.example/deploy";

/** Loads the example organisation beside the admin who has just set the installation up. Its people cannot sign in. */
export async function loadExample(db: Database, personId: string, now: Date): Promise<void> {
  await loadExampleOrganisation(db, now, { url: nowhere, secretSealed: sealSecret(newWebhookSecret()) }, false);
  const loaded = await loadMember(db, personId);
  await db.transaction((tx) =>
    recordAudit(tx, loaded?.member ?? { kind: "visitor" }, now, {
      action: "installation.example_loaded",
      subject: { kind: "installation" },
    }),
  );
}
