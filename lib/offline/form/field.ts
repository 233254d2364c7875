import { stemsOf } from "../words";

export type FieldType =
  | "text"
  | "email"
  | "phone"
  | "url"
  | "password"
  | "number"
  | "date"
  | "date-range"
  | "time"
  | "textarea"
  | "select"
  | "radio"
  | "checkboxes"
  | "agree"
  | "rating"
  | "slider";

export interface Field {
  label: string;
  name: string;
  type: FieldType;
  isRequired: boolean;
  options: string[];
  min: number | null;
  max: number | null;
  minLength: number | null;
  maxLength: number | null;
  hint: string | null;
}

const TYPES: [RegExp, FieldType][] = [
  [/\b(?:years? of|number of|how many|how much)\b/i, "number"],
  [/\be-?mail\b|\b(?:correo|courriel)\b/i, "email"],
  [/\b(?:phone|telephone|mobile|cell|tel|whatsapp|telefon|telefonnummer|telefone|handynummer|téléphone|teléfono)\b/i, "phone"],
  [/\b(?:url|website|web site|link|linkedin|github|portfolio|homepage)\b/i, "url"],
  [/\b(?:password|passphrase|passcode|pin code|passwort|mot de passe|contraseña|senha)\b/i, "password"],
  [/\b(?:start and end dates?|date range|dates of|check-?in and check-?out)\b/i, "date-range"],
  [
    /\b(?:date|datum|geburtsdatum|fecha|data de|birthday|dob|deadline|check-?in|check-?out|arrival|departure|expiry|day of birth)\b/i,
    "date",
  ],
  [/\b(?:time)\b(?!.*zone)/i, "time"],
  [
    /\b(?:agree|terms|consent|accept|privacy policy|gdpr|remember me|subscribe|opt[- ]?in|i confirm|newsletter (?:opt|consent))\b/i,
    "agree",
  ],
  [/\b(?:rating|stars?|score|satisfaction|how (?:satisfied|likely|happy|would you rate)|rate)\b/i, "rating"],
  [/^(?:what|why|how can|how could|how did|tell us|please describe|describe|which (?:part|feature))\b.{8,}/i, "textarea"],
  [
    /\b(?:message|nachricht|mensaje|mensagem|kommentar|commentaire|comentarios?|comments?|description|bio|about (?:you|yourself)|notes?|feedback|details?|cover letter|steps to reproduce|steps|reason|suggestions?|requests?|requirements?|instructions|experience|expected (?:behaviou?r|result)|actual (?:behaviou?r|result)|summary of|question|anything else|why)\b/i,
    "textarea",
  ],
  [
    /\b(?:age|alter|âge|edad|idade|anzahl|quantity|qty|amount|price|budget|number of|guests?|attendees|party size|headcount|salary|years?|weight|height|count|people|tickets|rooms|nights|seats|adults|children|kids|cost)\b/i,
    "number",
  ],
];

const TYPE_WORDS: [RegExp, FieldType][] = [
  [/^(?:text ?area|multi-?line|long text|paragraph)$/i, "textarea"],
  [/^(?:drop-?down|select|dropdown list|combobox|list)$/i, "select"],
  [/^(?:radio(?: buttons?| group)?|single choice|multiple choice|choice)$/i, "radio"],
  [/^(?:check-?box(?:es)?|multi-?select|multiple|select all that apply|tick boxes)$/i, "checkboxes"],
  [/^(?:slider|range)$/i, "slider"],
  [/^(?:number|numeric|integer|digits?)$/i, "number"],
  [/^(?:date|date ?picker|calendar)$/i, "date"],
  [/^(?:e-?mail(?: address)?)$/i, "email"],
  [/^(?:url|link)$/i, "url"],
  [/^(?:text|string|short text|single line|one line)$/i, "text"],
  [/^(?:password|hidden)$/i, "password"],
  [/^(?:stars?|rating)$/i, "rating"],
  [/^(?:yes\/no|yes or no|boolean|toggle|switch)$/i, "radio"],
  [/^(?:phone(?: number)?|tel)$/i, "phone"],
];

/** A field by its label and whatever stood in brackets or behind it: type, options, limits, required or optional. */
export function fieldOf(phrase: string, options: { allRequired: boolean | null } = { allRequired: null }): Field | null {
  const { rest, notes } = splitNotes(phrase.trim().replace(/^(?:an?|the|their|your|and|then|plus|also|one|for)\s+/i, ""));
  const label = cleanLabel(rest);
  if (label === "" || label.length > 120 || !/\p{L}/u.test(label)) return null;
  const field: Field = {
    label: label.charAt(0).toUpperCase() + label.slice(1),
    name: nameOf(label),
    type: typeOf(label),
    isRequired: options.allRequired ?? false,
    options: [],
    min: null,
    max: null,
    minLength: null,
    maxLength: null,
    hint: null,
  };
  let explicit = options.allRequired !== null;
  for (const note of [...notes, ...trailingNotes(rest)]) explicit = applyNote(field, note) || explicit;
  settle(field);
  if (!explicit) field.isRequired = isUsuallyRequired(field);
  return field;
}

