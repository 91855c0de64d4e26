import { type Dialect, isDialect, RADIO_MODES, type RadioMode } from '../../src/base/receivers';
import { KmpPoll } from '../../src/session/kmp-poll';
import { Listener } from '../../src/session/listen';
import { ReceiverTalker } from '../../src/session/receivers';
import type { Talker } from '../../src/session/talker';
import type { SimulatedMeter } from '../../src/simulator/meters';
import { simulatedWire } from '../../src/simulator/wire';
import { httpWire } from '../../src/transport/http';
import { lineSettings, type SerialSettings, serialWire } from '../../src/transport/serial';
import { tcpWire } from '../../src/transport/tcp';
import type { OpenWire } from '../../src/transport/wire';
import { timeFactor } from './simulated-meter';

/** A connection, as its dialog stores it. */
export interface PortConfig {
  kind: 'serial' | 'tcp' | 'http' | 'simulated';
  path: string;
  /** `115200 8N1` */
  line: string;
  dataRequest: SerialSettings['dataRequest'];
  host: string;
  port: string;
  url: string;
  /** s */
  interval: string;
  /** Whether the meter sends by itself, must be asked, or is heard by a radio receiver. */
  talk?: 'listen' | 'kmp' | 'radio';
  receiver?: Dialect | 'auto';
  mode?: RadioMode;
  meter: string;
  speed: string;
}

export function newTalker(config: PortConfig, simulated: SimulatedMeter | undefined): Talker {
  const { kind, talk, mode } = config;
  const receiver = receiverOf(config, simulated);
  if (receiver !== undefined) return new ReceiverTalker({ receiver, mode });
  const asks = simulated === undefined ? talk === 'kmp' && kind !== 'http' : simulated.model.responder !== undefined;
  return asks ? new KmpPoll() : new Listener();
}

/** What the user typed is read when the port is opened: the nodes that use it then tell what is wrong with it. */
export function openWire(config: PortConfig, simulated: SimulatedMeter | undefined): OpenWire {
  return async (events, givenUp) => wireOf(config, simulated)(events, givenUp);
}

function wireOf(config: PortConfig, simulated: SimulatedMeter | undefined): OpenWire {
  if (simulated !== undefined) return simulatedWire(simulated, timeFactor(config.speed));
  if (config.kind === 'http') return httpWire({ url: config.url.trim(), interval: secondsOf(config.interval) });
  if (config.kind === 'tcp') return tcpWire({ host: config.host.trim(), port: Number(config.port) });
  return serialWire({ path: config.path.trim(), ...lineSettings(config.line), dataRequest: config.dataRequest });
}

/** Neither a bridge nor a timer is asked for what it cannot do. */
function secondsOf(interval: string): number {
  return Math.min(Math.max(1, Number(interval) || 10), 86_400);
}

/** Undefined where no radio is in between. */
export function receiverOf({ kind, talk, receiver }: PortConfig, simulated: SimulatedMeter | undefined) {
  if (simulated !== undefined) return simulated.receiver;
  return talk === 'radio' && kind !== 'http' ? (receiver ?? 'auto') : undefined;
}

/** Which place in the world it opens: two connections to the same one cannot both be open. */
export function placeOf({ kind, path, host, port }: PortConfig): string {
  return kind === 'tcp' ? `tcp://${host.trim()}:${port}` : path.trim();
}

/** What a dialog sends is made text field by field. */
export function portConfigFrom(sent: Partial<Record<keyof PortConfig, unknown>>): PortConfig {
  const field = (name: keyof PortConfig) => {
    const value = sent[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  return {
    kind: field('kind') as PortConfig['kind'],
    path: field('path'),
    line: field('line'),
    dataRequest: 'none',
    host: field('host'),
    port: field('port'),
    url: '',
    interval: '',
    talk: 'radio',
    receiver: isDialect(sent.receiver) ? sent.receiver : 'auto',
    mode: RADIO_MODES.find((mode) => mode === sent.mode) ?? 'T1',
    meter: '',
    speed: '1',
  };
}
