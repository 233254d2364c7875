/** What can be wrong with a program; the codes are those of the parsers of OpenUI Lang and of its correction services. */
export type ProblemCode =
  | "unknown-component"
  | "missing-required"
  | "null-required"
  | "type-mismatch"
  | "excess-args"
  | "inline-reserved"
  | "incomplete"
  | "unresolved"
  | "orphaned"
  | "missing-root";

export interface Problem {
  code: ProblemCode;
  message: string;
  component?: string;
  /** JSON Pointer to the argument. */
  path?: string;
  /** The name of the statement it is in. */
  statementId?: string;
}

/** What the check of one answer found and the repair mended. `count` counts every problem; the list holds the first ones. */
export interface UiReport {
  status: "already_valid" | "fixed";
  count: number;
  problems: Problem[];
}

const PROBLEMS_MAX = 100;
const MESSAGE_CHARS_MAX = 300;

/** Collects the problems of one answer; the same problem in the same place counts once. */
export class ReportBuilder {
  private readonly problems: Problem[] = [];
  private readonly seen = new Set<string>();
  private count = 0;
  private isOff = false;
  /** The statement that is being read. */
  statementId: string | null = null;

  add(code: ProblemCode, message: string, where: Pick<Problem, "component" | "path"> = {}): void {
    if (this.isOff) return;
    const key = `${code} ${this.statementId} ${where.component} ${where.path}`;
    if (this.seen.size < PROBLEMS_MAX * 10) {
      if (this.seen.has(key)) return;
      this.seen.add(key);
    }
    this.count++;
    if (this.problems.length >= PROBLEMS_MAX) return;
    const statement = this.statementId === null ? {} : { statementId: this.statementId };
    this.problems.push({ code, message: message.slice(0, MESSAGE_CHARS_MAX), ...where, ...statement });
  }

  /** What `read` finds is not noted: it reads what was read before. */
  quietly<Result>(read: () => Result): Result {
    const before = this.isOff;
    this.isOff = true;
    try {
      return read();
    } finally {
      this.isOff = before;
    }
  }

  toReport(): UiReport {
    return { status: this.count === 0 ? "already_valid" : "fixed", count: this.count, problems: this.problems.slice() };
  }
}
