import type { Metadata } from "next";
import { connection } from "next/server";
import { ApiReference } from "@/components/api/api-reference";
import { env } from "@/lib/env";
import { describeApi } from "@/lib/rpc/description";
import { referenceOf } from "@/lib/rpc/description/reference";

export const metadata: Metadata = { title: "The API" };

/** Open to everyone: it says what could be asked, never what the answers are. */
export default async function ApiDocsPage() {
  // The settings are those of the process that answers, not of the one that built.
  await connection();
  return <ApiReference subjects={referenceOf(await describeApi(env().publicUrl))} />;
}
