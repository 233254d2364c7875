import { createServer, request } from "node:http";

/**
 * Passes requests on to a server, and counts them by the key they carry.
 * @param {string} target `http://127.0.0.1:3000`
 * @returns {Promise<{ url: string, count: (secret: string) => number, stop: () => void }>}
 */
export async function startCountingRelay(target) {
  const counts = new Map();
  const server = createServer((incoming, outgoing) => {
    const { authorization = "" } = incoming.headers;
    counts.set(authorization, (counts.get(authorization) ?? 0) + 1);
    const onward = request(new URL(incoming.url ?? "/", target), { method: incoming.method, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on("error", () => outgoing.destroy()).pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    // A client that goes away takes its request along.
    outgoing.on("close", () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    count: (secret) => counts.get(`Bearer ${secret}`) ?? 0,
    stop: () => server.closeAllConnections(),
  };
}
