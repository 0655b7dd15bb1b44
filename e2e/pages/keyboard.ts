import { expect, type Locator, type Page } from "@playwright/test";

const mostPresses = 80;

/** A person without a mouse. Nothing here focuses or clicks by itself: every way is gone key by key. */
export class Keyboard {
  constructor(private readonly page: Page) {}

  async sequence(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** The same; on a page that is still being drawn again, as a person does. */
  async sequenceUntilShown(keys: readonly string[], wanted: Locator): Promise<void> {
    await expect(async () => {
      await this.sequence(...keys);
      await expect(wanted).toBeVisible({ timeout: 5_000 });
    }).toPass();
  }

  async tabTo(wanted: Locator): Promise<void> {
    await this.pressUntilFocused("Tab", wanted);
  }

  /** Presses a key again and again until the focus is where it shall be. */
  async pressUntilFocused(key: string, wanted: Locator): Promise<void> {
    await wanted.waitFor();
    for (let presses = 0; presses < mostPresses; presses += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press(key);
    }
    await expect(wanted, `reached by ${key}`).toBeFocused();
  }

  /** Goes down a list of choices to the one that says this. */
  async pick(list: Locator, text: string): Promise<void> {
    const chosen = () => list.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.text ?? "");
    await this.page.keyboard.press("Home");
    for (let presses = 0; presses < mostPresses && !(await chosen()).includes(text); presses += 1) {
      await this.page.keyboard.press("ArrowDown");
    }
    expect(await chosen()).toContain(text);
  }

  /** A shortcut of a page that is still being drawn is pressed again, as a person does. */
  async untilShown(key: string, wanted: Locator): Promise<void> {
    await expect(async () => {
      await this.page.keyboard.press(key);
      await expect(wanted).toBeVisible({ timeout: 1_000 });
    }).toPass();
  }
}
