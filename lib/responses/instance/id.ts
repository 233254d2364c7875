import { newId } from "@/lib/ids";

const state = globalThis as typeof globalThis & { vitrineInstanceId?: string };

/** The name of this process among those that work on responses; new at every start. */
export function instanceId(): string {
  state.vitrineInstanceId ??= newId("ins");
  return state.vitrineInstanceId;
}
