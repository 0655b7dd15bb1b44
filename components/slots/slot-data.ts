import type { api } from "@/lib/rpc/client";

/** What `slots.detail` answers with. */
export type SlotDetail = Awaited<ReturnType<typeof api.slots.detail.call>>;
