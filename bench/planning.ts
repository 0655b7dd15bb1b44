import type { BenchPart } from "./part";
import { measureExpansion } from "./planning/expansion";
import { measureFreePlaces } from "./planning/free-places";
import { measureWindowStatus } from "./planning/window-status";

/** The evaluators that every screen, door and opening asks: how long each takes on more rules than an organisation has. */
export const planningPart: BenchPart = {
  name: "planning",
  async run({ databaseUrl, say }) {
    say("asking 500 rules at 1,000 instants");
    const status = measureWindowStatus();
    say("expanding 200 windows over 24 months");
    const expansion = measureExpansion();
    say("booking 20,000 slots and looking for the next free one");
    return [...status, ...expansion, ...(await measureFreePlaces(databaseUrl))];
  },
};
