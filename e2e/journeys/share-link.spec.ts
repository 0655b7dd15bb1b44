import ICAL from "ical.js";
import { expect, test } from "@/e2e/example/journey";
import { minutesAfter, openingIn } from "@/e2e/example/moments";
import { unique } from "@/e2e/example/names";
import { AccessPage } from "@/e2e/pages/access-page";
import { DeparturesPage } from "@/e2e/pages/departures-page";

/** What a calendar program keeps of an event to recognise and to update it. */
function eventOf(ics: string, release: string) {
  const events = new ICAL.Component(ICAL.parse(ics)).getAllSubcomponents("vevent").map((each) => new ICAL.Event(each));
  const found = events.filter(({ summary }) => summary.includes(release));
  return found.map(({ uid, sequence, startDate }) => ({ uid, sequence, start: startDate.toJSDate() }));
}

test("a share link shows schedule, board and calendar to somebody without an account, until it is revoked", async ({
  enter,
  plan,
  as,
  page,
  request,
}) => {
  const release = await plan.accepted("gateway");
  const opening = await plan.opening(openingIn(4 * 3600, 120));
  const halfway = minutesAfter(opening.start, 60);
  const slotId = await plan.booked(release, opening, opening.start, halfway);

  const manager = await enter("release_manager");
  const access = new AccessPage(manager);
  const name = unique("Hall screen");
  await access.go();
  await access.createShareLink(name);
  const link = access.shareLink(name);
  const [schedule, departures, calendar] = [
    await link.getByLabel("Schedule").inputValue(),
    await link.getByLabel("Departures board").inputValue(),
    await link.getByLabel("Calendar (ICS)").inputValue(),
  ];

  await test.step("a stranger reads the week and the board", async () => {
    await page.goto(schedule);
    await expect(page.getByRole("heading", { name: release.name })).toBeVisible();
    await page.goto(departures);
    await expect(new DeparturesPage(page).row(release.name)).toContainText("Awaiting 2 approvals");
  });

  const [before] = eventOf(await (await request.get(calendar)).text(), release.name);
  expect(before).toMatchObject({ sequence: 0, start: opening.start });

  await test.step("a move reaches the board by itself, and the calendar as an update of the same event", async () => {
    const during = { start: halfway.toISOString(), end: opening.end.toISOString() };
    await (await as("release_manager")).slots.move({ slotId, occurrenceId: opening.id, during });
    await expect(new DeparturesPage(page).row(release.name)).toContainText("Moved from");
    const after = eventOf(await (await request.get(calendar)).text(), release.name);
    expect(after).toHaveLength(1);
    expect(after[0]).toMatchObject({ uid: before?.uid, start: halfway });
    expect(after[0]?.sequence).toBeGreaterThan(0);
  });

  await test.step("a slot that was given up is cancelled in the calendar, not left standing", async () => {
    await (await as("release_manager")).slots.cancel({ slotId, reason: "Not needed any more." });
    await expect(new DeparturesPage(page).row(release.name)).toContainText("Cancelled");
    const ics = await (await request.get(calendar)).text();
    expect(eventOf(ics, release.name)).toMatchObject([{ uid: before?.uid }]);
    expect(ics).toContain("STATUS:CANCELLED");
  });

  await test.step("revoked, it opens nothing any more", async () => {
    await access.revoke(name);
    expect((await request.get(calendar)).status(), "gone for good, says a calendar program").toBe(410);
    expect((await request.get(departures)).status()).toBe(404);
    await page.goto(schedule);
    await expect(page.getByText(release.name)).toHaveCount(0);
  });
});
