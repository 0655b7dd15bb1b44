// @ts-check
// Loaded into every child before its own code (node --import). The channel to the parent closes when the parent dies, even
// by kill -9: the child then stops as if it had been told to, so that no process is left that nobody watches over.

const FORCED_AFTER_MS = 8_000;

const launcher = Number(process.env.SIGNALBOX_LAUNCHER_PID);
// A child that forks inherits this import; what it forks has a channel of its own, with its own use.
if (process.ppid === launcher) watchParent();
// The parent died before this line was reached: nobody will ever close the channel.
else if (Number.isInteger(launcher) && !isAlive(launcher)) process.exit(1);

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

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
