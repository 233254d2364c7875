import { describe, expect, it } from "vitest";
import { snippets } from "@/lib/manual/snippets";

const INPUT = { baseUrl: "http://localhost:3000/v1/embed", model: 'c1/custom/it\'s "odd"/v-20261122', secret: "vtr_live_secret" };
const code = (id: string) => snippets(INPUT).find((snippet) => snippet.id === id)?.code ?? "";

describe("the first call", () => {
  it("holds address, model and key in every language", () => {
    for (const { code: text } of snippets({ ...INPUT, model: "c1/vitrine/offline/v-20261122" })) {
      expect(text).toContain(INPUT.baseUrl);
      expect(text).toContain("c1/vitrine/offline/v-20261122");
      expect(text).toContain(INPUT.secret);
    }
  });

  it("is one shell word of JSON for curl, whatever the model is called", () => {
    const word = /-d '([\s\S]*)'$/.exec(code("curl"))?.[1] ?? "";
    expect(word.replaceAll("'\\''", "")).not.toContain("'");
    expect(JSON.parse(word.replaceAll("'\\''", "'"))).toMatchObject({ model: INPUT.model, messages: [{ role: "user" }] });
  });

  it("quotes strings for Python and TypeScript", () => {
    expect(code("python")).toContain(`model=${JSON.stringify(INPUT.model)}`);
    expect(code("typescript")).toContain(`model: ${JSON.stringify(INPUT.model)}`);
  });
});
