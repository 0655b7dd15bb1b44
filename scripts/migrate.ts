import { join } from "node:path";
import { migrateDatabase } from "@/db/migrate";

/** Run at every start, as a process of its own: DATABASE_URL in, exit code out. Started from the repository's root. */
const url = process.env.DATABASE_URL;
if (!url) throw new Error("DATABASE_URL is not set");
await migrateDatabase(url, join(process.cwd(), "db", "migrations"));
