import type { NodeAPI, NodeDef } from 'node-red';
import { PROFILES } from '../src/profiles';
import { KmpPoll } from '../src/session/kmp-poll';
import { Listener } from '../src/session/listen';
import type { Talker } from '../src/session/talker';
import { METERS, type SimulatedMeter } from '../src/simulator/meters';
import { simulatedWire } from '../src/simulator/wire';
import { httpWire } from '../src/transport/http';
import { listPorts } from '../src/transport/ports';
import { lineSettings, type SerialSettings, serialWire } from '../src/transport/serial';
import { tcpWire } from '../src/transport/tcp';
import type { OpenWire } from '../src/transport/wire';
import { Detections } from './base/detections';
import { MeterPort, type PortNode } from './base/meter-port';
import { forgetPort, rememberPort } from './base/ports-in-use';
import { newSimulatedMeter, timeFactor } from './base/simulated-meter';

interface PortConfig extends NodeDef {
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
  /** Whether the meter sends by itself, or must be asked. */
  talk?: 'listen' | 'kmp';
  meter: string;
  speed: string;
}

export = (RED: NodeAPI): void => {
  RED.nodes.registerType('han-port', function (this: PortNode, config: PortConfig) {
    RED.nodes.createNode(this, config);
    if (config.kind === 'simulated') this.simulated = newSimulatedMeter(config.meter, this.id);
    this.meterPort = new MeterPort(openWire(config, this.simulated), () => newTalker(config, this.simulated));
    const path = config.kind === 'serial' ? config.path.trim() : undefined;
    if (path !== undefined) rememberPort(path, this.meterPort);
    this.on('close', (done: () => void) => {
      if (path !== undefined) forgetPort(path, this.meterPort);
      void this.meterPort.close().finally(done);
    });
  });

  const mayRead = RED.auth.needsPermission('smart-meter.read');
  const mayWrite = RED.auth.needsPermission('smart-meter.write');

  RED.httpAdmin.get('/smart-meter/ports', mayRead, (_request, response) => {
    listPorts().then(
      (ports) => response.json(ports),
      () => response.json([]),
    );
  });

  /** The countries to choose from, with their time zones and line settings. */
  RED.httpAdmin.get('/smart-meter/countries', mayRead, (_request, response) => {
    response.json([...PROFILES.values()].map(({ country, zone, lines }) => ({ country, zone, lines })));
  });

  /** The meters that can be simulated. */
  RED.httpAdmin.get('/smart-meter/meters', mayRead, (_request, response) => {
    response.json(METERS.map(({ id, name, country, keys }) => ({ id, name, country, encrypted: keys !== undefined })));
  });

  const detections = new Detections();

  /** Looks for the line setting of `?path=…&dataRequest=…&country=…`: begins where nothing runs, and tells how far it is. */
  RED.httpAdmin.post('/smart-meter/detect', mayWrite, (request, response) => {
    const { path, dataRequest, country } = request.query as Record<string, string>;
    response.json(detections.ask(String(path), (dataRequest ?? 'none') as PortConfig['dataRequest'], String(country)));
  });

  RED.httpAdmin.delete('/smart-meter/detect', mayWrite, (request, response) => {
    detections.stop(String(request.query.path));
    response.json({});
  });
};

function newTalker({ kind, talk }: PortConfig, simulated: SimulatedMeter | undefined): Talker {
  const asks = simulated === undefined ? talk === 'kmp' && kind !== 'http' : simulated.model.responder !== undefined;
  return asks ? new KmpPoll() : new Listener();
}

/** What the user typed is read when the port is opened: the nodes that use it then tell what is wrong with it. */
function openWire(config: PortConfig, simulated: SimulatedMeter | undefined): OpenWire {
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
