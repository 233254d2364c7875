import type { ApprovalDecision, DialogueItem, HostedSelector, HostedTool } from "@/lib/generation/hosted";
import { Sources } from "@/lib/generation/sources";
import { ApiError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { Principal } from "@/lib/principal";
import { sealDecision } from "./approval-token";
import { kindOf } from "./kinds";
import type { Identity, OpenTool, ToolKind } from "./tool";

/** An entry of a request's tools, ready to be used. */
export interface Entry {
  tool: OpenTool;
  /** Whether a choice means it. */
  matches: (selector: HostedSelector) => boolean;
}

/** The hosted tools of one response. */
export interface Toolbox {
  readonly entries: readonly Entry[];
  readonly sources: Sources;
  /** What a button says along that decides of the workspace's calls. */
  readonly tokenOf: (decision: ApprovalDecision) => string;
  /** To be called once the response has ended; resolves when everything is let go of. Never rejects. */
  close: () => Promise<void>;
}

/**
 * Gets a request's hosted tools ready; null where there are none. Throws what a kind refuses its entry with: then those that were ready are
 * let go of. `leaveOut`, where it is given, gets the entries that nobody has set up here, which are refused otherwise.
 */
export async function openTools(
  tools: readonly HostedTool[],
  principal: Principal,
  leaveOut: ((tool: HostedTool) => void) | null = null,
): Promise<Toolbox | null> {
  if (tools.length === 0) return null;
  const sources = new Sources();
  const entries: Entry[] = [];
  const taken = new Set<string>();
  try {
    for (const entry of tools) {
      const { kind: name, options, param } = entry;
      const kind: ToolKind = kindOf(name);
      assertAlone(kind.identity?.(options), { name, param, taken });
      const tool = await kind.open(options, { principal, param, sources }).catch((error: unknown) => {
        if (!leaveOut || !isNotSetUp(error)) throw error;
        leaveOut(entry);
        return null;
      });
      if (tool) entries.push({ tool, matches: (selector) => kind.matches(options, selector) });
    }
  } catch (error) {
    await closeAll(entries);
    throw error;
  }
  return entries.length === 0 ? null : toolbox(entries, sources, principal.workspaceId);
}

function isNotSetUp(error: unknown): boolean {
  return error instanceof ApiError && error.code === "tool_not_configured";
}

function assertAlone(identity: Identity | undefined, { name, param, taken }: { name: string; param: string; taken: Set<string> }): void {
  if (!identity) return;
  const { member, value } = identity;
  const key = `${name} ${value}`;
  if (taken.has(key)) throw new ApiError("invalid_value", `Two tools have the ${member} '${value}'.`, { param: `${param}.${member}` });
  taken.add(key);
}

/** A box of tools that are ready, of a workspace. */
export function toolbox(entries: readonly Entry[], sources: Sources, workspaceId: string): Toolbox {
  return { entries, sources, tokenOf: (decision) => sealDecision(decision, workspaceId), close: () => closeAll(entries) };
}

/** Gives the sources that earlier answers have named their numbers again. */
export function remember(sources: Sources, dialogue: readonly DialogueItem[]): void {
  for (const item of dialogue) if ("cited" in item && Array.isArray(item.cited)) for (const source of item.cited) sources.keep(source);
}

async function closeAll(entries: readonly Entry[]): Promise<void> {
  const closed = await Promise.allSettled(entries.map(async ({ tool }) => tool.close?.()));
  for (const one of closed) if (one.status === "rejected") log.warn({ err: nameOf(one.reason) }, "a hosted tool could not be let go of");
}

/** What may be logged of a failure: its words may be a stranger's. */
export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
