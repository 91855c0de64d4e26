export { reasonText } from './automation/reason';
export { ruleFor } from './automation/rule';
export { Threshold } from './automation/threshold';
export { type ErrorCode, MeterError } from './base/errors';
export type { Content, Discarded, Frame, Framed, Link, Note } from './base/frame';
export type { DlmsSecurity, MbusSecurity, MeterKeys, Security, SecurityRemark } from './base/keys';
export { DIALECTS, type Dialect, RADIO_MODES, type RadioMode } from './base/receivers';
export type { Meter, MeterEntry, MeterObject, MeterTime, Telegram } from './base/telegram';
export {
  type DecodedTelegram,
  type DecodeOptions,
  decode,
  decodeClear,
  decodeFrame,
  decodeFramed,
  MeterStream,
  profileTelegram,
  type Result,
} from './decode';
export { Splitter } from './framing/splitter';
export { radioFrame } from './framing/wmbus';
export { readRadioTelegram } from './framing/wmbus-telegram';
export { readList } from './lists';
export { readMbus } from './lists/mbus';
export { codedRecords } from './lists/records';
export { Memory } from './memory';
export { parseApdu } from './parse/apdu';
export { parseMbus } from './parse/mbus';
export { parseP1 } from './parse/p1';
export { parseRecords } from './parse/records';
export { PROFILES, recognise } from './profiles';
export type { Profile } from './profiles/profile';
export { readingOf } from './profiles/read';
export type { Reading } from './profiles/reading';
export { readKeys } from './security/key-doctor';
export { openOms } from './security/oms';
export { open } from './security/open';
