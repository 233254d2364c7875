/** What forms are called in German, French, Spanish and Portuguese. */
const NAMES: readonly [string, string][] = [
  [
    "sign-up form",
    "anmeldeformular|registrierungsformular|formulaire d'inscription|formulario de registro|formulario de inscripción|formulário de inscrição|formulário de cadastro",
  ],
  ["contact form", "kontaktformular|formulaire de contact|formulario de contacto|formulário de contato|formulário de contacto"],
  ["feedback form", "feedbackformular|bewertungsformular|formulaire d'avis|formulario de opinión|formulário de avaliação"],
  ["booking form", "buchungsformular|formulaire de réservation|formulario de reserva|formulário de reserva"],
  ["survey", "umfrage|sondage|encuesta|pesquisa"],
  ["form", "formular|formulaire|formulario|formulário"],
];
const WITH = /\s(?:mit|avec|con|com)\s(?:den feldern\s|les champs\s|los campos\s|os campos\s)?|:\s/i;
const AND = /\s(?:und|et|y|e|ou|oder|o)\s(?=[^,]{1,60}$)/i;

/**
 * A request for a form whose words that ask are German, French, Spanish or Portuguese: the same in English, its fields as they were written,
 * and what the form is called. Null for any other text.
 */
export function formInEnglish(text: string): { text: string; name: string } | null {
  const lower = text.toLowerCase();
  for (const [english, list] of NAMES) {
    const name = list.split("|").find((one) => lower.includes(one));
    if (name === undefined) continue;
    const at = lower.indexOf(name);
    const written = text.slice(at, at + name.length);
    const rest = text.slice(at + name.length);
    const opens = WITH.exec(rest);
    const fields = opens ? rest.slice(opens.index + opens[0].length).replace(AND, " and ") : "";
    return {
      text: fields === "" ? `create a ${english}` : `create a ${english} with ${fields}`,
      name: written.charAt(0).toUpperCase() + written.slice(1),
    };
  }
  return null;
}
