import type { ConnectionTest } from "@/lib/providers/test-connection";
import type { SaveAliasBody, SaveProviderBody } from "@/lib/providers/schema";
import type { ActionFailure } from "@/components/ui/use-action";

export type ChangeResult = { ok: true } | ActionFailure;

/** What the page can ask the server to do. Arguments come from a browser, so the server checks them all. */
export interface ProviderActions {
  save: (body: SaveProviderBody) => Promise<ChangeResult>;
  remove: (name: string) => Promise<ChangeResult>;
  test: (name: string) => Promise<ConnectionTest>;
  saveAlias: (body: SaveAliasBody) => Promise<ChangeResult>;
  removeAlias: (id: string) => Promise<ChangeResult>;
}
