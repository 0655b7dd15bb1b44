import { notFound } from "next/navigation";
import { resolveShareActor, type ShareActor } from "@/lib/auth/resolve-share-actor";
import { contextOfHeaders } from "@/lib/rpc/request-context";

/** The holder of the share link that a page was opened with. Any other link is a page that does not exist. */
export async function requireShareLink(token: string): Promise<ShareActor> {
  const { db, now } = await contextOfHeaders();
  return (await resolveShareActor(db, token, now)) ?? notFound();
}
