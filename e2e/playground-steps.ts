import { expect, type Page, type Route } from "@playwright/test";
import { findThread } from "@/lib/conversations/queries";
import type { Thread } from "@/lib/conversations/schema";
import type { SignedInAccount } from "./account";

/** Where the page asks for answers. */
export const CHAT = "**/v1/embed/chat/completions";

export function clickExample(page: Page, name: string): Promise<void> {
  return page.getByRole("list", { name: "Examples" }).getByRole("button", { name }).click();
}

export const message = (page: Page) => page.getByRole("textbox", { name: "Message" });
export const answers = (page: Page) => page.getByRole("article", { name: "Answer" });
export const questions = (page: Page) => page.getByRole("article", { name: "You" });

/** Waits until so many answers have ended well. */
export async function complete(page: Page, count = 1): Promise<void> {
  await expect(page.getByText("First delta")).toHaveCount(count, { timeout: 30_000 });
}

/** The thread that is open, as it is stored. */
export function storedThread(page: Page, account: SignedInAccount): Promise<Thread | null> {
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  return findThread({ ...account, via: { type: "session", sessionId: "test" } }, id);
}

/** Waits until so many answers are stored as they ended: a page that is left sooner takes the last save along. */
export async function stored(page: Page, account: SignedInAccount, count = 1): Promise<void> {
  await expect
    .poll(async () => {
      const entries = (await storedThread(page, account))?.entries ?? [];
      return entries.filter(({ details }) => details && details.state !== "streaming").length;
    })
    .toBe(count);
}

export async function send(page: Page, text: string): Promise<void> {
  await message(page).fill(text);
  await page.keyboard.press("Enter");
}

/** An event stream of these deltas, without its end when `whole` is false. */
export function streamOf(deltas: string[], whole = true): Parameters<Route["fulfill"]>[0] {
  const chunks = deltas.map((content) => ({
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    model: "m",
    choices: [{ index: 0, delta: { content }, finish_reason: null }],
  }));
  const frames = [...chunks.map((chunk) => JSON.stringify(chunk)), ...(whole ? ["[DONE]"] : [])];
  return {
    status: 200,
    headers: { "content-type": "text/event-stream", "x-request-id": "req_test" },
    body: frames.map((frame) => `data: ${frame}\n\n`).join(""),
  };
}

/** A program as an answer carries it. */
export function answerWith(program: string): string {
  return `<content thesys="true" version="2">\n\`\`\`openui-lang\n${program.replaceAll('"', "&quot;")}\n\`\`\`\n</content>`;
}
