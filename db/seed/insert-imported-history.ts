import type { Database } from "@/db/client";
import { newId } from "@/db/id";
import { type HistoryFindings, historyImports, historyIntervals } from "@/db/schema";
import type { HistoryStage } from "@/lib/domain/history-stage";
import type { ExampleIds } from "./insert-plan";
import { seededChance } from "./random";

const hour = 3_600_000;
const day = 24 * hour;
const items = 64;
const names: Record<string, HistoryStage> = {
  "Ready for QA": "waiting",
  "In test": "testing",
  Reopened: "with_dev",
  Accepted: "accepted",
  Released: "released",
};

type Step = { item: string; state: string; at: Date };

/** What Payments brought along from the board it had before: half a year of hand-overs, read from its export. */
export async function insertImportedHistory(db: Database, now: Date, ids: ExampleIds): Promise<void> {
  const steps = tell(now);
  const ordered = steps.map(({ at }) => at.getTime());
  const importedAt = new Date(now.getTime() - 41 * day);
  const id = newId();
  const states = Object.entries(names).map(([name, stage]) => ({
    name,
    stage,
    count: steps.filter(({ state }) => state === name).length,
  }));
  const findings: HistoryFindings = {
    format: "jira",
    headers: ["Issue key", "Field", "From", "To", "Date"],
    sample: steps.slice(0, 4).map(({ item, state, at }) => [item, "status", "", state, at.toISOString()]),
    rows: steps.length + 3,
    passedOver: 112,
    items: items + 2,
    badRows: 3,
    badItems: 2,
    duplicates: 0,
    firstAt: new Date(Math.min(...ordered)).toISOString(),
    lastAt: new Date(Math.max(...ordered)).toISOString(),
    states,
    problems: { time_backwards: 2, broken_chain: 1 },
  };
  await db.insert(historyImports).values({
    id,
    fileName: "payments-board.csv",
    status: "imported",
    bytes: 148_220,
    receivedBytes: 148_220,
    readBytes: 148_220,
    run: 1,
    reading: {
      columns: { item: "Issue key", field: "Field", from: "From", to: "To", at: "Date" },
      delimiter: "",
      zone: "Europe/Berlin",
      dayFirst: true,
    },
    findings,
    teamId: ids.team("Payments"),
    importedItems: items,
    importedRows: steps.length,
    createdBy: ids.person("manager"),
    importedAt,
    endedAt: importedAt,
    createdAt: importedAt,
    updatedAt: importedAt,
  });
  const rows = steps.map(({ item, state, at }, index) => {
    const next = steps[index + 1];
    const position = 1 + index - steps.findIndex((step) => step.item === item);
    const leftAt = next?.item === item ? next.at : null;
    return { importId: id, item, position, stage: names[state] ?? "left_out", state, enteredAt: at, leftAt };
  });
  await db.insert(historyIntervals).values(rows);
}

/** By chance of its own, so that the rest of the example stays what it is. */
function tell(now: Date): Step[] {
  const chance = seededChance(41);
  return Array.from({ length: items }, (_, index) => {
    const item = `PAY-${1_200 + index}`;
    let at = now.getTime() - 230 * day + index * 2.8 * day;
    const step = (state: string, after: number) => {
      at += Math.max(0.2, after) * hour;
      return { item, state, at: new Date(Math.round(at / 60_000) * 60_000) };
    };
    const steps = [step("Ready for QA", 1), step("In test", chance.between(2, 40))];
    for (let bounce = 0; bounce < 3 && chance.happens(0.3); bounce++)
      steps.push(
        step("Reopened", chance.between(1, 20)),
        step("Ready for QA", chance.between(6, 70)),
        step("In test", chance.between(1, 24)),
      );
    steps.push(step("Accepted", chance.between(2, 26)), step("Released", chance.between(10, 90)));
    return steps;
  }).flat();
}
