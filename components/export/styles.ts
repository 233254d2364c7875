import { loadAsData } from "./load-as-data";

const ADDRESS = /url\((["']?)(?!#|data:)([^"'()]*)\1\)/g;

/** Those styles of a document that do something in it, with the files they name inside. */
export async function stylesOf(document: Document): Promise<string> {
  const sheets = [...document.styleSheets, ...document.adoptedStyleSheets];
  const parts = await Promise.all(sheets.map((sheet) => embedded(usedRules(sheet.cssRules, document), sheet.href ?? document.baseURI)));
  // Nothing that a style holds may end the element it will stand in.
  return parts.join("\n").replaceAll("</", "<\\/");
}

function usedRules(rules: CSSRuleList, document: Document): string {
  return [...rules]
    .map((rule) => usedRule(rule, document))
    .filter((text) => text !== "")
    .join("\n");
}

function usedRule(rule: CSSRule, document: Document): string {
  if (rule instanceof CSSStyleRule) return isUsed(rule.selectorText, document) ? rule.cssText : "";
  if (rule instanceof CSSFontFaceRule) return isLoaded(rule, document) ? rule.cssText : "";
  // Nothing moves any more.
  if (rule instanceof CSSKeyframesRule || rule instanceof CSSImportRule) return "";
  if (!(rule instanceof CSSGroupingRule)) return rule.cssText;
  const inside = usedRules(rule.cssRules, document);
  return inside === "" ? "" : `${rule.cssText.slice(0, rule.cssText.indexOf("{") + 1)}\n${inside}\n}`;
}

/** What is not understood is kept. */
function isUsed(selector: string, document: Document): boolean {
  try {
    return document.querySelector(selector.replace(/::[\w-]+(?:\([^)]*\))?/g, "")) !== null;
  } catch {
    return true;
  }
}

function isLoaded({ style }: CSSFontFaceRule, document: Document): boolean {
  const [family, range] = [plain(style.getPropertyValue("font-family")), style.getPropertyValue("unicode-range")];
  const weight = style.getPropertyValue("font-weight");
  return [...document.fonts].some(
    (font) =>
      font.status === "loaded" &&
      plain(font.family) === family &&
      (range === "" || sameRange(font.unicodeRange, range)) &&
      (weight === "" || font.weight === weight || font.weight === weight.replace(/^(\w+)$/, "$1")),
  );
}

function sameRange(a: string, b: string): boolean {
  return a.replace(/\s/g, "").toLowerCase() === b.replace(/\s/g, "").toLowerCase();
}

function plain(family: string): string {
  return family.replace(/^["']|["']$/g, "");
}

/** Styles with the files they name inside; what can't be had is named no more. */
async function embedded(css: string, base: string): Promise<string> {
  const addresses = [...new Set([...css.matchAll(ADDRESS)].map(([, , address = ""]) => address))];
  const loaded = new Map(await Promise.all(addresses.map(async (address) => [address, await load(address, base)] as const)));
  return css.replace(ADDRESS, (_whole, _quote: string, address: string) => `url("${loaded.get(address) ?? "data:,"}")`);
}

async function load(address: string, base: string): Promise<string | null> {
  return URL.canParse(address, base) ? loadAsData(new URL(address, base).href) : null;
}
