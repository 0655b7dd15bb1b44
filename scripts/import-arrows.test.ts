import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

/** The import arrows of biome.json: each line is a violation planted in a file of its own, and seen. */
const refused: [path: string, target: string][] = [
  ["lib/domain/a.ts", "zod"],
  ["lib/domain/b.ts", "node:crypto"],
  ["lib/domain/c.ts", "@/db/client"],
  ["lib/domain/d.ts", "@/lib/env"],
  ["lib/domain/e.test.ts", "@/db/testing/test-database"],
  ["lib/time/a.ts", "@/lib/domain/slot"],
  ["lib/time/b.ts", "@/lib/env"],
  ["lib/slots/queries.ts", "next/headers"],
  ["lib/slots/commands.ts", "@/components/ui/button"],
  ["lib/slots/commands/book-slot.ts", "next/cache"],
  ["lib/slots/commands/move-slot.ts", "@/app/layout"],
  ["lib/slots/procedures.ts", "next-auth"],
  ["lib/slots/input.ts", "react"],
  ["lib/jobs/enqueue.ts", "@/worker/main"],
  ["lib/slots/actions.ts", "@/db/client"],
  ["lib/releases/actions.ts", "drizzle-orm"],
  ["lib/rpc/client.ts", "@/db/client"],
  ["components/ui/a.tsx", "@/lib/domain/slot"],
  ["components/ui/b.tsx", "@/components/slots/list"],
  ["components/ui/c.tsx", "@/lib/rpc/client"],
  ["components/slots/a.tsx", "@/db/client"],
  ["components/slots/b.tsx", "@/lib/slots/procedures"],
  ["components/slots/c.tsx", "@/lib/slots/commands"],
  ["components/slots/d.tsx", "@/lib/slots/queries"],
  ["components/slots/e.tsx", "@/lib/env"],
  ["components/slots/f.tsx", "node:fs"],
  ["components/slots/g.tsx", "@/lib/rpc/server"],
  ["app/a.tsx", "@/lib/slots/commands"],
  ["app/b.tsx", "@/lib/slots/queries"],
  ["app/c.tsx", "@/db/schema"],
  ["app/d.tsx", "pg"],
  ["db/a.ts", "@/lib/slots/procedures"],
  ["db/b.ts", "@/app/layout"],
  ["db/schema/a.ts", "@/lib/env"],
  ["worker/a.ts", "@/lib/slots/procedures"],
  ["worker/b.ts", "next/server"],
  ["worker/c.ts", "@/components/ui/button"],
  ["lib/slots/commands/up.ts", "../queries"],
];

const allowed: [path: string, target: string][] = [
  ["lib/domain/f.ts", "date-fns"],
  ["lib/domain/g.ts", "@/lib/time/range"],
  ["lib/domain/h.ts", "./slot"],
  ["lib/domain/i.test.ts", "vitest"],
  ["lib/time/c.ts", "@date-fns/tz"],
  ["lib/releases/commands.ts", "@/lib/slots/queries"],
  ["lib/releases/queries.ts", "@/db/schema"],
  ["lib/access/actions.ts", "next/cache"],
  ["lib/access/commands.db.test.ts", "@/db/testing/test-database"],
  ["components/ui/h.tsx", "@/components/ui/button"],
  ["components/ui/i.tsx", "@/lib/time/format"],
  ["components/slots/h.tsx", "@/lib/slots/actions"],
  ["components/slots/i.tsx", "@/lib/slots/input"],
  ["components/slots/j.tsx", "@/lib/rpc/client"],
  ["components/slots/k.tsx", "@/components/releases/badge"],
  ["app/e.tsx", "@/lib/slots/procedures"],
  ["app/f.tsx", "@/components/slots/list"],
  ["db/schema/b.ts", "@/lib/domain/slot-state"],
  ["worker/d.ts", "@/lib/slots/commands"],
];

const root = join(import.meta.dirname, "..");
let directory: string;
let caught: Set<string>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "signalbox-arrows-"));
  await copyFile(join(root, "biome.json"), join(directory, "biome.json"));
  for (const [path, target] of [...refused, ...allowed]) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), `import "${target}";\n`);
  }
  caught = await filesWithForbiddenImports();
});

afterAll(() => rm(directory, { recursive: true, force: true }));

async function filesWithForbiddenImports(): Promise<Set<string>> {
  const biome = join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
  const args = [biome, "lint", ".", "--only=style/noRestrictedImports", "--reporter=json", "--max-diagnostics=none"];
  // The command fails because it finds something: its answer is what counts.
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { cwd: directory }, (_error, stdout) => resolve(stdout));
  });
  const { diagnostics } = JSON.parse(output) as { diagnostics: { category: string; location: { path: string } }[] };
  return new Set(diagnostics.map(({ location }) => location.path));
}

it.each(refused)("%s may not import %s", (path) => {
  expect(caught).toContain(path);
});

it.each(allowed)("%s may import %s", (path) => {
  expect(caught).not.toContain(path);
});
