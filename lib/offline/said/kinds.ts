/** What can be made of what was said. */
export type Kind =
  | "steps"
  | "timeline"
  | "faq"
  | "kanban"
  | "schedule"
  | "alert"
  | "settings"
  | "rating"
  | "invoice"
  | "contact"
  | "product"
  | "quiz"
  | "pros-cons"
  | "tabs"
  | "accordion"
  | "recipe"
  | "buttons"
  | "tags"
  | "plans"
  | "compare"
  | "sort"
  | "todo"
  | "list";

/** The words by which each is asked for, in English, German, French, Spanish and Portuguese; what stands first wins. */
const WORDS: readonly [Kind, string][] = [
  [
    "pros-cons",
    "pros and cons|pros cons|pro con|advantages and disadvantages|benefits and drawbacks|upsides and downsides|strengths and weaknesses|for and against|vor und nachteile|pro und contra|vorteile und nachteile|avantages et inconvénients|le pour et le contre|pros y contras|ventajas y desventajas|prós e contras|vantagens e desvantagens",
  ],
  [
    "contact",
    "contact card|business card|visiting card|vcard|contact details|visitenkarte|kontaktkarte|carte de visite|carte de contact|fiche contact|tarjeta de contacto|tarjeta de visita|tarjeta de presentación|cartão de visita|cartão de contato|cartão de contacto",
  ],
  [
    "product",
    "product card|product cards|produktkarte|fiche produit|carte produit|tarjeta de producto|ficha de producto|cartão de produto",
  ],
  ["recipe", "recipe|rezept|recette|receta|receita"],
  [
    "faq",
    "faq|faqs|q a|q and a|questions and answers|frequently asked questions|häufige fragen|fragen und antworten|foire aux questions|questions réponses|questions et réponses|preguntas frecuentes|preguntas y respuestas|perguntas frequentes|perguntas e respostas",
  ],
  ["quiz", "quiz|trivia|multiple choice question|multiple choice|quizfrage|rätsel|cuestionario"],
  ["accordion", "accordion|collapsible sections|collapsible|akkordeon|accordéon|acordeón|acordeão"],
  ["tabs", "tabs|tab view|tabbed view|reiter|registerkarten|onglets|pestañas|abas|separadores"],
  [
    "invoice",
    "invoice|receipt|bill|order summary|rechnung|quittung|kassenbon|facture|reçu|devis|factura|recibo|presupuesto|fatura|nota fiscal|orçamento",
  ],
  [
    "kanban",
    "kanban|kanban board|task board|board|kanbantafel|aufgabentafel|tableau kanban|tableau de tâches|tablero|quadro kanban|quadro",
  ],
  [
    "timeline",
    "timeline|time line|milestones|roadmap|chronology|zeitleiste|zeitstrahl|meilensteine|chronologie|frise|frise chronologique|jalons|cronología|línea de tiempo|hitos|cronologia|linha do tempo|marcos",
  ],
  [
    "schedule",
    "schedule|agenda|timetable|itinerary|programme|day plan|zeitplan|stundenplan|tagesplan|terminplan|tagesordnung|emploi du temps|planning|ordre du jour|horario|calendario|orden del día|horário|cronograma|programação",
  ],
  [
    "steps",
    "step by step|steps|step by step guide|instructions|guide|procedure|walkthrough|tutorial|anleitung|schritte|schritt für schritt|étapes|mode d emploi|marche à suivre|pasos|paso a paso|instrucciones|guía|passos|passo a passo|instruções|guia",
  ],
  [
    "settings",
    "settings|preferences|einstellungen|paramètres|réglages|préférences|ajustes|configuración|preferencias|configurações|definições|preferências",
  ],
  [
    "rating",
    "rate|rating|star rating|bewerte|bewertung|noter|notez|évaluer|évaluez|évaluation|califica|calificación|valora|valoración|puntúa|avalie|avaliar|avaliação|avalia",
  ],
  [
    "alert",
    "alert|warning|notice|banner|callout|notification|announcement|error message|success message|info message|info box|tip|warnung|hinweis|meldung|achtung|fehlermeldung|erfolgsmeldung|benachrichtigung|alerte|avertissement|attention|avis|message d erreur|message de succès|alerta|aviso|advertencia|atención|mensaje de error|mensaje de éxito|atenção|mensagem de erro|mensagem de sucesso",
  ],
  ["tags", "tags|chips|badges|schlagwörter|étiquettes|etiquetas"],
  [
    "buttons",
    "button|buttons|knopf|knöpfe|schaltfläche|schaltflächen|bouton|boutons|botón|botones|botão|botões|link to|link named|link called",
  ],
  [
    "plans",
    "pricing|pricing table|price plans|price table|plans|tiers|packages|subscriptions|preistabelle|preise|tarife|pakete|tarifs|forfaits|formules|planes|precios|tarifas|planos|preços",
  ],
  [
    "compare",
    "compare|comparison|versus|vergleiche|vergleich|comparer|comparez|comparaison|comparar|compara|comparación|comparação|compare",
  ],
  ["sort", "sort|order|rank|arrange|sortiere|ordne|trier|trie|triez|classe|ordena|ordenar|clasifica|ordene|classifique"],
  [
    "todo",
    "checklist|check list|todo|todos|to do|to dos|to do list|todo list|checkliste|to do liste|todo liste|aufgaben|aufgabenliste|liste de tâches|liste de contrôle|lista de tareas|lista de tarefas|lista de verificación|lista de verificação",
  ],
  [
    "list",
    "list|bullet points|bullets|items|shopping list|groceries|packing list|liste|einkaufsliste|packliste|aufzählung|liste de courses|lista|lista de la compra|lista de compras",
  ],
];

/** What these mean stands in their words alone; of the others other skills may know more. */
const WEAK: ReadonlySet<Kind> = new Set(["compare", "sort", "todo", "list"]);
export const isWeak = (kind: Kind): boolean => WEAK.has(kind);

const PHRASES = WORDS.flatMap(([kind, list]) => list.split("|").map((phrase) => ({ kind, words: phrase.split(" ") })));

/** A word with its place. */
export interface Token {
  word: string;
  from: number;
  to: number;
}

/** The words of the beginning of a text. */
export function tokensOf(text: string, max: number): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(/[\p{L}\p{M}\d]+/gu)) {
    if (tokens.length === max) break;
    tokens.push({
      word: match[0].toLowerCase(),
      from: match.index,
      to: match.index + match[0].length,
    });
  }
  return tokens;
}

/** Which of them is asked for, and where its longest phrase ends; null for none. */
export function kindIn(tokens: Token[]): { kind: Kind; from: number; to: number } | null {
  let best: { kind: Kind; from: number; to: number; length: number } | null = null;
  for (const { kind, words } of PHRASES) {
    if (best && (best.kind !== kind || words.length <= best.length)) continue;
    const at = tokens.findIndex((_, i) => words.every((word, j) => tokens[i + j]?.word === word));
    const [first, last] = [tokens[at], tokens[at + words.length - 1]];
    if (at !== -1 && first && last) best = { kind, from: first.from, to: last.to, length: words.length };
  }
  return best;
}
