import { cliName } from "@/lib/env";

/** What a command leaves behind: `out` for programs (secrets, tables, JSON), `err` for people. Exit code 2 means wrongly called. */
export interface Outcome {
  code: 0 | 1 | 2;
  out?: string;
  err?: string;
}

export function failed(sentence: string): Outcome {
  return { code: 1, err: sentence };
}

export function wronglyCalled(sentence: string): Outcome {
  return { code: 2, err: `${sentence}\nSee: ${cliName()} --help` };
}

export function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
