import { expect, test } from "vitest";
import { applyStoredSettings } from "@/lib/upstream/settings";
import { open } from "@/tests/http/chat";
import { sendEvents, startProvider } from "@/tests/upstream/provider-server";

const PNG = "iVBORw0KGgo=";
const URL_OF_IT = `data:image/png;base64,${PNG}`;
const GEMINI = [
  { candidates: [{ content: { parts: [{ text: "Here." }, { inlineData: { mimeType: "image/png", data: PNG } }] }, finishReason: "STOP" }] },
];
const CHAT = [
  { choices: [{ index: 0, delta: { content: "Here.", images: [{ type: "image_url", image_url: { url: URL_OF_IT } }] } }] },
  { choices: [{ index: 0, delta: {}, finish_reason: "stop" }] },
  "[DONE]",
];

/** A client of a provider that draws, in either format. */
async function begin() {
  const provider = await startProvider(({ path }, response) => sendEvents(response, path.includes("Content") ? GEMINI : CHAT));
  applyStoredSettings({
    vendors: { GOOGLE_GENERATIVE_AI_API_KEY: "k", GOOGLE_GENERATIVE_AI_BASE_URL: provider.url },
    servers: new Map([["draws", { label: "It", url: `${provider.url}/v1`, key: null, setting: "S" }]]),
    aliases: new Map(),
  });
  return { ...(await open("native")), sent: () => JSON.stringify(provider.requests.at(-1)?.body) };
}

test.each([
  ["Gemini", "google/gemini-3.1-flash-image", `{"inlineData":{"mimeType":"image/png","data":"${PNG}"}}`],
  ["Chat Completions", "c1/draws/m/v-20261122", `{"type":"image_url","image_url":{"url":"${URL_OF_IT}","detail":"auto"}}`],
])("a picture of %s is shown, and comes back in the next turn as the provider wants it", async (_, model, wanted) => {
  const { client, sent } = await begin();
  const first = await client.responses.create({ model, input: "Draw a dot" });
  expect(first.output_text).toContain(URL_OF_IT);
  expect(first.output_text).toMatch(/ImageBlock\((?:"|&quot;)data:/);
  await client.responses.create({ model, input: "Larger", previous_response_id: first.id });
  expect(sent()).toContain(wanted);
  expect(sent()).not.toContain('ImageBlock(\\"data:');
  const chat = await client.chat.completions.create({ model, messages: [{ role: "user", content: "Draw a dot" }] });
  const content = chat.choices[0]?.message.content ?? "";
  await client.chat.completions.create({
    model,
    messages: [
      { role: "user", content: "Draw a dot" },
      { role: "assistant", content },
      { role: "user", content: "Larger" },
    ],
  });
  expect(sent()).toContain(wanted);
});
