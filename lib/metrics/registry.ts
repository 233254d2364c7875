import { Registry } from "prom-client";
import { processState } from "@/lib/process-state";

/** What this process counts. */
export const metrics = processState<Registry>("metrics", () => new Registry());
