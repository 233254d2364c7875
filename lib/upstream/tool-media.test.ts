import { expect, test } from "vitest";
import type { Item } from "@/lib/generation/item";
import { ask, userSays, weatherRoundTrip } from "@/tests/upstream/ask";
import { encode as encodeAnthropic } from "./anthropic/encode";
import { encode as encodeGoogle } from "./google/encode";
import { encode as encodeOpenAi } from "./compatible/encode";
import { ANY_SERVER } from "./compatible/rules";

const IMAGE = "data:image/png;base64,AA==";
const [call] = weatherRoundTrip();
const output: Item = {
  type: "function_call_output",
  id: "fc_2",
  call_id: "call_1",
  output: [
    { type: "input_text", text: "The radar:" },
    { type: "input_image", image_url: IMAGE, detail: "auto" },
  ],
  status: "completed",
};
const request = ask({ input: [userSays("Weather?"), call as Item, output, userSays("And?")] });

test("a picture that a tool gave is shown to models of OpenAI's format in a message behind the output", () => {
  expect((encodeOpenAi(request, ANY_SERVER).messages as unknown[]).slice(2)).toEqual([
    { role: "tool", tool_call_id: "call_1", content: "The radar:" },
    {
      role: "user",
      content: [
        { type: "text", text: "(Part of the tools' output:)" },
        { type: "image_url", image_url: { url: IMAGE, detail: "auto" } },
      ],
    },
    { role: "user", content: "And?" },
  ]);
});

test("Anthropic's models get it within the output", () => {
  expect(encodeAnthropic(request)).toHaveProperty("messages[2].content[0]", {
    type: "tool_result",
    tool_use_id: "call_1",
    content: [
      { type: "text", text: "The radar:" },
      { type: "image", source: { type: "base64", media_type: "image/png", data: "AA==" } },
    ],
  });
});

test("Google's models get it beside the output", () => {
  expect(encodeGoogle(request)).toHaveProperty("contents[2].parts", [
    { functionResponse: { id: "call_1", name: "get_weather", response: { result: "The radar:" } } },
    { inlineData: { mimeType: "image/png", data: "AA==" } },
    { text: "And?" },
  ]);
});