function splitNotes(phrase: string): { rest: string; notes: string[] } {
  const notes = [...phrase.matchAll(/[([{]([^()[\]{}]{1,300})[)\]}]/g)].map((match) => match[1] ?? "");
  const bare = phrase.replace(/[([{][^()[\]{}]{1,300}[)\]}]/g, " ").trim();
  const colon = /^([^:]{2,60}):\s*(\S.*)$/.exec(bare);
  const dash = /^(.{2,60}?)\s+[-–—]\s+(\S.*)$/.exec(bare);
  const tail = colon ?? dash;
  return tail?.[1] && tail[2] ? { rest: tail[1], notes: [...notes, tail[2]] } : { rest: bare, notes };
}

const RANGE = /(?<!\d)(\d+)\s*(?:-|–|to|through|and|\.\.)\s*(\d+)/i;

function trailingNotes(rest: string): string[] {
  const notes: string[] = [];
  const range = /\b(?:from|between|scale of|of)?\s*\d+\s*(?:-|–|to|and)\s*\d+\s*(?:stars?|scale)?$/i.exec(rest);
  if (range) notes.push(range[0].trim());
  const choice = /\b(?:with (?:options|choices)|options|choices|either|one of|dropdown of|select from|choose from)\s*:?\s+(.+)$/i.exec(
    rest,
  );
  if (choice?.[1]) notes.push(`options: ${choice[1]}`);
  for (const match of rest.matchAll(
    /\b(?:required|optional|mandatory|(?:as )?(?:a )?(?:dropdown|textarea|checkbox(?:es)?|radio buttons?|slider|date ?picker))\b/gi,
  ))
    notes.push(match[0].replace(/^(?:as )?(?:a )?/i, ""));
  return notes;
}

