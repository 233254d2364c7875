/** A paste, what a chart must hold, and what the whole answer shows or never does. */
export interface ReadingCase {
  name: string;
  text: string;
  kinds?: string[];
  /** The numbers of the chart, series after series. */
  chart?: number[];
  columns?: string[];
  shows?: string[];
  hides?: string[];
}

export const CASES: ReadingCase[] = [
  { name: "a minus before a number is a sign", text: "Chart the result: Mon -4, Tue 9, Wed -11", chart: [-4, 9, -11] },
  { name: "a minus before a currency is a sign", text: "Chart this: Ada = -$5; Bo = $8", chart: [-5, 8] },
  { name: "words before the first time name the list", text: "degrees Jan −8, Feb 2, Mar −1", chart: [-8, 2, -1], hides: ["degrees Jan"] },
  { name: "a request before a colon is no label", text: "Votes: Ada: 14, Bo: 9, Cy: 30", chart: [14, 9, 30], hides: ["Votes: Ada"] },
  { name: "decimal commas in lines", text: "Chart this:\nOslo 4,5 €\nRome 3,25 €\nBern 7,5 €", chart: [4.5, 3.25, 7.5] },
  {
    name: "names above lines of amounts head the columns",
    text: "Kosten: Betrag\nBus: 1.049,00 €\nTaxi: 18,40 €\nZug: 69,90 €",
    chart: [1049, 18.4, 69.9],
    columns: ["Kosten", "Betrag (€)"],
  },
  {
    name: "points that part thousands beside whole hundreds",
    text: "Ort;Zahl\nA;17\nB;412\nC;2.318\nD;1.004",
    chart: [17, 412, 2318, 1004],
  },
  {
    name: "tabs before the commas of thousands",
    text: "Town\tPeople\nUlm\t126,405\nJena\t110,731",
    chart: [126405, 110731],
    columns: ["Town", "People"],
  },
  {
    name: "the table of a database client",
    text: " team  | staff | pay     \n-------+-------+---------\n Ops   |    14 | 3210.50\n Sales |     3 | 2980.00\n(2 rows)",
    columns: ["Team", "Staff", "Pay"],
    shows: ["3210.5", "2980"],
    hides: ["Column 2"],
  },
  {
    name: "sizes of disks stay as they were written",
    text: "Filesystem  Size  Used Avail Use% Mounted on\n/dev/sda1    80G   12G   68G  15% /\ntmpfs       3.9G  8.0M  3.9G   1% /run\n/dev/sdb1   1.8T  900G  900G  50% /srv",
    columns: ["Filesystem", "Size", "Used", "Avail", "Use% (%)", "Mounted on"],
    shows: ["8.0M", "1.8T"],
    hides: ["8000000", "8388608"],
  },
  {
    name: "headings above each other are one",
    text: "\t2024\t\t2025\t\nShop\tIn\tOut\tIn\tOut\nA\t10\t4\t12\t5\nB\t7\t3\t9\t2",
    columns: ["Shop", "2024 In", "2024 Out", "2025 In", "2025 Out"],
    chart: [10, 7, 4, 3, 12, 9, 5, 2],
  },
  {
    name: "cells of HTML that span rows and columns",
    text: "<table><tr><th rowspan=2>Shop</th><th colspan=2>2025</th></tr><tr><th>In</th><th>Out</th></tr><tr><td rowspan=2>A</td><td>10</td><td>4</td></tr><tr><td>7</td><td>3</td></tr></table>",
    columns: ["Shop", "2025 In", "2025 Out"],
    shows: ["7"],
  },
  { name: "digits of Arabic", text: "شهر,عدد\nأ,٣١\nب,٤٧", chart: [31, 47] },
  { name: "digits of full width", text: "品,数\n茶,４５\n米,１２０", chart: [45, 120] },
  { name: "weeks", text: "week,bugs\n2025-W51,4\n2025-W52,7\n2026-W01,3", kinds: ["line"], chart: [4, 7, 3] },
  {
    name: "seconds since 1970",
    text: "created_at,orders\n1767225600,4\n1767312000,9\n1767398400,5",
    kinds: ["line"],
    shows: ["2026-01-01"],
  },
  { name: "days in eight digits", text: "day,orders\n20260131,4\n20260201,9\n20260202,5", kinds: ["line"], chart: [4, 9, 5] },
  { name: "days of East Asia", text: "日付,件数\n2026年1月30日,4\n2026年1月31日,9\n2026年2月1日,5", kinds: ["line"], chart: [4, 9, 5] },
  {
    name: "rows inside an envelope",
    text: '{"status":"ok","data":{"people":[{"name":"Ada","mark":{"a":4,"b":5}},{"name":"Bo","mark":{"a":3,"b":1}}]}}',
    shows: ["Mark a"],
    chart: [4, 3, 5, 1],
  },
  {
    name: "the data of a chart library",
    text: '{"type":"line","data":{"labels":["A","B"],"datasets":[{"label":"In","data":[5,8]},{"label":"Out","data":[4,1]}]}}',
    chart: [5, 8, 4, 1],
  },
  {
    name: "the values of a chart grammar",
    text: '{"mark":"bar","data":{"values":[{"a":"X","b":28},{"a":"Y","b":55}]},"encoding":{"x":{"field":"a"}}}',
    chart: [28, 55],
  },
  {
    name: "an envelope before the rows",
    text: '[{"page":1,"total":2},[{"land":{"value":"Peru"},"date":"2024","value":341},{"land":{"value":"Peru"},"date":"2023","value":337}]]',
    shows: ["341", "337"],
    hides: ["page"],
  },
  { name: "one row of JSON a line", text: '{"city":"Ulm","n":4}\n{"city":"Jena","n":9}', chart: [4, 9] },
  {
    name: "the log of a web server",
    text: '10.0.0.1 - - [05/Mar/2026:10:00:00 +0000] "GET /a HTTP/1.1" 200 512\n10.0.0.2 - - [05/Mar/2026:10:00:05 +0000] "POST /b HTTP/1.1" 503 77\n10.0.0.1 - - [05/Mar/2026:10:00:09 +0000] "GET /a HTTP/1.1" 200 512',
    kinds: ["table"],
    columns: ["Client", "Time", "Method", "Path", "Status", "Bytes"],
    shows: ["200 × 2"],
  },
  {
    name: "gaps in every row leave no chart, and are said",
    text: "site,jan,feb,mar\nA,4,NA,1\nB,-,5,2\nC,7,3,null",
    kinds: ["table"],
    hides: ["without a number"],
  },
  {
    name: "a value that was not given is no zero",
    text: "who,date,price\nA,2024-01-01,10\nA,2024-02-01,12\nB,2024-01-01,30\nB,2024-03-01,33",
    hides: ["with 0", "drawn as 0"],
    shows: ["with 10"],
  },
  {
    name: "a total is not the highest",
    text: "Shop,Sales\nA,40\nB,25\nTotal,65",
    chart: [40, 25],
    shows: ["65"],
    hides: ["**Total**", "130"],
  },
  {
    name: "a total is not counted again",
    text: "What is the total?\n| Cost | EUR |\n|---|---:|\n| Gas | 80 |\n| Rent | 700 |\n| **Total** | **780** |",
    shows: ["780"],
    hides: ["1,560"],
  },
  { name: "what does not add up has no total", text: "metal,melting_point\nTin,231.9\nLead,327.5\nZinc,419.5", hides: ["of the total"] },
  {
    name: "numbers of groups are names",
    text: '[{"group":"1","who":"Ada"},{"group":"1","who":"Bo"},{"group":"2","who":"Cy"}]',
    kinds: ["table"],
    hides: ["of the total"],
  },
  {
    name: "places are no heights",
    text: "town,lat,lon\nUlm,48.4,9.99\nJena,50.93,11.59\nKiel,54.32,10.14",
    kinds: ["scatter", "table"],
    hides: ["is highest for"],
  },
];
