import { type Field, fieldOf, isSameField } from "./field";
import { FALLBACK_FIELDS, PRESETS, type Preset } from "./presets";

export interface FormPlan {
  title: string;
  submit: string;
  fields: Field[];
  /** True when the fields are ours, as none were listed. */
  isPreset: boolean;
}

const FORM_NOUN = /\b(?:forms?|survey|questionnaire|rsvp|sign-?up|signup|check-?out|poll|input fields|fill(?:able)?[- ]?in)\b/i;
const FORM_VERB =
  /\b(?:create|build|make|design|generate|give|need|want|show|render|draft|add|set up|produce|write|display|collect|ask (?:me|the user|users|for)|put together|i'd like|prepare|can you|please|could you|would you|can i|whip up|register|enter|enrol\w*)\b/i;
const USUAL_FIELDS =
  /(?:^|[,;:\n]|\band)\s*(?:[-*•]\s*)?(?:an?\s+)?(?:(?:full|first|last|your|user)\s*)?(?:name|e-?mail|phone|address|date of birth|company|password|username|message)\b(?!\s*[:=])/gi;
const NOT_A_FORM = /\b(?:in the form of|form of|what is a|how (?:do|does|can|to)|why|forms of|platform|form a|formed)\b/i;

/** Reads the request for a form; null when none is asked for. */
export function readForm(text: string): FormPlan | null {
  const isNoun = FORM_NOUN.test(text);
  const head = text.slice(0, Math.max(text.search(/\s(?:with|asking|including|containing|that (?:has|asks))\s|:|\n/), 0) || text.length);
  const preset = PRESETS.find(({ pattern }) => pattern.test(head)) ?? null;
  const isCollect =
    /\b(?:collect|ask (?:me|users?|the user|customers?|people|them|visitors?) for|capture|fields? for)\b/i.test(text) &&
    /[,:\n]|\band\b/.test(text);
  const opens =
    /^\W*(?!in |from |our |my |the |during |according |this |that |these |after )(?:an? )?(?:[\w-]+ ){0,4}(?:form|survey|questionnaire|rsvp|poll|quiz)\b/i.test(
      text,
    );
  const isFieldList =
    /:/.test(text) &&
    !hasInOrder(text, [":", "\n", ",", "\n"]) &&
    FORM_VERB.test(text) &&
    (text.slice(text.indexOf(":")).match(USUAL_FIELDS) ?? []).length >= 2;
  const isNamed = /^\W*(?:[\w-]+ ){0,4}(?:registration|application|booking|reservation|check-?out|sign-?up|enquiry|inquiry) with\b/i.test(
    text,
  );
  const asks =
    isNamed ||
    isFieldList ||
    (isNoun && (FORM_VERB.test(text) || opens)) ||
    isCollect ||
    (preset !== null && FORM_VERB.test(text) && /\b(?:page|screen|box|card|widget)\b/i.test(text) && !/pricing|landing/i.test(text));
  if (!asks || (NOT_A_FORM.test(text) && !/\b(?:create|build|make|generate|design)\b/i.test(text))) return null;
  const listed = listedFields(text);
  const fields = unique(
    listed.length > 0 ? listed : (preset?.fields ?? []).map((phrase) => fieldOf(phrase)).filter((field) => field !== null),
  );
  if (fields.length === 0) return preset === null && isNoun ? fallback(text) : null;
  return { title: titleOf(text, preset), submit: preset?.submit ?? "Submit", fields: fields.slice(0, 40), isPreset: listed.length === 0 };
}

function hasInOrder(text: string, marks: readonly string[]): boolean {
  let at = -1;
  return marks.every((mark) => {
    at = text.indexOf(mark, at + 1);
    return at !== -1;
  });
}

function fallback(text: string): FormPlan {
  const fields = FALLBACK_FIELDS.map((phrase) => fieldOf(phrase)).filter((field) => field !== null);
  return { title: titleOf(text, null), submit: "Submit", fields, isPreset: true };
}

function titleOf(text: string, preset: Preset | null): string {
  const named =
    /\b(?:called|titled|named|entitled)\s+["“']([^"”']{2,80})["”']/i.exec(text) ?? /["“]([^"“”]{2,60})["”]\s+(?:form|survey)/i.exec(text);
  if (named?.[1]) return named[1];
  const words = /\b(?:an?|the|my|our|this|simple|short|quick|new)\s+((?:[\p{L}\d'-]+\s+){1,4})(form|survey|questionnaire|poll)\b/iu.exec(
    text,
  );
  const bare =
    /^\W*((?!create|make|build|design|generate|give|show|need|please|can|could|i\b)(?:[\p{L}\d'-]+\s+){1,4})(form|survey|questionnaire)\b/iu.exec(
      text,
    );
  const lead = (words ?? bare)?.[1]
    ?.trim()
    .replace(/^(?:simple|short|quick|basic|new|small|nice|beautiful|detailed|html|web|me|a|an)\s+/gi, "")
    .trim();
  if (lead && !/^(?:simple|short|quick|basic|new|small|nice)$/i.test(lead) && !/\b(?:with|for|that|and)\b/i.test(lead)) {
    const noun = (words ?? bare)?.[2]?.toLowerCase() ?? "form";
    return `${lead.charAt(0).toUpperCase()}${lead.slice(1)} ${noun}`;
  }
  const topic =
    /\b(?:survey|form|questionnaire|poll)\s+(?:about|on|for)\s+(?:the |our |my |a |an )?([\p{L}\d' -]{3,40}?)(?:\s+(?:with|asking|containing|including|that)\b|[.,:;\n]|$)/iu.exec(
      text,
    )?.[1];
  const base = preset ? (/form|report|survey|rsvp/i.test(preset.title) ? preset.title : `${preset.title} form`) : "Form";
  return topic ? `${topic.charAt(0).toUpperCase()}${topic.slice(1).trim()}${preset ? ` – ${base.toLowerCase()}` : ""}` : base;
}

const LIST_INTRO =
  /\b(?:with (?:the )?(?:following )?(?:fields?|questions?|inputs?)(?: for| of| like| such as)?|fields?(?: are| for)?|questions?(?: are)?|asking(?: for| about)?|asks? (?:for|me for|users? for|the user for|customers? for|people for|visitors? for)|collect(?:s|ing)?|captur(?:es|e|ing)|containing|contains|including|includes|that has|which has|having|has|consisting of|(?:can |to |could |should )?(?:leave|enter|provide|fill in|submit|type in|give us|share)(?: us)?(?: their| your| his or her| the)?(?=\s+(?:full |first )?(?:name|e-?mail|phone|date|address|title))|with|needs|requires?|takes|for)\s*:?\s+|\b(?:form|survey|questionnaire|fields)\s*(?::|[-–—])\s+|:\s+(?=\S[^,\n]*,)/gi;

/** The fields someone listed: lines of a list, or a sentence after "with", "fields:", "asking for". */
export function listedFields(text: string): Field[] {
  const allRequired = /\ball (?:fields )?(?:are )?required\b|\ball required\b|\brequired fields\b/i.test(text)
    ? true
    : /\ball (?:fields )?(?:are )?optional\b/i.test(text)
      ? false
      : null;
  const lines = text
    .split("\n")
    .map((line) => /^\s*(?:[-*•]|\d{1,2}[.)])\s+(\S.*)$/.exec(line)?.[1])
    .filter((line) => line !== undefined);
  const toFields = (phrases: string[]): Field[] =>
    phrases.map((phrase) => fieldOf(phrase, { allRequired })).filter((field) => field !== null);
  if (lines.length >= 2) return toFields(lines);
  const plain = text.replace(
    /[.,;]?\s*\b(?:all (?:fields )?(?:are )?(?:required|optional)|make (?:them|everything) (?:all )?required|all required)\b\.?/gi,
    "",
  );
  const one =
    /(?:^|[:.\n]\s*|\b(?:asking|asks?)\s+)([^:.\n?]{4,100}\?)\s*\(?(?:options?|choices?|answers?)?\s*(?:are|:)?\s*([^?()\n]{3,200}?)\)?\.?$/i.exec(
      plain,
    );
  const options = one?.[2] ? splitList(one[2]).filter((option) => option.length <= 40) : [];
  if (one?.[1] && options.length >= 2) return toFields([`${one[1].replace(/\?$/, "")} (${options.join(", ")})`]);
  const questions = [...plain.matchAll(/([A-Z][^.?!:\n]{4,100}\?)(\s*\([^()]{1,120}\))?/g)];
  if (questions.length >= 2 && /\bquestions?\b|survey|poll|quiz|form/i.test(plain))
    return toFields(questions.map((match) => `${(match[1] ?? "").replace(/\?$/, "")}${match[2] ?? ""}`));
  const isBareIntro = (intro: string): boolean => /^(?:for|has|takes|needs)\s/i.test(intro);
  const intros = [...plain.matchAll(LIST_INTRO)].toSorted((a, b) => Number(isBareIntro(a[0])) - Number(isBareIntro(b[0])));
  for (const match of intros) {
    const list = sentenceFrom(plain, match.index + match[0].length).replace(/^[^,:;()?]{1,40}:\s+(?=\S[^,]*,)/, "");
    const phrases = splitList(list).filter((phrase) => phrase !== "");
    const isBare = isBareIntro(match[0]);
    if (
      phrases.length >= (isBare ? 3 : 1) &&
      phrases.every((phrase) => phrase.replace(/[([{][^()[\]{}]*[)\]}]/g, "").split(/\s+/).length <= 14) &&
      looksLikeFields(phrases)
    )
      return toFields(phrases);
  }
  return [];
}

function looksLikeFields(phrases: string[]): boolean {
  return phrases.length >= 2 || /\b(?:email|name|phone|message|field|date|password|rating|comment|address)\b/i.test(phrases[0] ?? "");
}

function sentenceFrom(text: string, from: number): string {
  const rest = text.slice(from);
  const end =
    /\n\s*\n|[.!?](?=\s+\p{Lu}|\s*$)|\s+(?:so that|and then (?:show|submit)|and a (?:submit|send) button|with a (?:submit|send) button|and (?:submit|send) button)\b|[.;]\s+(?=make\b|the\b|use\b|add\b)/iu.exec(
      rest,
    );
  return end ? rest.slice(0, end.index) : rest;
}

/** Splits on commas, semicolons, "and" and line breaks outside brackets. */
export function splitList(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let current = "";
  for (const token of list.split(/([()[\]{}]|[,;\n]|(?<![^\S\n])[^\S\n]+(?:and|&|plus)\s+)/)) {
    if (/^[([{]$/.test(token)) depth++;
    if (/^[)\]}]$/.test(token)) depth = Math.max(0, depth - 1);
    const isBreak = depth === 0 && /^(?:[,;\n]|\s+(?:and|&|plus)\s+)$/.test(token);
    if (isBreak && !/\bstart$|\bterms$|\bcheck-?in$|\bfirst$/i.test(current)) {
      parts.push(current);
      current = "";
    } else current += token;
  }
  parts.push(current);
  return parts
    .map((part) =>
      part
        .trim()
        .replace(/^(?:and|a|an|the)\s+/i, "")
        .trim(),
    )
    .filter((part) => part !== "" && !/^(?:a )?(?:submit|send|cancel|save) button$/i.test(part));
}

function unique(fields: Field[]): Field[] {
  const names = new Map<string, number>();
  return fields.map((field) => {
    const times = (names.get(field.name) ?? 0) + 1;
    names.set(field.name, times);
    return times === 1 ? field : { ...field, name: `${field.name}_${times}` };
  });
}

const ADD = /^(?:please |can you |now |also )*(?:add|include|insert|append)\s+(.+)$/is;
const REMOVE = /^(?:please |can you |now |also )*(?:remove|drop|delete|take out|leave out|get rid of)\s+(.+)$/is;
const CHANGE =
  /^(?:please |can you |now |also )*(?:make|mark|set)\s+(.+?)\s+(?:as |to be |to )?(required|optional|mandatory|not required)\.?$/is;
const RENAME = /^(?:please |can you |now |also )*rename\s+(.+?)\s+(?:to|into|as)\s+(.+)$/is;

const CONTROL_FOR = /^(?:an?\s+)?(drop-?down|select|radio (?:group|buttons?)|choice|list|menu|field|question)\s+(?:for|of|about)\s+/i;

/** The form after an edit ("add a phone field", "make email optional"); null when the text is no edit. */
export function editForm(form: FormPlan, text: string): FormPlan | null {
  const bare = (list: string): string =>
    list
      .replace(/\b(?:fields?|questions?|inputs?)\b/gi, " ")
      .replace(/\s+(?:to|from) (?:the|this|my|our) form\b/i, "")
      .replace(/(?<![.!])[.!]+$/, "")
      .trim();
  const added = ADD.exec(text);
  if (added?.[1]) {
    const choice = /^(.+?)\s+with (?:the )?(?:options|choices|values|answers)\s*:?\s+(.+)$/is.exec(bare(added[1]));
    const phrases =
      choice?.[1] && choice[2]
        ? [`${choice[1].replace(CONTROL_FOR, "")} (${CONTROL_FOR.exec(choice[1])?.[1] ?? "options"}: ${splitList(choice[2]).join(", ")})`]
        : splitList(bare(added[1]));
    const fields = phrases.map((phrase) => fieldOf(phrase)).filter((field) => field !== null);
    return fields.length === 0 ? null : { ...form, fields: unique([...form.fields, ...fields]), isPreset: false };
  }
  const removed = REMOVE.exec(text);
  if (removed?.[1]) {
    const gone = splitList(bare(removed[1]));
    const fields = form.fields.filter((field) => !gone.some((label) => isSameField(field.label, label)));
    return fields.length === form.fields.length || fields.length === 0 ? null : { ...form, fields, isPreset: false };
  }
  const renamed = RENAME.exec(text);
  if (renamed?.[1] && renamed[2]) {
    const [from, to] = [bare(renamed[1]).replace(/^the\s+/i, ""), bare(renamed[2])];
    const replacement = fieldOf(to);
    return replacement && form.fields.some((field) => isSameField(field.label, from))
      ? { ...form, fields: form.fields.map((field) => (isSameField(field.label, from) ? replacement : field)) }
      : null;
  }
  const changed = CHANGE.exec(text);
  if (!changed?.[1]) return null;
  const isRequired = /^(?:required|mandatory)$/i.test(changed[2] ?? "");
  const all = /\b(?:all|everything|every|them)\b/i.test(changed[1]);
  const labels = splitList(bare(changed[1]));
  return {
    ...form,
    fields: form.fields.map((field) => (all || labels.some((label) => isSameField(field.label, label)) ? { ...field, isRequired } : field)),
  };
}
