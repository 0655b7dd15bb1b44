import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  type Cookie,
  expect,
  type Page,
} from "@playwright/test";
import type { Role } from "@/lib/domain/permission";
import { type Client, clientOf } from "./client";
import { Plan } from "./plan";

type Sessions = Map<Role, Cookie[]>;
type Enter = (role: Role, options?: BrowserContextOptions) => Promise<Page>;

type Fixtures = {
  /** A browser of its own in which somebody of the example organisation is signed in. */
  enter: Enter;
  /** The procedures as that somebody. */
  as: (role: Role) => Promise<Client>;
  plan: Plan;
};
type WorkerFixtures = { sessions: Sessions };

export const test = base.extend<Fixtures, WorkerFixtures>({
  // One sign-in per role and worker: journeys are about what people do once they are in.
  sessions: [async ({ browserName: _ }, use) => use(new Map()), { scope: "worker" }],
  enter: async ({ browser, sessions }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (role, options) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      await signIn(context, role, sessions);
      return looksBeforePressing(await context.newPage());
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
  as: async ({ browser, sessions, baseURL }, use) => {
    const context = await browser.newContext();
    await use(async (role) => {
      await context.clearCookies();
      await signIn(context, role, sessions);
      const cookies = await context.cookies();
      return clientOf(cookies, baseURL ?? "");
    });
    await context.close();
  },
  plan: async ({ as }, use) => use(new Plan(as)),
});
export { expect };

/**
 * A page that is gone to is there once it listens for changes, which it does when its components answer: a person looks at it before
 * they draw in a calendar or use a shortcut, which, unlike presses and entries, are not kept until then.
 */
function looksBeforePressing(page: Page): Page {
  let listens = false;
  page.on("request", (request) => {
    if (new URL(request.url()).pathname === "/api/stream") listens = true;
  });
  const goto = page.goto.bind(page);
  page.goto = async (...where) => {
    listens = false;
    const response = await goto(...where);
    // What has no menu is no page of a member, and listens to nothing.
    const isOfMember = (await page.locator('nav[aria-label="Main"]').count()) > 0;
    if (isOfMember) await expect.poll(() => listens, "the page listens for changes").toBe(true);
    return response;
  };
  return page;
}

async function signIn(context: BrowserContext, role: Role, sessions: Sessions): Promise<void> {
  const known = sessions.get(role);
  if (known) return context.addCookies(known);
  const { csrfToken } = await (await context.request.get("/api/auth/csrf")).json();
  const form = { role, csrfToken, json: "true" };
  expect(await context.request.post("/api/auth/callback/demo", { form })).toBeOK();
  sessions.set(role, await context.cookies());
}
