import { authHandler } from "@/lib/auth/handler";
import { database } from "@/lib/rpc/database";

const handler = authHandler(database);

export { handler as GET, handler as POST };
