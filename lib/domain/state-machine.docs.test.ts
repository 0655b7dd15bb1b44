import { expect, it } from "vitest";
import { departureBlockerTransitions } from "./departure-blocker-state";
import { departureTransitions } from "./departure-state";
import { deploymentTransitions } from "./deployment-state";
import { freezeExceptionTransitions } from "./freeze-exception-state";
import { handoffTransitions } from "./handoff-state";
import { historyImportTransitions } from "./history-import-state";
import { postponementTransitions } from "./postponement-state";
import { releaseTransitions } from "./release-state";
import { rollbackTransitions } from "./rollback-state";
import { slotTransitions } from "./slot-state";
import { finalStates, type Transitions } from "./state-machine";
import { swapTransitions } from "./swap-state";
import { ticketTransitions } from "./ticket-state";
import { waitlistTransitions } from "./waitlist-state";

function diagram(table: Transitions<string, string>): string {
  const [first] = Object.keys(table);
  const arrows = Object.entries(table).flatMap(([from, events]) =>
    Object.entries(events).map(([event, to]) => `    ${from} --> ${to}: ${event.replaceAll("_", " ")}`),
  );
  const ends = finalStates(table).map((state) => `    ${state} --> [*]`);
  return ["```mermaid", "stateDiagram-v2", `    [*] --> ${first}`, ...arrows, ...ends, "```"].join("\n");
}

const page = `# State machines

Drawn from the tables in \`lib/domain/*-state.ts\` by \`lib/domain/state-machine.docs.test.ts\`, which fails when this page and the
tables differ (\`npx vitest run --project unit lib/domain/state-machine.docs -u\` draws it again).

## Release

${diagram(releaseTransitions)}

## Handoff

${diagram(handoffTransitions)}

## Slot

${diagram(slotTransitions)}

## Deployment

${diagram(deploymentTransitions)}

## Rollback

${diagram(rollbackTransitions)}

## Freeze exception

${diagram(freezeExceptionTransitions)}

## Postponement

${diagram(postponementTransitions)}

## Waitlist entry

${diagram(waitlistTransitions)}

## Swap offer

${diagram(swapTransitions)}

## Departure

${diagram(departureTransitions)}

## Ticket

${diagram(ticketTransitions)}

## Blocker of a departure

${diagram(departureBlockerTransitions)}

## History import

${diagram(historyImportTransitions)}
`;

it("the documentation shows the state machines as they are", async () => {
  await expect(page).toMatchFileSnapshot("../../docs/state-machines.md");
});
