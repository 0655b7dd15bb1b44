import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const watch = fileURLToPath(new URL("stop-with-parent.mjs", import.meta.url));

/** A program that would run for ever, as a child of the launcher with this process number. */
function child(launcher: string | undefined) {
  const env = { ...process.env, SIGNALBOX_LAUNCHER_PID: launcher };
  return spawn(process.execPath, ["--import", watch, "--eval", "console.log('runs'); setInterval(() => {}, 1000)"], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
}

it("ends a child whose launcher died before the child could watch it", async () => {
  const { pid: dead } = spawnSync(process.execPath, ["--version"]);
  const [code] = await once(child(String(dead)), "exit");
  expect(code).toBe(1);
});

it.each([["that lives", String(process.ppid)] as const, ["that is not named", undefined] as const])(
  "leaves a process alone that another one started, under a launcher %s",
  async (_, launcher) => {
    const running = child(launcher);
    const [said] = await once(running.stdout, "data");
    expect(String(said)).toContain("runs");
    expect(running.exitCode).toBeNull();
    running.kill("SIGKILL");
    await once(running, "exit");
  },
);
