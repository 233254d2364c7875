import { isRecord } from "./rejection";

/** The JSON object that `text` holds; null when it is something else, or no JSON. */
export function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}
