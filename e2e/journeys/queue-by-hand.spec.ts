import { expect, test } from "@/e2e/example/journey";
import { Keyboard } from "@/e2e/pages/keyboard";
import { QueuePage } from "@/e2e/pages/queue-page";
import { TurnPage } from "@/e2e/pages/turn-page";

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test("by key several builds are chosen and claimed at once, one is given back and one to somebody else", async ({
  enter,
  plan,
}) => {
  const [first, second] = [await plan.handedOver("campaigns"), await plan.handedOver("campaigns")];
  const page = await enter("qa");
  const keys = new Keyboard(page);
  const queue = new QueuePage(page);
  await queue.go();
  const inTest = (name: string) => queue.column("In test").getByRole("article", { name: `${name} · rc 1` });

  await test.step("n goes to what is to be tested next", async () => {
    await expect(queue.card(first.name, 1)).toBeVisible();
    await page.keyboard.press("n");
    const focused = page.locator("article:focus");
    await expect(focused.getByRole("button", { name: /^Claim/ })).toBeVisible();
  });

  await test.step("x chooses, and what is chosen is claimed together", async () => {
    for (const { name } of [first, second]) {
      await keys.pressUntilFocused("j", queue.card(name, 1));
      await page.keyboard.press("x");
      await expect(queue.card(name, 1).getByRole("checkbox")).toBeChecked();
    }
    await queue.chosen.getByRole("button", { name: "Claim 2" }).click();
    await expect(inTest(first.name)).toBeVisible();
    await expect(inTest(second.name)).toBeVisible();
    await expect(queue.chosen).toHaveCount(0);
  });

  await test.step("u gives one back, t gives the other to somebody, with a reason", async () => {
    await inTest(first.name).focus();
    await page.keyboard.press("u");
    await expect(queue.column("Handed over").getByRole("article", { name: `${first.name} · rc 1` })).toBeVisible();
    await inTest(second.name).focus();
    await page.keyboard.press("t");
    await queue.giveTo("Tove Aldén", "She knows this part best.");
    await expect(inTest(second.name)).toContainText("Tove Aldén tests it");
  });
});

test("on a phone a tester claims a build and accepts it under a condition, which stands on its page until it is settled", async ({
  enter,
  plan,
}) => {
  const build = await plan.handedOver("campaigns");
  const page = await enter("qa", phone);
  const queue = new QueuePage(page);
  await queue.go();
  const claim = queue.card(build.name, 1).getByRole("button", { name: /^Claim/ });
  await claim.scrollIntoViewIfNeeded();
  expect((await claim.boundingBox())?.height, "big enough for a thumb").toBeGreaterThanOrEqual(44);
  await queue.claim(build.name, 1);
  await queue.show("In test");
  await queue.acceptUnderCondition(build.name, 1, "The unsubscribe link was not tried.");
  const turn = new TurnPage(page);
  await turn.go(build.handoffId);
  const condition = turn.card("Accepted under a condition");
  await expect(condition).toContainText("The unsubscribe link was not tried.");
  await expect(condition).toContainText("open");
  await turn.settle("Tried it: it works.");
  await expect(condition).toContainText("settled");
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, "nothing sticks out of a phone").toBeLessThanOrEqual(phone.viewport.width);
});
