import { listenToChanges } from "@/db/listen";
import type { Announcement } from "@/db/notify";
import { env } from "@/lib/env";
import { systemNow } from "@/lib/time/clock";
import { changeMemory } from "./change-memory";

/**
 * What a browser is told: something of this noun changed; or it must ask for everything again (`all`); or, when the stream opens, that
 * it has missed nothing (`none`).
 */
export type Change = Announcement | { noun: "all" } | { noun: "none" };
type Follower = (change: Change) => void;
type Hub = { followers: Set<Follower>; memory: ReturnType<typeof changeMemory> };

// On globalThis: Next bundles each route apart and the development server reloads them, but the process needs one listener.
const kept = globalThis as typeof globalThis & { signalboxChangeHub?: Hub };

/** Calls `follower` for each change from now on, in every process' transactions. Returns the function that ends it. */
export function followChanges(follower: Follower): () => void {
  const { followers } = hub();
  followers.add(follower);
  return () => {
    followers.delete(follower);
  };
}

/** What was said since a moment in the last minute, each thing once; undefined when not all of it is known. */
export function changesSince(moment: Date): Change[] | undefined {
  return hub().memory.since(moment.getTime(), systemNow().getTime());
}

function hub(): Hub {
  if (kept.signalboxChangeHub) return kept.signalboxChangeHub;
  const made: Hub = { followers: new Set(), memory: changeMemory() };
  kept.signalboxChangeHub = made;
  const tell = (change: Change) => {
    for (const each of made.followers) each(change);
  };
  listenToChanges(env().databaseUrl, {
    onChange: (change) => {
      made.memory.keep(change, systemNow().getTime());
      tell(change);
    },
    onGap: () => {
      made.memory.begin(systemNow().getTime());
      tell({ noun: "all" });
    },
  });
  return made;
}
