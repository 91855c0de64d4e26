import { longUnsigned, octetString, octetText, structure } from './dlms/axdr';
import { cosemTime, type TimeForm } from './dlms/cosem-time';
import { generalGloCiphering } from './dlms/gcm';
import { currents, energies, type Item, powers, voltages } from './dlms/items';
import { describedItems, flatPairs } from './dlms/layouts';
import { mbusFrames } from './dlms/mbus';
import { invokeId, notification, stamped } from './dlms/notification';
import { serialNumber, systemTitle } from './meter-ids';
import type { Encode } from './meter-model';
import { TEST_KEYS } from './test-keys';
import { clockOf } from './zones';

/* TINETZ, "Beschreibung Kundenschnittstelle Smart Meter": Kaifa MA309M over wired M-Bus, encrypted, not authenticated. */

/** Suite 1, encryption alone. */
const ENCRYPTED = 0x21;
const TIME: TimeForm = { weekday: true, hundredths: 0, deviation: 'told', status: 'summer' };
const clock = clockOf('AT');

const CLOCK: readonly Item[] = [['0-0:1.0.0', ({ time }) => octetString(cosemTime(time, clock, TIME))]];

const OBJECTS: readonly Item[] = [
  ['0-0:96.1.0', (_, ids) => octetText(`1KFM${serialNumber(ids)}`)],
  ['0-0:42.0.0', (_, ids) => octetText(`KFM120${serialNumber(ids)}`)],
  ...voltages(0, longUnsigned, -1),
  ...currents(0, longUnsigned, -2),
  ...powers(0).slice(0, 2),
  ...energies(0, 0, ({ energy }) => energy),
];

/** The clock stands beside its code, all else in structures of its own. */
export const kaifaAustria: Encode = (state, meter, counter) => {
  const body = structure(...flatPairs(CLOCK, state, meter), ...describedItems(OBJECTS, state, meter));
  const message = notification(invokeId(counter), stamped(cosemTime(state.time, clock, TIME)), body);
  const sender = { systemTitle: systemTitle('KFM\x10', meter), securityControl: ENCRYPTED, keys: TEST_KEYS };
  return mbusFrames(generalGloCiphering(sender, counter, message));
};
