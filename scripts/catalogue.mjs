import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { takeSource } from "./catalogue/take.mjs";
import { root } from "./paths.mjs";

const SOURCE = "scripts/catalogue/source.json";
const OWN = "scripts/catalogue/own.json";
const TARGET = "lib/catalogue/models.json";

/**
 * The catalogue as a file: what the source says, with what is left out, added and corrected here. One line a model.
 * @param {ReturnType<typeof takeSource>} source
 * @param {Record<string, any>} own
 */
export function writeCatalogue(source, own) {
  const sections = Object.entries(source.sections).map(([section, { hosts, models }]) => {
    const kept = models.filter(({ id }) => !own.leftOut.some((rule) => holds(rule, section, id)));
    const lines = [...kept, ...(own.added[section] ?? [])]
      .map((model) => [model.id, toEntry(section, corrected(section, model, own), source.date, own)])
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, entry]) => `${JSON.stringify(id)}:${JSON.stringify(entry)}`);
    return `${JSON.stringify(section)}:{"hosts":${JSON.stringify(hosts)},"models":{\n${lines.join(",\n")}\n}}`;
  });
  const from = `${source.package} ${source.version} (${source.licence}), and scripts/catalogue/own.json`;
  return `{"date":"${source.date}","from":${JSON.stringify(from)},"sections":{\n${sections.join(",\n")}\n}}\n`;
}

function toEntry(section, { id, name, context, output, pictures, reasoning, price }, date, own) {
  const can = own.can.find((rule) => holds(rule, section, id))?.can ?? [];
  const later = own.laterPrices.filter((rule) => holds(rule, section, id)).map((rule) => ({ from: rule.from, ...rule.price }));
  return {
    name,
    context,
    output,
    released: own.released[section]?.[id] ?? dateIn(id),
    // Files are read as pictures of their pages and as text, so what sees none takes none.
    can: [...(pictures ? ["pictures"] : []), ...(reasoning ? ["reasoning"] : []), ...can.filter((one) => one !== "files" || pictures)],
    prices: [{ from: date, ...price }, ...later],
  };
}

function corrected(section, model, { corrected: rules }) {
  const fits = ({ where }) => Object.entries(where).every(([member, value]) => model[member] === value);
  return Object.assign({}, model, ...rules.filter((rule) => holds(rule, section, model.id) && fits(rule)).map(({ set }) => set));
}

const holds = (rule, section, id) => rule.section === section && new RegExp(rule.match).test(id);

/** The day that an id names. */
function dateIn(id) {
  const [, year, month, day] = /-(20\d{2})-?(\d{2})-?(\d{2})$/.exec(id) ?? [];
  return year ? `${year}-${month}-${day}` : null;
}

const read = (path) => JSON.parse(readFileSync(join(root, path), "utf8"));

/** What the catalogue should be, from the sources in the repository. */
export const expectedCatalogue = () => writeCatalogue(read(SOURCE), read(OWN));

// Writes the catalogue; with `--check` says only whether it is as it would be written; with `--from <folder> <date>` takes the source anew
// from an unpacked package before.
if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [option, folder, date] = process.argv.slice(2);
  if (option === "--from") writeFileSync(join(root, SOURCE), toLines(takeSource(folder, date)));
  const text = expectedCatalogue();
  if (option !== "--check") writeFileSync(join(root, TARGET), text);
  else if (readFileSync(join(root, TARGET), "utf8") !== text) {
    console.error(`${TARGET} is not what its sources make: run node scripts/catalogue.mjs`);
    process.exitCode = 1;
  }
}

/** One line a model, so that a difference can be read. */
function toLines({ sections, ...head }) {
  const written = Object.entries(sections).map(
    ([name, { hosts, models }]) =>
      `${JSON.stringify(name)}:{"hosts":${JSON.stringify(hosts)},"models":[\n${models.map((model) => JSON.stringify(model)).join(",\n")}\n]}`,
  );
  return `${JSON.stringify(head).slice(0, -1)},"sections":{\n${written.join(",\n")}\n}}\n`;
}
