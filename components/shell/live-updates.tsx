"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { askAnew } from "./ask-anew";
import { followStream } from "./follow-stream";
import { gather } from "./gather";
import { keptByItsComponent, type LiveChange, tellOfChanges } from "./live-changes";

/** Components that keep themselves true ask for little at a time, the rest for all that they show. */
const pauseMillis = { ofComponents: 500, ofOthers: 2_000 };

/** What these show depends on nothing but themselves; every other noun is part of the plan, where one thing moves another. */
const apart = new Set(["people", "access", "services", "views", "notices", "inbound", "history", "forecasts"]);

function concerns(queryNoun: unknown, changed: ReadonlySet<string>): boolean {
  if (changed.has("all")) return true;
  if (typeof queryNoun !== "string") return false;
  // The plan is made of all of them.
  if (changed.has(queryNoun) || queryNoun === "plans") return true;
  return !apart.has(queryNoun) && [...changed].some((noun) => !apart.has(noun));
}

type LiveUpdatesProps = {
  /** When the server began to make the page, in milliseconds: what was read for it may have changed from then on. */
  since: number;
  /** The token of a share link, for pages without a session. */
  share?: string;
};

/** Keeps what is on screen true without a reload: hears what changed, asks again for what that can have touched. */
export function LiveUpdates({ since, share }: LiveUpdatesProps) {
  const queryClient = useQueryClient();
  // Of the first page: one that comes later is heard of from its beginning.
  const [heardNothingSince] = useState(since);
  useEffect(() => {
    const query = new URLSearchParams({ since: `${heardNothingSince}`, ...(share !== undefined && { share }) });
    const tell = gather(tellOfChanges, pauseMillis.ofComponents);
    const ask = gather((changes: LiveChange[]) => {
      const nouns = new Set(changes.map(({ noun }) => noun));
      askAnew(
        queryClient,
        // Queries are keyed [[noun, procedure], …].
        ({ queryKey, meta }) =>
          meta?.live !== keptByItsComponent.live && Array.isArray(queryKey[0]) && concerns(queryKey[0][0], nouns),
      );
    }, pauseMillis.ofOthers);
    // The stream opens with what changed since the page was begun, or with "all" where the server cannot say, and it counts.
    const leave = followStream(`/api/stream?${query}`, (data) => {
      const change = JSON.parse(data) as LiveChange;
      if (change.noun === "none") return tellOfChanges([]);
      tell.add(change);
      ask.add(change);
    });
    return () => {
      tell.stop();
      ask.stop();
      leave();
    };
  }, [queryClient, heardNothingSince, share]);
  return null;
}
