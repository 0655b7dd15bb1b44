import { and, asc, desc, eq, gt } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { historyImportProblems, historyImports, people, services, teams } from "@/db/schema";
import type { ImportProblemsInput } from "@/lib/history/input";

const columns = {
  id: historyImports.id,
  fileName: historyImports.fileName,
  status: historyImports.status,
  bytes: historyImports.bytes,
  receivedBytes: historyImports.receivedBytes,
  readBytes: historyImports.readBytes,
  importedItems: historyImports.importedItems,
  importedRows: historyImports.importedRows,
  message: historyImports.message,
  serviceName: services.name,
  teamName: teams.name,
  createdByName: people.name,
  createdAt: historyImports.createdAt,
  importedAt: historyImports.importedAt,
  endedAt: historyImports.endedAt,
};

function from(reader: Reader) {
  return reader
    .select({ ...columns, reading: historyImports.reading, findings: historyImports.findings })
    .from(historyImports)
    .innerJoin(people, eq(people.id, historyImports.createdBy))
    .leftJoin(services, eq(services.id, historyImports.serviceId))
    .leftJoin(teams, eq(teams.id, historyImports.teamId));
}

/** Every import, newest first: at most a hundred. */
export async function listImports(reader: Reader) {
  const rows = await from(reader).orderBy(desc(historyImports.createdAt), desc(historyImports.id)).limit(100);
  return rows.map(({ reading, findings, ...row }) => ({
    ...row,
    badRows: findings?.badRows ?? 0,
    firstAt: findings?.firstAt ? new Date(findings.firstAt) : null,
    lastAt: findings?.lastAt ? new Date(findings.lastAt) : null,
  }));
}

export async function loadImport(reader: Reader, importId: string) {
  const [row] = await from(reader).where(eq(historyImports.id, importId));
  return row;
}

/** What makes no sense in the file, by line, a page at a time. */
export async function listProblems(reader: Reader, { importId, limit, after }: ImportProblemsInput) {
  const { line, code, item, message } = historyImportProblems;
  const rows = await reader
    .select({ line, code, item, message })
    .from(historyImportProblems)
    .where(and(eq(historyImportProblems.importId, importId), gt(line, after)))
    .orderBy(asc(line), asc(code))
    .limit(limit + 1);
  const problems = rows.slice(0, limit);
  return { problems, next: rows.length > limit ? problems.at(-1)?.line : undefined };
}
