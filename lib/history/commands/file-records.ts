import { Readable } from "node:stream";
import { parse } from "csv-parse";
import { and, asc, eq, gt } from "drizzle-orm";
import type { Database } from "@/db/client";
import { historyImportParts } from "@/db/schema";
import { guessDelimiter } from "@/lib/domain/history-columns";

/** One line of a file with where it stands; a value may span lines, so the number is that of its first. */
export type FileRecord = { line: number; bytes: number; values: string[] };

/** A line longer than this is no line of a table: a quote was never closed. An issue with all its comments is shorter. */
const longestLine = 1024 * 1024;

async function* partsOf(db: Database, importId: string): AsyncGenerator<string> {
  let after = -1;
  for (;;) {
    const [part] = await db
      .select({ position: historyImportParts.position, text: historyImportParts.text })
      .from(historyImportParts)
      .where(and(eq(historyImportParts.importId, importId), gt(historyImportParts.position, after)))
      .orderBy(asc(historyImportParts.position))
      .limit(1);
    if (part === undefined) return;
    after = part.position;
    yield part.text;
  }
}

/**
 * The lines of an uploaded file, read part by part: however large the file, a few parts of it are in memory at a time. Throws a
 * `CsvError` with the line for a file that is no table.
 */
export async function* fileRecords(db: Database, importId: string): AsyncGenerator<FileRecord> {
  const parts = partsOf(db, importId);
  const first = await parts.next();
  if (first.done) return;
  const [firstLine = ""] = first.value.split(/\r?\n/, 1);
  async function* all() {
    yield first.value as string;
    yield* parts;
  }
  const parser = parse({
    delimiter: guessDelimiter(firstLine),
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestLine,
  });
  const source = Readable.from(all());
  source.on("error", (error) => parser.destroy(error));
  source.pipe(parser);
  // csv-parse counts a CRLF within quotes as two lines, and a value that spans lines ends where its last line does.
  let countedTwice = 0;
  const matches = (values: string[], pattern: RegExp) =>
    values.reduce((sum, value) => sum + (value.match(pattern)?.length ?? 0), 0);
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number; bytes: number };
    }>) {
      countedTwice += matches(record, /\r\n/g);
      const line = info.lines - countedTwice - matches(record, /\r\n|\r|\n/g);
      yield { line: Math.max(1, line), bytes: info.bytes, values: record };
    }
  } finally {
    source.destroy();
    parser.destroy();
  }
}
