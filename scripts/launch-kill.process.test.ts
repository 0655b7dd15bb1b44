import { describe, expect, it } from "vitest";
import { findMark, health, installationPerTest, isGone, leaveMark } from "./testing/installation-per-test";
import type { RunningSignalbox } from "./testing/start-signalbox";

const installation = installationPerTest();

describe("kill -9", () => {
  it.each(["web", "worker", "postgres"] as const)(
    "of %s is mended by the launcher, with nothing lost",
    async (part) => {
      const signalbox = await installation.start();
      await leaveMark(signalbox);
      const pid = signalbox.pidOf(part);
      process.kill(pid, "SIGKILL");
      await expect.poll(() => replaced(signalbox, part, pid), { timeout: 20_000 }).toBe(true);
      await expect.poll(() => health(signalbox.url), { timeout: 20_000 }).toEqual({ status: 200, ok: true });
      expect(await findMark(signalbox)).toEqual([{ word: "kept" }]);
    },
  );

  function replaced(signalbox: RunningSignalbox, part: "web" | "worker" | "postgres", pid: number): boolean {
    try {
      return signalbox.pidOf(part) !== pid;
    } catch {
      return false;
    }
  }

  it("of one part again and again ends the launcher with the reason, and with everything else", async () => {
    const signalbox = await installation.start();
    const postgres = signalbox.pidOf("postgres");
    for (let crash = 1; crash <= 5; crash++) {
      const pid = signalbox.pidOf("worker");
      process.kill(pid, "SIGKILL");
      if (crash < 5) await expect.poll(() => replaced(signalbox, "worker", pid), { timeout: 20_000 }).toBe(true);
    }
    expect(await signalbox.exited).toBe(1);
    expect(signalbox.output()).toContain("worker ended 5 times within a minute, last with SIGKILL");
    expect(isGone(postgres)).toBe(true);
  });

  it("of the launcher takes web and worker along, keeps Postgres, and a new start goes on from there", async () => {
    const first = await installation.start();
    await leaveMark(first);
    const [web, worker, postgres] = [first.pidOf("web"), first.pidOf("worker"), first.pidOf("postgres")];
    first.signal("SIGKILL");
    await first.exited;
    const second = await installation.start({ env: { PORT: String(first.port) } });
    expect([web, worker].map(isGone)).toEqual([true, true]);
    expect(second.pidOf("postgres")).toBe(postgres);
    expect(await findMark(second)).toEqual([{ word: "kept" }]);
  });

  it("of everything at once, with a web process that hangs, leaves nothing that a new start cannot clear away", async () => {
    const first = await installation.start();
    await leaveMark(first);
    process.kill(first.pidOf("web"), "SIGSTOP");
    for (const part of ["worker", "postgres"] as const) process.kill(first.pidOf(part), "SIGKILL");
    first.signal("SIGKILL");
    await first.exited;
    const second = await installation.start({ env: { PORT: String(first.port) } });
    expect(await health(second.url)).toEqual({ status: 200, ok: true });
    expect(await findMark(second)).toEqual([{ word: "kept" }]);
  });
});
