import { expect, test } from "@/e2e/example/journey";
import { NoticesPage } from "@/e2e/pages/notices-page";

test("a developer is told at once that a build came back, follows it, and has read it in every window", async ({
  enter,
  as,
  plan,
}) => {
  const release = await plan.handedOver("ledger");
  const page = await enter("developer");
  const notices = new NoticesPage(page);
  await page.goto("/bookings");
  const all = new NoticesPage(await enter("developer"));
  await all.go();

  const { handoffId } = release;
  const tester = await as("qa");
  await tester.handoffs.claim({ handoffId });
  const reason = "Totals are off by one cent.";
  await tester.handoffs.reject({ handoffId, category: "wrong_result", severity: "major", reason });

  const title = `${release.name} rc 1 came back from QA`;
  await expect(all.notice(title)).toContainText("Unread");
  await expect(notices.bell).toHaveAccessibleName(/\d+ unread$/);
  await notices.bell.press("Enter");
  await expect(notices.popover).toContainText(reason);
  await notices.popover.getByRole("link", { name: title }).click();
  await expect(page).toHaveURL(new RegExp(`/releases/${release.id}$`));
  await expect(all.notice(title)).not.toContainText("Unread");

  // Whoever rejected it knows.
  const { notices: told } = await (await as("qa")).notices.list({});
  expect(told.filter((each) => each.title === title)).toEqual([]);
});
