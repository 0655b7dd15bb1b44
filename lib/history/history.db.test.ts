import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { call } from "@orpc/server";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { auditEvents, historyImportParts, historyImportRows, historyImports, historyIntervals } from "@/db/schema";
import { refusalFrom } from "@/db/testing/call-as";
import { historyHead, historyUpload } from "@/db/testing/history-upload";
import { buildOrganisation } from "@/db/testing/organisation";
import { testDatabase } from "@/db/testing/test-database";
import { importHistory } from "./commands/import-history";
import { readHistory } from "./commands/read-history";
import { historyProcedures } from "./procedures";
import { loadImportedHistory } from "./queries/imported-history";

const { db } = testDatabase();
const org = await buildOrganisation(db);
const { as, upload, uploadAndRead, detail } = historyUpload(org);
const clock = () => org.now;
const problems = async (importId: string) => (await call(historyProcedures.problems, { importId }, as())).problems;

const good = `${historyHead}A-1,,Backlog,2026-01-05T09:00:00Z
A-1,Backlog,In test,2026-01-06T09:00:00Z
A-2,,Backlog,2026-01-06T10:00:00Z
A-1,In test,Reopened,2026-01-07T09:00:00Z
A-1,Reopened,Done,2026-01-09T09:00:00Z
`;

const intervals = (importId: string) =>
  db
    .select()
    .from(historyIntervals)
    .where(eq(historyIntervals.importId, importId))
    .orderBy(historyIntervals.item, historyIntervals.position);
const staged = (importId: string) => db.$count(historyImportRows, eq(historyImportRows.importId, importId));

