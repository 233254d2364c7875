// The measure of all things: Node's http server that reads a body and streams as many frames as it is told, doing nothing else.
import { createServer } from "node:http";

let frames = [];

const server = createServer((request, response) => {
  request.on("data", () => {});
  request.on("end", async () => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const frame of frames) {
      response.write(frame);
      await Promise.resolve();
    }
    response.end();
  });
});
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port, secret: "none" }));
process.on("message", (message) => {
  if (message === "cpu") process.send({ cpu: process.cpuUsage() });
  if (Array.isArray(message)) {
    frames = message;
    process.send({ ok: true });
  }
});
