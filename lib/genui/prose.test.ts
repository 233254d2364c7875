import { describe, expect, test } from "vitest";
import { DEFAULT_UI } from "@/lib/generation/request";
import { createStage } from "./stage";

/** After each delta of so many characters, how much of the text was not shown yet. */
function held(text: string, length: number): number[] {
  const stage = createStage(DEFAULT_UI);
  const characters = [...text];
  let shown = "";
  return Array.from({ length: Math.ceil(characters.length / length) }, (_, turn) => {
    shown += stage.push(characters.slice(turn * length, (turn + 1) * length).join(""));
    const words = [...shown.matchAll(/TextContent\("((?:[^"\\]|\\.)*)/g)].map((match) => JSON.parse(`"${match[1]}"`) as string);
    return (
      characters
        .slice(0, (turn + 1) * length)
        .join("")
        .trimEnd().length - words.join("").length
    );
  });
}

describe("prose is shown while it comes", () => {
  test.each([
    ["Chinese", "北京是中华人民共和国的首都，位于华北平原的西北边缘。城市有三千多年的建城史和八百多年的建都史！"],
    ["Japanese", "東京は日本の首都です。世界最大級の都市圏を形成し、政治・経済・文化の中心となっています。"],
    ["Thai", "กรุงเทพมหานครเป็นเมืองหลวงและนครที่มีประชากรมากที่สุดของประเทศไทยเป็นศูนย์กลางการปกครอง"],
    ["Khmer", "រាជធានីភ្នំពេញគឺជារាជធានីនិងជាទីក្រុងធំបំផុតនៃព្រះរាជាណាចក្រកម្ពុជាដែលមានទីតាំង"],
    ["emoji", "👩‍👩‍👧‍👦👍🏽🇦🇹🎉👩‍🚀🏳️‍🌈👍🏽🇨🇱🎉".repeat(4)],
    ["Latin with marks", "The quick brown fox! It jumps & runs over Donaudampfschiffe [1] and a~b, `code` too."],
    ["a word without end", `It is ${"a".repeat(200)} so`],
  ])("%s: at most 40 characters wait after any delta", (_, text) => {
    for (const length of [1, 2, 5]) expect(Math.max(...held(text, length))).toBeLessThanOrEqual(40);
  });

  test.each([
    ["Chinese", "北京是中华人民共和国的首都，位于华北平原的西北边缘。"],
    ["Latin", "the quick brown fox jumps over the lazy dog"],
  ])("%s: past its first words each delta is shown with it", (_, text) => {
    expect(Math.max(...held(text, 1).slice(8))).toBe(0);
  });

  test.each([
    ["a link", 'See [the page](https://example.com/a_(b) "title") now.'],
    ["a picture", "A ![picture](https://example.com/x.png) here."],
    ["an address that may not be opened", "A [word](javascript:alert(1)) here."],
  ])("%s waits for its end and is safe at every moment", (_, text) => {
    const stage = createStage(DEFAULT_UI);
    let out = "";
    for (const character of text) {
      out += stage.push(character);
      expect(out).not.toMatch(/!\[|\]\((?!https:\/\/example\.com\/(?:a_%28b%29|x\.png)\))/);
    }
    expect(out + stage.end("whole", false)).toMatch(/^root = Card\(\[t1\]\)\nt1 = TextContent\("[^"]+"\)\n$/);
  });
});
