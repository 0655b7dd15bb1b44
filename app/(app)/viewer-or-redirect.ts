import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { Member } from "@/lib/auth/actor";
import { signInPath } from "@/lib/auth/return-path";
import { env } from "@/lib/env";
import { loadInstallation } from "@/lib/people/queries/installation";
import { contextOfHeaders } from "@/lib/rpc/request-context";

/** Who looks at a page for members, and what the shell shows of the installation. */
export type PageViewer = { member: Member; organisationName: string; zone: string; isDemo: boolean };

/**
 * The member who asked for the page. Whoever is not signed in is sent to do so and comes back here; while nobody has set the
 * installation up, everybody is sent there.
 */
export async function viewerOrRedirect(): Promise<PageViewer> {
  const { actor, db } = await contextOfHeaders();
  const installation = await loadInstallation(db);
  if (!installation.isSetUp) redirect("/set-up");
  if (actor.kind !== "person") redirect(signInPath((await headers()).get("x-signalbox-path") ?? undefined));
  return {
    member: actor,
    organisationName: installation.organisationName,
    zone: installation.zone,
    isDemo: env().isDemo,
  };
}
