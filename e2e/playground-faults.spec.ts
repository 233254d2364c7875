import { expect } from "@playwright/test";
import { signInFresh } from "./account";
import { test } from "./browser";
import { answers, answerWith, ASKED, clickExample, message, send, streamOf } from "./playground-steps";

test.beforeEach(async ({ context, page, baseURL }) => {
  await signInFresh(context, baseURL ?? "");
  await page.goto("/playground");
});

test("a failed request shows the message and the request id, and can be tried again", async ({ page }) => {
  const error = { message: "The model's provider is overloaded.", type: "server_error", param: null, code: "upstream_overloaded" };
  await page.route(
    ASKED,
    (route) => route.fulfill({ status: 503, headers: { "x-request-id": "req_failed", "retry-after": "30" }, json: { error } }),
    {
      times: 1,
    },
  );
  await clickExample(page, "Capital of France");
  await expect(answers(page).getByText("The request failed")).toBeVisible();
  await expect(page.getByText(error.message)).toBeVisible();
  await expect(page.getByText("It can be tried again in 30 s.")).toBeVisible();
  await expect(answers(page).getByRole("link", { name: "Models page" })).toHaveAttribute("href", "/models");
  await expect(page.getByText("req_failed")).toHaveCount(1);
  await page.getByRole("button", { name: "Retry" }).click();
  await expect(answers(page)).toContainText("Paris");
});

test("a connection that ends too soon keeps the partial answer and says so", async ({ page }) => {
  await page.route(ASKED, (route) => route.fulfill(streamOf([answerWith(`root = Card([t])\nt = TextContent("So far")`)], false)));
  await send(page, "hello");
  await expect(answers(page).getByText("The connection ended too soon")).toBeVisible();
  await expect(answers(page).locator(".gen-ui").getByText("So far")).toBeVisible();
  await expect(answers(page).getByText("could not be rendered")).toHaveCount(0);
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
      await page.route(ASKED, (route) => route.fulfill(streamOf([raw])), { times: 1 });
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
  await page.route(ASKED, (route) => route.fulfill(streamOf([answerWith(program)])));
  await send(page, "hello");
  await answers(page).getByRole("button", { name: "Bad" }).click();
  await expect(page).not.toHaveTitle(/opened/);
  await answers(page).getByRole("button", { name: "Good" }).click();
  await expect(page).toHaveTitle("opened https://example.com/");
});
