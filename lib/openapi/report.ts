import { z } from "zod/v4";
import type { ReportResource } from "@/lib/embed/responses/report";

/** What the codes of a check mean. `docs/reports.md` is tested against this table. */
export const PROBLEM_MEANINGS = {
  "unknown-component": "The component is not in the library.",
  "missing-required": "A required argument is missing.",
  "null-required": "A required argument is null.",
  "type-mismatch": "An argument has another type than it should.",
  "excess-args": "There are more arguments than the component takes.",
  "inline-reserved": "State, a query, a function or a condition, which an answer can't have.",
  incomplete: "The answer ends in the middle.",
  unresolved: "A name stands for no statement.",
  orphaned: "A statement that nothing shown refers to, or a component without a name.",
  "missing-root": "There is no statement `root`.",
} as const satisfies Record<ReportResource["problems"][number]["code"], string>;

const MEANINGS = Object.entries(PROBLEM_MEANINGS).map(([code, meaning]) => `- \`${code}\`: ${meaning}`);

/** One thing that a check found. */
export const Problem = z.object({
  code: z.enum(Object.keys(PROBLEM_MEANINGS)).describe(MEANINGS.join("\n")),
  message: z.string(),
  component: z.string().optional(),
  path: z.string().optional().describe("JSON Pointer to the argument"),
  statementId: z.string().optional().describe("The name of the statement it is in"),
});

/** What the check of a response's interface found, all of it mended in what was sent. */
export const ResponseReport = z.object({
  object: z.literal("response.report"),
  response_id: z.string(),
  status: z
    .enum(["in_progress", "none", "already_valid", "fixed"])
    .describe("`none`: no interface was checked. `in_progress`: ask again when the response has ended."),
  count: z.int().describe("All that was found; `problems` holds the first 100"),
  problems: z.array(Problem),
});