describe("an import", () => {
  it("is read, looked at and then counts, as states in our words with their times", async () => {
    const importId = await uploadAndRead(good, { whose: { kind: "service", serviceId: org.services.ledger.id } }, 17);
    expect(await detail(importId)).toMatchObject({
      status: "ready",
      findings: {
        format: "csv",
        rows: 5,
        items: 2,
        badItems: 0,
        firstAt: "2026-01-05T09:00:00.000Z",
        lastAt: "2026-01-09T09:00:00.000Z",
        sample: [["A-1", "", "Backlog", "2026-01-05T09:00:00Z"], [], [], [], []].map((row) =>
          row.length > 0 ? row : expect.any(Array),
        ),
      },
    });
    expect(await intervals(importId)).toEqual([]);
    await call(historyProcedures.confirm, { importId, states: [{ name: "Backlog", stage: "development" }] }, as());
    await importHistory(db, importId, org.now);
    expect(await detail(importId)).toMatchObject({ status: "imported", importedItems: 2, importedRows: 5 });
    expect(
      (await intervals(importId)).map(({ item, stage, enteredAt, leftAt }) => [
        item,
        stage,
        enteredAt.toISOString().slice(0, 10),
        leftAt?.toISOString().slice(0, 10),
      ]),
    ).toEqual([
      ["A-1", "development", "2026-01-05", "2026-01-06"],
      ["A-1", "testing", "2026-01-06", "2026-01-07"],
      ["A-1", "with_dev", "2026-01-07", "2026-01-09"],
      ["A-1", "released", "2026-01-09", undefined],
      ["A-2", "development", "2026-01-06", undefined],
    ]);
    const history = await loadImportedHistory(db);
    expect(history.find(({ item }) => item === "A-1")).toMatchObject({
      serviceId: org.services.ledger.id,
      teamId: null,
      intervals: [{ stage: "development" }, { stage: "testing" }, { stage: "with_dev" }, { stage: "released" }],
    });
    expect(await staged(importId)).toBe(0);
    expect(await db.$count(historyImportParts, eq(historyImportParts.importId, importId))).toBe(0);
    await call(historyProcedures.remove, { importId }, as());
    expect(await intervals(importId)).toEqual([]);
    const actions = (
      await db.select().from(auditEvents).where(eq(auditEvents.subjectId, importId)).orderBy(auditEvents.id)
    ).map(({ action }) => action);
    expect(actions).toEqual(["history.uploaded", "history.confirmed", "history.imported", "history.removed"]);
  });

  it("reports rows that make no sense with their lines, and leaves their items out as a whole", async () => {
    const importId = await uploadAndRead(`${good}A-2,Backlog,In test,2026-01-05T10:00:00Z
A-3,,Backlog,2026-09-38
A-4,,Backlog,2026-01-05T09:00:00Z
A-4,In test,Done,2026-01-06T09:00:00Z
A-1,,Backlog,2026-01-05T09:00:00Z
`);
    expect(await problems(importId)).toMatchObject([
      { line: 7, code: "time_backwards", item: "A-2" },
      { line: 8, code: "impossible_time", item: "A-3" },
      { line: 10, code: "broken_chain", item: "A-4" },
      { line: 11, code: "duplicate", item: "A-1" },
    ]);
    expect((await detail(importId)).findings).toMatchObject({ items: 4, badItems: 3, badRows: 3, duplicates: 1 });
    await call(historyProcedures.confirm, { importId }, as());
    await importHistory(db, importId, org.now);
    expect([...new Set((await intervals(importId)).map(({ item }) => item))]).toEqual(["A-1"]);
  });

  it("takes an export with a column for each state, also where one line tells of several changes of several items", async () => {
    const wide = `Issue key,Summary,Status,Created,Backlog,In test,Done
PAY-1,Refunds,Done,2026-01-04,2026-01-05T09:00:00Z,2026-01-06T09:00:00Z,2026-01-09T09:00:00Z
PAY-2,Vouchers,In test,2026-01-05,2026-01-06T10:00:00Z,2026-01-05T10:00:00Z,
PAY-3,Gifts,Backlog,2026-01-06,2026-02-30,,
`;
    const importId = await uploadAndRead(wide);
    expect(await detail(importId)).toMatchObject({
      reading: { columns: { item: "Issue key", states: ["Backlog", "In test", "Done"] } },
      findings: { format: "jira", items: 3, badItems: 1, badRows: 1 },
    });
    expect(await problems(importId)).toMatchObject([{ line: 4, code: "impossible_time", item: "PAY-3" }]);
    await call(historyProcedures.confirm, { importId }, as());
    await importHistory(db, importId, org.now);
    expect((await intervals(importId)).map(({ item, state, leftAt }) => [item, state, leftAt !== null])).toEqual([
      ["PAY-1", "Backlog", true],
      ["PAY-1", "In test", true],
      ["PAY-1", "Done", false],
      ["PAY-2", "In test", true],
      ["PAY-2", "Backlog", false],
    ]);
  });

  it("has the columns that are states said by hand, and refuses what cannot be", async () => {
    const importId = await uploadAndRead(`a,b,c,d
PAY-1,2026-01-05T09:00:00Z,2026-01-06T09:00:00Z,x
`);
    expect((await detail(importId)).findings).toMatchObject({ rows: 0 });
    const again = (columns: { item: string; states: string[] }) =>
      call(historyProcedures.readAgain, { importId, columns }, as());
    for (const [columns, message] of [
      [{ item: "a", states: ["b", "z"] }, "The file has no column “z”."],
      [{ item: "a", states: ["a", "b"] }, "“a” holds the item, it is no state."],
      [{ item: "a", states: ["b", "b"] }, "Name at least 2 columns that are states."],
    ] as const)
      expect(await refusalFrom(again({ ...columns, states: [...columns.states] }))).toMatchObject({
        code: "invalid_input",
        message,
        field: "columns.states",
      });
    await again({ item: "a", states: ["b", "c"] });
    await readHistory(db, importId, clock);
    expect((await detail(importId)).findings).toMatchObject({
      rows: 2,
      items: 1,
      states: [{ name: "b" }, { name: "c" }],
    });
  });

  it("may come from a spreadsheet: byte order mark, CRLF, semicolons, line breaks in quotes, a header that stands twice", async () => {
    const importId = await uploadAndRead(
      [
        "\uFEFFIssue key;Summary;Field;From;To;Date;Summary",
        'PAY-1;"Round; the\r\n""interest""";Status;;Backlog;03/Dez/25 9:22 AM;x',
        "PAY-1;;assignee;a;b;04/Dez/25 9:22 AM;x",
        "",
        "PAY-1;;Status;Backlog;In Test;32/Dez/25 9:22 AM;x",
        "PAY-2;;Status;;Backlog;05/Mär/26 2:05 PM;x",
      ].join("\r\n"),
    );
    expect((await detail(importId)).findings).toMatchObject({
      format: "jira",
      rows: 3,
      passedOver: 1,
      items: 2,
      badItems: 1,
      firstAt: "2025-12-03T09:22:00.000Z",
      lastAt: "2026-03-05T14:05:00.000Z",
    });
    expect(await problems(importId)).toMatchObject([{ line: 6, code: "impossible_time", item: "PAY-1" }]);
  });

  it("does not begin while a state means nothing, or when nothing makes sense", async () => {
    const strange = await uploadAndRead(`${historyHead}A-1,,Zwischenlager,2026-01-05T09:00:00Z\n`);
    expect(await refusalFrom(call(historyProcedures.confirm, { importId: strange }, as()))).toMatchObject({
      code: "invalid_input",
      message: "Say what “Zwischenlager” means.",
    });
    const bad = await uploadAndRead(`${historyHead}A-1,,Backlog,never\n`);
    expect((await refusalFrom(call(historyProcedures.confirm, { importId: bad }, as()))).code).toBe("invalid_input");
  });

  it("asks for its columns when their names tell nothing, and is then read again", async () => {
    const importId = await uploadAndRead("a;b;c\nX-1;In test;03/04/2026 10:00\nX-1;Done;04/04/2026 10:00\n");
    expect(await detail(importId)).toMatchObject({
      status: "ready",
      findings: {
        headers: ["a", "b", "c"],
        rows: 0,
        sample: [["X-1", "In test", "03/04/2026 10:00"], expect.any(Array)],
      },
    });
    const columns = { item: "a", to: "b", at: "c" };
    expect(
      (await refusalFrom(call(historyProcedures.readAgain, { importId, columns: { ...columns, at: "d" } }, as())))
        .field,
    ).toBe("columns.at");
    await call(historyProcedures.readAgain, { importId, columns, zone: "Europe/Berlin", dayFirst: true }, as());
    await readHistory(db, importId, clock);
    expect((await detail(importId)).findings).toMatchObject({ rows: 2, items: 1, firstAt: "2026-04-03T08:00:00.000Z" });
  });

  it("that is no table fails with its line, and one with endless states says that the column is another", async () => {
    const broken = await uploadAndRead(`${historyHead}A-1,,"never closed\n`);
    expect(await detail(broken)).toMatchObject({ status: "failed", message: expect.stringContaining("no table") });
    const many = Array.from({ length: 300 }, (_, index) => `A-${index},,State ${index},2026-01-05T09:00:00Z`).join(
      "\n",
    );
    expect(await detail(await uploadAndRead(`${historyHead}${many}`))).toMatchObject({
      status: "failed",
      message: expect.stringContaining("column “to”"),
    });
  });

  it("cancelled while it is read stops at the next batch and leaves nothing", async () => {
    const rows = Array.from({ length: 9_000 }, (_, index) => `A-${index},,Backlog,2026-01-05T09:00:00Z`).join("\n");
    const importId = await upload(`${historyHead}${rows}`);
    await db.execute(sql`create or replace function cancel_in_time() returns trigger language plpgsql as $$
      begin update history_imports set status = 'cancelled' where id = new.import_id and new.line > 4000; return new; end $$`);
    await db.execute(
      sql`create trigger cancel_in_time after insert on history_import_rows for each row when (new.line = 4001) execute function cancel_in_time()`,
    );
    await readHistory(db, importId, clock);
    await db.execute(sql`drop trigger cancel_in_time on history_import_rows`);
    expect((await detail(importId)).status).toBe("cancelled");
    expect(await staged(importId)).toBeLessThanOrEqual(6_000);
    expect(await intervals(importId)).toEqual([]);
  });

  it("has forecasts made anew when it begins to count, and when it is taken out again", async () => {
    const asked = async () => {
      const { rows } = await db.execute(sql`select 1 from graphile_worker.jobs where key = 'refresh_forecasts'`);
      await db.execute(sql`select graphile_worker.remove_job('refresh_forecasts')`);
      return rows.length;
    };
    const importId = await uploadAndRead(good);
    await call(historyProcedures.confirm, { importId }, as());
    await asked();
    await importHistory(db, importId, org.now);
    expect(await asked()).toBe(1);
    await call(historyProcedures.remove, { importId }, as());
    expect(await asked()).toBe(1);
  });

  it("started over after a kill forgets what the killed run had staged", async () => {
    const importId = await upload(good);
    await db.update(historyImports).set({ run: 1 }).where(eq(historyImports.id, importId));
    await db.insert(historyImportRows).values({ importId, line: 99, item: "Z", state: "Done", at: org.now });
    await readHistory(db, importId, clock);
    expect(await staged(importId)).toBe(5);
  });

  it("broken off in the middle of becoming history leaves nothing of it, and the next attempt takes all", async () => {
    const importId = await uploadAndRead(good);
    await call(historyProcedures.confirm, { importId }, as());
    await db.execute(sql`create or replace function break_off() returns trigger language plpgsql as $$
      begin raise exception 'killed'; end $$`);
    await db.execute(
      sql`create trigger break_off after insert on history_intervals for each row when (new.state = 'Done') execute function break_off()`,
    );
    await expect(importHistory(db, importId, org.now)).rejects.toThrow();
    await db.execute(sql`drop trigger break_off on history_intervals`);
    expect(await intervals(importId)).toEqual([]);
    expect([(await detail(importId)).status, await staged(importId)]).toEqual(["importing", 5]);
    await importHistory(db, importId, org.now);
    expect((await detail(importId)).importedRows).toBe(5);
  });

  it("cancelled before the worker turns it into history changes nothing, and an upload goes on after a lost answer", async () => {
    const importId = await uploadAndRead(good);
    await call(historyProcedures.confirm, { importId }, as());
    await call(historyProcedures.cancel, { importId }, as());
    await importHistory(db, importId, org.now);
    expect(await intervals(importId)).toEqual([]);
    expect((await refusalFrom(call(historyProcedures.remove, { importId }, as()))).code).toBe("wrong_state");

    const { importId: slow } = await call(historyProcedures.start, { fileName: "b.csv", bytes: 10 }, as());
    const part = { importId: slow, position: 0, text: "ü" };
    expect(await call(historyProcedures.addPart, part, as())).toEqual({ receivedBytes: 2 });
    expect(await call(historyProcedures.addPart, part, as())).toEqual({ receivedBytes: 2 });
    expect((await refusalFrom(call(historyProcedures.finishUpload, { importId: slow, parts: 2 }, as()))).message).toBe(
      "Only 1 of 2 parts have arrived.",
    );
  });
});

