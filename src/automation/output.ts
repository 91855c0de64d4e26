/** How a decision is said to whoever switches the load. */
export type OutputFormat = 'boolean' | 'onoff' | 'ONOFF' | 'home-assistant' | 'custom';

/** What two of the formats need. */
export interface OutputSettings {
  /** `home-assistant`: such as `switch.boiler`. With none the Home Assistant node goes by its own target. */
  entities?: readonly string[];
  /** `custom` */
  on?: unknown;
  /** `custom` */
  off?: unknown;
}

/** What the action node of node-red-contrib-home-assistant-websocket takes as `msg.payload` (its docs/node/action.md). */
export interface HomeAssistantAction {
  action: string;
  target?: { entity_id: string[] };
}

const WORDS = {
  boolean: { on: true, off: false },
  onoff: { on: 'on', off: 'off' },
  ONOFF: { on: 'ON', off: 'OFF' },
  // For entities of any domain: https://www.home-assistant.io/integrations/homeassistant/
  'home-assistant': { on: 'homeassistant.turn_on', off: 'homeassistant.turn_off' },
} as const;

/** The payload that says `on`. */
export function payloadFor(on: boolean, format: OutputFormat, settings: OutputSettings = {}): unknown {
  if (format === 'custom') return on ? settings.on : settings.off;
  const word = WORDS[format][on ? 'on' : 'off'];
  if (format !== 'home-assistant') return word;
  const entities = settings.entities ?? [];
  return { action: word, ...(entities.length > 0 && { target: { entity_id: [...entities] } }) };
}