function cleanLabel(rest: string): string {
  return rest
    .replace(/\b(?:with (?:options|choices)|options|choices|one of|dropdown of|select from|choose from)\s*:?\s+.*$/i, "")
    .replace(/\s*\b(?:on a scale |from |between |scale )*(?:of |from )?\d+\s*(?:-|–|to|and)\s*\d+\s*(?:stars?|scale)?$/i, "")
    .replace(/\b(?:required|optional|mandatory)\b/gi, "")
    .replace(
      /\s+(?:as )?(?:a |an )?(?:field|fields|input|inputs|box|dropdown|drop-down|textarea|text area|checkbox(?:es)?|radio buttons?|slider|date ?picker|picker|selector|selection|menu)$/i,
      (match) => (/check|drop|radio|select|menu/i.test(match) ? "" : ""),
    )
    .replace(
      /^(?:multi-?line|dropdown (?:for|of)|checkbox(?:es)? (?:for|to)|radio buttons? for|slider for|select for|field for|input for)\s+/i,
      "",
    )
    .replace(/(?<!\s)\s+(?:from|between|on|with|as|a|of|is|are)$/i, "")
    .replace(/(?<![.;,:*])[.;,:*]+$/, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** Applies one remark; true when it says whether the field is required. */
function applyNote(field: Field, note: string): boolean {
  const text = note.trim();
  const says =
    /\b(?:required|mandatory|must)\b|^\*$/i.test(text) && !/\bnot required\b/i.test(text)
      ? true
      : /\b(?:optional|not required)\b/i.test(text)
        ? false
        : null;
  if (says !== null) field.isRequired = says;
  const bare = text.replace(/\b(?:not )?(?:required|optional|mandatory)\b[,;]?/gi, "").trim();
  const isChoice =
    isRanges(bare) ||
    (bare.split(/(?<!\s)\s*\/\s*/).filter((part) => /\d/.test(part) || /\p{L}/u.test(part)).length >= 2 && /\p{L}/u.test(bare));
  const range = isChoice ? null : RANGE.exec(bare);
  const chars = /(?:max(?:imum)?(?: of)?|up to|at most|<=?)\s*(\d+)\s*(?:char|letter)/i.exec(bare);
  const charsMin = /(?:min(?:imum)?(?: of)?|at least|>=?)\s*(\d+)\s*(?:char|letter)/i.exec(bare);
  const max = isChoice ? null : /(?:max(?:imum)?(?: of)?|up to|at most|under|no more than)\s*(\d+)(?!\s*(?:char|letter|\d))/i.exec(bare);
  const min = isChoice
    ? null
    : (/(?:min(?:imum)?(?: of)?|at least|over|from|no less than|≥)\s*(\d+)\+?(?!\s*(?:char|letter|\d))/i.exec(bare) ??
      /^(\d+)\+$/.exec(bare));
  if (chars) field.maxLength = Number(chars[1]);
  if (charsMin) field.minLength = Number(charsMin[1]);
  if (max && !chars) field.max = Number(max[1]);
  if (min && !charsMin && !range) field.min = Number(min[1]);
  if (range) [field.min, field.max] = [Number(range[1]), Number(range[2])];
  applyTypeAndOptions(field, bare, range !== null || !!chars || !!charsMin || !!max || !!min);
  return says !== null;
}

/** "1-10, 11-50, 51+": ranges to choose from, no limits. */
const isRanges = (text: string): boolean => {
  const parts = text.split(",").map((part) => part.trim());
  return parts.length >= 2 && parts.every((part) => /^[<>≤≥]?\s?\d/.test(part)) && parts.some((part) => /\d\s?(?:[-–+]|to\s)/.test(part));
};

function applyTypeAndOptions(field: Field, bare: string, isLimit: boolean): void {
  const [head, ...tail] = bare.split(/:\s*| of (?=\S+[,/])/);
  const typed =
    TYPE_WORDS.find(([pattern]) => pattern.test((head ?? "").replace(/^(?:an?|as an?)\s+/i, "").trim()))?.[1] ??
    TYPE_WORDS.find(([pattern]) => pattern.test(bare.replace(/^(?:an?|as an?)\s+/i, "")))?.[1];
  if (typed) field.type = typed;
  if (/^yes\/no|^yes or no|boolean|toggle|switch/i.test(bare)) field.options = ["Yes", "No"];
  const list = tail.length > 0 ? tail.join(":") : typed || isLimit ? "" : bare.replace(/^(?:options|choices|one of|either)\s+/i, "");
  const options = list
    .split(/(?<!\s)\s*(?:,|\/|;|\||\bor\b)\s*(?:and\s+|or\s+)?|(?<!\s)\s+and\s+(?=\S+$)/i)
    .map((option) => option.replace(/^["'“]|["'”]$/g, "").trim())
    .filter((option) => option !== "" && option.length <= 60);
  if (options.length >= 2) field.options = options;
  else if (list !== "" && !isLimit && !typed) field.hint = list;
}

/** Makes type, options and limits agree. */
function settle(field: Field): void {
  if (field.options.length >= 2 && field.type !== "checkboxes" && field.type !== "select" && field.type !== "radio")
    field.type = field.options.length <= 4 ? "radio" : "select";
  if ((field.type === "select" || field.type === "radio" || field.type === "checkboxes") && field.options.length < 2) {
    if (/^(?:are|do|did|will|is|can|have|would|attending)\b/i.test(field.label) || field.type === "radio") field.options = ["Yes", "No"];
    else if (field.type === "checkboxes") field.type = "agree";
    else field.type = "text";
  }
  if (field.type === "number" && field.min !== null && field.max !== null && /\b(?:rating|rate|scale|likely|satisf)/i.test(field.label))
    field.type = "rating";
  if (field.type === "text" && field.min !== null && field.max !== null && field.options.length === 0)
    field.type = /\bhow\b|\brat|scale|score|satisf/i.test(field.label) || field.max <= 10 ? "rating" : "number";
  if (field.type === "rating") [field.min, field.max] = [field.min ?? 1, Math.min(field.max ?? 5, (field.min ?? 1) + 10)];
  if (
    /^(?:are you|do you|did you|will you|is |can you|have you|would you|whether |if (?:they|you) )\b/i.test(field.label) &&
    field.type !== "agree" &&
    field.options.length === 0
  )
    [field.type, field.options] = ["radio", ["Yes", "No"]];
}

function isUsuallyRequired(field: Field): boolean {
  if (["agree", "textarea", "url", "phone", "checkboxes"].includes(field.type))
    return (
      /\b(?:message|description|terms|agree|steps|feedback)\b/i.test(field.label) && !/subscribe|newsletter|remember/i.test(field.label)
    );
  return (
    /\b(?:name|email|e-mail|password|username|date|guests?|rating|attend|title|subject)\b/i.test(field.label) &&
    !/company|middle|nick/i.test(field.label)
  );
}

function typeOf(label: string): FieldType {
  if (
    /\b(?:first|last|full|user|company|nick|family|given|middle|product|business|event|project|file)?\s?name\b/i.test(label) &&
    !/e-?mail/i.test(label)
  )
    return "text";
  return TYPES.find(([pattern]) => pattern.test(label))?.[1] ?? "text";
}

function nameOf(label: string): string {
  return stemsOfRaw(label).slice(0, 6).join("_") || "field";
}

const stemsOfRaw = (label: string): string[] =>
  label
    .toLowerCase()
    .replace(/e-mail/g, "email")
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether two labels mean the same field. */
export function isSameField(a: string, b: string): boolean {
  const [x, y] = [stemsOf(a.replace(/e-mail/gi, "email")), stemsOf(b.replace(/e-mail/gi, "email"))];
  return (
    x.join(" ") === y.join(" ") ||
    (y.length > 0 && y.every((part) => x.includes(part))) ||
    (x.length > 0 && x.every((part) => y.includes(part)))
  );
}
