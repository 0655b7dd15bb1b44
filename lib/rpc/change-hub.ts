import { listenToChanges } from "@/db/listen";
import type { Announcement } from "@/db/notify";
import { env } from "@/lib/env";

/** What a browser is told: something of this noun changed, or (`all`) it must ask for everything again. */
export type Change = Announcement | { noun: "all" };
type Follower = (change: Change) => void;

// On globalThis: Next bundles each route apart and the development server reloads them, but the process needs one listener.
const kept = globalThis as typeof globalThis & { signalboxFollowers?: Set<Follower> };

/** Calls `follower` for each change from now on, in every process' transactions. Returns the function that ends it. */
export function followChanges(follower: Follower): () => void {
  if (!kept.signalboxFollowers) {
    const followers = new Set<Follower>();
    kept.signalboxFollowers = followers;
    const tell = (change: Change) => {
      for (const each of followers) each(change);
    };
    listenToChanges(env().databaseUrl, { onChange: tell, onGap: () => tell({ noun: "all" }) });
  }
  const followers = kept.signalboxFollowers;
  followers.add(follower);
  return () => {
    followers.delete(follower);
  };
}
