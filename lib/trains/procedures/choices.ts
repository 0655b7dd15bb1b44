import { isMember } from "@/lib/auth/actor";
import { accept } from "@/lib/domain/refusal";
import { procedure } from "@/lib/rpc/procedure";
import {
  boardableReleasesInput,
  boardableReleasesOutput,
  trainChoicesInput,
  trainChoicesOutput,
} from "@/lib/trains/input/choices";
import { listBoardable, loadTrainChoices } from "@/lib/trains/queries/choices";

const tags = ["Trains"];

/** What the forms of trains let people choose from. */
export const choiceProcedures = {
  choices: procedure({
    access: "plan.read",
    method: "GET",
    path: "/train-choices",
    summary: "Who may conduct a train, and which calendars may be its holidays",
    tags,
    input: trainChoicesInput,
    output: trainChoicesOutput,
    handler: async ({ db }) => accept(await loadTrainChoices(db)),
  }),
  boardable: procedure({
    access: "slot.book",
    method: "GET",
    path: "/train-departures/{departureId}/boardable",
    summary: "Releases that could board a departure",
    tags,
    input: boardableReleasesInput,
    output: boardableReleasesOutput,
    handler: async ({ input, actor, db }) => {
      const reach = isMember(actor) ? (actor.permissions.get("slot.book") ?? []) : [];
      return accept({ releases: await listBoardable(db, input.departureId, reach) });
    },
  }),
};
