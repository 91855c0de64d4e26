import { TEST_KEYS } from '../test-keys';

/** Of the simulated meters. */
export const RADIO_KEY = Buffer.from(TEST_KEYS.encryption, 'hex');
