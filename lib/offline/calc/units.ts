interface Unit {
  kind: string;
  /** How many of the kind's base unit one is. */
  factor: number;
  name: string;
}

const TABLE: [kind: string, factor: number, names: string][] = [
  ["length", 0.001, "mm millimeter millimetre millimeters millimetres"],
  ["length", 0.01, "cm centimeter centimetre centimeters centimetres"],
  ["length", 1, "m meter metre meters metres"],
  ["length", 1000, "km kilometer kilometre kilometers kilometres kms"],
  ["length", 0.0254, "in inch inches"],
  ["length", 0.3048, "ft foot feet"],
  ["length", 0.9144, "yd yard yards"],
  ["length", 1609.344, "mi mile miles"],
  ["length", 1852, "nmi"],
  ["mass", 0.001, "g gram grams"],
  ["mass", 0.000001, "mg milligram milligrams"],
  ["mass", 1, "kg kilogram kilograms kilo kilos"],
  ["mass", 1000, "t tonne tonnes"],
  ["mass", 0.45359237, "lb lbs pound pounds"],
  ["mass", 0.028349523125, "oz ounce ounces"],
  ["mass", 6.35029318, "st stone stones"],
  ["volume", 0.001, "ml milliliter millilitre milliliters millilitres"],
  ["volume", 1, "l liter litre liters litres"],
  ["volume", 3.785411784, "gal gallon gallons"],
  ["volume", 0.473176473, "pint pints"],
  ["volume", 0.2365882365, "cup cups"],
  ["volume", 0.01478676478125, "tbsp tablespoon tablespoons"],
  ["volume", 0.00492892159375, "tsp teaspoon teaspoons"],
  ["area", 1, "m2 m² sqm"],
  ["area", 10000, "ha hectare hectares"],
  ["area", 4046.8564224, "acre acres"],
  ["area", 1000000, "km2 km²"],
  ["area", 0.09290304, "sqft ft2 ft²"],
  ["time", 1, "s sec second seconds"],
  ["time", 60, "min minute minutes"],
  ["time", 3600, "h hr hrs hour hours"],
  ["time", 86400, "day days"],
  ["time", 604800, "week weeks"],
  ["speed", 1 / 3.6, "km/h kmh kph"],
  ["speed", 0.44704, "mph"],
  ["speed", 1, "m/s"],
  ["speed", 1852 / 3600, "knot knots"],
  ["data", 1, "byte bytes b"],
  ["data", 1e3, "kb kilobyte kilobytes"],
  ["data", 1e6, "mb megabyte megabytes"],
  ["data", 1e9, "gb gigabyte gigabytes"],
  ["data", 1e12, "tb terabyte terabytes"],
  ["data", 1024, "kib"],
  ["data", 1048576, "mib"],
  ["data", 1073741824, "gib"],
];
const UNITS = new Map<string, Unit>(
  TABLE.flatMap(([kind, factor, names]) =>
    names.split(" ").map((name): [string, Unit] => [name, { kind, factor, name: names.split(" ")[0] ?? name }]),
  ),
);
const DEGREES: Record<string, "C" | "F" | "K"> = {
  c: "C",
  celsius: "C",
  "°c": "C",
  centigrade: "C",
  f: "F",
  fahrenheit: "F",
  "°f": "F",
  k: "K",
  kelvin: "K",
};

/** Converts by exact definitions (US measures for volumes); null when the units are unknown or do not measure the same thing. */
export function convert(value: number, from: string, to: string): { value: number; from: string; to: string } | null {
  const [a, b] = [
    from
      .toLowerCase()
      .replace(/^degrees?\s+/, "")
      .trim(),
    to
      .toLowerCase()
      .replace(/^degrees?\s+/, "")
      .trim(),
  ];
  const [x, y] = [DEGREES[a], DEGREES[b]];
  if (x && y) {
    const celsius = x === "C" ? value : x === "F" ? ((value - 32) * 5) / 9 : value - 273.15;
    const result = y === "C" ? celsius : y === "F" ? (celsius * 9) / 5 + 32 : celsius + 273.15;
    const sign = (scale: string): string => (scale === "K" ? "K" : `°${scale}`);
    return { value: Number(result.toPrecision(12)), from: sign(x), to: sign(y) };
  }
  const [source, target] = [UNITS.get(a), UNITS.get(b)];
  if (!source || !target || source.kind !== target.kind) return null;
  return { value: Number(((value * source.factor) / target.factor).toPrecision(12)), from: source.name, to: target.name };
}