describe("a large file", () => {
  it("has every row that makes no sense in its report, however many there are", async () => {
    const rows = Array.from({ length: 6_000 }, (_, index) => `A-${index},,Backlog,2019-09-38`).join("\n");
    const importId = await uploadAndRead(historyHead + rows);
    const tail = await call(historyProcedures.problems, { importId, limit: 1_000, after: 5_001 }, as());
    expect(tail).toMatchObject({ problems: { length: 1_000 } });
    expect(tail.problems.at(-1)).toMatchObject({ line: 6_001, item: "A-5999", code: "impossible_time" });
    expect(tail.next).toBeUndefined();
  });

  it("of 50,000 rows goes in within bounded memory, and counts whole", async () => {
    const lines = function* () {
      for (let item = 0; item < 12_500; item++) {
        const at = (hour: number) => new Date(Date.UTC(2026, 0, 1) + (item * 4 + hour) * 60_000).toISOString();
        yield `P-${item},,Backlog,${at(0)}\nP-${item},Backlog,In test,${at(1)}\nP-${item},In test,Reopened,${at(2)}\nP-${item},Reopened,Done,${at(3)}\n`;
      }
    };
    const importId = await upload(historyHead + [...lines()].join(""));
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().heapUsed - before);
    }, 5);
    await readHistory(db, importId, clock);
    clearInterval(watch);
    // The rows alone would take more; what is kept grows with the items and a mark per row.
    expect(most / 1024 / 1024).toBeLessThan(150);
    expect((await detail(importId)).findings).toMatchObject({ rows: 50_000, items: 12_500, badRows: 0 });
    await call(historyProcedures.confirm, { importId }, as());
    await importHistory(db, importId, org.now);
    expect(await detail(importId)).toMatchObject({ status: "imported", importedItems: 12_500, importedRows: 50_000 });
  });
});

/** Histories of real teams; they lie beside the repository and are skipped with a line where they are absent. */
const folder = fileURLToPath(new URL("../../../shared/data/handoff/", import.meta.url));
const there = existsSync(folder);
if (!there) process.stderr.write(`skipped: histories of real teams, ${folder} is absent\n`);

describe.runIf(there)("histories of real teams", () => {
  it.each([
    ["helpdesk_events.csv", 21_348, 4_580],
    ["bpic2013_problems_events.csv", 8_368, 2_306],
    ["jira_kanban_board_events.csv", 145, 29],
  ])("%s goes in as it is: every chain holds, every state is guessed", async (name, rows, items) => {
    const importId = await uploadAndRead(readFileSync(`${folder}${name}`, "utf8"), { fileName: name });
    const { findings } = await detail(importId);
    expect(findings).toMatchObject({ rows: expect.any(Number), items });
    expect((findings?.rows ?? 0) - (findings?.duplicates ?? 0)).toBeGreaterThan(rows * 0.97);
    expect(findings?.problems).not.toHaveProperty("broken_chain");
    expect(findings?.problems).not.toHaveProperty("time_backwards");
    expect(findings?.states.filter(({ stage }) => stage === null)).toEqual([]);
  });
});
