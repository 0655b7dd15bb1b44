import { restHandler } from "@/lib/rpc/rest-handler";
import { serve } from "@/lib/rpc/serve";

/** The door for pipelines and programs. */
const handle = (request: Request) => serve(restHandler, request, "/api/v1");

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
