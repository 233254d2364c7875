import { type Draft, isCall } from "../draft";
import { WRAPPER } from "../library/alias";
import { repairBlocks } from "../repair/repair";
import { salvage } from "../repair/salvage";
import type { Scope } from "../repair/scope";
import { safeNode } from "../safe/safe";
import type { UiNode } from "../tree";

/** What a value shows in a root, safe, and after it as text what it says and no component took; and the statements it is made of. */
export function blocksOf(value: Draft, scope: Scope): { nodes: UiNode[]; reached: ReadonlySet<string> } {
  const allowed = scope.catalogue.rootNames;
  scope.isShortened = false;
  let nodes = repairBlocks(value, allowed, scope);
  let { lost, share, reached } = salvage(value, nodes, scope);
  if (share >= 0.5 && isCall(value) && !scope.isShortened) {
    // The wrong component around the right parts: the parts by themselves show more.
    const parts = scope.report.quietly(() => repairBlocks({ ...value, name: WRAPPER }, allowed, scope));
    const without = salvage(value, parts, scope);
    if (without.share < share) [nodes, lost] = [parts, without.lost];
  }
  // Words have room even where repetition has used up everything.
  if (lost.length > 0 && !scope.isShortened) nodes.push(...repairBlocks(lost.join("\n\n"), allowed, withRoom(scope)));
  return { nodes: nodes.flatMap((node) => safeNode(node, allowed)), reached };
}

/** The same scope with room for a few words. */
export function withRoom(scope: Scope): Scope {
  return { ...scope, nodesLeft: 50, charsLeft: 200_000 };
}
