import { expect, type Page, test } from "@playwright/test";
import { withFormContext } from "@/components/renderer/renderable";
import { unescape, wrap } from "@/lib/genui/read/envelope";
import type { Seen, Show } from "./renderer-entry";
import { applicationOf, RENDERERS, type RendererName, serveRenderer } from "./renderer-page";
import type { Site } from "./site";

test.setTimeout(240_000);

const PROGRAM = `root = Card([form, buttons, cards, questions])
form = Form("contact", ButtonGroup([Button("Send", {type: "continue_conversation", context: "from the form"}, "primary")]), [name, mail, notes, plan, role, topics, alerts, diet, trip, start])
name = FormControl("Name", Input("name", {required: true}, "", "text", "Ada"))
mail = FormControl("Mail", Input("mail", {required: true, email: true}))
notes = FormControl("Notes", TextArea("notes"))
plan = FormControl("Plan", Select("plan", [SelectItem("free", "Free"), SelectItem("pro", "Pro")], {}, "Pick"))
role = FormControl("Role", RadioGroup("role", [RadioItem("dev", "Developer"), RadioItem("pm", "Product")], {}, "dev"))
topics = FormControl("Topics", CheckBoxGroup("topics", [CheckBoxItem("charts", "Charts", "", true), CheckBoxItem("forms", "Forms")]))
alerts = FormControl("Settings", SwitchGroup("settings", [SwitchItem("alerts", "Alerts"), SwitchItem("mute", "Mute", "", true)]))
diet = FormControl("Diet", Chips("diet", "multiple", [ChipItem("vegan", "Vegan"), ChipItem("halal", "Halal")], {}, ["vegan"]))
trip = FormControl("Trip", OptionCards("trip", "single", [OptionCard("sea", "Seaside"), OptionCard("hills", "Hills")], {}, "sea"))
start = FormControl("Start", DatePicker("start", "single", {}, "2026-05-04"))
buttons = ButtonGroup([Button("Costs", {type: "continue_conversation", context: "Show only costs"}), Button("Bare"), Button("Buy", {type: "buy", params: {id: 3}})])
cards = ContextCardBlock([ContextCardItem("vat", "VAT rate", "Included.")], "grid", true, {type: "continue_conversation", context: "card"})
questions = FollowUpBlock(["Show it by month"])`;

/** What a reader does, and what the renderer hands on for it. */
async function use(page: Page): Promise<Seen> {
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("This field is required")).toHaveCount(1);
  await page.getByRole("textbox", { name: "Mail" }).fill("ada@example.com");
  await page.getByRole("textbox", { name: "Notes" }).fill("Hello <b>&");
  await page.getByRole("textbox", { name: "Notes" }).blur();
  await page.getByRole("combobox", { name: "Plan" }).click();
  await page.getByRole("option", { name: "Pro" }).click();
  await page.getByRole("radio", { name: "Product" }).click();
  await page.getByRole("checkbox", { name: "Forms" }).click();
  await page.getByRole("switch", { name: "Alerts" }).click();
  await page.getByText("Halal").click();
  await page.getByText("Hills").click();
  for (const name of ["Costs", "Bare", "Buy", "Send", "Show it by month"]) await page.getByRole("button", { name }).click();
  await page.getByText("VAT rate").click();
  await expect.poll(async () => (await seenOf(page)).actions.length).toBe(6);
  return seenOf(page);
}

const seenOf = (page: Page) => page.evaluate(() => Reflect.get(window, "seen") as Seen);

async function open(page: Page, renderer: RendererName, baseURL: string | undefined, response: string): Promise<Site> {
  const served = await serveRenderer({ renderer, ...(await applicationOf(baseURL ?? "")) });
  await page.goto(served.origin);
  await page.evaluate(
    (response) =>
      (Reflect.get(window, "show") as (what: Show, isNew: boolean) => Promise<void>)(
        { response, isStreaming: false, theme: "light" },
        true,
      ),
    response,
  );
  return served;
}

/** The forms in a fixed order: which field was touched first is of no meaning. */
function formsIn(context: string | null): unknown {
  return JSON.parse(unescape(context ?? "null"));
}

test("both renderers send the same messages for what is pressed, and keep the same state of forms", async ({ page, baseURL }) => {
  const seen: Record<string, Seen> = {};
  for (const renderer of RENDERERS) {
    const served = await open(page, renderer, baseURL, wrap(PROGRAM));
    seen[renderer] = await use(page);
    await served.close();
  }
  const [thesys, openui] = [seen.thesys, seen.openui];
  expect(formsIn(openui?.forms ?? null)).toEqual(formsIn(thesys?.forms ?? null));
  expect(openui?.actions.map(inWords)).toEqual(thesys?.actions.map(inWords));
});

/** An action with its messages taken apart, so that only their content is compared. */
function inWords({ type, params, humanFriendlyMessage, llmFriendlyMessage }: Seen["actions"][number]) {
  const [, label, context] = /^<content thesys="true">(.*)<\/content><context>(.*)<\/context>$/s.exec(llmFriendlyMessage) ?? [];
  const message = context === undefined ? llmFriendlyMessage : { label, context: formsIn(context) };
  return {
    type,
    humanFriendlyMessage,
    message,
    params: { ...params, llmFriendlyMessage: params?.llmFriendlyMessage === llmFriendlyMessage },
  };
}

for (const renderer of RENDERERS) {
  test(`${renderer} opens an answer with the form state that the other one kept`, async ({ page, baseURL }) => {
    const kept =
      '[{"contact":{"mail":{"value":"grace@example.com","componentType":"Input"},"plan":{"value":"pro","componentType":"Select"},"forms":{"value":true,"componentType":"CheckBoxItem"},"trip":{"value":"hills","componentType":"OptionCards"}}}]';
    const served = await open(page, renderer, baseURL, withFormContext(wrap(PROGRAM), kept.replaceAll('"', "&quot;")));
    await expect(page.getByRole("textbox", { name: "Mail" })).toHaveValue("grace@example.com");
    await expect(page.getByRole("combobox", { name: "Plan" })).toContainText("Pro");
    await expect(page.getByRole("checkbox", { name: "Forms" })).toBeChecked();
    await served.close();
  });
}

test("openui shows what was thought until the answer begins, and what stays beside it", async ({ page, baseURL }) => {
  const thought = (title: string, ephemeral: boolean) =>
    `<thinkitem${ephemeral ? ' ephemeral="true"' : ""}><thinkitemtitle>${title}</thinkitemtitle><thinkitemcontent>2 &lt; 3</thinkitemcontent></thinkitem>`;
  const thoughts = thought("Looking it up", false) + thought("Reading the question", true);
  const served = await open(page, "openui", baseURL, wrap("root = Card([])"));
  const draw = (response: string) =>
    page.evaluate(
      (response) => (Reflect.get(window, "show") as (what: Show) => Promise<void>)({ response, isStreaming: true, theme: "light" }),
      response,
    );
  await draw(thoughts);
  await expect(page.getByText("Reading the question")).toBeVisible();
  await expect(page.getByText("2 < 3").last()).toBeVisible();
  await draw(thoughts + wrap('root = Card([t])\nt = TextContent("Paris")'));
  await expect(page.getByText("Paris")).toBeVisible();
  await expect(page.getByText("Looking it up")).toBeVisible();
  await expect(page.getByText("Reading the question")).toHaveCount(0);
  await served.close();
});
