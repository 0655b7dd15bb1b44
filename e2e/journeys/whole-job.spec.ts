import { expect, test } from "@/e2e/example/journey";
import { exampleZone, minuteIn, minutesAfter, timeOnScreen } from "@/e2e/example/moments";
import { newArtifact, newVersion, unique } from "@/e2e/example/names";
import { ApprovalsPage } from "@/e2e/pages/approvals-page";
import { DeparturesPage } from "@/e2e/pages/departures-page";
import { QueuePage } from "@/e2e/pages/queue-page";
import { ReleasePage } from "@/e2e/pages/release-page";
import { SchedulePage } from "@/e2e/pages/schedule-page";
import { WindowPage } from "@/e2e/pages/window-page";
import { wallTimeAt } from "@/lib/time/zone";

const gridMinutes = 5;

test("the whole job in four roles: handed over, sent back, accepted, booked, signed, opened at its second, released", async ({
  enter,
  as,
  plan,
}) => {
  test.setTimeout(480_000);
  const version = newVersion();
  const name = `web ${version}`;
  const windowName = unique("Sunday window");
  const reason = "Statements of the first of the month are empty.";
  const [developer, tester, manager, watcher] = [
    await enter("developer"),
    await enter("qa"),
    await enter("release_manager"),
    await enter("stakeholder"),
  ];
  const release = new ReleasePage(developer);
  const queue = new QueuePage(tester);
  const schedule = new SchedulePage(developer);
  const board = new DeparturesPage(watcher);
  const watched = new SchedulePage(await watcher.context().newPage());
  await Promise.all([queue.go(), board.go()]);

  await test.step("the developer hands rc 1 over; it appears in the queue by itself", async () => {
    await release.create({ service: "web", version, summary: "Weekend payouts" });
    await release.handOver({ ...newArtifact(), changes: "Weekend payouts\nStatements as PDF" });
    await expect(queue.card(name, 1)).toBeVisible();
  });

  await test.step("QA claims it and sends it back with a reason, which the developer reads without a reload", async () => {
    await queue.claim(name, 1);
    await queue.reject(name, 1, { category: "wrong result", severity: "major", reason });
    await expect(release.rounds).toContainText(reason);
  });

  await test.step("the developer hands rc 2 over and QA accepts it", async () => {
    await release.handOver({ ...newArtifact(), changes: "Statements are filled again" });
    await queue.claim(name, 2);
    await queue.accept(name, 2, "Looked at twelve statements.");
    await expect(release.chip("accepted")).toBeVisible();
  });

  // The first start on the grid that leaves time to book and to sign.
  const start = minuteIn(100);
  await plan.clearTheWay("web", { start, end: minutesAfter(start, 65) });
  const opens = minutesAfter(start, -gridMinutes);
  await test.step("the release manager sets up a window", async () => {
    const [day = "", time = ""] = wallTimeAt(opens, exampleZone).slice(0, 16).split("T");
    await new WindowPage(manager).setUpOnce({ name: windowName, day, time, minutes: 65, grid: "every 5 min" });
  });

  await test.step("the developer books by a press on free room; the room is held while they choose", async () => {
    await schedule.go({ at: start });
    await schedule.bookIn(windowName);
    await expect(schedule.held).toBeVisible();
    await expect(schedule.booking.getByLabel("Start")).toHaveText(new RegExp(timeOnScreen(start)));
    await schedule.choose(name);
    await schedule.book();
    await expect(schedule.gate("Approvals")).toContainText("0 of 2");
    await expect(board.row(name)).toContainText("Awaiting 2 approvals");
  });

  await test.step("whoever built and booked it cannot approve it, and reads why", async () => {
    const approvals = new ApprovalsPage(developer);
    await approvals.go("?view=others");
    await approvals.choose(name);
    await expect(approvals.sheet).toContainText("so somebody else must approve it");
    await expect(approvals.approve(name)).toHaveCount(0);
  });

  await test.step("release manager and QA sign", async () => {
    for (const page of [manager, tester]) {
      const approvals = new ApprovalsPage(page);
      await approvals.go();
      await approvals.sign(name);
    }
    await expect(board.row(name)).toContainText("Boarding");
    await watched.go({ at: start });
    await expect(watched.card(name)).toHaveAccessibleName(/ready/);
    expect(Date.now(), "signed in time").toBeLessThan(start.getTime());
  });

  await test.step("the slot opens by itself, and the receiver, which checks the signature, reports back", async () => {
    const untilItsSecond = start.getTime() - Date.now();
    // The receiver may be done before the board has drawn that it departs.
    await expect(board.row(name)).toContainText(/Departing now|Released/, { timeout: untilItsSecond + 60_000 });
    await expect(board.row(name)).toContainText("Released");
    const client = await as("developer");
    const { deployments } = await client.deployments.list({});
    const mine = deployments.find((each) => each.release.version === version);
    const detail = await client.deployments.detail({ deploymentId: mine?.id ?? "" });
    expect(detail.attempts.map(({ statusCode }) => statusCode)).toEqual([202]);
    expect(detail.attempts[0]?.responseExcerpt).toContain("signature verified");
    expect(detail.reports.map(({ status }) => status)).toEqual(["running", "succeeded"]);
    // How soon after its second is measured by the bench: here everything else runs on the same cores.
    expect(mine?.latenessMillis, "not before its second").toBeGreaterThanOrEqual(0);
  });

  await test.step("so do the schedule, which nobody touched, and the page of the release", async () => {
    await expect(watched.card(name)).toHaveAccessibleName(/released/);
    await developer.goto("/releases");
    await developer.getByRole("link", { name }).click();
    await expect(release.chip("released")).toBeVisible();
  });
});
