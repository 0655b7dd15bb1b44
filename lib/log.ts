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

/**
 * What the log may say of an error: the innermost cause and where it came from. Drizzle writes the whole statement with all
 * its values into its own message, which would put rows, and so people's data and sealed secrets, into the log.
 */
export function loggedError(error: unknown): { message: string; code?: string; constraint?: string; stack?: string } {
  if (!(error instanceof Error)) return { message: String(error) };
  if (error.cause instanceof Error) return { ...loggedError(error.cause), stack: framesOf(error) };
  const { code, constraint } = error as { code?: string; constraint?: string };
  return { message: error.message, code, constraint, stack: framesOf(error) };
}

/** The stack without the message that stands before it. */
function framesOf({ stack = "" }: Error): string {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
}
