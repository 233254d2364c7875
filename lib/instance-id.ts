import { newId } from "@/lib/ids";
import { processState } from "@/lib/process-state";

/** The name of this process among those over one database; new at every start. */
export const instanceId = processState<string>("instance-id", () => newId("ins"));
