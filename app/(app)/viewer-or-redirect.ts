import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { Member } from "@/lib/auth/actor";
import { signInPath } from "@/lib/auth/return-path";
import { contextOfHeaders } from "@/lib/rpc/request-context";
import { serverClient } from "@/lib/rpc/server";

/** Who looks at a page for members, and what the shell shows of the installation. */
export type PageViewer = { member: Member; organisationName: string; isDemo: boolean };

/**
 * The member who asked for the page. Whoever is not signed in is sent to do so and comes back here; while nobody has set the
 * installation up, everybody is sent there.
 */
export async function viewerOrRedirect(): Promise<PageViewer> {
  const { isSetUp, organisationName, isDemo } = await serverClient().people.installation({});
  if (!isSetUp) redirect("/set-up");
  const { actor } = await contextOfHeaders();
  if (actor.kind !== "person") redirect(signInPath((await headers()).get("x-signalbox-path") ?? undefined));
  return { member: actor, organisationName, isDemo };
}
