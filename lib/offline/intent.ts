import type { Table } from "./data/table";
import { stemsOf } from "./words";

/** Words that ask for something in German, French, Spanish and Portuguese, by what they mean in English. */
const MEANINGS: Readonly<Record<string, string>> = {
  "sort by":
    "sortiere nach|sortiert nach|sortieren nach|ordne nach|trie par|trier par|triez par|classe par|ordena por|ordenar por|ordene por|clasifica por|classifique por",
  sort: "sortiere|sortieren|trie|trier|triez|ordena|ordenar|ordene",
  by: "nach|par|por",
  per: "pro|je|pour chaque|par chaque|por cada|para cada",
  descending: "absteigend|décroissant|décroissante|par ordre décroissant|de mayor a menor|descendente|decrescente|do maior para o menor",
  ascending: "aufsteigend|croissant|par ordre croissant|de menor a mayor|ascendente|crescente|do menor para o maior",
  only: "nur|seulement|uniquement|solo|sólo|solamente|únicamente|só|somente|apenas",
  without: "ohne|sans|sin|sem",
  largest: "besten|größten|höchsten|meilleurs|meilleures|plus grands|plus grandes|plus élevés|mejores|mayores|más altos|melhores|maiores",
  smallest: "schlechtesten|kleinsten|niedrigsten|pires|plus petits|plus petites|peores|menores|piores",
  highest:
    "höchste|höchster|höchstes|größte|größter|meiste|meisten|beste|bester|bestes|le plus élevé|la plus élevée|meilleur|meilleure|mayor|mejor|más alto|más alta|maior|melhor|mais alto|mais alta",
  lowest:
    "niedrigste|niedrigster|kleinste|kleinster|wenigsten|schlechteste|schlechtester|le plus bas|la plus basse|pire|menor|peor|más bajo|más baja|pior|mais baixo|mais baixa",
  which: "welcher|welche|welches|was|wer|quel|quelle|quels|cuál|qué|qual|que",
  as: "als|comme|como",
  "as a": "als ein|en forme de|como un|como uma",
  "as pie chart": "en camembert|en secteurs|en pastel|em pizza",
  "as bar chart": "en barres|en barras|em barras",
  "as line chart": "en courbe|en courbes|en ligne|en líneas|em linhas",
  "pie chart":
    "kreisdiagramm|tortendiagramm|kuchendiagramm|camembert|diagramme circulaire|gráfico circular|gráfico de pastel|gráfico de pizza|gráfico de setores|pastel",
  "bar chart":
    "balkendiagramm|säulendiagramm|balken|säulen|diagramme en barres|diagramme à barres|histogramme en barres|gráfico de barras|barras|barres",
  "line chart": "liniendiagramm|linie|courbe|graphique linéaire|gráfico de líneas|gráfico de linhas|líneas|linhas",
  "area chart": "flächendiagramm|graphique en aires|gráfico de áreas|gráfico de área",
  "donut chart": "ringdiagramm|anneau|diagramme en anneau|gráfico de anillo|gráfico de rosca",
  table: "tabelle|tableau|tabla|tabela",
  total: "summe|gesamtsumme|gesamt|insgesamt|somme|suma|soma",
  average: "durchschnitt|durchschnittliche|durchschnittlicher|mittelwert|moyenne|promedio|media|média",
  median: "médiane|mediana",
  "how many": "wie viele|anzahl|combien de|combien|cuántos|cuántas|quantos|quantas",
  "how much": "wie viel|cuánto|quanto",
  share: "anteil|part|proporción|participación|proporção|percentual|porcentaje",
  "difference between": "differenz zwischen|différence entre|diferencia entre|diferença entre|differenz von",
  minus: "moins|menos",
  and: "und|et|y|e",
  undo: "rückgängig|mach das rückgängig|zurück|annuler|annule|deshacer|deshaz|desfazer|desfaz|desfaça",
  rename: "benenne|umbenennen|renomme|renommer|renombra|renombrar|renomeia|renomeie|renomear",
  to: "in|zu|en|a|para",
  add: "füge|ergänze|ajoute|ajouter|ajoutez|añade|agrega|adiciona|adicione|acrescenta",
  row: "zeile|ligne|fila|linha",
  remove: "entferne|lösche|supprime|enlève|elimina|quita|borra|remova|apaga|exclua",
  show: "zeige|zeig|montre|affiche|muestra|muéstrame|mostra|mostre",
  over: "größer als|mehr als|über|plus de|más de|mais de|acima de|por encima de",
  under: "kleiner als|weniger als|unter|moins de|menos de|abaixo de|por debajo de",
  instead: "stattdessen|à la place|en su lugar|em vez disso",
  now: "jetzt|maintenant|ahora|agora",
  euros: "euro",
};

/** Words that are English too, or too short to tell: alone they make no text foreign. */
const WEAK = new Set(["in", "a", "e", "y", "as", "part", "media", "pires", "was", "que", "to", "par", "solo", "pastel", "euro", "et"]);

const PHRASES = Object.entries(MEANINGS)
  .flatMap(([english, list]) => list.split("|").map((phrase) => ({ english, words: phrase.split(" "), phrase })))
  .sort((a, b) => b.words.length - a.words.length);

/**
 * A request in German, French, Spanish or Portuguese with the words that ask in English; what names columns and values of the table stays as it
 * is. Null when no word of theirs stands in it.
 */
export function inEnglish(text: string, table: Table): string | null {
  const kept = new Set(
    table.columns.flatMap((column) => [
      ...stemsOf(column.name),
      ...(column.kind === "number" ? [] : [...new Set(column.texts)].slice(0, 200).flatMap(stemsOf)),
    ]),
  );
  const tokens = [...text.matchAll(/[\p{L}\p{M}]+/gu)].map((match) => ({
    word: match[0].toLowerCase(),
    from: match.index,
    to: match.index + match[0].length,
    isKept: stemsOf(match[0]).some((part) => kept.has(part)),
  }));
  let english = "";
  let from = 0;
  let isForeign = false;
  for (let i = 0; i < tokens.length; i++) {
    const found = PHRASES.find(({ words }) => words.every((word, j) => tokens[i + j]?.word === word && tokens[i + j]?.isKept === false));
    const [first, last] = [tokens[i], tokens[i + (found?.words.length ?? 1) - 1]];
    if (!found || !first || !last) continue;
    english += text.slice(from, first.from) + found.english;
    from = last.to;
    isForeign ||= !WEAK.has(found.phrase);
    i += found.words.length - 1;
  }
  return isForeign ? english + text.slice(from) : null;
}
