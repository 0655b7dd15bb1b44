import type { Database } from "@/db/client";
import { saveView } from "@/lib/views/commands/save-view";
import { saveViewInput } from "@/lib/views/input";
import { type Cast, perform } from "./cast";
import { type ExampleView, exampleViews } from "./example-views";
import type { ExampleIds } from "./insert-plan";

/** The views of the schedule that people there keep, some of them for everybody. */
export async function insertViews(db: Database, now: Date, ids: ExampleIds, cast: Cast): Promise<void> {
  for (const view of exampleViews) {
    const input = saveViewInput.parse({ name: view.name, query: queryOf(view, ids), shared: view.shared });
    await perform(db, (tx) => saveView(tx, cast(view.owner), input, now));
  }
}

function queryOf({ query, team }: ExampleView, ids: ExampleIds): string {
  const words = new URLSearchParams(query);
  if (team) words.set("team", ids.team(team));
  return words.toString();
}
