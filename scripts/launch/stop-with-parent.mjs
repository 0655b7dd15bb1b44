// @ts-check
// Loaded into every child before its own code (node --import). The channel to the parent closes when the parent dies, even
// by kill -9: the child then stops as if it had been told to, so that no process is left that nobody watches over.

const FORCED_AFTER_MS = 8_000;

// A child that forks inherits this import; what it forks has a channel of its own, with its own use.
if (process.ppid === Number(process.env.SIGNALBOX_LAUNCHER_PID)) watchParent();

function watchParent() {
  process.once("disconnect", () => {
    setTimeout(() => process.exit(1), FORCED_AFTER_MS).unref();
    process.kill(process.pid, "SIGTERM");
  });
  // Listening for the channel would keep a child alive that has nothing left to do.
  process.channel?.unref();
  // The parent reads our output: with it gone, writing must not be what ends us.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
}
