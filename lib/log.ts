import pino from "pino";

/**
 * One JSON line per event on standard output. What could be a secret is cut by name as a second line of defence; the first
 * is that nobody logs request bodies, headers or rows.
 */
export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: { process: process.env.SIGNALBOX_PROCESS ?? "web" },
  redact: {
    paths: [
      "password",
      "token",
      "secret",
      "authorization",
      "cookie",
      "*.password",
      "*.token",
      "*.secret",
      "*.authorization",
      "*.cookie",
    ],
    censor: "[cut]",
  },
});
