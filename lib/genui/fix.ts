import { DEFAULT_UI } from "@/lib/generation/request";
import type { CallerLibrary } from "./library/caller-library";
import { type Problem, ReportBuilder } from "./repair/report";
import { createStage } from "./stage";

/** What became of a program: `program` is null when there was nothing in it to show. */
export interface Fix {
  status: "already_valid" | "fixed" | "fix_failed";
  program: string | null;
  fixed: Problem[];
  unfixed: Problem[];
}

/** Checks a whole program against a library and mends it; one without a fault comes back as it is. */
export function fixProgram(source: string, library: CallerLibrary): Fix {
  const report = new ReportBuilder();
  const stage = createStage(DEFAULT_UI, { library, report });
  const program = (stage.push(source) + stage.end("whole", true)).trim();
  const { problems } = report.toReport();
  if (!stage.isShown) return { status: "fix_failed", program: null, fixed: [], unfixed: problems };
  return problems.length === 0
    ? { status: "already_valid", program: source, fixed: [], unfixed: [] }
    : { status: "fixed", program, fixed: problems, unfixed: [] };
}
