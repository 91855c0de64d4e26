import type { Profile } from './profile';

/**
 * Austria: wired M-Bus (Netz NÖ, TINETZ, Salzburg, Vorarlberg), optical ports (Wien), HDLC (Kärnten, Wels, Burgenland), and
 * the P1 port of Energienetze Steiermark: the version of the Netherlands, but totals, and no meter id.
 */
export const AT: Profile = {
  country: 'AT',
  zone: 'Europe/Vienna',
  withoutLetter: 'calendar',
  tariffs: {},
  lines: ['2400 8E1', '115200 8N1', '9600 8N1'],
  lists: ['evn', 'kaifa-at', 'wien', 'kaernten', 'burgenland'],
  sends: (has) => has('1-3:0.2.8') && has('1-0:1.8.0') && !has('0-0:96.1.1') && !has('0-0:42.0.0'),
};
