import { createServer, request } from "node:http";

/**
 * Passes requests on to a server, WebSockets too, and counts the requests by the key they carry.
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
  server.on("upgrade", (incoming, socket, head) => {
    const onward = request(new URL(incoming.url ?? "/", target), { headers: incoming.headers }).end();
    onward.on("upgrade", (answer, upstream, first) => {
      const headers = Object.entries(answer.headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${headers.join("")}\r\n`);
      socket.write(first);
      upstream.write(head);
      socket.pipe(upstream).pipe(socket);
      for (const [one, other] of [
        [socket, upstream],
        [upstream, socket],
      ])
        one.on("error", () => other.destroy()).on("close", () => other.destroy());
    });
    onward.on("error", () => socket.destroy()).on("response", () => socket.destroy());
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    count: (secret) => counts.get(`Bearer ${secret}`) ?? 0,
    stop: () => server.closeAllConnections(),
  };
}
