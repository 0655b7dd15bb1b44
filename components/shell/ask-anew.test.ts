import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { askAnew } from "./ask-anew";

/** A server that answers when it is told to, each time with the next number. */
function slowServer() {
  const waiting: (() => void)[] = [];
  let asked = 0;
  return {
    asked: () => asked,
    ask: () => {
      asked += 1;
      const answer = asked;
      return new Promise<number>((resolve) => waiting.push(() => resolve(answer)));
    },
    async answers() {
      for (const answer of waiting.splice(0)) answer();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

function watch(server: ReturnType<typeof slowServer>) {
  const client = new QueryClient();
  const seen: (number | undefined)[] = [];
  const observer = new QueryObserver(client, { queryKey: [["slots", "board"]], queryFn: server.ask });
  const stop = observer.subscribe(({ data }) => {
    if (data !== seen.at(-1)) seen.push(data);
  });
  return { client, seen, stop };
}

it("lets an answer arrive however often something changes meanwhile, and then asks once more", async () => {
  const server = slowServer();
  const { client, seen, stop } = watch(server);
  await server.answers();
  for (let change = 0; change < 5; change++) askAnew(client, () => true);
  expect(server.asked()).toBe(2);
  await server.answers();
  expect(seen).toEqual([1, 2]);
  expect(server.asked(), "what changed since is asked for, once").toBe(3);
  await server.answers();
  expect(seen).toEqual([1, 2, 3]);
  expect(server.asked()).toBe(3);
  stop();
});

it("asks anew, too, after a first answer that was on its way when something changed", async () => {
  const server = slowServer();
  const { client, seen, stop } = watch(server);
  askAnew(client, () => true);
  await server.answers();
  await server.answers();
  expect(seen).toEqual([1, 2]);
  stop();
});

it("leaves alone what the change does not concern", async () => {
  const server = slowServer();
  const { client, stop } = watch(server);
  await server.answers();
  askAnew(client, () => false);
  expect(server.asked()).toBe(1);
  stop();
});

it("leaves a question that failed to its own pace", async () => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  let asked = 0;
  const refuse = () => {
    asked += 1;
    return Promise.reject(new Error("the server is away"));
  };
  const observer = new QueryObserver(client, { queryKey: [["releases", "list"]], queryFn: refuse });
  const stop = observer.subscribe(() => {});
  askAnew(client, () => true);
  await new Promise((resolve) => setTimeout(resolve));
  expect(observer.getCurrentResult().status).toBe("error");
  expect(asked).toBe(1);
  stop();
});
