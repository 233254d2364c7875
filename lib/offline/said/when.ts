const NAMED = new Set(
  "jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov november dec december januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre janeiro fevereiro março maio junho julho setembro outubro novembro dezembro mon monday tue tues tuesday wed wednesday thu thurs thursday fri friday sat saturday sun sunday mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo segunda terça quarta quinta sexta q1 q2 q3 q4 today tomorrow heute morgen mañana hoy hoje amanhã demain noon midnight mittag midi mediodía".split(
    " ",
  ),
);
const COUNTED = new Set(
  "week day month quarter year phase kw woche tag monat jahr semaine jour mois semana día dia mes mês año ano sprint".split(" "),
);
const CLOCK =
  /^(?:\d{1,2}[:.h]\d{2}|\d{1,2})(?:am|pm|h|uhr)?$|^\d{1,4}[./-]\d{1,2}(?:[./-]\d{1,4})?\.?$|^(?:1[5-9]|20|21)\d\d$|^\d{1,2}(?:\.|st|nd|rd|th)$/i;
const BETWEEN = new Set(["-", "–", "to", "bis", "à", "a", "am", "pm", "uhr", "h", "of", "de", "às"]);
const WORDS_MAX = 7;

/** Splits what begins with a time or a date into that and the rest; null when it begins with none. */
export function whenIn(text: string): { when: string; what: string } | null {
  const words = text.trim().split(/\s+/);
  let count = 0;
  let isSure = false;
  while (count < Math.min(words.length, WORDS_MAX)) {
    const word = (words[count] ?? "").replace(/[,.:]$/, "").toLowerCase();
    const isNamed = NAMED.has(word);
    const isCounted = count > 0 && COUNTED.has((words[count - 1] ?? "").toLowerCase()) && /^\d+$/.test(word);
    const isRange = /[–-]/.test(word) && word.split(/[–-]/).every((part) => CLOCK.test(part) || NAMED.has(part));
    const isTied = count > 0 && BETWEEN.has(word);
    const opens = COUNTED.has(word) && /^\d+[:,.]?$/.test(words[count + 1] ?? "");
    if (!isNamed && !CLOCK.test(word) && !isCounted && !isRange && !isTied && !opens) break;
    isSure ||= isNamed || isRange || isCounted || /[:h]\d|\d[ap]m|uhr|^\d{4}$|\d[./-]\d/.test(word);
    count++;
  }
  while (count > 0 && BETWEEN.has((words[count - 1] ?? "").toLowerCase()) && !/^(?:am|pm|uhr|h)$/i.test(words[count - 1] ?? "")) count--;
  if (count === 0 || !isSure) return null;
  const what = words
    .slice(count)
    .join(" ")
    .replace(/^[:–-]\s*/, "");
  return { when: words.slice(0, count).join(" ").replace(/[:,]$/, ""), what };
}
