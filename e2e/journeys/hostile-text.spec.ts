import ICAL from "ical.js";
import { expect, test } from "@/e2e/example/journey";
import { openingIn } from "@/e2e/example/moments";
import { unique } from "@/e2e/example/names";
import { DeparturesPage } from "@/e2e/pages/departures-page";
import { QueuePage } from "@/e2e/pages/queue-page";
import { ReleasePage } from "@/e2e/pages/release-page";

const script = `<script>window.hostile = 1</script><img src=x onerror="window.hostile = 1">`;
const rightToLeft = "\u202Eesrever\u202C שלום עולם";
const emoji = "👩‍👩‍👧‍👦 Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞";
const endless = "W".repeat(200);

test("hostile text is text: shown as it was typed on every screen and in the calendar, and it breaks no layout", async ({
  enter,
  plan,
  as,
  request,
}) => {
  const summary = `${unique("Odd")} ${script} ${rightToLeft} ${emoji}; BEGIN:VALARM\\n, ${endless}`;
  const release = await plan.accepted("checkout", {
    summary,
    note: script,
    changes: [{ title: `${script}${endless}` }],
  });
  const waiting = await plan.handedOver("checkout", { summary, note: script, changes: [{ title: script }] });
  const opening = await plan.opening(openingIn(6 * 3600, 30));
  await plan.booked(release, opening);

  const page = await enter("qa", { viewport: { width: 360, height: 800 } });
  async function isHarmless() {
    expect(await page.evaluate(() => "hostile" in window), "no script of the text ran").toBe(false);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, "nothing sticks out").toBeLessThanOrEqual(0);
  }

  await test.step("on the page of the release", async () => {
    await new ReleasePage(page).go(release.id);
    await expect(page.getByRole("main")).toContainText(script);
    await expect(page.getByRole("main")).toContainText(endless);
    await isHarmless();
  });
  await test.step("in the queue", async () => {
    const queue = new QueuePage(page);
    await queue.go();
    await expect(queue.card(waiting.name, 1)).toContainText(script);
    await isHarmless();
  });
  await test.step("in the list of releases, whose other columns stay readable beside it", async () => {
    await page.goto(`/releases?q=${encodeURIComponent(release.version)}`);
    await expect(page.getByRole("main")).toContainText(endless);
    await isHarmless();
    await page.setViewportSize({ width: 1440, height: 900 });
    await expect(page.getByRole("columnheader", { name: "Remarks" })).toBeVisible();
    const lines = await page.getByRole("columnheader", { name: "Remarks" }).evaluate((header) => {
      const text = document.createRange();
      text.selectNodeContents(header);
      return text.getClientRects().length;
    });
    expect(lines, "lines of a column's name").toBe(1);
    await isHarmless();
    await page.setViewportSize({ width: 360, height: 800 });
  });
  await test.step("on the board, small and large", async () => {
    await page.goto("/departures");
    await expect(page.getByRole("list", { name: "Departures" })).toContainText(script);
    await isHarmless();
    await page.setViewportSize({ width: 1440, height: 900 });
    await expect(new DeparturesPage(page).row(release.name)).toContainText(script);
    await isHarmless();
  });
  await test.step("in the calendar", async () => {
    const manager = await as("release_manager");
    const { links } = await manager.access.createShareLink({ name: unique("Odd feed"), environmentId: null });
    const ics = await (await request.get(links.calendar)).text();
    const events = new ICAL.Component(ICAL.parse(ics))
      .getAllSubcomponents("vevent")
      .map((each) => new ICAL.Event(each));
    const event = events.find((each) => each.summary.includes(release.name));
    expect(`${event?.summary} ${event?.description}`).toContain(script);
    expect(ics.split("\r\n").filter((line) => new TextEncoder().encode(line).length > 75)).toEqual([]);
  });
});
