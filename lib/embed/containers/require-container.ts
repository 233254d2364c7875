import { findContainer } from "@/lib/containers/queries";
import { containerNotFound } from "@/lib/containers/refusals";
import type { ContainerRow } from "@/lib/containers/schema";
import type { Principal } from "@/lib/principal";
import { stored } from "../storage";

/** Resolves to the caller's container. Throws `container_not_found`. */
export async function requireContainer(principal: Principal, id = ""): Promise<ContainerRow> {
  const container = await stored(findContainer(principal, id));
  if (!container) throw containerNotFound();
  return container;
}
