import { connect } from "node:net";

/** Who has not all it was promised waits for more: until it is told that there is none. */
const PATIENCE_MS = 2_000;
const HUNG_MS = 30_000;

/** What came back on a connection: the last status, its head, and how it ended. */
export interface RawAnswer {
  status: number | null;
  head: string;
  end: "answered" | "closed" | "hung";
}

/** Writes the bytes on a connection of their own; when nothing has come back after a while, says that it has no more to send. */
export function sendRaw(port: number, request: string): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    const finish = (end: RawAnswer["end"]) => {
      clearTimeout(timer);
      clearTimeout(patience);
      socket.destroy();
      const heads = text.match(/HTTP\/1\.1 (?!1)\d{3} [^]*?\r\n\r\n/);
      const status = heads ? Number(heads[0].slice(9, 12)) : null;
      resolve({ status, head: heads?.[0] ?? "", end: end === "closed" && status !== null ? "answered" : end });
    };
    const patience = setTimeout(() => text === "" && socket.end(), PATIENCE_MS);
    const timer = setTimeout(() => finish("hung"), HUNG_MS);
    socket.on("data", (bytes) => {
      if (text.length < 20_000) text += bytes.toString("latin1");
    });
    socket.on("error", () => finish("closed"));
    socket.on("close", () => finish("closed"));
    socket.write(request, "latin1");
  });
}
