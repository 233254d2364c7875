import type { ErrorCode } from "@/lib/errors";
import type { Answered } from "../answer";

/** What the thread says of a request: an answer, or the error that it ends with. Errors lose their kind between threads. */
export type Outcome = { answered: Answered } | { error: { code: ErrorCode; message: string; param: string | null } };
