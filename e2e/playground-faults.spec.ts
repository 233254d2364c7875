import { expect } from "@playwright/test";
import { signInFresh, type SignedInAccount } from "./account";
import { test } from "./browser";
import { answers, answerWith, CHAT, clickExample, message, send, stored, streamOf } from "./playground-steps";

let account: SignedInAccount;

test.beforeEach(async ({ context, page, baseURL }) => {
  account = await signInFresh(context, baseURL ?? "");
  await page.goto("/playground");
});

test("Stop keeps what arrived, Regenerate replaces it, and a reload shows the same", async ({ page }) => {
  // Held open: the answer has begun and does not end by itself.
  await page.addInitScript(() => {
    const real = window.fetch;
    window.fetch = (input, init) => {
      if (input !== "/v1/embed/chat/completions" || sessionStorage.getItem("free")) return real(input, init);
      const chunk = {
        choices: [
          {
            index: 0,
            delta: { content: '<content thesys="true" version="2">root = Card([t])\nt = TextContent(&quot;Half a sentence&quot;)\n' },
          },
        ],
      };
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(chunk)}\n\n`));
          init?.signal?.addEventListener("abort", () => controller.error(new DOMException("", "AbortError")));
        },
      });
      return Promise.resolve(new Response(body, { headers: { "x-request-id": "req_half" } }));
    };
  });
  await page.reload();
  await send(page, "What is the capital of France?");
  await expect(answers(page)).toContainText("Half a sentence");
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByText("Stopped. What had arrived is kept.")).toBeVisible();
  await expect(message(page)).toBeFocused();
  await expect(answers(page)).toContainText("Half a sentence");
  await stored(page, account);
  await page.reload();
  await expect(answers(page)).toContainText("Half a sentence");
  await expect(page.getByText("Stopped. What had arrived is kept.")).toBeVisible();
  await page.evaluate(() => sessionStorage.setItem("free", "yes"));
  await page.getByRole("button", { name: "Regenerate" }).click();
  await expect(answers(page)).toContainText("Paris");
  await expect(answers(page)).toHaveCount(1);
});

test("a failed request shows the message and the request id, and can be tried again", async ({ page }) => {
  const error = { message: "The model's provider is overloaded.", type: "server_error", param: null, code: "upstream_overloaded" };
  await page.route(CHAT, (route) => route.fulfill({ status: 503, headers: { "x-request-id": "req_failed" }, json: { error } }), {
    times: 1,
  });
  await clickExample(page, "Capital of France");
  await expect(answers(page).getByText("The request failed")).toBeVisible();
  await expect(page.getByText(error.message)).toBeVisible();
  await expect(page.getByText("req_failed").first()).toBeVisible();
  await page.getByRole("button", { name: "Retry" }).click();
  await expect(answers(page)).toContainText("Paris");
});

test("a connection that ends too soon keeps the partial answer and says so", async ({ page }) => {
  await page.route(CHAT, (route) => route.fulfill(streamOf([answerWith(`root = Card([t])\nt = TextContent("So far")`)], false)));
  await send(page, "hello");
  await expect(answers(page).getByText("The connection ended too soon")).toBeVisible();
  await expect(answers(page)).toContainText("So far");
});

const BROKEN = {
  "plain text": "Just words.",
  nothing: "",
  "a crash of the renderer": "<custommarkdown>hello</custommarkdown>",
  "a syntax error": answerWith("root = = ("),
  "an empty program": answerWith(""),
  "HTML and a script": '<img src=x onerror="alert(1)"><script>alert(1)</script>',
  "an unknown component": answerWith(`root = Card([x])\nx = Nonsense("a")`),
};

test(`survives ${Object.keys(BROKEN).join(", ")}`, async ({ page }) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("dialog", (dialog) => void dialog.dismiss().then(() => errors.push("a dialog opened")));
  for (const [index, [what, raw]] of Object.entries(BROKEN).entries()) {
    await test.step(what, async () => {
      await page.route(CHAT, (route) => route.fulfill(streamOf([raw])), { times: 1 });
      await send(page, "hello");
      await expect(page.getByText("Total")).toHaveCount(index + 1);
      if (what === "plain text") await expect(answers(page).last()).toContainText("Just words.");
      if (what === "a crash of the renderer") await expect(answers(page).last()).toContainText("hello");
      await expect(message(page)).toBeEditable();
    });
  }
  await send(page, "What is the capital of France?");
  await expect(answers(page).last()).toContainText("Paris");
  await expect(answers(page)).toHaveCount(Object.keys(BROKEN).length + 1);
  expect(errors).toEqual([]);
});

test("a button cannot open an address that runs script", async ({ page }) => {
  await page.addInitScript(() => {
    window.open = (url) => {
      document.title = `opened ${String(url)}`;
      return null;
    };
  });
  await page.reload();
  const program = `root = Card([g])\ng = ButtonGroup([Button("Bad", {type: "open_url", url: "java" + "script:alert(1)"}), Button("Good", {type: "open_url", url: "https://example.com/"})])`;
  await page.route(CHAT, (route) => route.fulfill(streamOf([answerWith(program)])));
  await send(page, "hello");
  await answers(page).getByRole("button", { name: "Bad" }).click();
  await expect(page).not.toHaveTitle(/opened/);
  await answers(page).getByRole("button", { name: "Good" }).click();
  await expect(page).toHaveTitle("opened https://example.com/");
});
