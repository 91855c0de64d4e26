import type { Frame } from '../base/frame';
import type { MbusSecurity, SecurityRemark } from '../base/keys';
import { ADDRESS_LENGTH, addressFrom, addressText, headerAddress, type MbusAddress } from '../base/mbus-address';
import { applicationOf, EXTENDED_LINKS } from '../base/mbus-ci';
import { notAuthenticated } from './misfits';
import { type OmsMessage, openOms } from './oms';
import { CHECK_LENGTH } from './oms/blocks';
import type { Opened, OpenOptions } from './open';
import { type CounterState, checkCounter } from './replay';

/**
 * Takes the layers between link and application from a frame of M-Bus: see {@link openOms} for what it throws. What is
 * left begins with the control information field and its header, of security mode 0 then.
 */
export function openMbus(frame: Frame, options: OpenOptions): Opened {
  const { keys = [], requireAuthentication = false, memory } = options;
  if (!frame.encrypted && !hasMoreLayers(frame.message[0]!)) {
    // Anybody can send by radio; who is at the cable is in the house.
    if (requireAuthentication && frame.link === 'wmbus') throw notAuthenticated('no-tag');
    return { frame };
  }
  const carried = { sender: senderOf(frame), content: frame.message };
  const message = openOms(carried, { keys, requireAuthentication, fragments: memory?.fragments });
  if (message === undefined) return { withheld: 'fragment' };
  const counter = counterState(message, frame.message, options);
  if (counter === 'repeat') return { withheld: counter };
  const security = securityOf(message, counter);
  const clear = clearFrame(frame, message);
  return security === undefined ? { frame: clear } : { frame: clear, security };
}

/** Whether what leads a clear message leads to another layer, or to an APDU. */
function hasMoreLayers(ci: number): boolean {
  return EXTENDED_LINKS.has(ci) || applicationOf(ci)?.application === 'dlms';
}

function counterState(message: OmsMessage, bytes: Buffer, { replay = 'report', memory }: OpenOptions): CounterState {
  const { counter, fingerprint } = message.security;
  if (memory === undefined || counter === undefined || fingerprint === undefined) return 'grown';
  const sender = `${addressText(message.meter)}/${fingerprint}`;
  return checkCounter({ sender, counter, bytes }, replay, memory.counters);
}

/** On a cable a long header alone tells. */
function senderOf({ address, message }: Frame): MbusAddress {
  if (address !== undefined) return addressFrom(address);
  const isLong = applicationOf(message[0]!)?.header === 'long' && message.length > ADDRESS_LENGTH;
  return headerAddress(isLong ? message.subarray(1) : Buffer.alloc(ADDRESS_LENGTH));
}

function securityOf({ security }: OmsMessage, state: CounterState): MbusSecurity | undefined {
  const { decrypted, authenticated, counter } = security;
  const remarks: SecurityRemark[] = [...security.remarks];
  if (state === 'fallen') remarks.push('counter-reset');
  if (decrypted.length === 0 && !authenticated && remarks.length === 0) return undefined;
  const said: MbusSecurity = { ciphers: [...decrypted], authenticated };
  if (counter !== undefined) said.messageCounter = counter;
  if (remarks.length > 0) said.remarks = remarks;
  return said;
}

function clearFrame(frame: Frame, { application, message, data, security }: OmsMessage): Frame {
  const { decrypted, authenticated } = security;
  // Both checks cover every byte.
  const check = authenticated || decrypted.includes('link') ? 'ok' : frame.check;
  if (application !== 'dlms') return { ...frame, message, check, encrypted: false };
  const apdu = decrypted.some((cipher) => cipher !== 'link') ? data.subarray(CHECK_LENGTH) : data;
  return { ...frame, content: 'apdu', message: apdu, check, encrypted: false };
}
