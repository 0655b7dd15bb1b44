import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/example/journey";
import { unique } from "@/e2e/example/names";
import { SchedulePage } from "@/e2e/pages/schedule-page";
import { memberScreens, type Screen } from "@/e2e/pages/screens";
import { contrastViolations, overflow, violations } from "@/e2e/pages/violations";

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
/** The narrowest screen that must not scroll sideways. */
const narrowest = { width: 360, height: 780 };

test.describe.configure({ mode: "parallel" });

async function isAccessible(page: Page, { name }: Pick<Screen, "name">) {
  await page.emulateMedia({ colorScheme: "light" });
  expect.soft(await violations(page), `${name}, light`).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect.soft(await contrastViolations(page), `${name}, dark`).toEqual([]);
}

async function visit(page: Page, screen: Screen) {
  await page.goto(screen.path);
  await expect(page.getByRole("heading").first()).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

async function fitsNarrowest(page: Page, { name }: Pick<Screen, "name">) {
  await page.setViewportSize(narrowest);
  expect.soft(await overflow(page), `${name} at ${narrowest.width} px`).toBeLessThanOrEqual(0);
}

for (const viewport of sizes) {
  test(`every screen of a member is free of accessibility violations, light and dark, ${viewport.width} px wide`, async ({
    enter,
    as,
  }) => {
    test.setTimeout(420_000);
    const screens = await memberScreens(await as("admin"));
    const page = await enter("admin", { viewport, reducedMotion: "reduce" });
    for (const screen of screens) {
      await page.setViewportSize(viewport);
      await visit(page, screen);
      await isAccessible(page, screen);
      if (viewport.width < 768) await fitsNarrowest(page, screen);
    }
  });

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
    const screens = { "sign-in": "/sign-in", joining: link, "shared week": links.schedule, board: links.departures };
    for (const [name, path] of Object.entries(screens)) {
      await visitor.setViewportSize(viewport);
      await visit(visitor, { name, path });
      await isAccessible(visitor, { name });
      if (viewport.width < 768) await fitsNarrowest(visitor, { name });
    }
    await stranger.close();

    const page = await enter("developer", { viewport, reducedMotion: "reduce" });
    const schedule = new SchedulePage(page);
    await schedule.go();
    await schedule.openBooking();
    await expect(schedule.held).toBeVisible();
    await isAccessible(page, { name: "booking a slot" });
    await page.goto("/releases");
    await page.getByRole("button", { name: "New release" }).first().click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await isAccessible(page, { name: "a new release" });
  });
}
