"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
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

/**
 * Keeps what is on screen true without a reload: hears what changed, asks again for what that can have touched. `share` is
 * the token of a share link, for pages without a session.
 */
export function LiveUpdates({ share }: { share?: string }) {
  const queryClient = useQueryClient();
  useEffect(() => {
    const url = share === undefined ? "/api/stream" : `/api/stream?share=${encodeURIComponent(share)}`;
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
    // The stream opens with "all", and it counts: what changed between the page's rendering and now was told to nobody here.
    const leave = followStream(url, (data) => {
      const change = JSON.parse(data) as LiveChange;
      tell.add(change);
      ask.add(change);
    });
    return () => {
      tell.stop();
      ask.stop();
      leave();
    };
  }, [queryClient, share]);
  return null;
}
