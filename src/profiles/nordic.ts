import type { Profile } from './profile';

/**
 * The list of the Swedish local port, which Denmark, Finland and Norway took over to the letter (Swedish
 * branschrekommendation 2019-12, appendix 3; SK 13-1:2021). It carries neither a version nor the meter's id.
 */
function nordicList(has: (obis: string) => boolean): boolean {
  return !has('1-3:0.2.8') && !has('1-0:1.8.1') && (has('1-0:1.8.0') || has('1-1:1.8.0')) && has('1-0:1.7.0');
}

const SHARED = { tariffs: {}, sends: nordicList } as const;

/**
 * Sweden. The recommendation has normal time all year and no S; real meters print S in summer (Aidon, Kamstrup), so the
 * letter counts where there is one.
 */
export const SE: Profile = {
  country: 'SE',
  zone: 'Europe/Stockholm',
  withoutLetter: 'normal',
  // The plug of Norway is in use too (Mälarenergi, Tekniska verken).
  lines: ['115200 8N1', '2400 8E1', '2400 8N1'],
  lists: ['aidon-h1'],
  // amsreader-firmware, issue 239: the registers of Swedish Kamstrup meters come in Wh.
  energyScalers: { kamstrup: 0 },
  ...SHARED,
};

export const DK: Profile = {
  country: 'DK',
  zone: 'Europe/Copenhagen',
  withoutLetter: 'calendar',
  lines: ['2400 8N1', '115200 8N1'],
  // Radius, "DLMS/COSEM": the printed example is in Wh.
  energyScalers: { kamstrup: 0 },
  ...SHARED,
};

export const FI: Profile = {
  country: 'FI',
  zone: 'Europe/Helsinki',
  withoutLetter: 'calendar',
  lines: ['115200 8N1'],
  ...SHARED,
};
