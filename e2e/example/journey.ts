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
      return context.newPage();
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

async function signIn(context: BrowserContext, role: Role, sessions: Sessions): Promise<void> {
  const known = sessions.get(role);
  if (known) return context.addCookies(known);
  const { csrfToken } = await (await context.request.get("/api/auth/csrf")).json();
  const form = { role, csrfToken, json: "true" };
  expect(await context.request.post("/api/auth/callback/demo", { form })).toBeOK();
  sessions.set(role, await context.cookies());
}
