const BEYOND_ASCII = /[^\t\n\r -~]/;

/** Where the ten digits of a script begin: Arabic, Persian, N’Ko, the scripts of India, Thai, Lao, Tibetan, Burmese, Khmer, Mongolian, full width. */
const ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810, 0xff10,
];
const OTHER_DIGITS = new RegExp(`[${ZEROS.map((zero) => `${String.fromCharCode(zero)}-${String.fromCharCode(zero + 9)}`).join("")}]`, "gu");
/** Signs and punctuation of full width, which stand 0xfee0 behind those of ASCII. */
const FULL_WIDTH = /[\uff05\uff08\uff09\uff0b-\uff0f\uff1a\uff04]/g;
const OTHER_SIGNS: [RegExp, string][] = [
  [/[\u200e\u200f\u061c\u2066-\u2069]/g, ""],
  [/\u066c(?=\d)/g, ""],
  // Three digits behind a decimal mark that can be nothing else: with a fourth they cannot be taken for thousands.
  [/\u066b(\d{3})(?!\d)/g, ".$10"],
  [/\u066b/g, "."],
  [/\u066a/g, "%"],
  [/\uffe5/g, "¥"],
  [/\u3000/g, " "],
  [/[\u2212\u2012\u2013\ufe63](?=\s?[\d.,(]|\s?[$€£¥₹])/g, "-"],
];

function digitOf(char: string): string {
  const code = char.charCodeAt(0);
  return String(code - (ZEROS.find((zero) => code >= zero && code < zero + 10) ?? code));
}

/** Digits, signs and marks of other scripts as those of ASCII: `١٢٠` is `120`, `－５％` is `-5%`. Other characters stay. */
export function asciiDigits(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text;
  const plain = text.replace(OTHER_DIGITS, digitOf).replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
  return OTHER_SIGNS.reduce((all, [pattern, sign]) => all.replace(pattern, sign), plain);
}
