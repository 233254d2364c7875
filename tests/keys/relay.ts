import net from "node:net";

export interface Relay {
  port: number;
  /** From now on nothing passes on the connections whose start holds `mark`; they stay open. */
  freeze: (mark: string) => void;
  thaw: () => void;
  /** From now on answers take `ms` longer, but for the connections whose start holds `exceptMark`. */
  delay: (exceptMark: string, ms: number) => void;
  close: () => Promise<void>;
}

/** A TCP relay that can go dead without closing: the network fault that no error event announces. */
export async function startRelay(host: string, port: number): Promise<Relay> {
  const pairs = new Set<{ client: net.Socket; server: net.Socket; start: string }>();
  const sockets = new Set<net.Socket>();
  let frozenMark: string | null = null;
  let delayed = { exceptMark: "", ms: 0 };
  const listener = net.createServer((client) => {
    const server = net.connect(port, host);
    const pair = { client, server, start: "" };
    pairs.add(pair);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(from);
      from.on("error", () => to.destroy());
      from.on("close", () => {
        to.destroy();
        pairs.delete(pair);
      });
      from.on("data", (data) => {
        if (from === client && pair.start.length < 1_000) pair.start += data.toString("latin1");
        if (frozenMark !== null && pair.start.includes(frozenMark)) return;
        if (from === server && delayed.ms > 0 && !pair.start.includes(delayed.exceptMark)) setTimeout(() => to.write(data), delayed.ms);
        else to.write(data);
      });
    }
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const address = listener.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    freeze: (mark) => {
      frozenMark = mark;
    },
    thaw: () => {
      frozenMark = null;
    },
    delay: (exceptMark, ms) => {
      delayed = { exceptMark, ms };
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}
