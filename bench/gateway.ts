import { apiRoutes } from "@/lib/embed/routes";
import { env } from "@/lib/env";
import { createKey } from "@/lib/keys/mutations";
import { startKeyBus } from "@/lib/server/bus";
import { createListener } from "@/lib/server/listener";
import { createUser } from "@/lib/workspaces/mutations";

/** The server of the benchmark: the API as `server.ts` serves it, without pages, and a key. Speaks with its parent by messages. */
async function main(): Promise<void> {
  const secret = await mintKey();
  await startKeyBus();
  const server = createListener({ routes: apiRoutes, pages: async (_request, response) => void response.writeHead(404).end() });
  server.listen(env().PORT, "127.0.0.1", () => {
    const address = server.address();
    process.send?.({ port: typeof address === "object" ? address?.port : null, secret });
  });
  process.on("message", (message) => {
    if (message === "exit") process.exit(0);
  });
}

async function mintKey(): Promise<string> {
  const owner = await createUser({ email: "bench@example.com", name: "Bench", password: null, role: "owner" });
  if (!owner.ok) throw new Error(owner.reason);
  const { id: userId, workspaceId } = owner.user;
  const key = await createKey({ type: "cli", userId, workspaceId, ip: null, userAgent: null, requestId: null }, { name: "bench" });
  if (!key.ok) throw new Error(key.reason);
  return key.secret;
}

await main();
