import type { api } from "@/lib/rpc/client";

export type WaitlistEntry = Awaited<ReturnType<typeof api.waitlist.list.call>>["entries"][number];
/** A place in line with an offer. */
export type OfferedEntry = WaitlistEntry & { offer: NonNullable<WaitlistEntry["offer"]> };

export const hasOffer = (entry: WaitlistEntry): entry is OfferedEntry => entry.offer !== null;
