import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { call } from "@orpc/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contextAs } from "@/db/testing/call-as";
import { buildOrganisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { testDatabase } from "@/db/testing/test-database";
import { accessProcedures } from "@/lib/access/procedures";
import { restHandler } from "@/lib/rpc/rest-handler";
import { serve } from "@/lib/rpc/serve";
import { systemNow } from "@/lib/time/clock";

/** The REST door of the product on a port, and the script as a pipeline runs it. */
let server: Server;
let url: string;
let token: string;
const folder = mkdtempSync(join(tmpdir(), "plan-"));
const file = join(folder, "plan.yaml");

beforeAll(async () => {
  const organisation = await buildOrganisation(testDatabase().db, { now: systemNow() });
  const asAdmin = contextAs(actorOf(organisation.people.admin), systemNow());
  const permissions: ("plan.read" | "plan.apply")[] = ["plan.read", "plan.apply"];
  ({ token } = await call(accessProcedures.createToken, { name: "GitOps", permissions }, asAdmin));
  server = createServer(async (incoming, outgoing) => {
    const { method = "GET", headers } = incoming;
    const body = method === "GET" ? undefined : (Readable.toWeb(incoming) as ReadableStream);
    const asked = { method, headers: new Headers(headers as Record<string, string>), body, duplex: "half" };
    const answer = await serve(restHandler, new Request(`${url}${incoming.url}`, asked as RequestInit), "/api/v1");
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

type Ended = { code: number; out: string; err: string };
function plan(...args: string[]): Promise<Ended> {
  const env = { ...process.env, SIGNALBOX_URL: url, SIGNALBOX_TOKEN: token };
  return new Promise((resolve) => {
    execFile(process.execPath, ["scripts/plan.mjs", ...args], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

describe("the plan on the command line", () => {
  it("exports, sees no change in what it exported, shows what an edit would do, and applies it", async () => {
    expect(await plan("export", file)).toEqual({ code: 0, out: "", err: "" });
    const text = readFileSync(file, "utf8");
    expect(await plan("export")).toMatchObject({ code: 0, out: text });
    expect(await plan("plan", file)).toEqual({ code: 0, out: "The plan stands as the file says.\n", err: "" });

    writeFileSync(file, text.replace("lanes: 3", "lanes: 4").replace("  - name: Payments\n    hue: 1\n\n", ""));
    const refused = await plan("plan", file, "--prune");
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err).toMatch(
      /^The file has 2 faults\.\n {2}Line \d+, services\[0\]\.team: There is no team "Payments"\./,
    );

    const pending = await plan("plan", file);
    expect(pending).toMatchObject({ code: 2, err: "" });
    expect(pending.out).toContain("~ windows: Production in Production");
    expect(pending.out).toContain("    Lanes: 3 → 4\n0 to add, 1 to change, 0 to remove.");
    expect(pending.out).toContain("Not in the file, and kept: Payments (teams). --prune removes them.");
    const [, digest = ""] = /Digest ([0-9a-f]{64})/.exec(pending.out) ?? [];

    expect(await plan("apply", file, "--digest", "0".repeat(64))).toMatchObject({ code: 1 });
    const applied = await plan("apply", file, "--digest", digest);
    expect(applied).toMatchObject({ code: 0, err: "" });
    expect(applied.out).toMatch(/Applied\.\n$/);
    expect(await plan("apply", file)).toMatchObject({ code: 0, out: expect.stringContaining("Nothing to do.") });
  });

  it("answers as JSON for programs, refusals too", async () => {
    writeFileSync(file, "signalbox: 1\nteams:\n  - name: Payments\n    hue: 7\n");
    const { code, out } = await plan("plan", file, "--json");
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ changes: [{ name: "Payments", line: 3 }], digest: expect.any(String) });
    writeFileSync(file, "signalbox: 1\nteams: 7\n");
    const refused = await plan("plan", file, "--json");
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.out)).toMatchObject({
      code: "invalid_input",
      data: { rules: [{ name: "Line 2, teams" }] },
    });
  });

  it("ends with 1 when a change cannot be made, and says why", async () => {
    writeFileSync(file, "signalbox: 1\nenvironments: []\n");
    const { code, out } = await plan("plan", file, "--prune");
    expect(code).toBe(1);
    expect(out).toContain("  × Production is still in use.");
    expect(out).toContain("of the changes cannot be made, so none would be.");
    expect(await plan("apply", file, "--prune")).toMatchObject({ code: 1, err: expect.stringContaining("in use") });
  });

  it.each([
    ["a token that is none", ["plan", file, "--token", "sbx_nothing"], /Sign in, or send an API token/],
    ["an installation that is not there", ["export", "--url", "http://127.0.0.1:9"], /cannot be reached/],
    ["a file that is not there", ["plan", join(folder, "nothing.yaml")], /cannot be read/],
    ["a command that it does not know", ["destroy"], /There is no command "destroy"/],
    ["an option that it does not know", ["plan", file, "--force"], /--force/],
  ])("tells %s in one sentence, with exit code 1", async (_, args, words) => {
    writeFileSync(file, "signalbox: 1\n");
    const { code, out, err } = await plan(...args);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(words);
    expect(err).not.toContain("    at ");
  });
});
