"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

/** Changes that come close together are asked for once. */
const gatherMillis = 150;

/** What these show depends on nothing but themselves; every other noun is part of the plan, where one thing moves another. */
const apart = new Set(["people", "access", "services"]);

type Change = { noun: string };

function concerns(queryNoun: unknown, changed: ReadonlySet<string>): boolean {
  if (changed.has("all")) return true;
  if (typeof queryNoun !== "string") return false;
  if (changed.has(queryNoun)) return true;
  return !apart.has(queryNoun) && [...changed].some((noun) => !apart.has(noun));
}

/**
 * Keeps what is on screen true without a reload: hears what changed, asks again for what that can have touched. `share` is
 * the token of a share link, for pages without a session.
 */
export function LiveUpdates({ share }: { share?: string }) {
  const queryClient = useQueryClient();
  useEffect(() => {
    const source = new EventSource(
      share === undefined ? "/api/stream" : `/api/stream?share=${encodeURIComponent(share)}`,
    );
    const changed = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = () => {
      timer = undefined;
      const nouns = new Set(changed);
      changed.clear();
      // Queries are keyed [[noun, procedure], …].
      void queryClient.invalidateQueries({
        predicate: ({ queryKey }) => Array.isArray(queryKey[0]) && concerns(queryKey[0][0], nouns),
      });
    };
    // The stream opens with "all", and it counts: what changed between the page's rendering and now was told to nobody here.
    source.onmessage = (event: MessageEvent<string>) => {
      const { noun } = JSON.parse(event.data) as Change;
      changed.add(noun);
      timer ??= setTimeout(ask, gatherMillis);
    };
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [queryClient, share]);
  return null;
}
