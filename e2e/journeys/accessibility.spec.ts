import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/example/journey";
import { unique } from "@/e2e/example/names";
import { SchedulePage } from "@/e2e/pages/schedule-page";
import { memberScreens, type Screen } from "@/e2e/pages/screens";
import { contrastViolations, narrowViolations, overflow, violations } from "@/e2e/pages/violations";

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
/** The narrowest screen that must not scroll sideways. */
const narrowest = { width: 360, height: 780 };

test.describe.configure({ mode: "parallel" });

/** The same on every screen: it is looked at with the first. */
const navigation = 'nav[aria-label="Main"]';

/** Colours and structure are the same on every width: they are looked at on the wide one. */
async function isAccessible(page: Page, { name, covers }: Pick<Screen, "name" | "covers">, { isFirst = false } = {}) {
  const without = [...(isFirst ? [] : [navigation]), ...(covers === undefined ? [] : [covers])];
  await page.emulateMedia({ colorScheme: "light" });
  if ((page.viewportSize()?.width ?? 0) < 768) {
    expect.soft(await narrowViolations(page, { without }), name).toEqual([]);
    return;
  }
  expect.soft(await violations(page, { without }), `${name}, light`).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect.soft(await contrastViolations(page, { without }), `${name}, dark`).toEqual([]);
}

async function visit(page: Page, screen: Screen) {
  await page.goto(screen.path);
  await expect(page.getByRole("heading").first()).toBeVisible();
  // It comes when the browser knows how wide it is, and takes from people what lies beneath.
  if (screen.covers !== undefined) await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  // A panel that is still on its way into sight is not yet what keeps people from what lies beneath.
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState, effect }) => {
      return playState !== "running" || effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY;
    }),
  );
}

async function fitsNarrowest(page: Page, { name }: Pick<Screen, "name">) {
  await page.setViewportSize(narrowest);
  expect.soft(await overflow(page), `${name} at ${narrowest.width} px`).toBeLessThanOrEqual(0);
}

/** The screens are many: in halves, so that nobody waits for one long test. */
const halves = [0, 1];

for (const viewport of sizes) {
  for (const half of halves) {
    test(`every screen of a member is free of accessibility violations, ${viewport.width} px wide, half ${half + 1}`, async ({
      enter,
      as,
    }) => {
      test.setTimeout(600_000);
      const screens = await memberScreens(await as("admin"));
      const page = await enter("admin", { viewport, reducedMotion: "reduce" });
      for (const [index, screen] of screens.filter((_, place) => place % halves.length === half).entries()) {
        await page.setViewportSize(viewport);
        await visit(page, screen);
        await isAccessible(page, screen, { isFirst: index === 0 });
        if (viewport.width < 768) await fitsNarrowest(page, screen);
      }
    });
  }

  test(`so are the screens of visitors and the dialogs, ${viewport.width} px wide`, async ({ enter, as, browser }) => {
    test.setTimeout(240_000);
    const { links } = await (await as("release_manager")).access.createShareLink({ name: unique("Axe") });
    const { link } = await (await as("admin")).people.invite({
      email: `axe.${viewport.width}@northwind.example`,
      role: "qa",
      teamId: null,
    });
    const stranger = await browser.newContext({ viewport, reducedMotion: "reduce" });
    const visitor = await stranger.newPage();
    const screens = {
      "sign-in": "/sign-in",
      joining: link,
      "shared week": links.schedule,
      board: links.departures,
    };
    for (const [name, path] of Object.entries(screens)) {
      await visitor.setViewportSize(viewport);
      await visit(visitor, { name, path });
      await isAccessible(visitor, { name });
      if (viewport.width < 768) await fitsNarrowest(visitor, { name });
    }
    await visitor.setViewportSize(viewport);
    await visit(visitor, { name: "the API", path: "/api-docs" });
    // Some of each kind of field; all of them are a document that takes minutes to measure.
    const operations = await visitor.locator("details:first-of-type > summary").all();
    for (const operation of operations.slice(0, 12)) await operation.click();
    await isAccessible(visitor, { name: "the API", covers: "section:nth-of-type(n+4)" });
    if (viewport.width < 768) await fitsNarrowest(visitor, { name: "the API" });
    await stranger.close();

    const page = await enter("developer", { viewport, reducedMotion: "reduce" });
    const schedule = new SchedulePage(page);
    await schedule.go();
    await schedule.openBooking();
    await expect(schedule.held).toBeVisible();
    await isAccessible(page, { name: "booking a slot" });
    const manager = await enter("release_manager", { viewport, reducedMotion: "reduce" });
    await manager.goto("/settings/freezes");
    await manager
      .getByRole("button", { name: /^Grant / })
      .first()
      .click();
    await expect(manager.getByRole("alertdialog")).toBeVisible();
    await isAccessible(manager, { name: "granting an exception" });
    await manager.keyboard.press("Escape");
    if (viewport.width < 768) await manager.getByRole("button", { name: "More" }).click();
    await manager.getByRole("button", { name: "Stop the line" }).first().click();
    await expect(manager.getByRole("alertdialog").getByRole("list")).toBeVisible();
    await isAccessible(manager, { name: "stopping the line" });
    await page.goto("/releases");
    await page.getByRole("button", { name: "New release" }).first().click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await isAccessible(page, { name: "a new release" });
  });
}
