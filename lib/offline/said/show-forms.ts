import type { UiNode } from "@/lib/genui/tree";
import { buttons, facts, node, say, smallPrint } from "../ui";
import type { Part } from "./parts";
import { withoutTail } from "./pieces";
import type { Said } from "./read";
import { accordionOf, questionsIn } from "./show-lists";

const UNCONNECTED = "This form is not connected to anything: what you submit is shown back in this conversation.";
const key = (text: string, i: number): string =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, 5).join("_") || `field_${i + 1}`;

const control = (label: string, input: UiNode): UiNode => node("FormControl", { label, input });

function formOf(name: string, submit: string, fields: UiNode[]): UiNode[] {
  return [node("Form", { name: key(name, 0), buttons: buttons([say(submit, "primary")]), fields }), smallPrint(UNCONNECTED)];
}

const SCORES = ["1", "2", "3", "4", "5"];
const scores = (label: string, i: number): UiNode =>
  control(label, node("RadioGroup", { name: key(label, i), items: SCORES.map((value) => node("RadioItem", { value, label: value })) }));

const SCORE = /(?<!\d)\d{1,3}(?:[.,]\d)?\s?(?:\/\s?\d{1,3}|(?:out of|von|sur|de)\s\d{1,3}|stars?|sterne|étoiles|estrellas|estrelas|★)/iu;

/** Ratings that were given as they were given; otherwise a form that asks for them, from 1 to 5. */
export function rating({ parts, body, title }: Said): UiNode[] | null {
  const given = parts.map(({ label, details }) => {
    const text = [label, ...details].join(" ");
    const score = SCORE.exec(text);
    return score
      ? {
          label:
            text
              .replace(score[0], "")
              .trim()
              .replace(/[:,–-]$/, "")
              .trim() || title,
          value: score[0],
        }
      : null;
  });
  if (given.length > 0 && given.every((row) => row !== null)) return [facts(given.filter((row) => row !== null))];
  if (parts.some(({ label, details }) => /\d/.test([label, ...details].join("")))) return null;
  const isAsked = /^(?:please\s)?(?:rate|rating|bewerte|noter|notez|évalue[rz]|califica|valora|puntúa|avali[ae]r?)\b/iu.test(title);
  if (!isAsked || body.split(" ").length > 12) return null;
  const fields = parts.length >= 2 ? parts.map(({ label }, i) => scores(label, i)) : [scores(title, 0)];
  return formOf(title, "Submit", fields);
}

const STATES: [RegExp, boolean][] = [
  [/(?:^|\s|=)(?:on|yes|true|enabled|an|ein|ja|aktiviert|activé|oui|activado|sí|ativado|sim|ligado)$/iu, true],
  [/(?:^|\s|=)(?:off|no|false|disabled|aus|nein|deaktiviert|désactivé|non|desactivado|desativado|não|desligado)$/iu, false],
];

/** "Language English" beside "dark mode on": the last word is what it is set to. */
function withValue(part: Part, isAnySet: boolean): Part {
  const { label, details } = part;
  const at = label.lastIndexOf(" ");
  if (!isAnySet || details.length > 0 || at === -1 || stateOf(part)) return part;
  return { label: label.slice(0, at), details: [label.slice(at + 1)] };
}

const stateOf = ({ label, details }: Part): [RegExp, boolean] | undefined =>
  STATES.find(([pattern]) => pattern.test([label, ...details].join(" ")));

function settingOf(part: Part, i: number): UiNode {
  const { label, details } = part;
  const whole = [label, ...details].join(" ");
  const state = stateOf(part);
  if (state || details.length === 0) {
    const named = state ? whole.replace(state[0], "").trim() : whole;
    const name = key(named, i);
    const item = node("SwitchItem", { name, label: named, defaultChecked: state?.[1] });
    return control(named, node("SwitchGroup", { name: `${name}_group`, items: [item] }));
  }
  if (details.length > 1)
    return control(
      label,
      node("Select", { name: key(label, i), items: details.map((option) => node("SelectItem", { value: option, label: option })) }),
    );
  return control(label, node("Input", { name: key(label, i), type: "text", defaultValue: details[0] }));
}

/** Switches for what is on or off, choices and texts for the rest, set as was said. */
export function settings({ parts, title }: Said): UiNode[] | null {
  const isSaid = parts.length >= 2 || parts.some(({ details }) => details.length > 0);
  if (!isSaid || parts.some(({ label }) => label.split(" ").length > 6)) return null;
  return formOf(
    title,
    "Save",
    parts
      .map((part) =>
        withValue(
          part,
          parts.some((one) => stateOf(one) !== undefined),
        ),
      )
      .map(settingOf),
  );
}

const LETTER = /(?:^|\s)[a-hA-H][).]\s/g;
const OPTION = /[,;/|\n]|\s(?:or|oder|ou|o)\s/;
const RIGHT = /(?:\*|✓|\((?:correct|right|richtig|correcte|correcta|correto)\)|\s(?:correct|right|richtig|correcte|correcta|correto))$/iu;
const ANSWER = /(?<!\p{L})(?:answer|antwort|lösung|réponse|respuesta|resposta)\s?(?:is|ist|:)?\s?([^)\]]{1,200})[)\]]?$/iu;

const optionsIn = (text: string): string[] =>
  text
    .replace(LETTER, " | ")
    .split(OPTION)
    .map((option) => option.trim())
    .filter((option) => option !== "");

/** Each question with its options; which one is right is told below, folded away. */
export function quiz({ body, title }: Said): UiNode[] | null {
  const asked = questionsIn(body).map(({ label, details }) => {
    const text = details.join(" ");
    const told = ANSWER.exec(text);
    const options = optionsIn(told ? withoutTail(text.slice(0, told.index), "([;,. ") : text);
    const marked = options
      .find((option) => RIGHT.test(option))
      ?.replace(RIGHT, "")
      .trim();
    return {
      label,
      options: options.map((option) =>
        option
          .replace(RIGHT, "")
          .replace(/[.,;]$/, "")
          .trim(),
      ),
      right: told?.[1]?.trim() ?? marked,
    };
  });
  if (asked.length === 0 || asked.some(({ options }) => options.length < 2)) return null;
  const fields = asked.map(({ label, options }, i) =>
    control(
      label,
      node("RadioGroup", {
        name: `question_${i + 1}`,
        items: options.map((option) => node("RadioItem", { value: option, label: option })),
      }),
    ),
  );
  const answers = asked.flatMap(({ label, right }) => (right === undefined ? [] : [{ label, details: [right] }]));
  const [form, note] = formOf(title, "Submit", fields);
  return [form, ...(answers.length > 0 ? [accordionOf(answers)] : []), note].filter((part) => part !== undefined);
}

/** Boxes to tick. */
export function todo({ parts, title }: Said): UiNode[] | null {
  if (parts.length < 2) return null;
  const items = parts.map(({ label, details }, i) =>
    node("CheckBoxItem", { name: key(label, i), label, description: details.length > 0 ? details.join(", ") : undefined }),
  );
  return formOf(title, "Done", [control(title, node("CheckBoxGroup", { name: "entries", items }))]);
}
