import { expect, test } from "@/e2e/example/journey";
import { QueuePage } from "@/e2e/pages/queue-page";

test("a page that was refused its event stream, as while a server restarts, comes back to it and shows what has happened", async ({
  enter,
  plan,
}) => {
  const page = await enter("qa");
  let asked = 0;
  await page.route("**/api/stream?*", (route) => (++asked === 1 ? route.fulfill({ status: 502 }) : route.continue()));
  const queue = new QueuePage(page);
  await queue.go();
  await expect.poll(() => asked).toBeGreaterThan(0);
  const { name } = await plan.handedOver("mailer");
  await expect(queue.card(name, 1)).toBeVisible();
  expect(asked).toBe(2);
});

test("a list that could not be read is asked for again by itself, with nobody reloading the page", async ({
  enter,
  plan,
}) => {
  const { name, version } = await plan.handedOver("mailer");
  const page = await enter("developer");
  await page.goto("/releases");
  await expect(page.getByRole("heading", { level: 1, name: "Releases" })).toBeVisible();
  await page.route("**/api/rpc/releases/list**", (route) => route.abort());
  await page.getByRole("searchbox").fill(version);
  const failure = page.getByRole("main").getByRole("alert");
  await expect(failure).toContainText("That did not work");
  await page.unrouteAll();
  await expect(failure).toHaveCount(0, { timeout: 60_000 });
  await expect(page.getByRole("link", { name })).toBeVisible();
});
