import { createAbort } from "@/lib/abort";
import { ApiError } from "@/lib/errors";
import { processState } from "@/lib/process-state";
import { stopBrowser, withBrowser } from "./browser";
import { drawSheet, printDocument } from "./open-page";
import { ownOrigin } from "./own-origin";
import { paperFor } from "./paper";
import type { Sheet } from "./sheet";
import { createSlots, type Slots } from "./slots";

const DRAW_MS_MAX = 60_000;
/** Each page that is drawn takes some 200 MB and, for a second or two, a core. */
const LIMITS = { atOnceMax: 2, waitingMax: 8 };

const slots = processState<Slots>("export-slots", () => createSlots(LIMITS));

/**
 * The sheet as a file: one document of HTML that needs nothing beside itself, or the same printed on A4. Takes its turn. Throws
 * `export_overloaded`, `export_unavailable`, `export_timeout`, `export_failed`, or the signal's reason when it fires.
 */
export async function exportAnswer(sheet: Sheet, format: "html" | "pdf", signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  return slots().run(() => make(sheet, format, signal), signal);
}

/** Ends what exports keep running. */
export const stopExports = stopBrowser;

async function make(sheet: Sheet, format: "html" | "pdf", signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const tooLong = new ApiError("export_timeout", `Drawing the answer took longer than ${DRAW_MS_MAX / 1_000} seconds.`);
  const over = createAbort([signal], { ms: DRAW_MS_MAX, reason: () => tooLong });
  try {
    return await withBrowser(async (browser) => {
      const drawn = await drawSheet(browser, ownOrigin(), sheet, over.signal);
      if (format === "html") return new TextEncoder().encode(drawn.html);
      const { orientation, scale } = paperFor(drawn.widthPx);
      const html = drawn.html.replace("size: A4;", `size: A4 ${orientation};`);
      return Uint8Array.from(await printDocument(browser, { ...drawn, html }, scale, over.signal));
    });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ApiError) throw error;
    if (over.signal.aborted) throw tooLong;
    throw new ApiError("export_failed", "The browser of this server failed while it drew the answer. Try again.", { cause: error });
  } finally {
    over.release();
  }
}
