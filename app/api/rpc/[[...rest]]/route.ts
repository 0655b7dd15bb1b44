import { RPCHandler } from "@orpc/server/fetch";
import { answerErrors } from "@/lib/rpc/answer-errors";
import { router } from "@/lib/rpc/router";
import { serve } from "@/lib/rpc/serve";

/** The browser's own door. It speaks oRPC's protocol and may change with any version; programs use /api/v1. */
const handler = new RPCHandler(router, answerErrors());

const handle = (request: Request) => serve(handler, request, "/api/rpc");

export { handle as GET, handle as POST };
