import type { NodeAPI, NodeDef } from 'node-red';
import type { MeterKeys } from '../src/base/keys';
import { LUXEMBOURG_TEST_KEYS, TEST_KEYS } from '../src/simulator/test-keys';
import { type KeysNode, offerKeys, pastedKeys, withdrawKeys } from './base/keys';

interface KeysConfig extends NodeDef {
  /** Whose keys; empty where they are to be tried on every meter. */
  meter: string;
  /** The published keys of the simulated meters count too, as credentials do not travel with an example. */
  simulated?: boolean;
}

interface KeysCredentials {
  encryption?: string;
  authentication?: string;
  previousEncryption?: string;
  previousAuthentication?: string;
}

export = (RED: NodeAPI): void => {
  RED.nodes.registerType<KeysNode & { credentials: KeysCredentials }, KeysConfig, object, KeysCredentials>(
    'han-keys',
    function (config) {
      RED.nodes.createNode(this, config);
      this.meterKeys = [...meterKeys(config.meter, this.credentials), ...(config.simulated ? SIMULATED : [])];
      offerKeys(this);
      this.on('close', () => withdrawKeys(this));
    },
    {
      credentials: {
        encryption: { type: 'password' },
        authentication: { type: 'password' },
        previousEncryption: { type: 'password' },
        previousAuthentication: { type: 'password' },
      },
    },
  );

  /** Reads what was pasted into the dialog: `{ encryption, authentication }`, or `{ error }`. */
  RED.httpAdmin.post('/smart-meter/keys/check', RED.auth.needsPermission('smart-meter.write'), (request, response) => {
    response.json(pastedKeys(String((request.body as { text?: unknown } | undefined)?.text ?? '')));
  });
};

const SIMULATED: readonly MeterKeys[] = [TEST_KEYS, LUXEMBOURG_TEST_KEYS];

function meterKeys(meter: string | undefined, credentials: KeysCredentials): MeterKeys[] {
  const { encryption, authentication, previousEncryption, previousAuthentication } = credentials;
  const whose = meter ? { meter } : {};
  return [
    pair(whose, encryption, authentication),
    pair({ ...whose, previous: true }, previousEncryption, previousAuthentication),
  ].filter((keys) => keys !== undefined);
}

function pair(about: MeterKeys, encryption?: string, authentication?: string): MeterKeys | undefined {
  if (!encryption && !authentication) return undefined;
  return { ...about, ...(encryption && { encryption }), ...(authentication && { authentication }) };
}
