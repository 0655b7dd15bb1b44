import type { Reader } from "@/db/client";
import { installation } from "@/db/schema";

/** The organisation this installation serves, and whether somebody has set it up. */
export async function loadInstallation(reader: Reader) {
  const [row] = await reader.select().from(installation);
  if (!row) throw new Error("the installation's row is missing: the migrations make it");
  return { ...row, isSetUp: row.setUpAt !== null };
}
