// @ts-check
// The receiver of the measurement, a process of its own: notes when each call arrives and answers at once.
import { createServer } from "node:http";

/** @type {{ at: number, deploymentId: string }[]} */
let arrivals = [];
const now = () => performance.timeOrigin + performance.now();

const server = createServer((request, response) => {
  const at = now();
  let body = "";
  request.setEncoding("utf8");
  request.on("data", (chunk) => {
    body += chunk;
  });
  request.on("end", () => {
    if (request.method === "POST") {
      arrivals.push({ at, deploymentId: JSON.parse(body).data?.deploymentId ?? "" });
      response.writeHead(202).end();
      return;
    }
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(arrivals));
    if (request.url === "/take") arrivals = [];
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`${typeof address === "object" ? address?.port : ""}\n`);
});
process.once("SIGTERM", () => process.exit(0));
