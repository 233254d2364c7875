/** Words that are in every text of a language and in few of another, by the name of its configuration in PostgreSQL. */
const COMMON_WORDS: Record<string, string> = {
  danish: "og det som til ikke med der af for jeg den på er blev efter eller også hvor være når",
  dutch: "de het een van en niet dat zijn op voor met maar ook aan wordt deze door over naar bij",
  english: "the of and to in is that it for was with as are this be by from or have which not",
  finnish: "ja on ei että se ovat mutta hän oli joka myös kun tai sekä ole kuin vuonna mukaan",
  french: "le la les et des est une dans que pour qui pas sur du au avec par plus ce sont",
  german: "der die das und ist nicht ein eine zu den mit von für auf dem sich auch wird im des",
  hungarian: "a az és hogy nem is egy ez volt meg csak de mint kell lehet vagy el ki már",
  italian: "il di che la per una non sono con del della anche è gli nel alla dei più come ma",
  norwegian: "og det som ikke til på med av for er jeg den har etter eller også hvor være når fra",
  portuguese: "que não uma os com para do da em por mais dos como mas ao foi das tem seu são",
  romanian: "și în de la cu pe este nu că din care pentru sunt mai fi prin dar ca sau fost",
  russian: "и в не на что с по как это из для от был за его но все к так же",
  spanish: "el la los de que y en un una no con para por se del las es como más pero",
  swedish: "och att det som en på är av för med inte till den har om ett var efter eller också",
  turkish: "ve bir bu için de da ile olarak çok daha olan gibi en kadar sonra ne ama veya her",
};

const SAMPLE_CHARS = 20_000;
const WORD = /\p{L}+/gu;
/** Of the words of a text so many have to be known before it counts as one of the language. */
const SHARE_MIN = 0.05;

const words = Object.entries(COMMON_WORDS).map(([language, text]) => [language, new Set(text.split(" "))] as const);

/** The configurations of PostgreSQL's full text search that a language can be; `simple` knows words as they are written. */
export const LANGUAGES: readonly string[] = [...Object.keys(COMMON_WORDS), "simple"];

/** Returns the language that a text is most likely in; `simple` when that can't be told. */
export function languageOf(text: string): string {
  const found = text.slice(0, SAMPLE_CHARS).toLowerCase().match(WORD) ?? [];
  let best = { language: "simple", count: found.length * SHARE_MIN };
  for (const [language, common] of words) {
    const count = found.filter((word) => common.has(word)).length;
    if (count > best.count) best = { language, count };
  }
  return best.language;
}

/** Returns the words of a question that are not in every text of some language: what is worth looking for. */
export function tellingWords(question: string, language: string): string[] {
  const common = new Set([...(COMMON_WORDS[language] ?? "").split(" "), ...QUESTION_WORDS]);
  return (question.match(/[\p{L}\p{N}][\p{L}\p{N}_.-]*/gu) ?? []).map(withoutEnd).filter((word) => !common.has(word.toLowerCase()));
}

/** A word without the stops and dashes that end its sentence. */
function withoutEnd(word: string): string {
  let end = word.length;
  while (end > 0 && ".-".includes(word[end - 1] ?? "")) end--;
  return word.slice(0, end);
}

const QUESTION_WORDS =
  "what which who whom whose when where why how does did do can could would should please tell me about show find give was is are were i you we they".split(
    " ",
  );
