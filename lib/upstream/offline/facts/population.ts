/** World Bank, World Development Indicators, SP.POP.TOTL (CC BY 4.0), 2024, in millions to one decimal; every country from one million. */
export const POPULATION_YEAR = 2024;
export const POPULATION_SOURCE = "World Bank, World Development Indicators (SP.POP.TOTL), CC BY 4.0";

export const POPULATION_MILLIONS: Record<string, number> = {
  AE: 11, AF: 42.6, AL: 2.4, AM: 3, AO: 37.9, AR: 45.7, AT: 9.2, AU: 27.2, AZ: 10.2, BA: 3.2, BD: 173.6, BE: 11.9, BF: 23.5, BG: 6.4,
  BH: 1.6, BI: 14, BJ: 14.5, BO: 12.4, BR: 212, BW: 2.5, BY: 9.1, CA: 41.3, CD: 109.3, CF: 5.3, CG: 6.3, CH: 9, CI: 31.9, CL: 19.8,
  CM: 29.1, CN: 1409, CO: 52.9, CR: 5.1, CU: 11, CY: 1.4, CZ: 10.9, DE: 83.5, DJ: 1.2, DK: 6, DO: 11.4, DZ: 46.8, EC: 18.1, EE: 1.4,
  EG: 116.5, ER: 3.5, ES: 48.8, ET: 132.1, FI: 5.6, FR: 68.6, GA: 2.5, GB: 69.2, GE: 3.7, GH: 34.4, GM: 2.8, GN: 14.8, GQ: 1.9, GR: 10.4,
  GT: 18.4, GW: 2.2, HK: 7.5, HN: 10.8, HR: 3.9, HT: 11.8, HU: 9.6, ID: 283.5, IE: 5.4, IL: 10, IN: 1450.9, IQ: 46, IR: 91.6, IT: 59,
  JM: 2.8, JO: 11.6, JP: 124, KE: 56.4, KG: 7.2, KH: 17.6, KP: 26.5, KR: 51.8, KW: 4.9, KZ: 20.6, LA: 7.8, LB: 5.8, LK: 21.9, LR: 5.6,
  LS: 2.3, LT: 2.9, LV: 1.9, LY: 7.4, MA: 38.1, MD: 2.4, MG: 32, MK: 1.8, ML: 24.5, MM: 54.5, MN: 3.5, MR: 5.2, MU: 1.2, MW: 21.7,
  MX: 130.9, MY: 35.6, MZ: 34.6, NA: 3, NE: 27, NG: 232.7, NI: 6.9, NL: 18, NO: 5.6, NP: 29.7, NZ: 5.3, OM: 5.3, PA: 4.5, PE: 34.2,
  PG: 10.6, PH: 115.8, PK: 251.3, PL: 36.6, PR: 3.2, PS: 5.3, PT: 10.7, PY: 6.9, QA: 2.9, RO: 19.1, RS: 6.6, RU: 143.5, RW: 14.3,
  SA: 35.3, SD: 50.4, SE: 10.6, SG: 6, SI: 2.1, SK: 5.4, SL: 8.6, SN: 18.5, SO: 19, SS: 11.9, SV: 6.3, SY: 24.7, SZ: 1.2, TD: 20.3,
  TG: 9.5, TH: 71.7, TJ: 10.6, TL: 1.4, TM: 7.5, TN: 12.3, TR: 85.5, TT: 1.4, TZ: 68.6, UA: 37.9, UG: 50, US: 340.1, UY: 3.4, UZ: 36.4,
  VE: 28.4, VN: 101, XK: 1.6, YE: 40.6, ZA: 64, ZM: 21.3, ZW: 16.6,
};

export const WORLD_SOURCE = "United Nations, World Population Prospects 2024 (mid-year estimates), CC BY 3.0 IGO";

/** Population of the world in millions by year, to the nearest million. */
export const WORLD_MILLIONS: [year: number, millions: number][] = [
  [1950, 2493], [1955, 2740], [1960, 3015], [1965, 3335], [1970, 3695], [1975, 4071], [1980, 4448], [1985, 4869],
  [1990, 5328], [1995, 5759], [2000, 6172], [2005, 6587], [2010, 7022], [2015, 7470], [2020, 7887],
];
