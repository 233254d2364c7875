import { listMcpLabels } from "@/lib/mcp-servers/queries";
import type { Principal } from "@/lib/principal";
import { listStores } from "@/lib/vector-stores/queries";
import { isExpired } from "@/lib/vector-stores/schema";
import { searchServices } from "./web/search-services";

/** Which tools of the server a workspace may use: what is set up. */
export interface ToolOffer {
  webSearch: boolean;
  /** By their labels. */
  mcpServers: string[];
  stores: { id: string; name: string }[];
}

const STORES_MAX = 100;

/** Returns which tools of the server are set up for a workspace, the newest stores first. */
export async function readToolOffer(principal: Principal): Promise<ToolOffer> {
  const [mcpServers, stores] = await Promise.all([
    listMcpLabels(principal.workspaceId),
    listStores(principal, { limit: STORES_MAX, order: "desc", after: null, before: null }),
  ]);
  const usable = (stores?.rows ?? []).filter((store) => !isExpired(store));
  return { webSearch: searchServices().length > 0, mcpServers, stores: usable.map(({ id, name }) => ({ id, name: name || id })) };
}
