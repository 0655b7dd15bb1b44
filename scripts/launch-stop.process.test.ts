import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./launch/root.mjs";
import {
  cleanStopMillis,
  findMark,
  health,
  installationPerTest,
  isGone,
  leaveMark,
} from "./testing/installation-per-test";

const installation = installationPerTest();

describe("stopping", () => {
  it("ends a process that does not listen within ten seconds", async () => {
    const signalbox = await installation.start();
    process.kill(signalbox.pidOf("web"), "SIGSTOP");
    const began = performance.now();
    expect(await signalbox.stop()).toBe(0);
    expect(performance.now() - began).toBeLessThan(cleanStopMillis);
  });

  it("at once when asked twice, with a database that recovers", async () => {
    const signalbox = await installation.start();
    await leaveMark(signalbox);
    process.kill(signalbox.pidOf("web"), "SIGSTOP");
    signalbox.signal("SIGINT");
    await expect.poll(signalbox.output).toContain("Stopping …");
    // A second press within 300 ms counts as the same one: npm passes the terminal's on.
    await expect
      .poll(
        () => {
          signalbox.signal("SIGINT");
          return signalbox.output();
        },
        { interval: 100 },
      )
      .toContain("Stopping at once");
    expect(await signalbox.exited).toBe(1);
    const again = await installation.start();
    expect(await findMark(again)).toEqual([{ word: "kept" }]);
  });

  it("is waited for by a start that comes while it lasts", async () => {
    const first = await installation.start();
    const stopped = first.stop();
    const second = await installation.start();
    expect(await stopped).toBe(0);
    expect(await health(second.url)).toEqual({ status: 200, ok: true });
  });

  it("happens when npm, which started it, is killed", async () => {
    const child = spawn("npm", ["start", "--silent"], {
      cwd: root,
      env: { ...process.env, SIGNALBOX_DATA: installation.dataDirectory, PORT: "0", DATABASE_URL: "" },
      stdio: ["ignore", "pipe", "ignore"],
    });
    for await (const chunk of child.stdout) if (String(chunk).includes("is ready")) break;
    const { pid } = JSON.parse(readFileSync(join(installation.dataDirectory, "lock"), "utf8"));
    child.kill("SIGKILL");
    await expect.poll(() => isGone(pid), { timeout: cleanStopMillis }).toBe(true);
  });
});
