import { z } from "zod";

const schema = z.object({
  DATABASE_URL: z.string().min(1),
  SIGNALBOX_SECRET: z.string().min(32, "SIGNALBOX_SECRET needs at least 32 characters"),
  SIGNALBOX_URL: z.url().optional(),
  SIGNALBOX_DEMO: z.enum(["0", "1"]).default("0"),
  SIGNALBOX_WEBHOOK_ALLOW: z.string().default(""),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
});

export type Env = {
  databaseUrl: string;
  secret: string;
  /** The address people and receivers reach this installation at, without a trailing slash. */
  publicUrl: string;
  isDemo: boolean;
  /** Addresses (`host`, `host:port` or CIDR) that webhook targets may have although they are private. */
  webhookAllow: string[];
  logLevel: z.infer<typeof schema>["LOG_LEVEL"];
};

let parsed: Env | undefined;

/** The settings of this process, read once. Throws with the names of the wrong ones (never their values). */
export function env(): Env {
  if (parsed) return parsed;
  const result = schema.safeParse(process.env);
  if (!result.success) throw new Error(`Settings are wrong: ${z.prettifyError(result.error)}`);
  const raw = result.data;
  parsed = {
    databaseUrl: raw.DATABASE_URL,
    secret: raw.SIGNALBOX_SECRET,
    publicUrl: (raw.SIGNALBOX_URL ?? `http://localhost:${raw.PORT}`).replace(/\/+$/, ""),
    isDemo: raw.SIGNALBOX_DEMO === "1",
    webhookAllow: raw.SIGNALBOX_WEBHOOK_ALLOW.split(",")
      .map((entry) => entry.trim())
      .filter(Boolean),
    logLevel: raw.LOG_LEVEL,
  };
  return parsed;
}
