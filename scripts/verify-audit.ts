import { connect } from "@/db/client";
import { chainInWords, verifyChain } from "@/lib/audit/queries/verify-chain";

/** `npm run db:verify-audit`: checks the whole audit log's chain; the exit code says whether it holds. */
const url = process.env.DATABASE_URL;
if (!url) throw new Error("DATABASE_URL is not set");
const connection = connect(url, { max: 1, name: "signalbox-verify-audit" });
const report = await verifyChain(connection.db);
await connection.end();
console.log(chainInWords(report));
process.exitCode = report.intact ? 0 : 1;
