import { readFile } from "node:fs/promises";
import { expect, test } from "@/e2e/example/journey";
import { unique } from "@/e2e/example/names";
import { HistoryPage } from "@/e2e/pages/history-page";
import { Shell } from "@/e2e/pages/shell";

const good = `item,from,to,at
A-1,,Backlog,2026-01-05T09:00:00Z
A-1,Backlog,In test,2026-01-06T09:00:00Z
A-1,In test,Zwischenlager,2026-01-07T09:00:00Z
A-1,Zwischenlager,Done,2026-01-09T09:00:00Z
A-2,,Backlog,2026-01-06T09:00:00Z
A-2,Backlog,In test,2026-01-08T09:00:00Z
`;

test("a history with rows that make no sense is looked at and cancelled; mended it is imported, and taken out again", async ({
  enter,
}) => {
  const manager = await enter("release_manager");
  const history = new HistoryPage(manager);
  const shell = new Shell(manager);
  const name = `${unique("board")}.csv`;
  await history.go();

  await test.step("bad rows are told with their lines, in a report to take along", async () => {
    await history.upload(name, `${good}A-2,In test,Done,2026-01-07T09:00:00Z\nA-3,,Backlog,2026-02-30\n`);
    await expect(history.preview).toContainText("2 of 3 left out");
    await expect(history.report).toContainText("1 × times running backwards");
    await expect(history.report).toContainText("1 × impossible times");
    await expect(history.report.getByRole("row", { name: /Line 8/ })).toContainText("A-2");
    await expect(history.report.getByRole("row", { name: /Line 9/ })).toContainText(
      "“2026-02-30” is no time that exists.",
    );
    const [file] = await Promise.all([
      manager.waitForEvent("download"),
      history.report.getByRole("button", { name: "Download the report" }).click(),
    ]);
    expect(await readFile(await file.path(), "utf8")).toContain('"8","A-2","time_backwards"');
  });
  await test.step("cancelled, nothing of it counts", async () => {
    await history.cancel();
    await expect(shell.notice("Nothing of it was imported.")).toBeVisible();
    await expect(history.row(name)).toContainText("cancelled");
  });
  await test.step("mended, every row makes sense; a strange state is asked about before anything is imported", async () => {
    await history.upload(name, good);
    await expect(history.report).toContainText("1 × unknown states");
    await expect(history.confirm).toBeDisabled();
    await history.says("Zwischenlager", "sent back, with dev");
    await history.confirm.click();
    await expect(history.state("imported")).toBeVisible();
  });
  await test.step("it can be taken out again", async () => {
    await history.go();
    await expect(history.row(name).filter({ hasText: "2 (6 changes)" })).toBeVisible();
    await history.remove(name);
    await expect(shell.notice(`${name} is out of the history again`)).toBeVisible();
    await expect(history.row(name).filter({ hasText: "removed" })).toBeVisible();
  });
});
