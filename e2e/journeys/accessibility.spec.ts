import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/example/journey";
import { unique } from "@/e2e/example/names";
import { SchedulePage } from "@/e2e/pages/schedule-page";
import { memberScreens, type Screen } from "@/e2e/pages/screens";
import { contrastViolations, narrowViolations, overflow, violations } from "@/e2e/pages/violations";

const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
/** The narrowest screen that must not scroll sideways. */
const narrowest = { width: 360, height: 780 };

test.describe.configure({ mode: "parallel" });

/** The same on every screen: it is looked at with the first. */
const navigation = 'nav[aria-label="Main"]';

/**
 * On a wide screen in both themes, then on a phone. The page is made narrower, as by somebody who turns their tablet: what it shows
 * follows, and loading every screen a second time would cost as long again.
 */
async function isAccessible(
  page: Page,
  { name, covers, isPanel }: Pick<Screen, "name" | "covers" | "isPanel">,
  { isFirst = false } = {},
) {
  const without = [...(isFirst ? [] : [navigation]), ...(covers === undefined ? [] : [covers])];
  await page.emulateMedia({ colorScheme: "light" });
  expect.soft(await violations(page, { without }), `${name}, light`).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect.soft(await contrastViolations(page, { without }), `${name}, dark`).toEqual([]);
  await page.setViewportSize(phone);
  await isAtRest(page, isPanel);
  expect.soft(await narrowViolations(page, { without }), `${name} on a phone`).toEqual([]);
  await page.setViewportSize(narrowest);
  expect.soft(await overflow(page), `${name} at ${narrowest.width} px`).toBeLessThanOrEqual(0);
  await page.setViewportSize(wide);
}

async function visit(page: Page, { path, isPanel }: Pick<Screen, "path" | "isPanel">) {
  await page.goto(path);
  await isAtRest(page, isPanel);
}

async function isAtRest(page: Page, isPanel: boolean) {
  await expect(page.getByRole("heading").first()).toBeVisible();
  // It comes when the browser knows how wide it is, and takes from people what lies beneath.
  if (isPanel) await expect(page.getByRole("dialog").or(page.getByRole("alertdialog"))).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  // A panel that is still on its way into sight is not yet what keeps people from what lies beneath.
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState, effect }) => {
      return playState !== "running" || effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY;
    }),
  );
}

/** The screens are many: in halves, so that nobody waits for one long test. */
const halves = [0, 1];

for (const half of halves) {
  test(`every screen of a member is free of accessibility violations, half ${half + 1}`, async ({ enter, as }) => {
    test.setTimeout(1_200_000);
    const screens = await memberScreens(await as("admin"));
    const page = await enter("admin", { viewport: wide, reducedMotion: "reduce" });
    for (const [index, screen] of screens.filter((_, place) => place % halves.length === half).entries()) {
      await visit(page, screen);
      await isAccessible(page, screen, { isFirst: index === 0 });
    }
  });
}

test("so are the screens of visitors", async ({ as, browser }) => {
  test.setTimeout(600_000);
  const { links } = await (await as("release_manager")).access.createShareLink({ name: unique("Axe") });
  const { link } = await (await as("admin")).people.invite({
    email: "axe@northwind.example",
    role: "qa",
    teamId: null,
  });
  const stranger = await browser.newContext({ viewport: wide, reducedMotion: "reduce" });
  const visitor = await stranger.newPage();
  const screens = {
    "sign-in": "/sign-in",
    joining: link,
    "shared week": links.schedule,
    board: links.departures,
  };
  for (const [name, path] of Object.entries(screens)) {
    await visit(visitor, { path, isPanel: false });
    await isAccessible(visitor, { name, isPanel: false });
  }
  await visit(visitor, { path: "/api-docs", isPanel: false });
  // Some of each kind of field; all of them are a document that takes minutes to measure.
  const operations = await visitor.locator("details:first-of-type > summary").all();
  for (const operation of operations.slice(0, 12)) await operation.click();
  await isAccessible(visitor, { name: "the API", isPanel: false, covers: "section:nth-of-type(n+4)" });
  await stranger.close();
});

test("so are the dialogs", async ({ enter }) => {
  test.setTimeout(600_000);
  const page = await enter("developer", { viewport: wide, reducedMotion: "reduce" });
  const schedule = new SchedulePage(page);
  await schedule.go();
  await schedule.openBooking();
  await expect(schedule.held).toBeVisible();
  await isAccessible(page, { name: "booking a slot", isPanel: true });
  const manager = await enter("release_manager", { viewport: wide, reducedMotion: "reduce" });
  await manager.goto("/settings/freezes");
  await manager
    .getByRole("button", { name: /^Grant / })
    .first()
    .click();
  await expect(manager.getByRole("alertdialog")).toBeVisible();
  await isAccessible(manager, { name: "granting an exception", isPanel: true });
  await manager.keyboard.press("Escape");
  await manager.getByRole("button", { name: "Stop the line" }).first().click();
  await expect(manager.getByRole("alertdialog").getByRole("list")).toBeVisible();
  await isAccessible(manager, { name: "stopping the line", isPanel: true });
  await page.goto("/releases");
  await page.getByRole("button", { name: "New release" }).first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await isAccessible(page, { name: "a new release", isPanel: true });
});
