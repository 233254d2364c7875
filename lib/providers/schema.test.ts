import { describe, expect, test } from "vitest";
import { parseModelId } from "@/lib/upstream/model-id";
import { refuseAddress } from "@/lib/address";
import { PRESETS, SaveProviderBody } from "./schema";

describe.each(PRESETS)("the preset of $label", (preset) => {
  test("can be saved as it stands, and its name stands in a model id", () => {
    expect(SaveProviderBody.safeParse({ ...preset, apiKey: preset.needsKey ? "sk-or-v1-0123456789" : null })).toMatchObject({
      success: true,
    });
    expect(parseModelId(`c1/${preset.name}/qwen3:8b/v-20261122`)).toMatchObject({ provider: preset.name, model: "qwen3:8b" });
  });

  test("asks for the owner's leave exactly where its address is local, and is https elsewhere", async () => {
    const { hostname, protocol } = new URL(preset.baseUrl);
    const isLocal = hostname === "localhost";
    expect({ allowLocal: preset.allowLocal, protocol }).toEqual({ allowLocal: isLocal, protocol: isLocal ? "http:" : "https:" });
    const local = `http://localhost${new URL(preset.baseUrl).pathname}`;
    expect(await refuseAddress(isLocal ? preset.baseUrl : local, true)).toBeNull();
    expect(await refuseAddress(isLocal ? preset.baseUrl : local, false)).toBe("local_address");
  });
});
