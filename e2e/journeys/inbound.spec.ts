import { createHmac } from "node:crypto";
import { expect, test } from "@/e2e/example/journey";
import { newVersion, unique } from "@/e2e/example/names";
import { InboundPage } from "@/e2e/pages/inbound-page";
import { QueuePage } from "@/e2e/pages/queue-page";

test("a code host's signed event brings a build into the queue; what is not signed rightly or says it twice changes nothing", async ({
  enter,
  playwright,
  baseURL,
}) => {
  const version = newVersion();
  const repository = unique("northwind/cart").replace(" ", "-");
  const source = unique("Code host");
  const sha = createHmac("sha1", version).digest("hex");
  const admin = new InboundPage(await enter("admin"));
  const queue = new QueuePage(await enter("qa"));
  await queue.go();
  await admin.go();
  const { address, secret } = await admin.addSource({ name: source, repository, service: "cart" });
  const host = await playwright.request.newContext({ baseURL });
  const body = JSON.stringify({
    action: "completed",
    workflow_run: {
      name: "CI",
      head_sha: sha,
      head_branch: `release/${version}`,
      status: "completed",
      conclusion: "success",
      created_at: new Date().toISOString(),
      updated_at: new Date().toISOString(),
      html_url: "https://github.example.com/northwind/cart/actions/runs/1",
      head_commit: { message: "Vouchers add up", author: { name: "Mara", email: "mara@example.com" } },
    },
    repository: { full_name: repository },
  });
  const send = async (delivery: string, key: string) => {
    const answer = await host.post(new URL(address).pathname, {
      data: body,
      headers: {
        "content-type": "application/json",
        "x-github-event": "workflow_run",
        "x-github-delivery": delivery,
        "x-hub-signature-256": `sha256=${createHmac("sha256", key).update(body).digest("hex")}`,
      },
    });
    return { status: answer.status(), body: await answer.json() };
  };

  await test.step("with another key it is refused", async () => {
    expect((await send("one", "another key")).status).toBe(401);
  });
  await test.step("signed rightly it is a build that waits for QA, seen without a reload", async () => {
    expect(await send("two", secret)).toMatchObject({ status: 200, body: { outcome: "applied" } });
    await expect(queue.card(`cart ${version}`, 1)).toBeVisible();
  });
  await test.step("delivered again it is a duplicate, and the log says what came of each", async () => {
    expect(await send("two", secret)).toMatchObject({ status: 200, body: { outcome: "duplicate" } });
    await admin.goToEvents(source);
    await expect(admin.events).toContainText("applied");
    await expect(admin.events).toContainText(version);
  });
  await host.dispose();
});
