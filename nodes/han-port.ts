import type { NodeAPI, NodeDef } from 'node-red';
import { DIALECTS } from '../src/base/receivers';
import { PROFILES } from '../src/profiles';
import { SET_UPS } from '../src/session/receivers';
import { METERS } from '../src/simulator/meters';
import { listPorts } from '../src/transport/ports';
import { Detections } from './base/detections';
import { Hearings } from './base/hearings';
import { typedKeys } from './base/keys';
import { MeterPort, type PortNode } from './base/meter-port';
import { newTalker, openWire, type PortConfig, placeOf, portConfigFrom, receiverOf } from './base/port-config';
import { forgetPort, rememberPort } from './base/ports-in-use';
import { newSimulatedMeter } from './base/simulated-meter';

export = (RED: NodeAPI): void => {
  RED.nodes.registerType('han-port', function (this: PortNode, config: NodeDef & PortConfig) {
    RED.nodes.createNode(this, config);
    if (config.kind === 'simulated') this.simulated = newSimulatedMeter(config.meter, this.id);
    this.radio = receiverOf(config, this.simulated) !== undefined;
    this.meterPort = new MeterPort(openWire(config, this.simulated), () => newTalker(config, this.simulated));
    const place = config.kind === 'serial' || config.kind === 'tcp' ? placeOf(config) : undefined;
    if (place !== undefined) rememberPort(place, this.meterPort);
    this.on('close', (done: () => void) => {
      if (place !== undefined) forgetPort(place, this.meterPort);
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

  /** The receivers whose dialects are read, with their usual line settings. */
  RED.httpAdmin.get('/smart-meter/receivers', mayRead, (_request, response) => {
    response.json(DIALECTS.map((dialect) => ({ dialect, line: SET_UPS.get(dialect)?.lines[0] })));
  });

  const detections = new Detections();

  /** Looks for what `?path=…&dataRequest=…&country=…&radio=…` wants: begins where nothing runs, and tells how far it is. */
  RED.httpAdmin.post('/smart-meter/detect', mayWrite, (request, response) => {
    const { path, dataRequest, country, radio } = request.query as Record<string, string>;
    response.json(
      detections.ask({
        path: String(path),
        dataRequest: (dataRequest ?? 'none') as PortConfig['dataRequest'],
        country: String(country),
        radio: radio === 'true',
      }),
    );
  });

  RED.httpAdmin.delete('/smart-meter/detect', mayWrite, (request, response) => {
    detections.stop(String(request.query.path));
    response.json({});
  });

  const hearings = new Hearings();

  /** Which meters the receiver of `{ connection, keys }` hears: begins where nothing listens, and tells how far it is. */
  RED.httpAdmin.post('/smart-meter/heard', mayWrite, (request, response) => {
    const { connection, keys } = (request.body ?? {}) as { connection?: PortConfig; keys?: unknown };
    response.json(connection ? hearings.ask(portConfigFrom(connection), typedKeys(keys)) : { meters: [] });
  });

  RED.httpAdmin.delete('/smart-meter/heard', mayWrite, (request, response) => {
    hearings.stop(placeOf(portConfigFrom(request.query)));
    response.json({});
  });
};
