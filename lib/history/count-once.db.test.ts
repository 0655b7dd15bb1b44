import { call } from "@orpc/server";
import { describe, expect, it } from "vitest";
import { historyHead, historyUpload } from "@/db/testing/history-upload";
import { buildOrganisation } from "@/db/testing/organisation";
import { testDatabase } from "@/db/testing/test-database";
import { importHistory } from "./commands/import-history";
import { historyProcedures } from "./procedures";
import { loadImportedHistory } from "./queries/imported-history";

const { db } = testDatabase();
const org = await buildOrganisation(db);
const { as, uploadAndRead, detail } = historyUpload(org);

describe("an item that two files tell of", () => {
  const changes = (items: string[], states: [state: string, day: number][]) =>
    historyHead +
    items
      .flatMap((item) =>
        states.map(([to, day], index) => {
          const at = new Date(Date.UTC(2025, 3, day, 9)).toISOString();
          return `${item},${states[index - 1]?.[0] ?? ""},${to},${at}`;
        }),
      )
      .join("\n");
  async function bringIn(fileName: string, text: string) {
    const importId = await uploadAndRead(text, { fileName });
    const { alsoIn } = await detail(importId);
    await call(historyProcedures.confirm, { importId }, as());
    await importHistory(db, importId, org.now);
    return { importId, before: alsoIn.map(({ fileName: of, items, countThere }) => ({ of, items, countThere })) };
  }
  /** Of each item how many changes count, and in how many files. */
  const counted = async (prefix: string) => {
    const items = (await loadImportedHistory(db, { limit: 1_000_000 })).filter(({ item }) => item.startsWith(prefix));
    return items.map(({ item, intervals: changes }) => `${item}: ${changes.length}`).sort();
  };

  it("counts once, as the file imported last has it, and as before when that is removed", async () => {
    const short = [
      ["Backlog", 1],
      ["In test", 2],
    ] as [string, number][];
    const long = [...short, ["Done", 4]] as [string, number][];
    const first = await bringIn("spring.csv", changes(["ONCE-1", "ONCE-2"], short));
    expect(first.before).toEqual([]);
    const second = await bringIn("summer.csv", changes(["ONCE-2", "ONCE-3"], long));
    expect(second.before).toEqual([{ of: "spring.csv", items: 1, countThere: false }]);
    expect(await counted("ONCE")).toEqual(["ONCE-1: 2", "ONCE-2: 3", "ONCE-3: 3"]);
    expect((await detail(first.importId)).alsoIn).toMatchObject([
      { fileName: "summer.csv", items: 1, countThere: true },
    ]);
    const third = await bringIn("summer-again.csv", changes(["ONCE-2", "ONCE-3"], long));
    expect(third.before).toEqual([{ of: "summer.csv", items: 2, countThere: false }]);
    expect(await counted("ONCE")).toEqual(["ONCE-1: 2", "ONCE-2: 3", "ONCE-3: 3"]);
    expect((await detail(third.importId)).alsoIn).toMatchObject([{ fileName: "summer.csv", items: 2 }]);

    await call(historyProcedures.remove, { importId: second.importId }, as());
    expect(await counted("ONCE")).toEqual(["ONCE-1: 2", "ONCE-2: 3", "ONCE-3: 3"]);
    await call(historyProcedures.remove, { importId: third.importId }, as());
    expect(await counted("ONCE")).toEqual(["ONCE-1: 2", "ONCE-2: 2"]);
  });

  it("counts once, too, when the older import ends last", async () => {
    const [older, newer] = [
      await uploadAndRead(
        changes(
          ["RACE-1"],
          [
            ["Backlog", 1],
            ["In test", 2],
          ],
        ),
      ),
      await uploadAndRead(
        changes(
          ["RACE-1"],
          [
            ["Backlog", 1],
            ["In test", 2],
            ["Done", 4],
          ],
        ),
      ),
    ];
    for (const importId of [older, newer]) await call(historyProcedures.confirm, { importId }, as());
    await importHistory(db, newer, new Date(org.now.getTime() + 1_000));
    await importHistory(db, older, org.now);
    expect(await counted("RACE")).toEqual(["RACE-1: 3"]);
  });

  it("is another one where it only has the same name", async () => {
    await bringIn(
      "one board.csv",
      changes(
        ["SAME-1"],
        [
          ["Backlog", 1],
          ["In test", 2],
        ],
      ),
    );
    const other = await bringIn(
      "another board.csv",
      changes(
        ["SAME-1"],
        [
          ["Backlog", 11],
          ["In test", 12],
        ],
      ),
    );
    expect(other.before).toEqual([]);
    expect(await counted("SAME")).toEqual(["SAME-1: 2", "SAME-1: 2"]);
  });
});
