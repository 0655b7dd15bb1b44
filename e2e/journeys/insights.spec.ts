import { readFile } from "node:fs/promises";
import { expect, test } from "@/e2e/example/journey";
import { InsightsPage } from "@/e2e/pages/insights-page";

test("somebody asks whether the work gets better, looks at a month, opens a table and takes it along", async ({
  enter,
}) => {
  const page = await enter("stakeholder");
  const insights = new InsightsPage(page);
  await insights.go();

  await test.step("each figure says in a sentence what it comes to", async () => {
    await expect(insights.figure("Delivery")).toContainText(/\d+ deployments arrived in Production/);
    await expect(insights.figure("Delivery")).toContainText("Change failure rate");
    await expect(insights.plot("Cycle times")).toHaveAccessibleName(/Half within .+, 85 % within .+ releases\./);
    await expect(insights.figure("On-time departures")).toContainText(/\d+ % of \d+ slots left on time\./);
    await expect(insights.figure("Bounces")).toContainText(/\d+ % of \d+ judged builds came back\./);
    await expect(insights.figure("Use of slots")).toContainText("Next two weeks");
    await expect(insights.figure("Flow of the queue")).toContainText(/waiting now/);
    await expect(insights.figure("Age of work in progress")).toContainText(/releases under way/);
  });

  await test.step("another period counts by day, and stays in the address", async () => {
    await insights.choosePeriod("30 days");
    await expect(page).toHaveURL(/days=30/);
    const head = page.locator("header").filter({ has: page.getByRole("heading", { name: "Insights" }) });
    await expect(head).toContainText("by day");
  });

  await test.step("the table behind a figure, and the same as a file", async () => {
    await insights.openTable("Cycle times");
    const rows = insights.table("Cycle times").getByRole("row");
    await expect(rows.nth(1)).toBeVisible();
    const [, release] = (await rows.nth(1).innerText()).match(/^(\S+ \S+)/) ?? [];
    const [download] = await Promise.all([page.waitForEvent("download"), insights.csv("Cycle times").click()]);
    expect(download.suggestedFilename()).toMatch(/^cycle-times-30-days-until-\d{4}-\d{2}-\d{2}\.csv$/);
    const lines = (await readFile(await download.path(), "utf8")).split("\r\n");
    expect(lines[0]).toBe("Release,First handed over (UTC),Accepted (UTC),Rounds,Cycle time (hours)");
    expect(lines.find((line) => line.startsWith(`${release},`))).toBeDefined();
  });
});
