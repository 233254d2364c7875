import { expect, type Locator, type Page, type Route } from "@playwright/test";
import { findThread } from "@/lib/conversations/queries";
import type { Thread } from "@/lib/conversations/schema";
import type { SignedInAccount } from "./account";

/** Where the page asks for answers. */
export const ASKED = "**/v1/embed/responses";

export function clickExample(page: Page, name: string): Promise<void> {
  return page.getByRole("list", { name: "Examples" }).getByRole("button", { name }).click();
}

export const message = (page: Page) => page.getByRole("textbox", { name: "Message" });
export const answers = (page: Page) => page.getByRole("article", { name: "Answer" });
export const questions = (page: Page) => page.getByRole("article", { name: "You" });

/** Waits until so many answers have ended well. */
export async function complete(page: Page, count = 1): Promise<void> {
  await expect(page.getByText("First words")).toHaveCount(count, { timeout: 30_000 });
}

/** The thread that is open, as it is stored. */
export function storedThread(page: Page, account: SignedInAccount): Promise<Thread | null> {
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  return findThread({ ...account, via: { type: "session", sessionId: "test", role: "owner" as const } }, id);
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

/** The stream of a response with these deltas, without its end when `whole` is false. */
export function streamOf(deltas: string[], whole = true): Parameters<Route["fulfill"]>[0] {
  const response = { id: "resp_test", model: "m", status: "completed", usage: null };
  const events = [
    { type: "response.created", response },
    ...deltas.map((delta) => ({ type: "response.output_text.delta", output_index: 0, delta })),
    ...(whole ? [{ type: "response.completed", response }] : []),
  ];
  return {
    status: 200,
    headers: { "content-type": "text/event-stream", "x-request-id": "req_test" },
    body: events.map((event, sequence_number) => `data: ${JSON.stringify({ ...event, sequence_number })}\n\n`).join(""),
  };
}

/** A program as an answer carries it. */
export function answerWith(program: string): string {
  return `<content thesys="true" version="2">\n\`\`\`openui-lang\n${program.replaceAll('"', "&quot;")}\n\`\`\`\n</content>`;
}

/** A chart that is drawn: its bars or lines stand on the page, seen. */
export async function expectDrawnChart(answer: Locator): Promise<void> {
  const shapes = answer.locator("svg.recharts-surface :is(path, rect)[d], svg.recharts-surface rect");
  // The renderer may still be on its way to a browser that is new.
  await expect(shapes.first()).toBeAttached({ timeout: 60_000 });
  await expect.poll(() => answer.locator("svg.recharts-surface").first().evaluate(isSeen)).toBe(true);
}

/** A cell of a drawn table with this text. */
export async function expectDrawnCell(answer: Locator, text: string): Promise<void> {
  const cell = answer.getByRole("cell", { name: text }).first();
  await expect.poll(() => cell.evaluate(isSeen)).toBe(true);
}

function isSeen(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}
