import { expect, test } from "@/e2e/example/journey";
import { minuteIn } from "@/e2e/example/moments";
import { newVersion } from "@/e2e/example/names";
import { Keyboard } from "@/e2e/pages/keyboard";
import { QueuePage } from "@/e2e/pages/queue-page";
import { ReleasePage } from "@/e2e/pages/release-page";
import { TurnPage } from "@/e2e/pages/turn-page";

const points = [
  "Card with 3-D Secure, also when it times out",
  "A retry never charges twice",
  "Receipt in the buyer's currency",
];

test("a build bounces twice, comes back to the same tester each time, and still makes its slot; tested by keyboard", async ({
  enter,
  as,
  plan,
}) => {
  test.setTimeout(600_000);
  const version = newVersion();
  const name = `checkout ${version}`;
  const page = await enter("qa");
  const keys = new Keyboard(page);
  const queue = new QueuePage(page);
  const turn = new TurnPage(page);
  const first = await plan.handedOver("checkout", { version, changes: [{ title: "Receipts by mail" }] });
  const opening = await plan.opening({ start: minuteIn(180), minutes: 30 });
  const slotId = await plan.booked(first, opening);

  async function rejectByKey(rc: number, kind: string, reason: string) {
    await keys.pressUntilFocused("j", queue.card(name, rc));
    const inTest = queue.column("In test").getByRole("article", { name: `${name} · rc ${rc}` });
    await keys.untilShown("c", inTest);
    await expect(inTest).toBeFocused();
    await page.keyboard.press("r");
    const dialog = page.getByRole("dialog", { name: /^Reject/ });
    await keys.tabTo(dialog.getByLabel("What kind of fault"));
    await keys.pick(dialog.getByLabel("What kind of fault"), kind);
    await keys.tabTo(dialog.getByLabel("What is wrong"));
    await page.keyboard.type(reason);
    await keys.tabTo(dialog.getByRole("button", { name: "Send it back" }));
    await page.keyboard.press("Enter");
    await expect(dialog).toHaveCount(0);
    await expect(queue.column("Back").getByRole("article", { name: `${name} · rc ${rc}` })).toBeVisible();
  }

  await test.step("the card says by when it must be accepted, and for what; the first build is sent back", async () => {
    await queue.go();
    await expect(queue.card(name, 1)).toContainText(/Must be accepted by .* to make Production; needs about .*; /);
    await rejectByKey(1, "wrong result", "Receipts show the wrong currency.");
  });

  await test.step("the second build is offered to the same tester first, and sent back, too", async () => {
    await plan.handedOver("checkout", { version, changes: [{ title: "The rate of the day" }], changedLines: 9 });
    await expect(queue.card(name, 2)).toContainText("yours first until");
    await expect(queue.card(name, 2)).toContainText(
      "9 lines changed by 1 commit since your last look: you rejected rc 1.",
    );
    await rejectByKey(2, "regression", "Refunds are off by one cent now.");
  });

  const third = await plan.handedOver("checkout", { version, changes: [{ title: "Round once" }], changedLines: 4 });
  await test.step("the third one says how often it bounced; its page shows the rounds side by side", async () => {
    await expect(queue.card(name, 3)).toContainText("bounced 2×");
    await keys.pressUntilFocused("j", queue.card(name, 3));
    const inTest = queue.column("In test").getByRole("article", { name: `${name} · rc 3` });
    await keys.untilShown("c", inTest);
    await expect(inTest).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(turn.title).toHaveText(`${name} · rc 3`);
    await expect(turn.card("Changed since your last look")).toContainText("4 lines");
    for (const word of ["Round 3, rc 3", "Receipts show the wrong currency.", "Refunds are off by one cent now."]) {
      await expect(turn.rounds).toContainText(word);
    }
  });

  await test.step("it cannot be accepted while its test plan is open; then each point is passed by key", async () => {
    await keys.untilShown("a", page.getByRole("button", { name: "Accept rc 3" }));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).toContainText("is still open");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    for (const point of points) {
      await keys.tabTo(turn.pass(point));
      await page.keyboard.press("Enter");
      await expect(turn.pass(point)).toHaveCount(0);
    }
    const pipeline = await as("developer");
    const check = { buildId: third.buildId, name: "e2e", status: "completed", conclusion: "passed" } as const;
    await pipeline.releases.recordCheck({ ...check, passed: 96, total: 96 });
    await expect(turn.plan).toContainText("by the pipeline's check");
    await turn.addEvidence({ title: "Refund on video", url: "https://files.example.com/refund.mp4" });
    await expect(turn.evidence).toContainText("Refund on video");
  });

  await test.step("accepted and signed, it leaves in the slot it was booked for", async () => {
    await keys.untilShown("a", page.getByRole("button", { name: "Accept rc 3" }));
    await page.getByRole("button", { name: "Accept rc 3" }).press("Enter");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await plan.signed(slotId);
    const release = new ReleasePage(page);
    await release.go(first.id);
    const untilItsSecond = Math.max(0, opening.start.getTime() - Date.now());
    await expect(release.chip("released")).toBeVisible({ timeout: untilItsSecond + 60_000 });
  });
});
